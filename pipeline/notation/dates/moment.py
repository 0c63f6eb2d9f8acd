"""The words for a day, month, year or fiscal year -> what was written, checked against calendar and eras.

Shared by wareki, fiscal_year and period, so that one grammar decides what 令和6(2024)年, H27.10 or 平成31年度 says.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Literal

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates.era import BY_NAME, ERA_PATTERN, GREGORIAN_FROM, Era, era_touching
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, in_kanji, in_positional_kanji, whole_number
from pipeline.notation.problem import Finding, NotationError
from pipeline.notation.text.folded_text import Reading

Unit = Literal["day", "month", "year", "fiscal_year"]

WEEKDAYS = "月火水木金土日"
_DIGIT = regex("[0-9０-９]")

_NUMBER = f"[0-9]+|[{KANJI_NUMERALS}]+"
_ERA = ERA_PATTERN
# A number that begins with one of these is written digit by digit, so its length counts: 0004月 is no month.
_COUNTED_DIGITS = "0123456789〇零"
# 令和6年（2024年）12月25日（水）, 令和6（2024）年, 平成31年度（令和元年度）, 同年9月30日, 23日, or the bare number of H30～39年.
_IN_WORDS = regex(
    rf"(?:(?P<relation>[同翌])(?P<relation_unit>年度|年|月)"
    rf"|(?P<era>{_ERA})?(?P<year>元|{_NUMBER})(?:\((?P<inner_era>{_ERA})?(?P<inner>元|{_NUMBER})\))?"
    rf"(?P<unit>年度|年|\Z)(?:\((?P<outer_era>{_ERA})?(?P<outer>元|{_NUMBER})(?P=unit)\))?)?"
    rf"(?:(?P<month>{_NUMBER})月)?"
    rf"(?:(?P<day>{_NUMBER})日)?(?:\((?P<weekday>[{WEEKDAYS}])(?:曜日)?\))?",
)
# R1.12.25, H27.10, 昭和24.4.1, 2024-04-01: the same mark twice.
_WITH_MARKS = regex(
    rf"(?P<era>{_ERA})?(?P<first>元|{_NUMBER})(?P<mark>[./-])(?P<second>{_NUMBER})"
    rf"(?:(?P=mark)(?P<third>{_NUMBER})(?:\((?P<weekday>[{WEEKDAYS}])(?:曜日)?\))?)?",
)


@dataclass(frozen=True, slots=True)
class Year:
    """A year as written. Without an era it is Gregorian if it has four digits, else it is unfinished (～39年)."""

    era: Era | None
    number: int

    @property
    def gregorian(self) -> int:
        """By arithmetic, also past the era's end."""
        return self.number if self.era is None else self.era.gregorian_year(self.number)

    def said(self, number: Callable[[int], str]) -> str:
        """The year as its writer counts it: 令和4年, 平成元年, 2022年."""
        first = self.era is not None and self.number == 1
        return f"{self.era.name if self.era is not None else ''}{'元' if first else number(self.number)}年"


@dataclass(frozen=True, slots=True)
class Moment:
    """What the words name, nothing filled in. `unit` is the smallest unit named; None for a bare number.

    `beside` is the 併記 in brackets, `relation` 同 or 翌 with its own unit, `numbers` the marks' numbers where only
    their neighbour can tell what they are (～9.30).
    """

    unit: Unit | None
    year: Year | None = None
    beside: Year | None = None
    month: int | None = None
    day: int | None = None
    weekday: str | None = None
    relation: str | None = None
    relation_unit: str | None = None
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Extent:
    """The days that a moment covers, and what a lenient reader has to remark on it."""

    unit: Unit
    first: date
    last: date
    year: Year
    findings: tuple[Finding, ...]


class _UnreadableError(Exception):
    """A number in the words is none: 二十三十年."""


def read(reading: Reading) -> Moment | None:
    """The moment that the whole copy names, or None if it names none."""
    if not reading.text:
        return None
    try:
        if match := _IN_WORDS.fullmatch(reading.text):
            return _from_words(match)
        if match := _WITH_MARKS.fullmatch(reading.text):
            return _from_marks(match)
    except _UnreadableError:
        return None
    return None


def as_year(moment: Moment) -> Moment:
    """A bare number read as a year: the H30 of （H30～39年）."""
    return replace(moment, unit="year")


def _from_words(match: re.Match[str]) -> Moment | None:
    year, month, day = _year(match["era"], match["year"]), _two_digits(match["month"]), _two_digits(match["day"])
    inner, outer = _year(match["inner_era"], match["inner"]), _year(match["outer_era"], match["outer"])
    unit = _unit(match, month, day)
    if not _fits_together(match, unit) or (inner and outer):
        return None
    return Moment(unit, year, inner or outer, month, day, match["weekday"], match["relation"], match["relation_unit"])


def _fits_together(match: re.Match[str], unit: Unit | None) -> bool:
    """No 年度 with a month, no day of a year without its month, no 同月5月, no weekday without a day."""
    if match["weekday"] and unit != "day":
        return False
    above = match["unit"] or match["relation_unit"]
    match above:
        case "年度":
            return unit == "fiscal_year"
        case "月":
            return match["month"] is None
        case "年":
            return unit != "day" or match["month"] is not None
        case _:
            return True


def _unit(match: re.Match[str], month: int | None, day: int | None) -> Unit | None:
    if day is not None:
        return "day"
    if month is not None or match["relation_unit"] == "月":
        return "month"
    if "年度" in {match["unit"], match["relation_unit"]}:
        return "fiscal_year"
    if match["unit"] == "年" or match["relation_unit"] == "年":
        return "year"
    return None


