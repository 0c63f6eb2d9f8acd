"""Prepared text -> the same with every digit as wide as the widest of its font (等幅数字), for columns of figures."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from pipeline.typeset.lines.prepare import Prepared
from pipeline.typeset.metrics import Metrics

DIGITS = frozenset("0123456789０１２３４５６７８９")


def even(p: Prepared, metrics: Metrics) -> Prepared:
    """Every digit in the middle of its cell. What the outer ones leave free at the ends of the text is not added."""
    adjust, last = dict(p.adjust), len(p.units) - 1
    for k, unit in enumerate(p.units):
        half = beside_mem(unit, metrics)
        for gap in (k - 1, k):
            if half and 0 <= gap < last:
                adjust[gap] = adjust.get(gap, 0) + half
    widths = [p.starts[k + 1] - p.starts[k] - p.adjust.get(k, 0) + adjust.get(k, 0) for k in range(last + 1)]
    return replace(p, adjust=adjust, adjusted=sorted(adjust), starts=list(accumulate(widths, initial=0.0)))


def beside_mem(unit: str, metrics: Metrics) -> float:
    """What stands at either side of a digit in its cell."""
    if unit not in DIGITS:
        return 0.0
    widest = max([metrics.advance[digit] for digit in DIGITS if digit.isascii() == unit.isascii()])
    return (widest - metrics.advance[unit]) / 2
