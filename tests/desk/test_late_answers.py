"""Answers that come in another order than they were asked for: a page shows what was asked last, and nothing in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from tests.crosscheck.kit import Edit, folder
from tests.desk.kit import base, needs_chromium, until
from tests.workshop import SMALL, small_project

sync_api = pytest.importorskip("playwright.sync_api", reason="browser tests need playwright (extra e2e)")
pytestmark = needs_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

DOCUMENT, FILE = "aomori/small", "sources/aomori/small.yaml"
TWO = SMALL.replace("本文: 甲及び乙は、協力する。", "項:\n      - 甲及び乙は、協力する。\n      - 甲は、会議を開く。")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(small_project(tmp_path, TWO))
    assert 0 == CliRunner().invoke(cli, ["freeze", DOCUMENT, "--as", "素案", "--on", "令和8年1月5日"]).exit_code
    assert 0 == CliRunner().invoke(cli, ["freeze", DOCUMENT]).exit_code
    text = TWO.replace("協力する", "努める").replace("会議を開く", "毎年度、会議を開く")
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    return folder(tmp_path, "nankai", Edit("gaiyo.yaml", "12,500千円", "12,300千円"))


@contextmanager
def late(page: Page, address: str) -> Iterator[None]:
    """The first request to this address within is answered when all others have been."""
    held: list[Route] = []
    page.route(address, lambda route: route.continue_() if held else held.append(route))
    yield
    with page.expect_response(lambda answer: answer.request == held[0].request) as answer:
        held[0].continue_()
    answer.value.finished()
    page.evaluate("new Promise((done) => setTimeout(done, 100))")


def test_the_picture_of_a_page_is_of_its_last_words(page: Page):
    """One that is drawn late is not put over the one that a browser has already."""
    page.goto(f"{base(page)}/documents/{DOCUMENT}")
    sync_api.expect(page.locator("#state")).to_contain_text("変更中")
    sheet = page.locator(".sheet", has=page.locator(".line", has_text="毎年度、会議を開く"))
    before = sheet.locator("img").get_attribute("src")
    held: list[Route] = []
    page.route("**/pages/*.png", lambda route: held.append(route))  # noqa: PLW0108 - playwright takes no builtin
    page.click("#tab-source")
    page.locator(".cm-line", has_text="毎年度、会議を開く").click()
    page.keyboard.press("End")
    page.keyboard.type("毎月")
    until(page, lambda: bool(held))
    for _ in "毎月":
        page.keyboard.press("Backspace")
    sync_api.expect(sheet).to_have_attribute("data-key", str(before).split("/")[-1].removesuffix(".png"))
    for route in reversed(held):
        with page.expect_response(lambda answer, own=route: answer.request == own.request) as answer:
            route.continue_()
        answer.value.finished()
        page.evaluate("new Promise((done) => setTimeout(done, 200))")

    sync_api.expect(sheet.locator("img")).to_have_attribute("src", re.compile(f"{before}$"))


def test_the_comparison_is_of_what_was_asked_last(page: Page):
    page.goto(f"{base(page)}/compare?old={DOCUMENT}|@1&new={DOCUMENT}")
    sync_api.expect(page.locator("#progress")).to_have_text("2か所が違います")
    with late(page, "**/api/compare"):
        for which in ("今の原稿", "版「素案」（令和8年1月5日）"):
            page.select_option("#old .which", label=which)
            page.click("#compare")
        sync_api.expect(page.locator("#progress")).to_have_text("2か所が違います")

    sync_api.expect(page.locator("#progress")).to_have_text("2か所が違います")
    sync_api.expect(page.locator("#change-1 ins")).to_have_text("努める")


def test_nothing_is_compared_and_nothing_lost_before_the_page_is_ready(page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with late(page, "**/api/areas"):
        page.goto(f"{base(page)}/compare?new={DOCUMENT}", wait_until="domcontentloaded")
        page.fill("#old .document", DOCUMENT)

    assert DOCUMENT == page.input_value("#old .document")
    sync_api.expect(page.locator("#new .which option[value='@1']")).to_be_attached()
    assert not [url for url in asked if url.endswith("/api/compare")]


def test_the_list_that_is_kept_and_its_papers_are_of_what_is_shown(page: Page):
    page.goto(f"{base(page)}/compare?old={DOCUMENT}|@1&new={DOCUMENT}")
    sync_api.expect(page.locator("#progress")).to_have_text("2か所が違います")
    page.select_option("#old .which", label="今の原稿")
    with page.expect_download() as got:
        page.click("#keep")
    page.click("#papers")

    assert "<ins>努める</ins>" in got.value.path().read_text(encoding="utf-8")
    sync_api.expect(page.get_by_role("link", name="新旧対照表.pdf")).to_be_visible()


def test_contradictions_are_those_of_the_area_that_is_shown(page: Page):
    page.goto(f"{base(page)}/checks?area=aomori")
    sync_api.expect(page.locator("#progress")).to_contain_text("文書を調べました")
    with late(page, "**/api/crosscheck/nankai"):
        page.select_option("#area", "nankai")
        page.select_option("#area", "aomori")
        sync_api.expect(page.locator("#progress")).to_contain_text("文書を調べました")

    sync_api.expect(page.locator("#cross")).not_to_contain_text("12,300千円")


def test_the_amendment_is_that_of_what_was_asked_last(page: Page):
    page.goto(f"{base(page)}/documents/{DOCUMENT}")
    page.click("#tab-amend")
    page.fill("#amend-on", "令和5年3月1日")
    page.fill("#amend-effective", "令和5年4月1日")
    with late(page, f"**/api/amend/{DOCUMENT}?*"):
        for supplement in ("", "この協約は、{{ 施行期日 }}から施行する。"):
            page.fill("#amend-supplement", supplement)
            page.click("#amend-look")
        sync_api.expect(page.locator("pre.amendment")).to_contain_text("「努める」に改め")

    sync_api.expect(page.locator("#amend-out")).to_contain_text("今の原稿になることを確かめました")
    sync_api.expect(page.locator("pre.amendment")).to_contain_text("「努める」に改め")


def test_a_source_is_shown_under_its_own_name(page: Page):
    """Else the text of one file would be saved over another."""
    with late(page, "**/api/source?file=*small.yaml"):
        page.goto(f"{base(page)}/documents/{DOCUMENT}", wait_until="domcontentloaded")
        page.click("#tab-source")
        with late(page, "**/api/source?file=*area.yaml"):
            page.select_option("#file", label="sources/aomori/area.yaml")
            page.select_option("#file", label=FILE)
            sync_api.expect(page.locator(".cm-content")).to_contain_text("努める")

        assert page.input_value("#file") == FILE
        sync_api.expect(page.locator(".cm-content")).to_contain_text("努める")