def _from_marks(match: re.Match[str]) -> Moment | None:
    era = match["era"]
    if era and match["mark"] == "-":
        return None
    first, month, day = _year(era, match["first"]), _two_digits(match["second"]), _two_digits(match["third"])
    if first is None or month is None:
        return None
    if day is None and first.era is None and first.number < 100:
        return Moment(None, numbers=(first.number, month))
    return Moment("month" if day is None else "day", first, None, month, day, match["weekday"])


def _year(era: str | None, number: str | None) -> Year | None:
    """A year of one to three digits with an era, of up to four without; None where none is written."""
    if number is None:
        return None
    value = 1 if number == "元" and era else whole_number(number)
    longest = 3 if era else 4
    if value is None or value >= 10**longest or (len(number) > longest and number[0] in _COUNTED_DIGITS):
        raise _UnreadableError
    return Year(BY_NAME[era] if era else None, value)


def _two_digits(number: str | None) -> int | None:
    """A month or day; None where none is written."""
    if number is None:
        return None
    value = whole_number(number)
    if value is None or value > 99 or (len(number) > 2 and number[0] in _COUNTED_DIGITS):
        raise _UnreadableError
    return value


def extent(reading: Reading, moment: Moment) -> Extent:
    """The days covered. Raises NotationError for what no reader may accept; the rest becomes findings."""
    year = moment.year
    if year is None or moment.unit is None:
        raise unparseable(reading)
    years = (year,) if moment.beside is None else (year, moment.beside)
    for each in years:
        _check_year(reading, each)
    if moment.beside is not None:
        _check_beside(reading, year, moment.beside)
    first, last = _days(reading, moment.unit, year, moment.month, moment.day)
    # A year of 明治 may be named before 1873; its days and months were those of the old calendar.
    if last < GREGORIAN_FROM and moment.unit != "year" and any(each.era for each in years):
        raise reading.error(
            "pre_gregorian",
            f"「{reading.source}」は明治6年1月1日より前の日付です",
            "それより前は旧暦のため、年だけで書いてください",
        )
    findings = [
        _era_mismatch(reading, each.era, first, last)
        for each in years
        if each.era and not each.era.touches(first, last)
    ]  # fmt: skip
    if moment.weekday and moment.weekday != WEEKDAYS[first.weekday()]:
        findings.append(_weekday_mismatch(reading, year, first))
    return Extent(moment.unit, first, last, year, tuple(findings))


def _check_year(reading: Reading, year: Year) -> None:
    if year.number == 0:
        raise reading.error(
            "bad_era_year",
            f"「{reading.source}」の年が0です",
            "年は元年（1年）から数えて書いてください",
        )
    if year.gregorian < 1000:
        raise reading.error(
            "no_era",
            f"「{reading.source}」は何年か決まりません",
            "元号を付けるか、西暦を4桁で書いてください",
        )


def _check_beside(reading: Reading, year: Year, beside: Year) -> None:
    if year.era is beside.era:
        raise unparseable(reading)
    if year.gregorian != beside.gregorian:
        raise reading.error(
            "heiki_mismatch",
            f"「{reading.source}」の二つの年は同じ年ではありません（{year.gregorian}年と{beside.gregorian}年）",
            "併記した年のどちらが正しいか確かめてください",
        )


def _days(reading: Reading, unit: Unit, named: Year, month: int | None, day: int | None) -> tuple[date, date]:
    year = named.gregorian
    if unit == "fiscal_year":
        if year == date.max.year:
            raise unparseable(reading)
        return date(year, 4, 1), date(year + 1, 3, 31)
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise reading.error(
            "invalid_date",
            f"「{reading.source}」という日付はありません",
            "月は1から12までで書いてください",
        )
    length = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, length)
    if not 1 <= day <= length:
        raise reading.error(
            "invalid_date",
            f"「{reading.source}」という日付はありません",
            f"{_month_said(reading, named, month)}の日は1から{length}までで書いてください",
        )
    return date(year, month, day), date(year, month, day)


def _numbers_of(reading: Reading) -> Callable[[int], str]:
    """How the writer writes numbers: in kanji where no other figure stands, never digit by digit but for a 西暦."""
    if _DIGIT.search(reading.source):
        return str
    return lambda number: in_positional_kanji(number) if number >= 1000 else in_kanji(number)


def _month_said(reading: Reading, year: Year, month: int) -> str:
    number = _numbers_of(reading)
    return f"{year.said(number)}{number(month)}月"


def _era_mismatch(reading: Reading, era: Era, first: date, last: date) -> Finding:
    """A year that its era never had (平成32年), or that it did not have yet (令和元年4月)."""
    right = era_touching(first, last)
    year = right.year_of(max(first, right.first).year) if right is not None else 0
    cure = f"{right.name}{'元' if year == 1 else year}年" if right is not None else "西暦"
    cure += "度" if right is not None and reading.source.endswith("年度") else ""
    return reading.finding(
        "era_mismatch",
        f"「{reading.source}」は{era.name}の期間の外です",
        f"{cure}と書くか、元の表記のままでよいか確かめてください",
    )


def _weekday_mismatch(reading: Reading, year: Year, day: date) -> Finding:
    said = f"{_month_said(reading, year, day.month)}{_numbers_of(reading)(day.day)}日"
    return reading.finding(
        "weekday_mismatch",
        f"「{reading.source}」の曜日が合いません（{said}は{WEEKDAYS[day.weekday()]}曜日）",
        "日付と曜日のどちらが正しいか確かめてください",
    )


def unparseable(reading: Reading) -> NotationError:
    """The error for words that name no day, month or year."""
    return reading.error(
        "unparseable",
        f"「{reading.source}」は日付として読めません",
        "「令和6年4月1日」のように書いてください",
    )
