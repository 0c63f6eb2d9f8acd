"""A paragraph for a narrow column -> the same whose dates part behind the year alone: 令和8年／4月1日, not 令和8年4月／1日."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.late.regex import regex
from pipeline.notation.dates.era import ERA_NAMES_PATTERN
from pipeline.typeset.breaks.breaking import NARROW_MEM, TOLERANCE, visible_mem
from pipeline.typeset.lines.prepare import Prepared

_DIGITS = "(?:[0-9０-９]{1,2})"
_PARTS = regex(f"(?:{ERA_NAMES_PATTERN})(?:元|{_DIGITS})年度?|{_DIGITS}月{_DIGITS}日")
_ERA = regex(ERA_NAMES_PATTERN)


def whole_dates(p: Prepared, width_mem: float) -> Prepared:
    """The parts of each date, its year with its era and its day with its month, bound where the column has room for them.

    Wide columns and running text stay as they are: there a date may part where any number does.
    """
    if width_mem >= NARROW_MEM or not ("日" in p.units or "年" in p.units):
        return p
    found = frozenset(_inside(p, width_mem))
    return replace(p, bound=p.bound | found) if found else p


def _inside(p: Prepared, width_mem: float) -> Iterator[int]:
    text = "".join([unit[0] for unit in p.units])
    at = 0
    while (part := _PARTS.search(text, at)) is not None:
        end = part.end()
        while end in p.bound:  # what stays with the day in any column: 日（金
            end += 1
        if visible_mem(p, part.start(), end) <= width_mem + TOLERANCE:
            yield from range(part.start() + 1, part.end())
            at = part.end()
        else:  # of 令和10年 that is too wide, 令和 stays whole
            at = part.start() + 1
            era = _ERA.match(text, part.start())
            if era is not None:
                yield from range(era.start() + 1, era.end())
                at = era.end()
