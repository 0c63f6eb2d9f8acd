"""The desk as a clerk meets it: a real server, a real browser (Chromium), nothing of the network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.desk.kit import needs_axe, needs_chromium, serving, violations
from tests.workshop import SMALL, TABLED, small_project, table_book

sync_api = pytest.importorskip("playwright.sync_api", reason="browser tests need playwright (extra e2e)")
pytestmark = needs_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DOCUMENT, FILE = "aomori/small", "sources/aomori/small.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_project(tmp_path)


def opened(page: Page) -> Page:
    page.goto(page.url.split("/?")[0].rstrip("/") + f"/documents/{DOCUMENT}")
    page.wait_for_selector(".sheet .line")
    sync_api.expect(page.locator("#state")).to_have_text("最新")
    return page


def source(root: Path) -> str:
    return (root / FILE).read_text(encoding="utf-8")


def pick(page: Page, words: str) -> None:
    page.locator(".line", has_text=words).first.click()


def state(page: Page, words: str) -> None:
    sync_api.expect(page.locator("#state")).to_have_text(words)


def test_words_are_edited_where_they_stand(page: Page, root: Path):
    opened(page)
    pick(page, "甲及び乙は")
    sync_api.expect(page.locator("#words-text")).to_have_value("甲及び乙は、協力する。")
    page.fill("#words-text", "甲及び乙は、連携する。")
    page.click("#words-form button.primary")

    sync_api.expect(page.locator(".line", has_text="連携する。")).to_be_visible()
    assert SMALL.replace("協力する", "連携する") == source(root)


def test_an_error_is_told_with_its_cure_and_the_last_page_stays(page: Page, root: Path):
    opened(page)
    page.click("#tab-source")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("x: 1\n")
    state(page, "誤りあり（頁は前のもの）")

    sync_api.expect(page.locator("#problems li.error").first).to_contain_text("直し方")
    assert page.locator(".sheet .line", has_text="協力する").count()
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert SMALL == source(root)


def test_a_composed_word_arrives_whole(page: Page):
    """れ, れん, 連携: as an input method composes it."""
    opened(page)
    page.click("#tab-source")
    page.evaluate("document.querySelector('.cm-content').focus()")
    page.keyboard.press("Control+End")
    page.keyboard.type("# ")
    session = page.context.new_cdp_session(page)
    for words in ("れ", "れん", "連携"):
        session.send(
            "Input.imeSetComposition", {"text": words, "selectionStart": len(words), "selectionEnd": len(words)}
        )
    session.send("Input.insertText", {"text": "連携"})

    sync_api.expect(page.locator(".cm-content")).to_contain_text("# 連携")
    assert 1 == page.locator(".cm-content").inner_text().count("# 連携")
    state(page, "未保存")


def test_typing_is_saved_and_shown(page: Page, root: Path):
    opened(page)
    page.click("#tab-source")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("# 終わり")
    state(page, "未保存")
    page.keyboard.press("Control+s")
    state(page, "最新")

    assert SMALL + "# 終わり" == source(root)


def test_two_windows_never_overwrite_each_other(page: Page, root: Path):
    opened(page)
    page.click("#tab-source")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("# ここ")
    state(page, "未保存")
    (root / FILE).write_text(SMALL + "# あちら\n", encoding="utf-8")
    page.click("#save")

    sync_api.expect(page.locator("#conflict")).to_be_visible()
    assert SMALL + "# あちら\n" == source(root)
    page.click("#take-mine")
    sync_api.expect(page.locator("#toast")).to_have_text("保存しました")
    assert "# ここ" in source(root)


def test_an_approval_is_voided_by_an_edit(page: Page):
    opened(page)
    page.click("#tab-review")
    page.fill("#review-who", "法規 花子")
    page.click("#review-approve")
    sync_api.expect(page.locator("#approval")).to_contain_text("承認: 法規 花子")
    pick(page, "甲及び乙は")
    page.fill("#review-words", "「連携し」を加えてはどうか")
    page.click("#review-form button[name=意見]")
    sync_api.expect(page.locator("#events")).to_contain_text("加えてはどうか")
    page.click("#tab-words")
    pick(page, "甲及び乙は")
    page.fill("#words-text", "甲及び乙は、連携する。")
    page.click("#words-form button.primary")
    page.click("#tab-review")

    sync_api.expect(page.locator("#approval")).to_contain_text("無効")


def test_what_is_said_by_a_double_click_is_said_once(page: Page, root: Path):
    """What is said of a document stands on record for good; an opinion in the making outlives an approval."""
    opened(page)
    page.click("#tab-review")
    page.fill("#review-who", "法規 花子")
    page.fill("#review-words", "「連携し」を加えてはどうか")
    page.dblclick("#review-approve")
    sync_api.expect(page.locator("#approval")).to_contain_text("承認: 法規 花子")
    sync_api.expect(page.locator("#review-words")).to_have_value("「連携し」を加えてはどうか")
    page.dblclick("#review-form button[name=意見]")
    sync_api.expect(page.locator("#review-words")).to_have_value("")
    sync_api.expect(page.locator("#events > li")).to_have_count(2)
    page.evaluate("""async () => {
        const {post} = await import("/static/api.js"), said = {name: "aomori/small", kind: "意見", who: "課長", words: "了解"};
        await Promise.all([post("/api/reviews", said), post("/api/reviews", said)]);
    }""")

    said = (root / "sources/aomori/reviews/small.jsonl").read_text(encoding="utf-8").splitlines()
    assert ["承認", "意見", "意見"] == [json.loads(line)["kind"] for line in said]


def test_from_signed_version_to_papers(page: Page, root: Path):
    opened(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#tab-amend")
    page.click("#freeze")
    sync_api.expect(page.locator("#amend-out")).to_contain_text("署名版を作りました")
    page.click("#tab-words")
    pick(page, "甲及び乙は")
    page.fill("#words-text", "甲及び乙は、連携し、協力する。")
    page.click("#words-form button.primary")
    sync_api.expect(page.locator("#toast")).to_have_text("保存しました")
    # A change in the making is no error: it is told in its own colour.
    sync_api.expect(page.locator("#problems li.change")).to_contain_text("変更中")
    sync_api.expect(page.locator("#problems li.error")).to_have_count(0)
    page.click("#tab-amend")
    page.fill("#amend-effective", "令和8年4月1日")
    page.click("#amend-look")
    sync_api.expect(page.locator("pre.amendment")).to_contain_text("加える")
    sync_api.expect(page.locator("pre.amendment")).to_contain_text("令和8年4月1日から")
    page.click("#amend-make")
    sync_api.expect(page.locator("#amend-out a").first).to_be_visible()
    assert list((root / "build").rglob("改め文.txt"))

    page.click("summary:has-text('変更を締結・公布したら')")
    page.click("#amend-signed")
    sync_api.expect(page.locator("#toast")).to_contain_text("「変更の日」を書いてください")
    page.fill("#amend-on", "令和8年3月25日")
    page.click("#amend-signed")
    sync_api.expect(page.locator("#amend-out")).to_contain_text("変更を署名版に加えました")
    sync_api.expect(page.locator("#changes-state")).to_contain_text("と同じです")


def test_a_bad_cell_of_a_workbook_is_named(page: Page, root: Path, tmp_path: Path):
    path = tmp_path / "別表.xlsx"
    path.write_bytes(table_book(("観光", "発信する。", "行う。", "=1/0")))
    (root / FILE).write_text(TABLED, encoding="utf-8")
    page.goto(page.url.split("/?")[0].rstrip("/") + f"/documents/{DOCUMENT}")
    page.click("#tab-excel")
    page.set_input_files("#workbook", path)

    sync_api.expect(page.locator("#workbook-out li.error").first).to_contain_text("D2")
    sync_api.expect(page.locator("#workbook-out button.primary")).to_be_disabled()
    assert not (root / "sources" / "aomori" / "別表.xlsx").exists()


def test_everything_is_reached_by_keyboard(page: Page, root: Path):
    opened(page)
    page.locator("#pages").focus()
    for _ in range(40):
        page.keyboard.press("ArrowDown")
        if "協力する" in (page.locator(".line.here").first.text_content() or ""):
            break
    page.keyboard.press("Enter")
    sync_api.expect(page.locator("#words-text")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("甲は、努める。")
    page.keyboard.press("Control+Enter")
    sync_api.expect(page.locator("#toast")).to_have_text("保存しました")

    assert "甲は、努める。" in source(root)


def test_a_page_of_paper_keeps_its_colours_where_others_are_forced(page: Page):
    """High contrast of Windows drew the invisible words over their pictures, in another font and cut off."""
    page.emulate_media(forced_colors="active")
    opened(page)
    drawn = page.locator(".sheet .line").first.evaluate("each => getComputedStyle(each).color")
    assert "rgba(0, 0, 0, 0)" == drawn


def test_a_server_killed_in_mid_work_leaves_the_file_whole(chromium: Browser, root: Path):
    with serving(root) as (process, address):
        context = chromium.new_context()
        page = context.new_page()
        page.goto(address)
        opened(page)
        page.evaluate(
            """async () => { const f = "sources/aomori/small.yaml"; const r = await (await fetch("/api/source?file=" + f)).json();
            fetch("/api/save", {method: "POST", headers: {"x-renkei": "1"}, body: JSON.stringify({file: f, text: r.text + "# 追記\\n", sha256: r.sha256})}); }"""
        )
        process.kill()
        process.wait()
        context.close()

    assert source(root) in (SMALL, SMALL + "# 追記\n")


@needs_axe
def test_every_view_is_accessible(page: Page):
    assert [] == violations(page)
    opened(page)
    for tab in ("words", "source", "facts", "amend", "review", "excel"):
        page.click(f"#tab-{tab}")
        page.wait_for_timeout(300)
        assert [] == violations(page), tab


def agreed(page: Page, words: str, told: str = "保存しました") -> None:
    """Sees in the window what a change touches, and saves."""
    page.evaluate("document.getElementById('toast').textContent = ''")
    box = page.locator("dialog[open]")
    sync_api.expect(box.locator(".touched")).to_contain_text(words)
    box.locator("button", has_text="保存").click()
    sync_api.expect(page.locator("#toast")).to_contain_text(told)


def test_facts_are_changed_in_a_form_that_tells_what_they_touch(page: Page, root: Path):
    opened(page)
    page.click("#tab-facts")
    field = page.locator("#facts input[value=小野寺晃彦]")
    field.fill("見本太郎")
    field.press("Tab")
    agreed(page, DOCUMENT)

    assert "見本太郎" in (root / "sources" / "aomori" / "area.yaml").read_text(encoding="utf-8")
    assert page.evaluate("getComputedStyle(document.querySelector('.sheet img')).opacity") == "1"


def test_a_change_of_facts_that_is_not_wanted_is_not_made(page: Page, root: Path):
    opened(page)
    before = (root / "sources" / "aomori" / "area.yaml").read_bytes()
    page.click("#tab-facts")
    field = page.locator("#facts input[value=小野寺晃彦]")
    field.fill("見本太郎")
    field.press("Tab")
    page.locator("dialog[open] .touched").wait_for()
    page.keyboard.press("Escape")

    sync_api.expect(page.locator("#facts input[value=小野寺晃彦]")).to_have_value("小野寺晃彦")
    assert before == (root / "sources" / "aomori" / "area.yaml").read_bytes()


def test_a_head_is_followed_by_another_in_a_form(page: Page, root: Path):
    opened(page)
    page.click("#tab-facts")
    page.click("button[aria-label=蓬田村の長が替わった]")
    for key, words in (("氏名", "見本太郎"), ("就任日", "令和5年4月1日"), ("前任者の退任日", "令和5年3月31日")):
        page.locator("dialog label", has_text=key).locator("input").fill(words)
    page.click("dialog button.primary")
    agreed(page, "どの文書も変わりません")

    text = (root / "sources" / "aomori" / "area.yaml").read_text(encoding="utf-8")
    assert "        退任日: 令和5年3月31日\n      - 氏名: 見本太郎\n        就任日: 令和5年4月1日\n" in text


def test_an_article_is_added_moved_and_removed_by_buttons(page: Page, root: Path):
    opened(page)
    pick(page, "甲及び乙は")
    page.click("button[aria-label='条 1 を次に加える']")
    page.locator("dialog label", has_text="見出し").locator("input").fill("協議")
    page.locator("dialog label", has_text="本文").locator("input,textarea").fill("甲及び乙は、協議する。")
    page.click("dialog button.primary")
    agreed(page, "協議する。")
    added = SMALL.replace("末文", "  - 見出し: 協議\n    本文: 甲及び乙は、協議する。\n末文")
    assert added == source(root)

    pick(page, "協議する。")
    page.click("button[aria-label='条 2 を上へ動かす']")
    agreed(page, DOCUMENT)
    assert source(root).index("協議") < source(root).index("目的")
    pick(page, "協議する。")
    page.click("button[aria-label='条 1 を消す']")
    agreed(page, "協議する。")
    assert SMALL == source(root)


def test_an_article_is_given_items(page: Page, root: Path):
    opened(page)
    pick(page, "甲及び乙は")
    page.select_option("select[aria-label='条 1 に欄を加える']", "号")
    page.locator("dialog textarea").fill("観光の振興\n医療の確保")
    page.click("dialog button.primary")
    agreed(page, "観光の振興")

    assert "    号:\n      - 観光の振興\n      - 医療の確保\n" in source(root)


def test_a_partner_joins_by_a_choice(page: Page, root: Path):
    opened(page)
    page.click("#tab-facts")
    page.select_option("select[aria-label=相手方を加える]", "今別町")
    agreed(page, f"{DOCUMENT}-今別町", "になりました")

    assert "乙: [蓬田村, 今別町]" in source(root)
    page.wait_for_url(f"**/documents/{DOCUMENT}-*")


def test_what_others_change_is_seen_at_once(page: Page, root: Path):
    opened(page)
    (root / FILE).write_text(SMALL.replace("協力する", "連携する"), encoding="utf-8")

    sync_api.expect(page.locator(".line", has_text="連携する。")).to_be_visible(timeout=15000)


def test_a_source_that_begins_broken_is_mended_in_the_browser(page: Page, root: Path):
    (root / FILE).write_text(SMALL.replace("題名: 協約書", "題名: [協約書"), encoding="utf-8")
    page.goto(page.url.split("/?")[0].rstrip("/") + f"/documents/{DOCUMENT}")
    sync_api.expect(page.locator("#problems li.error").first).to_contain_text("直し方")
    state(page, "誤りあり")
    assert "none" == page.locator("#pages").get_attribute("class")
    page.click("#tab-source")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(SMALL)
    sync_api.expect(page.locator(".line", has_text="協力する。")).to_be_visible(timeout=15000)
    page.keyboard.press("Control+s")
    state(page, "最新")

    assert SMALL == source(root)


def test_words_tell_while_they_are_typed_what_they_would_break(page: Page, root: Path):
    opened(page)
    pick(page, "甲及び乙は")
    sync_api.expect(page.locator("#shape")).to_contain_text("条 1")
    page.fill("#words-text", '甲は、{{ 引用("ない条") }}により協力する。')

    sync_api.expect(page.locator("#words-touched")).to_contain_text("作れなくなります")
    assert SMALL == source(root)
