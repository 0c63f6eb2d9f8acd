"""Pairs of places -> those that keep their order: what is left are moves, as few and as small as may be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

# Up to so many pairs the heaviest order is looked for; of more the longest one.
_FEW = 300


def rising(seconds: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Positions of the heaviest run of rising numbers; of very many numbers the longest run."""
    if len(seconds) > _FEW:
        return _longest(seconds)
    best: list[int] = []
    before: list[int] = []
    for n, value in enumerate(seconds):
        weight, at = max(((best[m], m) for m in range(n) if seconds[m] < value), default=(0, -1), key=lambda h: h[0])
        best.append(weight + weights[n])
        before.append(at)
    made: list[int] = []
    n = max(range(len(best)), key=best.__getitem__, default=-1)
    while n >= 0:
        made.append(n)
        n = before[n]
    return made[::-1]


def _longest(seconds: Sequence[int]) -> list[int]:
    ends: list[int] = []
    held: list[int] = []
    before: list[int] = []
    for n, value in enumerate(seconds):
        place = bisect_left(ends, value)
        before.append(held[place - 1] if place else -1)
        ends[place : place + 1] = [value]
        held[place : place + 1] = [n]
    made: list[int] = []
    n = held[-1] if held else -1
    while n >= 0:
        made.append(n)
        n = before[n]
    return made[::-1]
