"""Words of a narrow cell that Word would part within a word or a number stand so that their lines end between phrases."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Cell, Grid, Para, Row, Run
from pipeline.notation.text.char_width import clusters, width_em
from pipeline.writers.docx.body.filled.filling import WAYS, held, line_ends
from pipeline.writers.docx.body.filled.phrased import Sides, in_phrases, year_in_two
from tests.writers.docx.invariants import faults
from tests.writers.docx.kit import W, agreement, base, document_root, written

# A program that fills lines parts no digits and leaves a quarter of a character beside them.
_FIGURE_FONTS = (0.5, 0.637)


def filled(words: str, room: float, sides: Sides | None, figure: float) -> list[str]:
    """The words in lines that take as much as they hold, in a font whose figures are so wide."""
    sides = sides or Sides()
    parts = ["".join(g) for _, g in itertools.groupby(words, key=lambda c: c if not c.isdecimal() else "9")]
    atoms = [part for each in parts for part in ([each] if each[0].isdecimal() else each)]
    lines, held = [""], 0.0
    for atom in atoms:
        own = figure * len(atom) if atom[0].isdecimal() else width_em(atom)
        gap = 0.25 if lines[-1] and lines[-1][-1].isdecimal() != atom[0].isdecimal() else 0.0
        first = sides.first if len(lines) == 1 else 0.0
        if lines[-1] and held + gap + own > room - sides.left - sides.right - first:
            lines.append("")
            held = gap = 0.0
        lines[-1] += atom
        held += gap + own
    return lines


@pytest.mark.parametrize(
    ("words", "room", "lines"),
    [
        ("令和10年度", 4.0, ["令和", "10年度"]),
        ("令和8年度", 5.0, ["令和", "8年度"]),
        ("一般財源千円", 4.0, ["一般財源", "千円"]),
        ("事業の評価", 4.0, ["事業の", "評価"]),
        # No phrase ends here; but a character alone is the worst place.
        ("現状維持以上", 5.2, ["現状維持", "以上"]),
    ],
)
@pytest.mark.parametrize("figure", _FIGURE_FONTS)
def test_a_head_ends_its_first_line_with_a_phrase(words: str, room: float, lines: list[str], figure: float):
    """「令和10年／度」 in a narrow column of a Word file."""
    found = year_in_two(words, room) if words.startswith("令和") else in_phrases(words, room, centred=True)

    assert lines == filled(words, room, found, figure)


def test_words_at_the_left_end_their_lines_earlier():
    """「資料の作成／と配布」."""
    sides = in_phrases("資料の作成と配布", 5.5, centred=False)

    assert ["資料の作成", "と配布"] == filled("資料の作成と配布", 5.5, None, 0.5)
    assert ["資料の", "作成と", "配布"] == filled("資料の作成と配布", 5.5, sides, 0.5)
    assert sides is not None
    assert 0 == sides.left == sides.first


@pytest.mark.parametrize("words", ["令和8年度", "備考", "担当する課"])
def test_what_has_room_in_one_line_stands_as_its_style_says(words: str):
    assert in_phrases(words, 8.0, centred=True) is None


@given(st.text("令和年度0123企画のを（千円）ー", min_size=1, max_size=20), st.floats(2, 13), st.booleans())
def test_lines_are_no_wider_than_their_column_and_numbers_are_parted_less(words: str, room: float, centred: bool):
    sides = in_phrases(words, room, centred=centred)
    if sides is None:
        return

    units = clusters(words)

    def parted(width: float) -> int:
        """How many numbers are parted at most, however letters are measured."""
        every = [line_ends(way.letters(units), width) for way in WAYS]
        return max(len(held(words, units) & set(ends)) for ends in every)

    assert min(sides.left, sides.left + sides.first) >= 0
    assert sides.right >= -0.25
    assert room - sides.left - sides.right >= room / 2 or sides.placed
    assert sides.placed or parted(room - sides.left - sides.right) <= parted(room)


def test_amounts_stay_at_the_right():
    """A figure that may have no room in another font was set at the left."""
    line = Row(tuple(Cell((Para("表数値", (Run(w),)),)) for w in ["999,999", "△2"]))
    data = written(agreement(Grid("一覧表", (), (line,) * 2, "表", shares=(7, 67))), base())
    aligned = [jc.get(W + "val") for jc in document_root(data).iter(W + "jc")]

    assert "left" not in aligned


def test_years_of_one_row_stand_alike():
    """「令和9年度」 in one line beside 「令和／10年度」."""
    years = [f"令和{n}年度" for n in (9, 10)]
    head = Row(tuple(Cell((Para("表見出し", (Run(y),)),)) for y in ["施設", *years]))
    line = Row(tuple(Cell((Para("表本文", (Run(w),)),)) for w in ["保育所", "1", "2"]))
    data = written(agreement(Grid("一覧表", (head,), (line,), "表", shares=(20, 3, 3))), base())

    heads = [p for p in document_root(data).iter(W + "p") if "".join(t.text or "" for t in p.iter(W + "t")) in years]
    assert [] == faults(data)
    assert ["left", "left"] == [p.find(f"{W}pPr/{W}jc").get(W + "val") for p in heads]  # type: ignore[union-attr]
    assert all(int(p.find(f"{W}pPr/{W}ind").get(W + "firstLine") or 0) > 0 for p in heads)  # type: ignore[union-attr]
