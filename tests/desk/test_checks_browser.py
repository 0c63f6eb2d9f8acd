"""The checks view as a reviewer meets it: what contradicts leads to its place, what is certain is mended by one click."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.crosscheck.kit import Edit, folder
from tests.desk.kit import base, needs_axe, needs_chromium, until, violations
from tests.workshop import SMALL, small_project

sync_api = pytest.importorskip("playwright.sync_api", reason="browser tests need playwright (extra e2e)")
pytestmark = needs_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

WRONG = SMALL.replace("甲及び乙は、協力する。", "甲および乙は、もしくは協力する。")
FILE = "sources/aomori/small.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    small_project(tmp_path, WRONG)
    return folder(tmp_path, "nankai", Edit("gaiyo.yaml", "12,500千円", "12,300千円"))


def opened(page: Page, area: str) -> Page:
    page.goto(f"{base(page)}/checks?area={area}")
    sync_api.expect(page.locator("#progress")).to_contain_text("文書を調べました")
    return page


def test_one_click_mends_what_is_certain(page: Page, root: Path):
    opened(page, "aomori")
    page.get_by_role("button", name="「および」を「及び」に直す").click()
    sync_api.expect(page.locator("#toast")).to_have_text("1か所を直しました")

    assert WRONG.replace("および", "及び") == (root / FILE).read_text(encoding="utf-8")
    sync_api.expect(page.locator("#findings")).to_contain_text("もしくは")


def test_what_is_not_looked_at_yet_is_not_told_as_absent(page: Page):
    """Nor is it when the check breaks off."""
    address, second = base(page), page.context.new_page()
    held: list[Route] = []
    second.route("**/api/lint/**", lambda route: held.append(route))  # noqa: PLW0108 - playwright takes no builtin
    second.goto(f"{address}/checks?area=aomori")
    for place in ("#errors", "#findings"):
        sync_api.expect(second.locator(place)).to_have_text("調べています…")
    sync_api.expect(second.locator("#cross")).to_contain_text("食い違いはありません")
    until(second, lambda: bool(held))
    held[0].abort()

    for place in ("#errors", "#findings"):
        sync_api.expect(second.locator(place)).to_contain_text("途中で止まった")
    sync_api.expect(second.locator("#lint-count")).to_contain_text("途中で止まりました")


def test_all_that_is_certain_is_mended_after_asking(page: Page, root: Path):
    opened(page, "aomori")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.click("#cure-all")
    assert WRONG == (root / FILE).read_text(encoding="utf-8")
    page.once("dialog", lambda dialog: dialog.accept())
    page.click("#cure-all")
    sync_api.expect(page.locator("#lint-count")).to_have_text("1件（確かな直し方のあるもの 0件）")

    wanted = WRONG.replace("および", "及び").replace("もしくは", "若しくは")
    assert wanted == (root / FILE).read_text(encoding="utf-8")


def test_a_finding_leads_to_its_words_by_keyboard(page: Page):
    opened(page, "aomori")
    link = page.locator("#findings tr", has_text="および").locator("a.place").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".cm-activeLine")

    sync_api.expect(page.locator(".cm-activeLine")).to_contain_text("甲および乙は")


def test_a_contradiction_leads_to_either_side(page: Page):
    opened(page, "nankai")
    row = page.locator("#cross tbody tr", has_text="12,300千円")
    sync_api.expect(row.locator("a")).to_have_count(2)
    row.locator("a", has_text="ビジョン").first.click()
    page.wait_for_selector(".cm-activeLine")

    sync_api.expect(page.locator(".cm-activeLine")).to_contain_text("12,300千円")


def test_a_certain_cure_stands_with_the_remark_beside_the_pages(page: Page, root: Path):
    page.goto(f"{base(page)}/documents/aomori/small")
    page.locator("#problems").get_by_role("button", name="「及び」に直す").click()
    sync_api.expect(page.locator("#toast")).to_have_text("保存しました")

    assert WRONG.replace("および", "及び") == (root / FILE).read_text(encoding="utf-8")


def test_heads_stand_over_their_columns_and_nothing_leaves_a_narrow_window(page: Page):
    """The table was laid out as a row of boxes; the list of documents hid its DOCX, PDF and TXT behind the edge."""
    opened(page, "nankai")
    page.wait_for_selector("#cross tbody td")
    lefts = "(one) => [...document.querySelectorAll(one)].map((e) => Math.round(e.getBoundingClientRect().left))"
    assert page.evaluate(lefts, "#cross thead th") == page.evaluate(lefts, "#cross tbody tr:first-child td")

    page.set_viewport_size({"width": 390, "height": 844})
    beyond = (
        "[...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > innerWidth).length"
    )
    assert 0 == page.evaluate(beyond)
    page.goto(f"{base(page)}/")
    page.wait_for_selector(".documents .actions")
    assert 0 == page.evaluate(beyond)


@needs_axe
def test_the_view_is_accessible(page: Page):
    opened(page, "nankai")
    assert [] == violations(page)
    opened(page, "aomori")
    assert [] == violations(page)
