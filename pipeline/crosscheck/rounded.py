"""Two numbers as papers round them -> whether one number can have been told as both."""

from __future__ import annotations

from fractions import Fraction


def may_be_one(one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction]) -> bool:
    """Whether there is a number that lies between the least and the greatest of both; an exact one has twice the same.

    Two rounded numbers have none where they only meet: 359万 and 360万 meet at 3,595,000, which is told as one of them alone.
    """
    low, high = max(one[0], other[0]), min(one[1], other[1])
    are_rounded = one[0] < one[1] and other[0] < other[1]
    return low < high if are_rounded else low <= high
