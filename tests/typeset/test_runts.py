"""No last line of one character in a cell, where the lines before it can lend one unseen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.typeset.styling.stylesheet import Align
from tests.typeset.kit import placed, plain_texts, set_text, style, words


def lines(text: str, characters: int, align: Align = Align.JUSTIFIED, name: str = "表本文") -> list[str]:
    return [words(line) for line in set_text(text, characters * 10, style(name, align=align)).lines]


def test_the_line_before_lends_a_character():
    """Eight characters over nine cells open by 1/7 em; seven over eight would by 1/6."""
    assert ["あいうえおかきく", "組む。"] == lines("あいうえおかきく組む。", 9)
    assert ["あいうえおかきく", "推進"] == lines("あいうえおかきく推進", 9)
    assert ["あいうえおかき推", "進"] == lines("あいうえおかき推進", 8)


def test_a_line_that_would_open_too_far_takes_one_from_the_line_before_it():
    """The second of 13 cells holds 12, since 。 may not begin a line: without 組 it would open by 2/10 em."""
    text = "一二三四五六七八九十百千万" + "あいうえおかきくけこさ組む。"

    assert ["一二三四五六七八九十百千", "万あいうえおかきくけこさ", "組む。"] == lines(text, 13)


def test_a_column_too_narrow_to_lend_keeps_its_runt():
    """1/4 em would show."""
    assert ["あいうえお", "む。"] == lines("あいうえおむ。", 5)


def test_ragged_lines_lend_freely():
    assert ["あいうえ", "取組"] == lines("あいうえ取組", 5, Align.LEFT)


def test_running_text_is_left_alone():
    text = "あ" * 11 + "推進"

    assert ["あ" * 11 + "推", "進"] == lines(text, 12, name="本文")
    assert ["あ" * 11, "推進"] == lines(text, 12)


@given(plain_texts, st.integers(4, 20), st.sampled_from(Align))
def test_lending_loses_nothing_and_keeps_to_the_measure(text: str, characters: int, align: Align):
    made = set_text(text, characters * 10, style("表本文", align=align)).lines

    assert text == "".join(map(words, made))
    # The blank half of a mark may reach beyond the edge.
    assert all(placed(line, 10)[-1].x1 <= characters * 10 + 5.01 for line in made)
