"""What numbers a paragraph is known apart from its words, in whatever sign."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.comparing.reading import parted
from pipeline.notation.numbers import enumeration

SIGNS = "".join((enumeration.CIRCLED, *enumeration.SIGNS))


@given(st.sampled_from(SIGNS), st.sampled_from(["", " ", "\u3000"]), st.text("甲乙のを、。", min_size=1))
def test_a_single_sign_is_the_number_of_what_stands_behind_it(sign: str, gap: str, words: str):
    """⑴ was a word, so that an item whose number is printed as (1) was told as changed in its words."""
    assert (f"{sign}\u3000", words) == parted(sign + gap + words)
