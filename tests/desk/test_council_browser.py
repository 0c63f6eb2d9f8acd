"""The council view as a clerk meets it, with the mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.desk.kit import base, needs_axe, needs_chromium, violations
from tests.project.council.kit import AREA, shipped
from tests.workshop import build, edit

sync_api = pytest.importorskip("playwright.sync_api", reason="browser tests need playwright (extra e2e)")
pytestmark = needs_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shipped(tmp_path)
    edit(tmp_path / f"sources/{AREA}/gikai-tsukimi.yaml", "    届出: { 番号: 月企第40号, 日: 令和6年4月3日 }\n", "")
    path = tmp_path / f"sources/{AREA}/gikai-yukino.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("令和6年3月29日", "令和6年3月1日"), encoding="utf-8")
    return tmp_path


def opened(page: Page) -> Page:
    page.goto(f"{base(page)}/council")
    page.wait_for_selector("table.dates")
    return page


def test_what_is_due_leads_to_the_source_of_the_session(page: Page):
    opened(page)
    todo = page.locator(".todo li", has_text="月見町の届出")
    sync_api.expect(todo).to_contain_text("次")
    todo.get_by_role("link", name="月見町の届出の原稿").click()

    sync_api.expect(page.locator(".cm-content")).to_contain_text("会議名: 令和6年第1回月見町議会定例会")


def test_words_that_stand_elsewhere_are_told_with_where(page: Page, root: Path):
    """In the words of all bills; in the source of the session, seen from the book that holds its bills."""
    book = "種別: 冊子\n題名: 議案書\n綴じる:\n  - { 文書: gikai-tsukimi, 種類: [議案] }\n"
    (root / f"sources/{AREA}/gianshu.yaml").write_text(book, encoding="utf-8")
    page.goto(f"{base(page)}/documents/{AREA}/gianshu")
    page.locator(".line", has_text="移住の促進に関する取組を加えること").first.click(position={"x": 4, "y": 4})
    sync_api.expect(page.locator("#words-hint")).to_contain_text(f"sources/{AREA}/gikai-tsukimi.yaml")
    page.locator(".line", has_text="議会の議決を求める").first.click(position={"x": 4, "y": 4})
    sync_api.expect(page.locator("#words-hint")).to_contain_text("templates/wording/議会.yaml")
    page.locator(".line", has_text="移住の促進に関する取組を加えること").first.click(position={"x": 4, "y": 4})
    page.click("#words-hint button")

    sync_api.expect(page.locator(".cm-activeLine")).to_contain_text("移住の促進に関する取組を加えること")


def test_a_contradiction_leads_to_its_place_by_keyboard(page: Page):
    opened(page)
    link = page.locator(".problems .error a")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".cm-activeLine")

    sync_api.expect(page.locator(".cm-activeLine")).to_contain_text("令和6年3月1日")


def test_papers_are_made_and_taken_from_their_session_as_they_are_now(page: Page, root: Path):
    opened(page)
    page.locator("summary", has_text="月見町").click()
    row = page.locator("details[open] tr", has_text="議決結果")
    sync_api.expect(row.locator(".badge")).to_have_text("未作成")
    row.get_by_role("button", name="作る").click()
    sync_api.expect(row.locator(".badge").first).to_have_text("新しい")
    with page.expect_download() as got:
        row.get_by_role("link", name="PDF").click()

    assert b"%PDF" == got.value.path().read_bytes()[:4]
    edit(root / f"sources/{AREA}/gikai-tsukimi.yaml", "令和6年第1回月見町", "令和6年第2回月見町")
    sync_api.expect(row.locator(".badge").first).to_have_text("変更あり")
    with page.expect_download() as got:
        row.get_by_role("link", name="TXT").click()
    assert "令和6年第2回月見町" in got.value.path().read_text(encoding="utf-8")


def test_what_is_done_may_be_hidden(page: Page):
    opened(page)
    rows = page.locator("table.dates tbody tr:visible")
    before = rows.count()
    page.check("#open-only")

    assert 0 < rows.count() < before


def test_an_erratum_is_refused_with_its_reasons(page: Page, root: Path, tmp_path: Path):
    build(root, f"{AREA}/gikai-tsukimi")
    issued = tmp_path / "配布.pdf"
    issued.write_bytes((root / f"build/{AREA}/gikai-tsukimi-議案-kyoyaku-月見町.pdf").read_bytes())
    edit(
        root / f"sources/{AREA}/gikai-tsukimi.yaml",
        "移住の促進に関する取組を加えること",
        "観光の振興に関する取組をすべて廃止すること",
    )
    opened(page)
    page.locator("summary", has_text="月見町").click()
    page.locator("details[open] tr", has_text="議案-kyoyaku").get_by_role("button", name="正誤表").click()
    page.set_input_files("#errata-file", issued)
    page.click("#errata-make")

    sync_api.expect(page.locator("#errata-out")).to_contain_text("廃止する")
    assert not list((root / "build").rglob("*正誤表*"))
    page.keyboard.press("Escape")
    sync_api.expect(page.locator("#errata")).to_be_hidden()


@needs_axe
def test_the_view_is_accessible(page: Page):
    opened(page)
    page.locator("summary").first.click()

    assert [] == violations(page)
    page.locator("details[open]").get_by_role("button", name="正誤表").first.click()
    assert [] == violations(page)
