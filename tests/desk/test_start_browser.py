"""A clerk's first hour in the browser: from an empty folder to the printed PDF of an agreement of one's own."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.desk.kit import needs_axe, needs_chromium, violations
from tests.workshop import edit

sync_api = pytest.importorskip("playwright.sync_api", reason="browser tests need playwright (extra e2e)")
pytestmark = needs_chromium
from playwright.sync_api import Page, expect  # noqa: E402 - there, as the line above has seen


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "企画課 の フォルダ"
    made.mkdir()
    return made


def typed(page: Page, row: int, words: tuple[str, str, str]) -> None:
    for key, said in zip(("name", "head", "since"), words, strict=True):
        page.locator("#towns tr").nth(row).locator(f"[data-town={key}]").fill(said)


def begun(page: Page) -> None:
    page.fill("#area", "緑川圏域")
    typed(page, 0, ("緑川市", "髙橋一郎", "令和4年4月1日"))
    typed(page, 1, ("白石町", "﨑山花子", "令和5年5月1日"))
    page.fill("#day", "令和8年3月25日")
    expect(page.locator(".sheet .line", has_text="白石町長")).to_be_visible()


def test_from_an_empty_folder_to_a_printed_agreement(page: Page, root: Path):
    begun(page)
    assert [] == list(root.iterdir())
    page.click("#begin")
    page.wait_for_url("**/documents/**")
    expect(page.locator("#state")).to_have_text("最新")
    page.locator(".sheet .line", has_text="生活機能の強化").first.click()
    page.fill("#words-text", "医療と福祉")
    page.click("#words-form button.primary")
    expect(page.locator(".sheet .line", has_text="医療と福祉")).to_be_visible()
    with page.expect_download() as saved:
        page.click(".downloads a[href$='.pdf']")
    assert b"%PDF" == saved.value.path().read_bytes()[:4]
    with page.expect_download() as saved:
        page.click("a[href$='.zip']")
    with zipfile.ZipFile(saved.value.path()) as book:
        assert {"docx", "pdf", "txt"} == {name.rpartition(".")[2] for name in book.namelist()}
    assert "医療と福祉" in (root / "build/緑川圏域/kyoyaku.txt").read_text(encoding="utf-8")


def test_no_pages_are_seen_of_what_was_chosen_before(page: Page, root: Path):
    """The pages of the last choice stayed, and the button was grey without a word why."""
    begun(page)
    page.click("#begin")
    page.wait_for_url("**/documents/**")
    page.goto(page.url.partition("/documents")[0] + "/start")
    expect(page.locator(".sheet").first).to_be_visible()
    page.select_option("#area-there", label="新しい圏域を始める")
    expect(page.locator("#start-short")).to_contain_text("圏域と市町村の名前を書いて")
    expect(page.locator(".sheet")).to_have_count(0)
    page.check("input[value=議会]")
    expect(page.locator("#start-short")).to_contain_text("原稿のある圏域に加えます")
    page.select_option("#area-there", index=0)
    expect(page.locator(".sheet").first).to_be_visible()
    edit(root / "sources/緑川圏域/kyoyaku.yaml", "前文:", "前分:")
    page.check("input[value=連携協約書]")
    expect(page.locator(".sheet .line", has_text="連携協約書")).to_be_visible()
    page.check("input[value=議会]")
    expect(page.locator("#start-short")).to_contain_text("まだ作れません")
    first = page.locator("#start-told li.error").first.inner_text()
    assert page.locator("#start-short").inner_text().removeprefix("まだ作れません。").partition("（ほかに")[0] in first
    expect(page.locator(".sheet")).to_have_count(0)
    expect(page.locator("#nothing")).to_have_count(0)


def test_what_is_missing_is_told_while_it_is_typed(page: Page, root: Path):
    page.fill("#area", "緑川圏域")
    expect(page.locator("#start-short")).to_contain_text("市町村を一つは")
    typed(page, 0, ("緑川市", "髙橋一郎", ""))
    expect(page.locator("#start-short")).to_contain_text("就任日")
    expect(page.locator("#begin")).to_be_disabled()
    assert "緑川市長" == page.locator("#towns tr").first.locator("[data-town=office]").input_value()


def test_a_paper_that_is_there_is_taken_in(page: Page, root: Path, tmp_path: Path):
    paper = tmp_path / "覚書 その1.txt"
    paper.write_text("緑川市と白石町の覚書\n\n第1条　甲及び乙は、協力する。\n２　甲は、努める。\n", encoding="utf-8")
    page.click("#tab-intake")
    page.set_input_files("#paper", paper)
    expect(page.locator("#intake-short")).to_contain_text("字句は同じです")
    page.click("#take-in")
    page.wait_for_url("**/documents/**")

    expect(page.locator(".sheet .line", has_text="甲及び乙は、協力する。")).to_be_visible()


def test_a_paper_is_shown_though_fields_of_the_other_tab_were_just_filled_in(page: Page, root: Path, tmp_path: Path):
    paper = tmp_path / "覚書.txt"
    paper.write_text("覚書\n\n第1条　甲は、努める。\n２　乙は、努める。\n", encoding="utf-8")
    begun(page)
    page.click("#tab-intake")
    page.set_input_files("#paper", paper)

    expect(page.locator("#intake-short")).to_contain_text("字句は同じです")
    expect(page.locator(".sheet .line", has_text="甲は、努める。")).to_be_visible()
    expect(page.locator(".sheet .line", has_text="白石町長")).to_have_count(0)


def test_a_second_paper_is_begun_beside_the_first(page: Page, root: Path):
    begun(page)
    page.click("#begin")
    page.wait_for_url("**/documents/**")
    page.click("a.home")
    page.click("text=文書を加える")
    page.check("input[value=覚書]")
    expect(page.locator(".sheet .line", has_text="災害時の相互応援").first).to_be_visible()
    page.click("#begin")
    page.wait_for_url("**/oboegaki")

    assert (root / "sources/緑川圏域/oboegaki.yaml").is_file()


def test_a_name_is_composed_before_anything_is_asked(page: Page):
    """み, みど, 緑川圏域: as an input method composes it; Enter ends the composition and sends nothing."""
    page.focus("#area")
    session = page.context.new_cdp_session(page)
    for words in ("み", "みど", "緑川"):
        session.send(
            "Input.imeSetComposition", {"text": words, "selectionStart": len(words), "selectionEnd": len(words)}
        )
    session.send("Input.insertText", {"text": "緑川圏域"})

    expect(page.locator("#area")).to_have_value("緑川圏域")
    expect(page.locator("#folder")).to_have_value("緑川圏域")


@needs_axe
def test_the_beginning_is_accessible(page: Page):
    assert [] == violations(page)
    begun(page)
    assert [] == violations(page)
    page.click("#tab-intake")
    assert [] == violations(page)
