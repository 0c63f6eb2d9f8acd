"""Columns of a vision as offices fill them: marks of municipalities, costs that are words, heads as papers print them."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.kinds.budget.model import Comparison
from pipeline.kinds.shared.indicators import Indicators
from pipeline.kinds.shared.works import Works
from tests.source.books import book, fill, said, taken

WORKS = ("事業名", "事業概要", "連携市町.甲市", "連携市町.乙町", "事業費.令和6年度", "事業費.令和7年度", "担当課")


def test_marks_and_costs_are_taken_as_they_stand(tmp_path: Path):
    data = book([("（単位：千円）",), WORKS, ("観光", "運行", "◎", "－", 1200, "未定", "商工課")])
    node, problems = fill(tmp_path, data, "", "行", Works)
    assert node is not None, said(problems)

    assert [
        {
            "名称": "観光",
            "内容": "運行",
            "印": {"甲市": "◎", "乙町": "－"},
            "事業費": {"令和6年度": "1,200千円", "令和7年度": "未定"},
            "担当": "商工課",
        }
    ] == taken(node, "行")


@pytest.mark.parametrize("typed", ["みてい", "約500", "12,34", "皆減"])
def test_a_cost_that_is_neither_an_amount_nor_such_a_word_is_refused(typed: str, tmp_path: Path):
    data = book([("（単位：千円）",), WORKS, ("観光", "運行", "○", "○", typed, None, None)])
    node, problems = fill(tmp_path, data, "", "行", Works)

    assert node is None
    assert "別表.xlsx: 別表!E3" == str(problems.errors[0].place)


def test_a_line_over_all_columns_is_the_field_of_the_rows_below_it(tmp_path: Path):
    rows = [("医療", None), ("救急", 500), ("観光", None), ("周遊", 300)]

    def merge(sheet: Worksheet) -> None:
        for row in (3, 5):
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)

    data = book([("（単位：千円）",), ("事業名", "事業費.令和6年度"), *rows], merge)
    node, problems = fill(tmp_path, data, "", "行", Works)
    assert node is not None, said(problems)

    found = [(row["名称"], row["分野"]) for row in taken(node, "行")]  # type: ignore[index]
    assert [("救急", "医療"), ("周遊", "観光")] == found
    assert [] == list(problems.warnings)


def test_a_line_over_all_columns_that_no_key_takes_is_told(tmp_path: Path):
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A3:B3")

    data = book([("（単位：千円）",), ("事業名", "当初予算額"), ("総務部", None), ("広報", 50)], merge)
    node, problems = fill(tmp_path, data, "", "行", Comparison)

    assert node is not None, said(problems)
    assert any("3行目「総務部」" in d.message for d in problems.warnings)


def test_heads_of_indicators_may_be_those_that_the_paper_prints(tmp_path: Path):
    heads = ("指標", "現状値", "目標値.令和6年度", "実績値.令和6年度")
    node, problems = fill(tmp_path, book([heads, ("客数", "310", "320", "検討中")]), "", "行", Indicators)
    assert node is not None, said(problems)

    assert [{"名称": "客数", "基準値": "310", "目標": {"令和6年度": "320"}, "実績": {"令和6年度": "検討中"}}] == taken(
        node, "行"
    )
