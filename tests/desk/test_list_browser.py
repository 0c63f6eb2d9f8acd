"""The list of documents in a real browser: titles, what is looked for, and what is told where nothing is found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.desk.kit import needs_chromium
from tests.workshop import SMALL, small_project

sync_api = pytest.importorskip("playwright.sync_api", reason="browser tests need playwright (extra e2e)")
pytestmark = needs_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

FILE = "sources/aomori/small.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_project(tmp_path)


def listed(page: Page) -> None:
    page.goto(page.url.split("/?")[0].rstrip("/") + "/")


def test_the_list_calls_a_document_by_its_title_and_finds_it_by_that(page: Page, root: Path):
    """A title into which names are put is known when the document was made."""
    (root / FILE).write_text(SMALL.replace("題名: 協約書", '題名: "{{ 甲 }}との協約書"'), encoding="utf-8")
    listed(page)
    row = page.locator("tr[data-id]")
    sync_api.expect(row.locator(".title")).to_have_text("")
    page.click("#build-all")
    sync_api.expect(page.locator("#progress")).to_have_text("1件を作りました。")
    sync_api.expect(row.locator(".title")).to_have_text("青森市との協約書")
    page.fill("#search", "青森市との")
    sync_api.expect(row).to_be_visible()
    page.fill("#search", "弘前市")
    sync_api.expect(row).to_be_hidden()


def test_who_comes_back_to_the_list_sees_what_the_box_says(page: Page, root: Path):
    """The browser filled in what was typed, and all documents stood below it."""
    (root / "sources/aomori/other.yaml").write_text(SMALL.replace("題名: 協約書", "題名: 別の協定"), encoding="utf-8")
    listed(page)
    page.fill("#search", "別の")
    sync_api.expect(page.locator("#found")).to_have_text("2件のうち1件")
    page.click("tr[data-id]:visible a")
    page.wait_for_selector(".sheet .line")
    page.go_back()

    sync_api.expect(page.locator("#search")).to_have_value("別の")
    sync_api.expect(page.locator("tr[data-id]:visible")).to_have_count(1)


def test_where_no_document_is_found_that_is_told(page: Page):
    """The page was white below the box: a reader aloud said nothing."""
    listed(page)
    page.fill("#search", "弘前市")
    sync_api.expect(page.get_by_role("status").filter(has_text="「弘前市」のある文書はありません")).to_be_visible()
    page.fill("#search", "")

    sync_api.expect(page.locator("#found")).to_have_text("")
    sync_api.expect(page.locator("tr[data-id]")).to_be_visible()
