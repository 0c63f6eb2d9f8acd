"""表: a column that holds numbers alone stands flush right unless the source says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Grid, plain
from pipeline.kinds.shared.number_columns import counts_rows, number_columns
from tests.kinds.test_indicators_and_works import HEAD
from tests.workshop import galley, small_project

amounts = st.builds(
    "{}{:,}{}".format, st.sampled_from(["", "△", "▲", "+"]), st.integers(0, 10**9), st.sampled_from(["", "人", "千円", "％", "ha", "か所"])
)  # fmt: skip
names = st.sampled_from(["東部", "令和7年", "3月", "第2号", "1.2-3", "500m以内", "1件（2人）", "A"])
none = st.sampled_from(["－", "", "…", "〃", "皆増", "未定"])


@given(st.lists(st.one_of(amounts, none)), amounts, st.lists(st.one_of(amounts, none, names)), names)
def test_numbers_alone_make_a_column_of_numbers(numbers: list[str], one: str, mixed: list[str], word: str):
    cells = [(1, [text]) for text in (*numbers, one)] + [(2, [text]) for text in (*mixed, word)]

    assert {1} == number_columns(cells)


@given(st.lists(amounts, min_size=1), st.lists(none))
def test_the_first_column_and_one_without_a_number_are_none(first: list[str], empty: list[str]):
    assert set() == number_columns([*((0, [text]) for text in first), *((1, [text]) for text in empty)])


def placed(folder: Path, rows: str) -> list[tuple[str, str]]:
    """The words of each cell of the body with the style of its first paragraph."""
    block = f"      - 表: {{ 題: 表, 見出し: [一, 二, 三], 行: {rows} }}\n"
    made = galley(small_project(folder, HEAD + block), "sources/aomori/small.yaml", None)
    grid = next(b for part in made.parts for b in part.blocks if isinstance(b, Grid))
    return [(plain(p.runs), p.style) for row in grid.rows for cell in row.cells for p in cell.paras]


@pytest.mark.parametrize(
    ("rows", "right"),
    [
        ('[[東, "1,200", 良], [西, "－", "3"]]', {"1,200", "－"}),
        ('[[{ 文: 東, 縦: 2 }, "5", 良], ["7", 可]]', {"5", "7"}),
        ('[[{ 文: "9", 横: 2 }, "5"], [西, "3", "7"]]', {"3", "5", "7"}),
        ('[[東, { 文: "9", 横: 2 }], [西, "3", "7"]]', {"3", "7", "9"}),
        ('[[東, { 文: 休止, 横: 2 }], [西, "3", "7"]]', {"3", "7"}),
        ('[[東, { 文: "5", 役: 中央 }, "1"], [西, "7", 約2]]', {"7"}),
    ],
)
def test_they_stand_flush_right(rows: str, right: set[str], tmp_path: Path):
    assert right == {words for words, style in placed(tmp_path, rows) if style == "表数値"}


@given(st.integers(0, 900), st.integers(2, 60))
def test_a_column_that_numbers_its_rows_is_known(first: int, rows: int):
    """「No.」 stood flush left: 9 above the 1 of 10."""
    counted = [str(first + n) for n in range(rows)]

    assert counts_rows(counted)
    assert counts_rows(["１", "２", "３"])
    assert not counts_rows([*counted[:-1], str(first)])
    assert not counts_rows([*counted[:-1], "計"])
    assert not counts_rows([str(2020 + n) for n in range(rows)])  # years
