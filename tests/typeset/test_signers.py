"""Lines of those who sign on a page: a long 職名 stands in one line with its name, and the others begin below one another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Para, Run
from tests.typeset.kit import design, laid_out, para, placed

EM = 12.0
FRAME = design().upright.frame


def begins(*blocks: Para) -> list[list[float]]:
    """How many em from the edge the lines of each paragraph begin, without labels."""
    made: list[list[float]] = []
    for page in laid_out(*blocks).pages:
        for text in page.texts:
            lines = text.text.lines[text.first : text.last]
            made.append([round((text.x_pt + placed(line, EM)[0].x0 - FRAME.left_pt) / EM, 3) for line in lines])
    return made[:-1]  # the number of the page


def signer(office: int, name: int, symbol: str = "") -> Para:
    """職名 and 氏名 of so many letters on one line."""
    label = (Run(f"{symbol}　"),) if symbol else ()
    return Para("記名", (Run("職" * office), Run("　"), Run("名" * name, "氏名")), label)


def test_a_line_that_has_room_begins_at_eighteen():
    assert [[18.0]] == begins(signer(11, 7))


def test_the_longest_line_says_where_all_begin():
    """27 letters of 職名 were broken within a word."""
    assert [[2.0], [2.0]] == begins(signer(27, 7), signer(2, 7))


def test_words_hang_behind_the_sign_of_a_party():
    assert [[10.0], [12.0], [10.0], [12.0]] == begins(signer(17, 7, "甲"), signer(2, 7, "乙"))


def test_a_line_longer_than_the_sheet_ends_behind_the_office():
    assert [[7.0, 7.0]] == begins(signer(30, 9))


def test_a_day_above_stays_where_it_is():
    assert [[2.0], [10.0]] == begins(para("令和八年三月", "締結日"), signer(19, 7))


@given(st.lists(st.tuples(st.integers(1, 27), st.integers(2, 7)), min_size=1, max_size=6))
def test_all_lines_that_the_sheet_holds_are_whole_and_begin_together(lines: list[tuple[int, int]]):
    found = begins(*[signer(*line) for line in lines])

    assert [1] * len(lines) == [len(each) for each in found]
    assert 1 == len({each[0] for each in found})
