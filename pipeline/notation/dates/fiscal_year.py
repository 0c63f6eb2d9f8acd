"""Fiscal years: 令和元年度 <-> 2019, the year from 1 April 2019 to 31 March 2020."""

from __future__ import annotations

from datetime import date
from typing import Literal, assert_never

from pipeline.late.dataclass import dataclass
from pipeline.notation.dates import moment
from pipeline.notation.dates.era import ERAS, GREGORIAN_FROM, Era
from pipeline.notation.dates.wareki import year_label
from pipeline.notation.problem import Finding, NotationError, error_of
from pipeline.notation.text.folded_text import closed_up
from pipeline.notation.text.width_policy import DigitWidth, apply

FiscalYearStyle = Literal["wareki", "seireki", "wareki_heiki", "wareki_short"]

# 明治5年度, of which the Gregorian calendar has only the last three months.
FIRST_IN_WAREKI = GREGORIAN_FROM.year - 1


@dataclass(frozen=True, slots=True)
class ParsedFiscalYear:
    """A fiscal year as written and as meant: `value` 2019 is 令和元年度, whatever the text calls it."""

    text: str
    value: int
    canonical: str
    warnings: tuple[Finding, ...] = ()

    @property
    def first_day(self) -> date:
        """1 April."""
        return first_day(self.value)

    @property
    def last_day(self) -> date:
        """31 March of the next year."""
        return last_day(self.value)


def parse(text: str) -> ParsedFiscalYear:
    """Strict: raises NotationError for anything but the label of one fiscal year, also for 平成32年度."""
    parsed = parse_lenient(text)
    for warning in parsed.warnings:
        raise error_of(warning)
    return parsed


def parse_lenient(text: str) -> ParsedFiscalYear:
    """Lets pass, with the warning era_mismatch, a year past or before its era (平成32年度 is 2020)."""
    reading = closed_up(text)
    words = moment.read(reading)
    if words is None or words.unit != "fiscal_year":
        raise reading.error(
            "unparseable",
            f"「{text}」は年度として読めません",
            "「令和6年度」のように書いてください",
        )
    extent = moment.extent(reading, words)
    year = extent.first.year
    canonical = format(year, "wareki" if year >= FIRST_IN_WAREKI else "seireki")
    return ParsedFiscalYear(text, year, canonical, extent.findings)


def of(day: date) -> int:
    """The fiscal year of a day: 2018 for 31 March 2019."""
    return day.year if day.month >= 4 else day.year - 1


def first_day(year: int) -> date:
    """1 April of the year."""
    return date(year, 4, 1)


def last_day(year: int) -> date:
    """31 March of the year after."""
    return date(year + 1, 3, 31)


def format(  # noqa: A001
    year: int,
    style: FiscalYearStyle = "wareki",
    as_of: date | None = None,
    width: DigitWidth = "half",
) -> str:
    """The label of a fiscal year; 2019 is 令和元年度, but 平成31年度 in a paper dated (`as_of`) before 令和.

    Source: 改元に伴う元号による年表示の取扱いについて (平成31年4月1日 関係省庁連絡会議申合せ).
    Raises NotationError for 和暦 before 明治5年度.
    """
    match style:
        case "wareki":
            text = _wareki(year, as_of)
        case "seireki":
            text = f"{year}年度"
        case "wareki_heiki":
            text = f"{_wareki(year, as_of)}（{year}年度）"
        case "wareki_short":
            era = _era(year, as_of)
            text = f"{era.letter}{era.year_of(year)}年度"
        case _:
            assert_never(style)
    return apply(text, width)


def _wareki(year: int, as_of: date | None) -> str:
    era = _era(year, as_of)
    return f"{era.name}{year_label(era.year_of(year))}年度"


def _era(year: int, as_of: date | None) -> Era:
    """The newest era known at `as_of` whose 元年 is not after the fiscal year."""
    known = [era for era in ERAS if as_of is None or era.first <= as_of]
    if not FIRST_IN_WAREKI <= year <= 9998 or not known:
        raise NotationError(
            "pre_gregorian",
            0,
            0,
            f"{year}年度は和暦で書けません",
            "西暦で書いてください",
        )
    return next((era for era in reversed(known) if era.first.year <= year), known[0])
