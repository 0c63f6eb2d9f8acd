"""Two rounded numbers are one if and only if some number is told as both."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pipeline.crosscheck.rounded import may_be_one

GRAINS = st.sampled_from((1, 10, 100, 1000))


def told(number: int, grain: int) -> tuple[Fraction, Fraction]:
    """What may stand behind a number rounded half up; exactly it for a grain of 1."""
    shown = (number + grain // 2) // grain * grain if grain > 1 else number
    half = Fraction(grain, 2) if grain > 1 else Fraction(0)
    return shown - half, shown + half


@given(st.integers(0, 10_000), GRAINS, GRAINS)
def test_what_is_told_of_one_number_may_be_one(number: int, coarse: int, fine: int):
    assert may_be_one(told(number, coarse), told(number, fine))


@given(st.integers(0, 10_000), st.integers(0, 10_000), GRAINS)
def test_two_numbers_told_as_finely_are_one_only_if_they_read_the_same(one: int, other: int, grain: int):
    """359万人 and 360万人 were taken for one: their neighbours meet."""
    assert may_be_one(told(one, grain), told(other, grain)) == (told(one, grain) == told(other, grain))
