"""Edges of the cells of a table on one page -> as few rules as possible, complete at every break."""

from __future__ import annotations

from collections import defaultdict

from pipeline.typeset.layout import Rule
from pipeline.typeset.page_builder import Sheets
from pipeline.typeset.styling.design import GridStyle

Interval = tuple[float, float]
# Edges closer than this are one, in pt.
_DIGITS = 2


class Borders:
    """Collects the right and lower edges of cells between two page breaks."""

    def __init__(self, left_pt: float, right_pt: float, top_pt: float) -> None:
        self._left_pt, self._right_pt, self._top_pt = left_pt, right_pt, top_pt
        self._across: dict[float, list[Interval]] = defaultdict(list)
        self._down: dict[float, list[Interval]] = defaultdict(list)

    def right(self, x_pt: float, bottom_pt: float, top_pt: float) -> None:
        """The right edge of a cell."""
        self._down[round(x_pt, _DIGITS)].append((bottom_pt, top_pt))

    def below(self, y_pt: float, left_pt: float, right_pt: float) -> None:
        """The lower edge of a cell."""
        self._across[round(y_pt, _DIGITS)].append((left_pt, right_pt))

    def draw(self, sheets: Sheets, bottom_pt: float, style: GridStyle) -> None:
        """Inner rules, then the outline down to `bottom_pt`."""
        left, right, top = self._left_pt, self._right_pt, self._top_pt
        self._across.pop(round(bottom_pt, _DIGITS), None)
        self._down.pop(round(right, _DIGITS), None)
        for y, intervals in self._across.items():
            for start, end in merged(intervals):
                sheets.rule(Rule(start, y, end, y, style.rule_pt))
        for x, intervals in self._down.items():
            for start, end in merged(intervals):
                sheets.rule(Rule(x, start, x, end, style.rule_pt))
        # The corners are closed: strokes along the top and the foot reach over those at the sides.
        half = style.outline_pt / 2
        for y in (top, bottom_pt):
            sheets.rule(Rule(left - half, y, right + half, y, style.outline_pt))
        for x in (left, right):
            sheets.rule(Rule(x, bottom_pt, x, top, style.outline_pt))


def merged(intervals: list[Interval]) -> list[Interval]:
    """Intervals that touch or overlap as one, from the lowest to the highest."""
    made: list[Interval] = []
    for start, end in sorted(intervals):
        if made and start <= made[-1][1] + 10**-_DIGITS:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made
