"""Columns that part a word get what they lack from those that can spare it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Cell, Para, Run
from pipeline.galley.tables.column_widths import shares
from pipeline.galley.tables.whole_words import whole_words


def cells(words: list[str]) -> list[tuple[int, Cell]]:
    """One row of running words."""
    return [(n, Cell((Para("表本文", (Run(each),)),))) for n, each in enumerate(words)]


def made(words: list[str], widths: list[float], step: float = 1.0) -> list[float]:
    row = cells(words)
    return whole_words(widths, shares([], row, len(words)), row, step)


LONG = "関係する市町及び県の機関と連携し、住民の意見を聴きながら進める。"


@pytest.mark.parametrize(
    ("word", "width", "least"),
    [
        ("リスキリング", 5, 6),
        ("リスキリングを学ぶ講座を年に4回開く。", 5, 6),
        ("国庫支出金（千円）", 3, 5),
        ("ボランティア登録者の数", 3, 6),
        ("産業人材課", 4, 5),
    ],
)
def test_a_word_that_a_column_parts_gets_the_characters_that_it_lacks(word: str, width: int, least: int):
    """「リスキリン／グ」「（千／円）」: a character more is taken from the column of long words."""
    assert [least, 20 + width - least] == made([word, LONG], [width, 20])


def test_what_stands_in_one_line_stays_there():
    """「企画政策課」 of five characters gives none of its five."""
    assert [5.0, 5.0] == made(["リスキリング", "企画政策課"], [5, 5])


def test_a_column_of_long_words_keeps_most_of_its_width():
    assert [4.0, 8.0] == made(["リスキリング", LONG], [4, 8])


def test_a_word_that_no_column_can_make_room_for_parts_in_the_middle():
    """「プラット／フォーム」 in a column of three characters, not 「プラッ／ト／フォー／ム」."""
    assert [4.0, 9.0] == made(["プラットフォーム構築", LONG], [3, 10])


def test_columns_that_are_alike_give_alike():
    """「項／目」 in the first column of a table of eight years in Word."""
    years = cells([f"{n}0" for n in range(8)])
    row = [(0, cells(["人口"])[0][1]), *((n + 1, cell) for n, cell in years)]
    after = whole_words([1.6, *[4.0] * 8], shares([], row, 9), row)

    assert 2.0 <= after[0]
    assert 1 == len(set(after[1:]))
    assert pytest.approx(33.6) == sum(after)


@given(
    st.lists(st.tuples(st.text("リスクー企画（千円）、1,", max_size=24), st.integers(1, 24)), min_size=1, max_size=9),
    st.sampled_from([1.0, 0.25]),
)
def test_the_sheet_stays_full_and_no_number_is_parted(columns: list[tuple[str, int]], step: float):
    words, widths = [word for word, _ in columns], [float(width) for _, width in columns]
    found = shares([], cells(words), len(words))
    after = made(words, widths, step)

    assert pytest.approx(sum(widths)) == sum(after)
    for before, width, box in zip(widths, after, found.boxes_em, strict=True):
        assert width + 0.011 >= min(before, max(box, 3.0))
