"""A line of a paper -> the days that it tells in 和暦."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.late.regex import regex
from pipeline.notation.dates import wareki
from pipeline.notation.dates.era import ERA_NAMES_PATTERN
from pipeline.notation.numbers.numeral import KANJI_NUMERALS
from pipeline.notation.problem import NotationError

_N = f"[0-9０-９{KANJI_NUMERALS}]+"
_WRITTEN = regex(f"(?:{ERA_NAMES_PATTERN})(?:元|{_N})年{_N}月{_N}日")
_ENCLOSED = regex("[ 　]*[（(]([^（）()]*)[）)][ 　]*")
_DATE = regex(rf"(?:{ERA_NAMES_PATTERN})[^（）()]{{1,5}}年[^（）()]{{1,3}}月[^（）()]{{1,3}}日")


def days_in(line: str) -> Iterator[date]:
    """Each, in order, as far as brackets, which tell of something else; what is no day of the calendar is none.

    A line that is one pair of brackets (（平成17年3月25日条例第11号）) tells what stands in them.
    """
    told = _ENCLOSED.fullmatch(line)
    for found in _DATE.finditer(told[1] if told is not None else line.partition("(")[0].partition("（")[0]):
        try:
            yield wareki.parse_date(found[0])
        except NotationError:
            continue


def impossible_in(line: str) -> Iterator[tuple[int, int]]:
    """Where a line tells a day that no calendar has (令和8年2月30日): start and end."""
    for found in _WRITTEN.finditer(line):
        try:
            wareki.parse_date(found[0])
        except NotationError:
            yield found.span()
