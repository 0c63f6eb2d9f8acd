"""What the desk tells: errors stay until they are put away, files are named from the folder of the sources on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("starlette", reason="the desk is an extra")
pytest.importorskip("httpx2", reason="needed to ask the desk")
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from pipeline.desk.spoken import told_at
from pipeline.diagnostics.here import from_here
from tests.desk.kit import base, needs_chromium, post
from tests.workshop import small_project

if TYPE_CHECKING:
    from playwright.sync_api import Page

DOCUMENT = "aomori/small"
HERE = "/home/kikaku/協約"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_project(tmp_path)


def test_a_refusal_to_write_names_the_file_from_the_folder_on(browser: TestClient, root: Path):
    """The way through the whole machine was shown."""
    (root / "build/aomori/small.pdf").mkdir(parents=True)

    problems = post(browser, "/api/build", {"names": [DOCUMENT]})["problems"]

    assert isinstance(problems, list)
    assert [("build/aomori/small.pdf", "build/aomori/small.pdf を書けません（フォルダです）")] == [
        (told["file"], told["message"]) for told in problems
    ]


def test_no_answer_of_the_desk_tells_where_its_folder_lies(browser: TestClient, root: Path):
    for folder in ("small.docx", "small-変更/変更協約書.docx"):
        (root / "build/aomori" / folder).mkdir(parents=True)
    assert post(browser, "/api/freeze", {"name": DOCUMENT})["file"]
    (root / "sources/aomori/small.yaml").write_text(
        (root / "sources/aomori/small.yaml").read_text(encoding="utf-8").replace("協力する", "連携する"),
        encoding="utf-8",
    )

    answers = [
        post(browser, "/api/build", {"names": [], "force": True}),
        post(browser, "/api/freeze", {"name": DOCUMENT}),
        post(browser, "/api/amend", {"name": DOCUMENT, "force": True}),
    ]

    assert all(answer["problems"] for answer in answers)
    assert root.as_posix() not in json.dumps(answers, ensure_ascii=False)


@given(st.text("ab/協約。 ", max_size=20), st.text("ab/", max_size=8))
def test_only_the_way_to_the_folder_is_left_out(words: str, name: str):
    assert f"{words}「{name}」" == from_here(f"{words}「{HERE}/{name}」", HERE)
    assert words == from_here(words, "/")


@given(
    st.recursive(
        st.text(max_size=4), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner)
    )
)
def test_words_of_papers_are_told_as_they_are(answer: object):
    """A text may quote a path, too."""
    text = {"text": f"{HERE}/a.yaml", "entries": [{"pieces": [[f"{HERE}/a", "b"]]}], "answer": answer}

    assert text == told_at(text, HERE)


def opened(page: Page, tab: str) -> None:
    page.goto(f"{base(page)}/documents/{DOCUMENT}#tab={tab}")
    page.wait_for_selector(".sheet .line")


@needs_chromium
def test_an_error_stays_until_it_is_put_away(page: Page):
    """It went after twelve seconds, read or not; and the next thing that was told took its place."""
    from playwright.sync_api import expect  # noqa: PLC0415

    opened(page, "words")
    page.clock.install()
    page.evaluate(
        "import('/static/api.js').then(({tell}) => {"
        " tell('書けません', 'error'); tell('読めません', 'error'); tell('書けません', 'error'); tell('保存しました'); })"
    )
    expect(page.locator("#toast p")).to_have_text(["読めません", "書けません", "保存しました"])
    page.clock.run_for(60_000)
    expect(page.locator("#toast p")).to_have_text(["読めません", "書けません"])
    page.locator("#toast button").first.press("Enter")
    expect(page.locator("#toast p")).to_have_text(["書けません"])
    page.get_by_role("button", name="この知らせを閉じる").click()
    expect(page.locator("#toast p")).to_have_count(0)


@needs_chromium
def test_why_nothing_was_made_stands_where_the_clerk_is_sent(page: Page, root: Path):
    """「誤りの欄を見てください」, and there was nothing: the page itself had no error."""
    from playwright.sync_api import expect  # noqa: PLC0415

    (root / "build/aomori/small.pdf").mkdir(parents=True)
    opened(page, "words")
    page.click("#build")
    expect(page.locator("#toast .error")).to_contain_text("誤りの欄")
    expect(page.locator("#problems")).to_contain_text("build/aomori/small.pdf を書けません（フォルダです）")


@needs_chromium
def test_a_double_click_saves_once_and_accuses_nobody(page: Page, root: Path):
    """「ほかの人か別の窓が、このファイルを先に書き換えました」 was said of the clerk's own first click."""
    from playwright.sync_api import expect  # noqa: PLC0415

    opened(page, "words")
    page.locator(".line", has_text="甲及び乙は").first.click()
    page.fill("#words-text", "甲及び乙は、連携する。")
    page.dblclick("#words-form button.primary")

    expect(page.locator(".line", has_text="連携する。")).to_be_visible()
    expect(page.locator("#toast .error")).to_have_count(0)
    assert "甲及び乙は、連携する。" in (root / "sources/aomori/small.yaml").read_text(encoding="utf-8")


@needs_chromium
def test_the_first_signed_version_is_offered_while_there_is_none(page: Page):
    """「署名版にする」 stood beside a paper that was signed; what needs a signed version, beside one that was not."""
    from playwright.sync_api import expect  # noqa: PLC0415

    page.on("dialog", lambda dialog: dialog.accept())
    opened(page, "amend")
    expect(page.locator("#freeze")).to_be_visible()
    for name in ("#amend-look", "#amend-make", "#amend-signed", "#freeze-again"):
        expect(page.locator(name)).to_be_hidden()

    page.click("#freeze")
    expect(page.locator("#amend-make")).to_be_visible()
    expect(page.locator("#freeze")).to_be_hidden()
    page.click("summary:has-text('署名版が誤りなら')")
    expect(page.locator("#freeze-again")).to_be_visible()
