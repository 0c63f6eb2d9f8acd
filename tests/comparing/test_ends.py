"""What two runs share at their ends: as much as there is, and nothing twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.comparing.long_diff import same_ends

WORDS = st.text("甲乙", max_size=6)


@given(WORDS, WORDS)
def test_the_ends_are_the_same_and_what_stands_between_shares_none(old: str, new: str):
    first, last = same_ends(old, new)
    between = old[first : len(old) - last], new[first : len(new) - last]

    assert old[:first] == new[:first]
    assert old[len(old) - last :] == new[len(new) - last :]
    assert first + last <= min(len(old), len(new))
    if all(between):
        assert between[0][0] != between[1][0]
        assert between[0][-1] != between[1][-1]
