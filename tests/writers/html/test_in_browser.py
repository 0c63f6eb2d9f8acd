"""A web page in Chromium: whatever the screen no number is parted, and nothing is cut where the page is printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from pipeline.writers.html import document
from tests.desk.kit import needs_chromium
from tests.kinds.test_indicators_and_works import HEAD
from tests.workshop import galley, small_project

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
    file.write_bytes(document.write(galley(root, "sources/aomori/small.yaml", None)))
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
