"""Room between the characters of a PDF: a blank of the text, or a line that was filled and a word that was spread over its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.project.intake.printed.lines import Glyph, closed_up, covered, rows
from tests.importing.glyphs import EM, printed


def spread(words: str, room: float) -> list[Glyph]:
    """A line whose characters stand so many em apart; a blank is room alone."""
    made, x = [], 60.0
    for char in words:
        width = EM / 2 if char.isascii() else EM
        made += [Glyph(char, x, 100, x + width, 100 + EM)] if char != "\u3000" else []
        x += width + room * EM
    return made


def text(line: Sequence[Glyph]) -> str:
    return rows(line)[0].text


@given(room=st.floats(0, 0.3))
def test_a_filled_line_has_the_blanks_of_its_text_alone(room: float):
    """別表第2 was read as 別表第　2: beside a figure a line leaves more room than between kanji."""
    line = spread("第1条\u3000組合は、別表第2の規定による。", room)
    figure = next(n for n, g in enumerate(line) if g.char == "2")
    wider = [*line[:figure], *(replace(g, left=g.left + 3, right=g.right + 3) for g in line[figure:])]

    assert "第1条\u3000組合は、別表第2の規定による。" == text(wider)


@given(words=st.text("組合市町村経費区分", min_size=4, max_size=8), room=st.floats(0.5, 3))
def test_a_word_that_is_spread_over_its_cell_has_no_blanks(words: str, room: float):
    assert words == text(spread(words, room))


@pytest.mark.parametrize(("words", "blank"), [("分野", False), ("均等割", False), ("分野", True)])
def test_a_short_word_of_a_cell_has_the_blanks_of_the_file(words: str, blank: bool):
    line = [replace(g, spaced=blank and n > 0) for n, g in enumerate(spread(words, 1.2))]

    assert ("" if blank else words) == closed_up(line)


def test_a_narrow_blank_of_the_file_is_one():
    line = [replace(g, spaced=n == 2) for n, g in enumerate(printed(["海野一郎"], 60, 100))]
    moved = [*line[:2], *(replace(g, left=g.left + 2.5, right=g.right + 2.5) for g in line[2:])]

    assert "海野\u3000一郎" == text(moved)


@given(era=st.sampled_from(["令和", "平成", "Ｒ", "西暦"]), room=st.floats(0.5, 4))
def test_a_day_that_is_left_open_keeps_its_room(era: str, room: float):
    """令和　　年　　月　　日 was read as a word that is spread, 令和年月日."""
    line = printed([f"{era}年月日"], 60, 100)
    wider = [replace(g, left=g.left + n * room * EM, right=g.right + n * room * EM) for n, g in
             [(max(0, k - len(era) + 1), g) for k, g in enumerate(line)]]  # fmt: skip

    found = text(wider)

    assert f"{era}年月日" == found.replace("\u3000", "")
    assert 3 == sum(found[k - 1] == "\u3000" for k in map(found.index, "年月日"))


@given(words=st.text("組合市町村経費区分", min_size=2, max_size=12), room=st.floats(-0.1, 2), shift=st.floats(0.1, 0.4))
def test_letters_upon_each_other_are_seen(words: str, room: float, shift: float):
    """（写）in a box over the first line became （岬写市）, without a word."""
    line = spread(words, room)
    over = [replace(line[-1], char="写", left=line[-1].left + shift * EM, right=line[-1].right + shift * EM)]

    assert not covered(line)
    assert covered([*line, *over])
