"""Rows of a sheet gathered by the words of columns (まとめ): 部, and 課 within it, as groups of a budget table."""

from __future__ import annotations

import tempfile
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.kinds.budget.model import Comparison
from tests.source.books import Cell, book, fill, said, taken

HEADS = ("部", "課", "事業名", "当初予算額（千円）")
OPTIONS = ", まとめ: [部, 課]"
ROWS: list[tuple[Cell, ...]] = [
    ("総務部", "企画課", "計画", 100),
    ("総務部", "企画課", "広報", 50),
    (None, None, "小計", 150),
    ("総務部", "財政課", "予算", 20),
    ("建設部", "土木課", "道路", 300),
]


def groups(folder: Path, data: bytes, options: str = OPTIONS) -> list[object]:
    node, problems = fill(folder, data, options, "部門", Comparison)
    assert node is not None, said(problems)
    return taken(node, "部門")


def errors(folder: Path, data: bytes, options: str = OPTIONS) -> list[str]:
    node, problems = fill(folder, data, options, "部門", Comparison)
    assert node is None
    assert all(e.cure for e in problems.errors)
    return [f"{e.message} @{e.place}" for e in problems.errors]


def row(name: str, amount: int) -> dict[str, str]:
    return {"名称": name, "当初": f"{amount}千円"}


def test_rows_are_gathered_by_their_columns_from_the_outside(tmp_path: Path):
    assert [
        {
            "名称": "総務部",
            "部門": [
                {"名称": "企画課", "行": [row("計画", 100), row("広報", 50)]},
                {"名称": "財政課", "行": [row("予算", 20)]},
            ],
        },
        {"名称": "建設部", "部門": [{"名称": "土木課", "行": [row("道路", 300)]}]},
    ] == groups(tmp_path, book([HEADS, *ROWS]))


def _merge(sheet: Worksheet) -> None:
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("B2:B3")


def test_a_cell_merged_downward_names_all_its_rows(tmp_path: Path):
    rows: list[tuple[Cell, ...]] = [ROWS[0], (None, None, "広報", 50), (None, "財政課", "予算", 20), ROWS[4]]

    assert groups(tmp_path, book([HEADS, *ROWS])) == groups(tmp_path, book([HEADS, *rows], _merge))


def test_a_blank_names_nothing(tmp_path: Path):
    """Whether it means the group above or none, nobody knows."""
    [error] = errors(tmp_path, book([HEADS, ROWS[0], (None, "企画課", "広報", 50)]))

    assert "まとめに使う「部」の欄が空です @別表.xlsx: 別表!A3" == error


@pytest.mark.parametrize("words", ["1項 計", "総務部計", "総務部 計（再掲を除く）"])
@pytest.mark.parametrize("merged", ["", "A3:C3"])
def test_the_sum_of_a_group_in_the_place_of_its_name_is_to_be_taken_away(tmp_path: Path, words: str, merged: str):
    """It was a row without a name, to be given one; where its cell reached over the name, it was a row and counted twice."""
    data = book(
        [HEADS, ROWS[0], (words, None, None, 100), ROWS[4]], lambda sheet: sheet.merge_cells(merged) if merged else None
    )

    node, problems = fill(tmp_path, data, OPTIONS, "部門", Comparison)

    assert node is None
    [error] = problems.errors
    assert f"「{words}」の行は、まとめの計とみられます" == error.message
    assert "シートからこの行を消してください" in (error.cure or "")
    assert "別表.xlsx: 別表!A3" == str(error.place)


def test_an_account_whose_name_ends_like_a_sum_is_a_row(tmp_path: Path):
    rows: list[tuple[Cell, ...]] = [ROWS[0], ("一般会計", None, None, 100)]

    made = groups(tmp_path, book([HEADS, *rows], lambda sheet: sheet.merge_cells("A3:C3")))

    assert {"名称": "一般会計", "部門": [{"名称": "一般会計", "行": [row("一般会計", 100)]}]} == made[1]


def test_a_group_that_comes_again_is_refused(tmp_path: Path):
    [error] = errors(tmp_path, book([HEADS, ROWS[0], ROWS[4], ROWS[1]]))

    assert "「総務部」の行が、離れた所にもあります" in error


def test_a_column_that_is_not_there_is_named(tmp_path: Path):
    assert (
        "まとめ: 「局」という列はありません"
        in errors(tmp_path, book([HEADS, *ROWS]), ", まとめ: [局], 列: {部: 除く, 課: 除く}")[0]
    )


def test_only_tables_with_groups_gather_rows(tmp_path: Path):
    node, problems = fill(tmp_path, book([HEADS, *ROWS]), OPTIONS, "行", Comparison)

    assert node is None
    assert "この表では「まとめ」を書けません" == problems.errors[0].message


@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.sampled_from("一二")), min_size=1, max_size=12))
def test_every_row_stands_once_in_the_group_of_its_words(words: list[tuple[str, str]]):
    words = sorted(words)
    rows: list[tuple[Cell, ...]] = [(*of, f"事業{n}", n + 1) for n, of in enumerate(words)]
    with tempfile.TemporaryDirectory() as folder:
        made = groups(Path(folder), book([HEADS, *rows]))

    assert [
        {
            "名称": outer,
            "部門": [
                {"名称": inner, "行": [row(str(r[2]), int(str(r[3]))) for r in below]}
                for inner, below in groupby(held, key=lambda r: r[1])
            ],
        }
        for outer, held in groupby(rows, key=lambda r: r[0])
    ] == made


@pytest.mark.parametrize("depth", [1, 2])
def test_the_levels_are_as_many_as_the_columns(depth: int, tmp_path: Path):
    options = ", まとめ: [部, 課]" if depth == 2 else ", まとめ: [部], 列: {課: 所管}"
    [first, _] = groups(tmp_path, book([HEADS, *ROWS]), options)

    assert ("部門" if depth == 2 else "行") in first  # type: ignore[operator]
