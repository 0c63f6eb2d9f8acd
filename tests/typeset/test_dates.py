"""Dates in narrow columns part behind their year."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.typeset.kit import set_text, style, words

CELL = style("表本文")


def lines(text: str, characters: float) -> list[str]:
    return [words(line) for line in set_text(text, characters * CELL.size_pt, CELL).lines]


@pytest.mark.parametrize(
    ("text", "characters", "broken"),
    [
        ("令和8年4月1日", 6.5, ["令和8年", "4月1日"]),
        ("令和8年10月31日", 8, ["令和8年", "10月31日"]),
        ("令和8年4月1日～令和9年3月31日", 11, ["令和8年4月1日～", "令和9年3月31日"]),
        ("毎年4月1日に実施", 4, ["毎年", "4月1日", "に実施"]),
        # No room for a day with its month, or a year with its era.
        ("令和8年10月31日", 4.2, ["令和8年", "10月", "31日"]),
        ("平成30年12月", 4, ["平成", "30年", "12月"]),
        # A wide column parts a date where any number may end.
        ("令和8年4月1日から令和9年3月31日まで", 15, ["令和8年4月1日から令和9年3月", "31日まで"]),
    ],
)
def test_a_date_parts_behind_its_year(text: str, characters: float, broken: list[str]):
    assert broken == lines(text, characters)


DAYS = st.builds("{}{}年{}月{}日".format, st.sampled_from(["令和", "平成"]), *map(st.integers, (1, 1, 1), (30, 12, 31)))


@given(st.text("事業の実施まで", max_size=6), DAYS, st.text("～からまで施行、", max_size=6), st.floats(5.5, 11.5))
def test_no_line_of_a_narrow_column_ends_between_a_month_and_its_day(before: str, day: str, behind: str, width: float):
    found = lines(before + day + behind, width)

    assert before + day + behind == "".join(found)
    assert not any(a.endswith("月") and b[0].isdecimal() for a, b in pairwise(found))
    assert not any(line.endswith(("令", "平")) for line in found)
