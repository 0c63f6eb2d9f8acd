"""A web page in Chromium: whatever the screen no number is parted, and nothing is cut where the page is printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from pipeline.writers.html import document
from tests.desk.kit import needs_chromium
from tests.kinds.test_indicators_and_works import HEAD
from tests.typeset.kit import design
from tests.workshop import ROOT, galley, small_project

pytest.importorskip("playwright.sync_api", reason="browser tests need playwright (extra e2e)")
if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = needs_chromium
YEARS = [f"令和{n}年度" for n in range(5, 17)]
PARTED = "[...document.querySelectorAll('.figures')].filter(e => e.getClientRects().length > 1).map(e => e.textContent)"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def wide(tmp_path: Path) -> str:
    """The address of a plan with targets of twelve years, wider than any sheet."""
    targets = ", ".join(f'{year}: "1,234,5{n:02}"' for n, year in enumerate(YEARS))
    row = f'{{ 名称: 市民一人当たりの額, 単位: 百万円, 基準値: "1,234,000", 時点: 令和4年度, 目標: {{ {targets} }} }}'
    table = f"      - 指標表:\n          題: 指標\n          年度: [{', '.join(YEARS)}]\n          行:\n            - {row}\n"
    root = small_project(tmp_path, HEAD + table)
    file = tmp_path / "plan.html"
    file.write_bytes(document.write(galley(root, "sources/aomori/small.yaml", None), design()))
    return file.as_uri()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_number_is_parted_and_the_page_is_no_wider_than_the_screen(chromium: Browser, wide: str, width: int):
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(wide)

    assert 26 <= page.locator(".figures").count()
    assert [] == page.evaluate(PARTED)
    assert 0 == page.evaluate(TOO_WIDE)
    page.close()


def test_a_table_wider_than_the_sheet_is_printed_whole(chromium: Browser, wide: str):
    page = chromium.new_page()
    page.goto(wide)
    printed = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    page.close()
    text = printed[0].get_textpage()
    rights = [text.get_charbox(n)[2] for n in range(text.count_chars())]

    assert all(f"1,234,5{n:02}" in text.get_text_range() for n in range(len(YEARS)))
    assert max(rights) <= printed[0].get_width() - 22 * 72 / 25.4


@pytest.fixture
def plan(tmp_path: Path) -> str:
    """The address of a plan with 目次, a long heading, a table of twelve columns and one with an address and a code."""
    heading = "切れ目のない子育て支援の充実と、誰もが安心して子どもを産み育てることのできる環境づくりの推進について"
    cells = ", ".join(f'"1,234,5{n:02}"' for n in range(len(YEARS)))
    names = "広域ごみ処理施設整備負担金及び小中学校の便所の洋式化"
    table = f"      - 表:\n          題: 事業\n          見出し: [事業, {', '.join(YEARS)}]\n          行:\n            - [{names}, {cells}]\n"
    codes = "https://www.city.shiomi.example.jp/kikaku/sougou/2026/honpen/index.html", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    terms = "      - 表:\n          題: 用語\n          見出し: [用語, 説明]\n          行:\n"
    terms += "".join(f'            - ["{code}", "{"説明の文。" * 40}"]\n' for code in codes)
    head = HEAD.replace("部:", "目次: 目次\n部:").replace("見出し: 部", f"見出し: {heading}")
    root = small_project(tmp_path, head + table + terms)
    file = tmp_path / "plan.html"
    file.write_bytes(document.write(galley(root, "sources/aomori/small.yaml", None), design()))
    return file.as_uri()


LINES = (
    "[...document.querySelectorAll('.leader ~ *')].filter(e => e.getClientRects().length > 1).map(e => e.textContent)"
)
SCROLLS = "[...document.querySelectorAll('.scroll')].map(e => e.scrollWidth - e.clientWidth)"


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1600])
def test_a_page_number_of_contents_stays_in_its_line(chromium: Browser, plan: str, width: int):
    """「25頁」 stood as 2, 頁 and below them 5."""
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(plan)

    assert page.locator(".leader ~ *").count() > 0
    assert [] == page.evaluate(LINES)
    assert 0 == page.evaluate(TOO_WIDE)
    page.close()


def test_a_wide_table_takes_the_room_that_a_screen_has(chromium: Browser, plan: str):
    """It was pushed aside in a column of 800 pixels while 400 stood empty beside it."""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto(plan)

    assert [0, 0] == page.evaluate(SCROLLS)
    assert page.locator(".scroll").first.bounding_box()["width"] > 1000
    page.close()


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_a_long_address_leaves_room_for_the_words_beside_it(chromium: Browser, plan: str, width: int):
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(plan)
    terms = page.locator(".scroll").last
    address, words = (terms.locator("tbody tr").first.locator("th, td").nth(n).bounding_box()["width"] for n in (0, 1))

    assert words > address
    page.close()


def test_remarks_beside_many_amounts_are_no_two_characters_wide(chromium: Browser, tmp_path: Path):
    """「定住自立圏形成協定」 stood in two characters a line behind five years whose heads kept theirs."""
    towns, years = ", ".join(f"{n}市" for n in "東西南北中"), ", ".join(f"令和{n}年度" for n in range(2, 7))
    costs = ", ".join(f'令和{n}年度: "1,234,567千円"' for n in range(2, 7))
    row = f"{{ 名称: 救急医療体制の確保, 市町: [{towns}], 事業費: {{ {costs} }}, 備考: 定住自立圏形成協定第3条第1項第1号ア }}"
    table = f"      - 事業表:\n          題: 取組\n          市町: [{towns}]\n          年度: [{years}]\n          単位: 千円\n          行:\n            - {row}\n"
    root = small_project(tmp_path, HEAD + table)
    file = tmp_path / "works.html"
    file.write_bytes(document.write(galley(root, "sources/aomori/small.yaml", None), design()))
    page = chromium.new_page(viewport={"width": 1000, "height": 800})
    page.goto(file.as_uri())
    width = page.locator("td", has_text="定住自立圏").evaluate("e => e.getBoundingClientRect().width")

    assert 6 * 14.4 <= width  # em of .9 rem
    assert 0 == page.evaluate(TOO_WIDE)
    page.close()


CAPTIONS = """[...document.querySelectorAll('.条見出し')].map(e => {
  const words = document.createRange(); words.selectNodeContents(e);
  return [e.tagName, Math.round(words.getBoundingClientRect().x), getComputedStyle(e).fontSize, getComputedStyle(e).fontFamily];
})"""


@pytest.mark.parametrize("width", [390, 1000])
def test_captions_stand_alike_whatever_stands_above_them(chromium: Browser, tmp_path: Path, width: int):
    """Below a 節 a caption stood at the left edge, in another type than below a 章."""
    file = tmp_path / "rule.html"
    file.write_bytes(document.write(galley(ROOT, "sources/umiyama/kiyaku.yaml", None), design()))
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(file.as_uri())
    found = page.evaluate(CAPTIONS)

    assert len({tag for tag, *_ in found}) > 1
    assert 1 == len({tuple(rest) for _, *rest in found})
    assert 0 == page.evaluate(TOO_WIDE)
    page.close()


def test_who_signs_has_room_on_a_small_screen(chromium: Browser, tmp_path: Path):
    file = tmp_path / "agreement.html"
    file.write_bytes(document.write(galley(ROOT), design()))
    page = chromium.new_page(viewport={"width": 360, "height": 800})
    page.goto(file.as_uri())
    lines = page.locator(".記名者").evaluate_all("all => all.map(e => e.getBoundingClientRect().height / 16)")

    assert lines
    assert max(lines) < 2.5  # one line, at 1.83
    assert 0 == page.evaluate(TOO_WIDE)
    page.close()
