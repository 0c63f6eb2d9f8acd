"""Where the lines of those who sign begin: together, and no further to the left than a line asks that has room on the sheet."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Para, Run, plain
from pipeline.galley.clauses.signers import Reach, moved_em, parts

START, END, FIRST = 18, 37, 2
widths = st.integers(1, 60)


def reach(whole: float, part: float | None = None) -> Reach:
    """A line that begins where 記名 does in a sheet of 37 letters."""
    return Reach(START, START, END, whole, whole if part is None else part)


def test_lines_that_have_room_begin_where_their_style_says():
    assert 0 == moved_em([reach(19), reach(1)])


def test_all_begin_where_the_longest_line_has_room():
    """国立大学法人信越総合科学技術大学学長 and a name: 16 letters to the left, as far as the day above."""
    assert 16 == moved_em([reach(35), reach(4)])


def test_a_line_longer_than_the_sheet_asks_for_the_longest_of_its_parts():
    assert 8 == moved_em([reach(50, 27)])


@given(st.lists(st.tuples(widths, widths).map(lambda t: (max(t), min(t))), min_size=1, max_size=9))
def test_no_line_or_part_is_parted_that_has_room(lines: list[tuple[int, int]]):
    moved = moved_em([reach(*line) for line in lines])
    room = END - START + moved

    assert 0 <= moved <= START - FIRST
    for whole, part in lines:
        assert whole <= room or (whole > END - FIRST and (part <= room or part > END - FIRST))
    # And not further than the longest of them asks.
    asked = [part if whole > END - FIRST else whole for whole, part in lines]
    assert moved == max(0, min(START - FIRST, max(asked) - (END - START)))


@given(st.lists(st.text("市長代表", min_size=1, max_size=9), min_size=1, max_size=4), st.booleans())
def test_parts_stand_between_gaps_and_a_name_is_one(words: list[str], as_one: bool):
    """見本　太郎 is one part; the words of a line that somebody typed are parted at its gaps."""
    runs = (
        [Run("　".join(words))] if as_one else [Run(w) for n, word in enumerate(words) for w in ("　", word)[n == 0 :]]
    )
    found = parts(Para("記名行", (*runs, Run("　"), Run("見本　太郎", "氏名"))))

    assert [*words, "見本　太郎"] == [plain(part) for part in found]
