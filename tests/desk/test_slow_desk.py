"""A desk that takes seconds to answer: what is typed meanwhile is kept, what is under way is told, nothing is sent twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.desk.kit import base, needs_chromium, until
from tests.workshop import small_project

sync_api = pytest.importorskip("playwright.sync_api", reason="browser tests need playwright (extra e2e)")
pytestmark = needs_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

DOCUMENT, FILE = "aomori/small", "sources/aomori/small.yaml"
FIRST, SECOND = "青森市の長 1 氏名", "青森市 職名"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_project(tmp_path)


@contextmanager
def held(page: Page, address: str) -> Iterator[list[Route]]:
    """What is asked there within is answered when it ends."""
    routes: list[Route] = []
    over: list[None] = []
    page.route(address, lambda route: route.continue_() if over else routes.append(route))
    yield routes
    until(page, lambda: bool(routes))
    over.append(None)
    for route in routes:
        route.continue_()


def opened(page: Page, tab: str) -> None:
    page.goto(f"{base(page)}/documents/{DOCUMENT}")
    sync_api.expect(page.locator("#state")).to_have_text("最新")
    page.click(f"#tab-{tab}")


def test_a_second_fact_is_kept_while_the_first_is_being_saved(page: Page, root: Path):
    """It was put back to what the file says as soon as the first had been answered."""
    opened(page, "facts")
    area = root / "sources/aomori/area.yaml"
    before = area.read_text(encoding="utf-8")
    first, second = page.get_by_label(FIRST, exact=True), page.get_by_label(SECOND, exact=True)
    name, office = first.input_value(), second.input_value()
    with held(page, "**/api/change") as asked:
        first.fill("青森次郎")
        second.fill("青森大市長")
        second.press("Tab")
        sync_api.expect(page.locator("#busy")).to_have_text("机が答えるのを待っています…")
        assert 1 == len(asked)
    for _ in range(2):
        page.locator("dialog").get_by_role("button", name="保存", exact=True).click()
        sync_api.expect(page.locator("dialog")).to_have_count(0)
        until(page, lambda: page.locator("dialog").count() > 0 or "青森大市長" in area.read_text(encoding="utf-8"))

    assert (
        before.replace(f"職名: {office}", "職名: 青森大市長", 1).replace(f"氏名: {name}", "氏名: 青森次郎", 1)
    ) == area.read_text(encoding="utf-8")
    sync_api.expect(page.locator("#busy")).to_have_text("")
    sync_api.expect(page.locator("#facts .unsaved")).to_have_count(0)


def test_a_fact_that_was_not_saved_stays_in_its_field(page: Page, root: Path):
    """Another had saved the file: the words that were typed were gone, though none was asked."""
    opened(page, "facts")
    area = root / "sources/aomori/area.yaml"
    theirs = area.read_text(encoding="utf-8") + "# あちら\n"
    with held(page, "**/api/change"):
        page.get_by_label(FIRST, exact=True).fill("青森次郎")
        page.get_by_label(FIRST, exact=True).press("Enter")
        area.write_text(theirs, encoding="utf-8")

    again = page.get_by_role("button", name=f"{FIRST} を保存", exact=True)
    sync_api.expect(page.get_by_label(FIRST, exact=True)).to_have_value("青森次郎")
    again.click()
    page.locator("dialog").get_by_role("button", name="保存", exact=True).click()
    sync_api.expect(again).to_have_count(0)
    assert "氏名: 青森次郎" in area.read_text(encoding="utf-8")
    assert area.read_text(encoding="utf-8").endswith("# あちら\n")


def test_what_was_written_for_a_new_article_is_there_again(page: Page, root: Path):
    """Whoever stepped back from what it changes, or met an error then, had to write all of it anew."""
    opened(page, "words")
    page.locator(".line", has_text="協力する").first.click()
    new, words = page.get_by_role("button", name="次に加える").first, "甲及び乙は、毎年度、会議を開く。"
    new.click()
    assert not page.locator("dialog .wanted").count()
    page.locator("dialog [data-path]").last.fill(words)
    page.locator("dialog").get_by_role("button", name="次へ").click()
    page.locator("dialog").get_by_role("button", name="やめる").click()
    new.click()
    sync_api.expect(page.locator("dialog .wanted")).to_contain_text("前にここで書いて")
    sync_api.expect(page.locator("dialog [data-path]").last).to_have_value(words)
    page.locator("dialog").get_by_role("button", name="次へ").click()
    page.locator("dialog .buttons button").first.click()
    until(page, lambda: words in (root / FILE).read_text(encoding="utf-8"))
    sync_api.expect(page.locator("#toast")).to_contain_text("保存しました")

    # Who works by keys goes on beside the new article, and not at the top of the page.
    sync_api.expect(page.locator("#shape .level.here").get_by_role("button", name="次に加える")).to_be_focused()
    page.get_by_role("button", name="次に加える").first.click()
    sync_api.expect(page.locator("dialog [data-path]").last).to_have_value("")


def test_nothing_is_typed_into_a_source_that_has_not_come(page: Page):
    """Letters stood in the empty editor until the text of the file took their place."""
    with held(page, "**/api/source?*"):
        page.goto(f"{base(page)}/documents/{DOCUMENT}")
        page.click("#tab-source")
        page.locator(".cm-content").click()
        page.keyboard.type("失われる語")
        sync_api.expect(page.locator(".cm-content")).to_have_text("")

    sync_api.expect(page.locator(".cm-content")).to_contain_text("協力する")
    page.locator(".cm-line").first.click()
    page.keyboard.type("#")
    sync_api.expect(page.locator("#save")).to_be_enabled()
