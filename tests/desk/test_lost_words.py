"""What a clerk has typed is saved where he meant it, or is still there: whatever others, other windows and the desk do meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.desk.kit import base, needs_chromium, serving, until
from tests.workshop import SMALL, small_project

sync_api = pytest.importorskip("playwright.sync_api", reason="browser tests need playwright (extra e2e)")
pytestmark = needs_chromium
from playwright.sync_api import expect  # noqa: E402 - there, as the line above has seen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, Route

DOCUMENT, FILE = "aomori/small", "sources/aomori/small.yaml"
WORDS = "甲及び乙は、協力する。"
# A second 条 whose words are as long as those of the first.
OTHER = "乙及び丙は、協議する。"
TWO = SMALL.replace(f"    本文: {WORDS}\n", f"    本文: {WORDS}\n  - 見出し: 協議\n    本文: {OTHER}\n")
SWAPPED = TWO.replace(WORDS, "仮").replace(OTHER, WORDS).replace("仮", OTHER)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = small_project(tmp_path)
    (made / FILE).write_text(TWO, encoding="utf-8")
    return made


def source(root: Path) -> str:
    return (root / FILE).read_text(encoding="utf-8")


def opened(page: Page, address: str = "") -> Page:
    page.goto(f"{address or base(page)}/documents/{DOCUMENT}")
    expect(page.locator("#state")).to_have_text("最新")
    return page


def typed(page: Page, words: str, new: str) -> None:
    page.locator(".line", has_text=words).first.click()
    expect(page.locator("#words-text")).to_have_value(words)
    page.fill("#words-text", new)


def in_editor(page: Page, words: str) -> None:
    page.click("#tab-source")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def hear(page: Page, *, agree: bool) -> list[str]:
    """What the page asks from now on; each is answered the same way."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if agree else dialog.dismiss()

    page.on("dialog", answer)
    return asked


def saved(page: Page) -> None:
    page.click("#words-form button.primary")


def test_the_samples_of_this_module_are_as_they_must_be():
    assert 2 == TWO.count("    本文: ")
    assert len(WORDS) == len(OTHER)
    assert len(SWAPPED) == len(TWO)
    assert SWAPPED != TWO


def test_words_go_where_they_were_chosen_though_another_moved_them(page: Page, root: Path):
    """Two rows of one length are exchanged by another program: the place of the one is now the place of the other."""
    opened(page)
    typed(page, WORDS, "甲及び乙は、連携する。")
    (root / FILE).write_text(SWAPPED, encoding="utf-8")
    expect(page.locator("#words-place")).to_contain_text(f"{1 + SWAPPED[: SWAPPED.index(WORDS)].count(chr(10))}行")
    expect(page.locator("#words-text")).to_have_value("甲及び乙は、連携する。")
    saved(page)

    expect(page.locator("#words-form")).to_be_hidden()
    assert SWAPPED.replace(WORDS, "甲及び乙は、連携する。") == source(root)


def test_words_that_another_changed_meanwhile_are_not_written_over(page: Page, root: Path):
    opened(page)
    typed(page, WORDS, "打った文")
    theirs = TWO.replace(WORDS, "甲及び乙は、分担する。")
    (root / FILE).write_text(theirs, encoding="utf-8")
    expect(page.locator("#words-lost")).to_be_visible()
    saved(page)
    expect(page.locator("#toast")).to_contain_text("選び直して")
    assert theirs == source(root)

    page.locator(".line", has_text="分担する").first.click()
    expect(page.locator("#words-kept pre")).to_have_text("打った文")
    page.fill("#words-text", "打った文")
    saved(page)
    expect(page.locator(".line", has_text="打った文").first).to_be_visible()
    assert theirs.replace("甲及び乙は、分担する。", "打った文") == source(root)


def test_words_in_place_wait_for_what_the_editor_has_not_saved(page: Page, root: Path):
    """Places on the page are those of the text that is not saved; the file has others there."""
    opened(page)
    page.click("#tab-source")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("# 覚え\n")
    expect(page.locator("#state")).to_have_text("未保存")
    page.click("#tab-words")
    page.locator(".line", has_text=WORDS).first.click()

    expect(page.locator("#words-form")).to_be_hidden()
    expect(page.locator("#words-hint")).to_contain_text("先にそれを保存")
    page.click("#save")
    expect(page.locator("#state")).to_have_text("最新")
    assert f"# 覚え\n{TWO}" == source(root)
    page.click("#tab-words")
    typed(page, WORDS, "新しい文")
    saved(page)
    expect(page.locator(".line", has_text="新しい文").first).to_be_visible()
    assert f"# 覚え\n{TWO}".replace(WORDS, "新しい文") == source(root)


def test_another_word_is_chosen_only_if_the_typed_ones_are_given_up(page: Page):
    opened(page)
    typed(page, WORDS, "打った文")
    asked = hear(page, agree=False)
    page.locator(".line", has_text=OTHER).first.click()
    expect(page.locator("#words-text")).to_have_value("打った文")
    assert 1 == len(asked)
    assert "直しかけ" in asked[0]


def test_another_word_is_chosen_when_the_typed_ones_are_given_up(page: Page):
    opened(page)
    typed(page, WORDS, "打った文")
    asked = hear(page, agree=True)
    page.locator(".line", has_text=OTHER).first.click()
    expect(page.locator("#words-text")).to_have_value(OTHER)
    assert 1 == len(asked)


