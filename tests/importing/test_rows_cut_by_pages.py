"""Rows of a plain text whose first cell is empty: a row that a page cut is one again, a row below a merged cell is its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.importing.plain_paper import read_lines

HEAD = "区分\t取組\t割合\n"


def rows(text: str) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in read_lines(text, "paper.txt").lines]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("医療\t診療所を運営し、\t10%", "\t医師を確保する。\t", "診療所を運営し、医師を確保する。"),
        ("医療\t診療所（休日に限\t10%", "\tる。）\t", "診療所（休日に限る。）"),
    ],
    ids=["sentence", "bracket"],
)
def test_a_row_that_a_page_cut_is_one_again(above: str, below: str, joined: str):
    assert [["区分", "取組", "割合"], ["医療", joined, "10%"]] == rows(f"{HEAD}{above}\n{below}\n")


def test_a_note_in_brackets_is_the_end_of_no_other_cell():
    """It opens its bracket itself: the words of two rows were joined, 全ての町村瀬戸町（し尿処理に限る。）."""
    text = f"{HEAD}衛生費\t全ての町村\t\n\t瀬戸町（し尿処理に限る。）\t\n"

    assert ["", "瀬戸町（し尿処理に限る。）", ""] == rows(text)[2]


@given(
    st.lists(st.from_regex(r"[△]?[1-9][0-9]{0,2}(,[0-9]{3})?(%|千円|人|％)?", fullmatch=True), min_size=2, max_size=2)
)
def test_figures_below_each_other_are_two_values(figures: list[str]):
    """10% and 100% of two rows below one merged cell became 10%100%."""
    text = f"{HEAD}衛生費\t全ての町村\t{figures[0]}\n\t瀬戸町が負担する。\t{figures[1]}\n"

    assert [["衛生費", "全ての町村", figures[0]], ["", "瀬戸町が負担する。", figures[1]]] == rows(text)[1:]
