"""A document at the desk in a small window, with much to tell: all of it is reached without a mouse, and said truly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from tests.desk.kit import needs_axe, needs_chromium, until, violations
from tests.workshop import SMALL, small_project

sync_api = pytest.importorskip("playwright.sync_api", reason="browser tests need playwright (extra e2e)")
pytestmark = needs_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_project(tmp_path)
    monkeypatch.chdir(root)
    assert 0 == CliRunner().invoke(cli, ["freeze", "aomori/small"]).exit_code
    (root / "sources/aomori/small.yaml").write_text(SMALL.replace("協力する", "連携して協力する"), encoding="utf-8")
    return root


def opened(page: Page) -> None:
    page.goto(page.url.split("/?")[0].rstrip("/") + "/documents/aomori/small")
    page.wait_for_selector(".sheet .line")
    sync_api.expect(page.locator("#problems li").first).to_be_attached()


@needs_axe
def test_what_is_told_is_scrolled_by_keys(page: Page):
    """The notices of a document whose place is no button had a bar to scroll with the mouse alone."""
    page.set_viewport_size({"width": 400, "height": 500})
    opened(page)
    place = page.locator("#problems")
    assert place.evaluate("e => e.scrollHeight > e.clientHeight"), "there is more than its place holds"
    assert [] == violations(page)
    place.focus()
    page.keyboard.press("End")

    until(page, lambda: bool(place.evaluate("e => e.scrollTop > 0")))


def test_why_a_number_is_not_proposed_is_told(page: Page):
    """One was told to choose a word on the page, with the chosen one in view."""
    opened(page)
    page.click("#tab-review")
    page.locator(".line", has_text="第1条").first.click()
    page.fill("#review-who", "山田")
    page.fill("#review-after", "第2条")
    page.click("#review-suggest")

    sync_api.expect(page.locator("#toast")).to_contain_text("選んだ「第1条」は、番号や題のように")