def test_what_is_typed_while_a_save_is_under_way_is_not_taken_for_saved(page: Page, root: Path):
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)
        if len(held) > 1:
            route.continue_()

    # There before the page is: a browser may let a request pass that is made as soon as one asks to hold it.
    page.route("**/api/save", hold)
    opened(page)
    in_editor(page, "# 一")
    page.keyboard.press("Control+s")
    until(page, lambda: bool(held))
    page.keyboard.type("二")
    held[0].continue_()

    expect(page.locator("#toast")).to_contain_text("保存しました")
    assert source(root).endswith("# 一")
    expect(page.locator("#save")).to_be_enabled()
    page.keyboard.press("Control+s")
    expect(page.locator("#save")).to_be_disabled()
    assert source(root).endswith("# 一二")


def crashed(page: Page) -> None:
    """The window goes without a word, as when the machine is switched off."""
    page.close(run_before_unload=False)


def test_a_draft_is_offered_again_though_the_file_changed_meanwhile(page: Page, root: Path):
    opened(page)
    in_editor(page, "# 下書き")
    expect(page.locator("#state")).to_have_text("未保存")
    context, address = page.context, base(page)
    crashed(page)
    (root / FILE).write_text(TWO + "# 他の人\n", encoding="utf-8")
    again = context.new_page()
    asked = hear(again, agree=True)
    again.goto(f"{address}/documents/{DOCUMENT}")
    expect(again.locator("#state")).to_have_text("未保存")
    assert 1 == len(asked)
    assert "両方" in asked[0]
    again.click("#tab-source")
    again.click("#save")
    expect(again.locator("#conflict")).to_be_visible()
    expect(again.locator("#merge")).to_contain_text("# 他の人")
    expect(again.locator("#merge")).to_contain_text("# 下書き")
    assert TWO + "# 他の人\n" == source(root)


def test_a_second_window_leaves_the_draft_of_the_first(page: Page):
    opened(page)
    in_editor(page, "# 下書き")
    expect(page.locator("#state")).to_have_text("未保存")
    context, address = page.context, base(page)
    second = context.new_page()
    unasked = hear(second, agree=False)
    opened(second, address)
    in_editor(second, "x")
    second.keyboard.press("Backspace")
    expect(second.locator("#state")).to_have_text("最新")
    assert [] == unasked
    crashed(second)
    crashed(page)
    third = context.new_page()
    asked = hear(third, agree=True)
    third.goto(f"{address}/documents/{DOCUMENT}")
    expect(third.locator("#state")).to_have_text("未保存")
    assert 1 == len(asked)


def test_many_windows_are_open_at_once(page: Page):
    """A browser has six links to a server; what tells of changes must not take one for each window."""
    context, address = page.context, base(page)
    for _ in range(8):
        opened(context.new_page(), address)


def test_a_desk_that_has_stopped_says_so_and_goes_on_when_it_is_started_again(chromium: Browser, root: Path):
    context = chromium.new_context()
    page = context.new_page()
    with serving(root) as (_, address):
        page.goto(address)
        opened(page)
        port = int(base(page).rpartition(":")[2])
        typed(page, WORDS, "打った文")
    expect(page.locator("#gone")).to_be_visible()
    saved(page)
    expect(page.locator("#toast")).to_contain_text("机が止まっています")
    expect(page.locator("#words-text")).to_have_value("打った文")
    with serving(root, port) as (_, address):
        context.new_page().goto(address)
        expect(page.locator("#gone")).to_be_hidden(timeout=30000)
        saved(page)
        expect(page.locator(".line", has_text="打った文").first).to_be_visible()
    assert TWO.replace(WORDS, "打った文") == source(root)
    context.close()


@pytest.mark.parametrize("way", ["removed", "renamed"])
def test_pages_of_a_source_that_is_gone_are_not_told_as_the_present_ones(page: Page, root: Path, way: str):
    """The pages and what was typed stay to be seen, and all goes on when the source is back."""
    opened(page)
    in_editor(page, "# 書きかけ")
    expect(page.locator("#state")).to_have_text("未保存")
    (root / FILE).unlink() if way == "removed" else (root / FILE).rename(root / "sources/aomori/ほか.yaml")

    expect(page.locator("#state")).to_have_text("原稿がありません（頁は前のもの）")
    expect(page.locator("#problems")).to_contain_text("この文書の原稿が、フォルダにありません")
    expect(page.locator(".sheet").first).to_be_visible()
    expect(page.locator(".cm-content")).to_contain_text("# 書きかけ")
    (root / "sources/aomori/ほか.yaml").unlink(missing_ok=True)
    (root / FILE).write_text(TWO, encoding="utf-8")
    expect(page.locator("#state")).to_have_text("未保存")
    page.click("#save")
    expect(page.locator("#state")).to_have_text("最新")
    assert source(root).endswith("# 書きかけ")


def test_a_source_that_is_gone_is_told_though_others_have_errors(page: Page, root: Path):
    opened(page)
    (root / "sources/aomori/ほか.yaml").write_text("題名: [\n", encoding="utf-8")
    (root / FILE).unlink()

    expect(page.locator("#state")).to_have_text("原稿がありません（頁は前のもの）")


def test_what_is_saved_is_told_though_the_desk_stops_before_the_pages_are_new(page: Page, root: Path):
    address, page = base(page), page.context.new_page()
    opened(page, address)
    typed(page, WORDS, "甲は、努める。")
    page.route("**/api/source*", lambda route: route.abort())
    page.route("**/api/preview/**", lambda route: route.abort())
    told = page.evaluate_handle(
        "const all = []; new MutationObserver(() => all.push(document.getElementById('toast').textContent))"
        ".observe(document.getElementById('toast'), {childList: true}); all"
    )
    saved(page)

    expect(page.locator("#state")).to_have_text("机が止まっています（頁は前のもの）")
    assert any("保存しました" in words for words in told.json_value())
    assert "甲は、努める。" in source(root)
