"""Japanese dates: 令和元年12月25日 <-> datetime.date, with months and years of the same writing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from pipeline.late.dataclass import dataclass
from pipeline.notation.dates import moment
from pipeline.notation.dates.era import GREGORIAN_FROM, NEWEST_FIRST, Era, era_on, era_touching
from pipeline.notation.numbers.numeral import in_kanji, in_positional_kanji
from pipeline.notation.problem import Finding, NotationError, error_of
from pipeline.notation.text.folded_text import closed_up
from pipeline.notation.text.width_policy import DigitWidth, apply

Precision = Literal["day", "month", "year"]
DateStyle = Literal[
    "wareki",
    "wareki_kanji",
    "wareki_short",
    "wareki_abbr",
    "wareki_heiki",
    "wareki_weekday",
    "seireki",
    "seireki_heiki",
    "seireki_kanji",
    "iso",
]


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date as written and as meant.

    `value` is the day, or the first day of the month or year named (`precision` tells which). `canonical` is the
    和暦 of today's rules, or the 西暦 where there is none (before 明治6年). `warnings` is empty after a strict parse.
    """

    text: str
    value: date
    precision: Precision
    canonical: str
    warnings: tuple[Finding, ...] = ()

    @property
    def iso(self) -> str:
        """2019-12-25, 2019-12 or 2019."""
        return self.value.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


def parse(text: str) -> ParsedDate:
    """Strict: raises NotationError for anything that is not a right date, also for 平成32年 and a wrong weekday."""
    parsed = parse_lenient(text)
    for warning in parsed.warnings:
        raise error_of(warning)
    return parsed


def parse_lenient(text: str) -> ParsedDate:
    """Lets pass, with a warning, a year past or before its era (era_mismatch) and a wrong weekday (weekday_mismatch).

    Raises NotationError for everything else that `parse` rejects.
    """
    reading = closed_up(text)
    words = moment.read(reading)
    if words is None:
        raise moment.unparseable(reading)
    if words.unit is None and words.year is not None and words.year.era is not None:
        words = moment.as_year(words)
    extent = moment.extent(reading, words)
    if extent.unit == "fiscal_year":
        raise moment.unparseable(reading)
    return ParsedDate(text, extent.first, extent.unit, _canonical(extent), extent.findings)


def parse_date(text: str) -> date:
    """Strict, full dates only: raises NotationError also for 令和6年4月."""
    parsed = parse(text)
    if parsed.precision != "day":
        raise NotationError(
            "incomplete_date",
            0,
            len(text),
            f"「{text}」には日までの日付が要ります",
            "「令和6年4月1日」のように日まで書いてください",
        )
    return parsed.value


def format(day: date, style: DateStyle = "wareki", width: DigitWidth = "half") -> str:  # noqa: A001
    """The date in a style of the house. The first year is 元 except in wareki_short; nothing is zero-padded.

    Raises NotationError for 和暦 before 1873-01-01.
    """
    text = _WRITERS[style](day)
    return text if width == "half" else apply(text, width)


def weekday(day: date) -> str:
    """月 to 日."""
    return moment.WEEKDAYS[day.weekday()]


def era_year(day: date) -> tuple[Era, int]:
    """The era and its year: (令和, 1) on 2019-12-25. Raises NotationError before 1873-01-01."""
    if day < GREGORIAN_FROM:
        raise NotationError(
            "pre_gregorian",
            0,
            0,
            f"{day.year}年{day.month}月{day.day}日は明治6年1月1日より前のため、和暦で書けません",
            "西暦で書いてください",
        )
    era = era_on(day)
    return era, era.year_of(day.year)


def open_day(near: date | None) -> str:
    """A day to be filled in by hand: 令和　　年　　月　　日, in the era of a day near it; it is still to come where none is known."""
    era = era_year(near)[0] if near is not None else NEWEST_FIRST[0]
    return f"{era.name}　　年　　月　　日"


def year_label(year: int) -> str:
    """元 or the number."""
    return "元" if year == 1 else str(year)


def _canonical(extent: moment.Extent) -> str:
    day = extent.first
    if extent.unit == "day":
        return _seireki(day) if day < GREGORIAN_FROM else _wareki(day)
    month = f"{day.month}月" if extent.unit == "month" else ""
    written = extent.year.era
    if written is None or not written.touches(extent.first, extent.last):
        written = era_touching(extent.first, extent.last)
    # Years of 明治 reach back to 1868, its months only to 1873.
    if written is None or (month and day < GREGORIAN_FROM):
        return f"{day.year}年{month}"
    return f"{written.name}{year_label(written.year_of(day.year))}年{month}"


def _wareki(day: date) -> str:
    era, year = era_year(day)
    return f"{era.name}{year_label(year)}年{day.month}月{day.day}日"


def _wareki_kanji(day: date) -> str:
    era, year = era_year(day)
    label = "元" if year == 1 else in_kanji(year)
    return f"{era.name}{label}年{in_kanji(day.month)}月{in_kanji(day.day)}日"


def _wareki_short(day: date) -> str:
    era, year = era_year(day)
    return f"{era.letter}{year}.{day.month}.{day.day}"


def _wareki_abbr(day: date) -> str:
    era, year = era_year(day)
    return f"{era.abbreviation}{year_label(year)}.{day.month}.{day.day}"


def _wareki_heiki(day: date) -> str:
    era, year = era_year(day)
    return f"{era.name}{year_label(year)}年（{day.year}年）{day.month}月{day.day}日"


def _wareki_weekday(day: date) -> str:
    return f"{_wareki(day)}（{weekday(day)}）"


def _seireki(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _seireki_heiki(day: date) -> str:
    era, year = era_year(day)
    return f"{day.year}年（{era.name}{year_label(year)}年）{day.month}月{day.day}日"


def _seireki_kanji(day: date) -> str:
    return f"{in_positional_kanji(day.year)}年{in_kanji(day.month)}月{in_kanji(day.day)}日"


_WRITERS: dict[DateStyle, Callable[[date], str]] = {
    "wareki": _wareki,
    "wareki_kanji": _wareki_kanji,
    "wareki_short": _wareki_short,
    "wareki_abbr": _wareki_abbr,
    "wareki_heiki": _wareki_heiki,
    "wareki_weekday": _wareki_weekday,
    "seireki": _seireki,
    "seireki_heiki": _seireki_heiki,
    "seireki_kanji": _seireki_kanji,
    "iso": date.isoformat,
}
