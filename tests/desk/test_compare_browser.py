"""The comparison view as a clerk meets it: choose or drop two papers, read numbered changes, take papers away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from tests.desk.kit import base, needs_axe, needs_chromium, violations
from tests.workshop import SMALL, build, small_project

sync_api = pytest.importorskip("playwright.sync_api", reason="browser tests need playwright (extra e2e)")
pytestmark = needs_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

DOCUMENT, FILE = "aomori/small", "sources/aomori/small.yaml"
TWO = SMALL.replace("本文: 甲及び乙は、協力する。", "項:\n      - 甲及び乙は、協力する。\n      - 甲は、会議を開く。")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(small_project(tmp_path, TWO))
    assert 0 == CliRunner().invoke(cli, ["freeze", DOCUMENT, "--as", "素案", "--on", "令和8年1月5日"]).exit_code
    build(tmp_path)
    text = TWO.replace("協力する", "努める").replace("会議を開く", "毎年度、会議を開く")
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    return tmp_path


def opened(page: Page, query: str) -> Page:
    page.goto(f"{base(page)}/compare?{query}")
    return page


def test_a_version_is_compared_and_its_papers_are_made(page: Page, root: Path):
    opened(page, f"new={DOCUMENT}")
    page.fill("#old .document", DOCUMENT)
    page.keyboard.press("Tab")
    page.select_option("#old .which", label="版「素案」（令和8年1月5日）")
    page.click("#compare")
    sync_api.expect(page.locator("#progress")).to_have_text("2か所が違います")
    sync_api.expect(page.locator("#change-1 ins")).to_have_text("努める")
    page.click("#papers")
    with page.expect_download() as got:
        page.get_by_role("link", name="新旧対照表.pdf").click()

    assert b"%PDF" == got.value.path().read_bytes()[:4]
    assert "見え消し.docx" in page.locator("#made").inner_text()


def test_a_dropped_file_is_compared_and_the_list_is_kept(page: Page, root: Path):
    opened(page, f"new={DOCUMENT}")
    page.set_input_files("#old .file", root / f"build/{DOCUMENT}.docx")
    sync_api.expect(page.locator("#old .chosen .name")).to_have_text("small.docx")
    page.click("#compare")
    sync_api.expect(page.locator("#change-1 del")).to_have_text("協力する")
    with page.expect_download() as got:
        page.click("#keep")
    assert "<ins>努める</ins>" in got.value.path().read_text(encoding="utf-8")
    page.click("#swap")
    sync_api.expect(page.locator("#change-1 ins")).to_have_text("協力する")


def test_a_change_leads_to_its_words_on_the_page(page: Page):
    opened(page, f"old={DOCUMENT}|@1&new={DOCUMENT}")
    page.locator("#change-2 .where a").click()
    page.wait_for_selector(".line.here")

    sync_api.expect(page.locator(".line.here")).to_contain_text("毎年度、会議")


def test_changes_are_walked_and_sifted_by_keyboard(page: Page):
    opened(page, f"old={DOCUMENT}|@1&new={DOCUMENT}")
    page.locator("#change-1").focus()
    page.keyboard.press("ArrowDown")
    sync_api.expect(page.locator("#change-2")).to_be_focused()
    box = page.locator("#kinds input").first
    box.focus()
    page.keyboard.press("Space")
    sync_api.expect(page.locator("#change-1")).to_be_hidden()


def test_what_could_not_be_compared_leaves_no_older_comparison(page: Page):
    opened(page, f"old={DOCUMENT}|@1&new={DOCUMENT}")
    page.wait_for_selector("#change-1")
    page.fill("#new .document", "ない/文書")
    page.click("#compare")

    sync_api.expect(page.locator("#progress")).to_have_text("比べられませんでした")
    sync_api.expect(page.locator("#change-1")).to_have_count(0)
    for button in ("#keep", "#papers"):
        sync_api.expect(page.locator(button)).to_be_disabled()


def test_a_comparison_of_a_source_that_was_changed_since_is_told(page: Page, root: Path):
    opened(page, f"old={DOCUMENT}|@1&new={DOCUMENT}")
    page.wait_for_selector("#change-1")
    [source] = root.glob(f"sources/{DOCUMENT}.yaml")
    source.write_text(source.read_text(encoding="utf-8") + "# 追記\n", encoding="utf-8")

    sync_api.expect(page.locator("#progress")).to_contain_text("原稿が変わりました")


def test_a_broken_file_is_told(page: Page, tmp_path: Path):
    (tmp_path / "壊れた.docx").write_bytes(b"PK\x03\x04 broken")
    opened(page, f"new={DOCUMENT}")
    page.set_input_files("#old .file", tmp_path / "壊れた.docx")
    page.click("#compare")

    sync_api.expect(page.locator("#problems-list .error")).to_contain_text("壊れた.docx")


@needs_axe
def test_the_view_is_accessible(page: Page):
    opened(page, f"old={DOCUMENT}|@1&new={DOCUMENT}")
    page.wait_for_selector("#change-1")

    assert [] == violations(page)
