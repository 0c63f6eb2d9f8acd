"""Reviews: approvals of the pages that were before their giver, answers to what was said, sentences to be read aloud."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("starlette", reason="the desk is an extra")
pytest.importorskip("httpx2", reason="needed to ask the desk")
from starlette.testclient import TestClient

from tests.desk.kit import OWN, base, needs_chromium
from tests.workshop import SMALL, small_project

if TYPE_CHECKING:
    from playwright.sync_api import Page

DOCUMENT, FILE = "aomori/small", "sources/aomori/small.yaml"
TWICE = SMALL.replace("甲及び乙は、協力する。", "甲及び乙（その長を含む。以下同じ。）は、協力する。甲は、努める。")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_project(tmp_path, TWICE)


def say(browser: TestClient, status: int = 200, **given: object) -> Any:
    answer = browser.post("/api/reviews", json={"name": DOCUMENT, "who": "法規"} | given, headers=OWN)
    assert status == answer.status_code, answer.text
    return answer.json()


def preview(browser: TestClient, unsaved: dict[str, str] | None = None) -> Any:
    return browser.post(f"/api/preview/{DOCUMENT}", json={"unsaved": unsaved or {}}, headers=OWN).json()


def test_only_pages_as_they_are_saved_can_be_approved(browser: TestClient):
    """Pages of unsaved words have another hash: nobody approves what is nowhere."""
    say(browser, 422, kind="承認", seen=preview(browser, {FILE: TWICE.replace("努める", "従う")})["seen"])
    made = say(browser, kind="承認", seen=preview(browser)["seen"])

    assert ("法規", "2026-11-28T09:00:00+00:00", 64) == (made["who"], made["when"], len(made["seen"]))


@pytest.mark.parametrize(("kind", "to"), [("採用", 1), ("不採用", 1), ("回答", 9), ("回答", 0), ("取消し", 1)])
def test_an_answer_is_to_what_it_can_answer(browser: TestClient, kind: str, to: int):
    say(browser, kind="意見", words="確かめてください")
    say(browser, 422, kind=kind, to=to)


def test_an_approval_is_taken_back_and_the_record_stays(browser: TestClient, root: Path):
    number = say(browser, kind="承認", seen=preview(browser)["seen"])["number"]
    say(browser, kind="取消し", to=number)
    found = browser.get(f"/api/reviews/{DOCUMENT}").json()

    assert ([], [], 2) == (found["holding"], found["void"], len(found["events"]))
    assert 2 == len((root / "sources/aomori/reviews/small.jsonl").read_text(encoding="utf-8").splitlines())


def test_sentences_are_numbered_in_reading_order_and_lead_to_their_source(browser: TestClient):
    found = browser.get(f"/api/reading/{DOCUMENT}").json()["sentences"]
    said = [s["words"] for s in found]

    assert list(range(1, len(found) + 1)) == [s["number"] for s in found]
    at = next(n for n, words in enumerate(said) if "その長を含む" in words)
    assert said[at].endswith("甲及び乙（その長を含む。以下同じ。）は、協力する。")
    assert ("甲は、努める。", "第1条") == (said[at + 1], found[at + 1]["where"])
    assert TWICE[found[at + 1]["from"] :].startswith("甲は、努める。")
    text = "".join(line[4] for page in preview(browser)["pages"] for line in page["lines"])
    bare = ["".join(words.split()) for words in said]
    assert "".join(text.split()) == "".join(bare)
    assert 404 == browser.get("/api/reading/aomori/none").status_code


# ---- in a browser


def opened(page: Page) -> Page:
    page.goto(f"{base(page)}/documents/{DOCUMENT}")
    page.wait_for_selector(".sheet .line")
    page.click("#tab-review")
    page.fill("#review-who", "法規 花子")
    return page


def pick(page: Page, words: str) -> None:
    page.locator(".line", has_text=words).first.click()


@needs_chromium
def test_a_proposal_is_taken_though_the_file_moved_on(page: Page, root: Path):
    """Another clerk added a line above: the words stand elsewhere, and still in one place."""
    from playwright.sync_api import expect  # noqa: PLC0415 - an extra

    opened(page)
    pick(page, "甲及び乙（その長")
    expect(page.locator("#review-after")).not_to_have_value("")
    page.click("#review-suggest")
    expect(page.locator("#toast")).to_contain_text("直してから")
    now = page.input_value("#review-after")
    page.fill("#review-after", now.replace("甲及び乙（", "甲と乙（"))
    page.click("#review-suggest")
    expect(page.locator("#events ins")).to_have_text("と")
    expect(page.locator("#state")).to_have_text("最新")
    (root / FILE).write_text("# 企画課で追記\n" + TWICE, encoding="utf-8")  # heard of by the page, or not yet
    page.get_by_role("button", name="採用", exact=True).click()
    expect(page.locator("#events .answer")).to_contain_text("採用")

    wanted = "# 企画課で追記\n" + TWICE.replace("甲及び乙（その長", "甲と乙（その長")
    assert wanted == (root / FILE).read_text(encoding="utf-8")


@needs_chromium
def test_an_opinion_is_answered_and_its_place_is_marked(page: Page):
    from playwright.sync_api import expect  # noqa: PLC0415 - an extra

    opened(page)
    pick(page, "甲及び乙（その長")
    page.fill("#review-words", "長とは誰か")
    page.click("#review-form button[name=意見]")
    expect(page.locator(".line.noted")).to_have_count(1)
    page.click("#pages .line >> nth=0")
    page.click("#events button.link")
    expect(page.locator(".line.here")).to_contain_text("その長")
    page.fill("#review-words", "市長と村長です")
    page.get_by_role("button", name="答える").click()
    expect(page.locator("#events .answer")).to_contain_text("市長と村長です")
    expect(page.locator(".line.noted")).to_have_count(0)
    page.check("#review-open")
    expect(page.locator("#events li")).to_have_count(0)


@needs_chromium
def test_sentences_are_read_by_keyboard_and_come_back_when_they_change(page: Page, root: Path):
    from playwright.sync_api import expect  # noqa: PLC0415 - an extra

    opened(page)
    page.click("#reading summary")
    page.wait_for_selector("#sentences li")
    page.locator("#sentences li[tabindex='0']").focus()
    for _ in range(3):
        page.keyboard.press("Enter")
    expect(page.locator("#reading-count")).to_contain_text("3文を読みました")
    expect(page.locator("#sentences li").nth(3)).to_be_focused()
    expect(page.locator(".line.here")).to_have_count(1)
    text = (root / FILE).read_text(encoding="utf-8").replace("題名: 協約書", "題名: 新しい協約書")
    (root / FILE).write_text(text, encoding="utf-8")
    expect(page.locator("#sentences")).to_contain_text("新しい協約書")
    expect(page.locator("#reading-count")).not_to_contain_text("3文を読みました")
