"""Periods in words: 平成28年度から31年度までの4年間 -> both ends, the unit, and how many it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates import moment
from pipeline.notation.dates.durations import last_day
from pipeline.notation.dates.moment import Extent, Moment, Unit, Year
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, whole_number
from pipeline.notation.problem import Finding, NotationError, error_of
from pipeline.notation.text.folded_text import Reading, closed_up

# Source: samples 001 and 004 (から…まで, ～, 〜; ～ folds to ~).
_TO = regex("から|[~〜]")
_LENGTH = (
    rf"(?P<count>[0-9]{{1,3}}|[{KANJI_NUMERALS}]{{1,5}})"
    r"(?:(?P<years>年度?間?|[かカヵケヶ箇]年間?)|(?P<months>[かカヵケヶ箇]月間?)|(?P<weeks>週間)|(?P<days>日間))"
)
# 3年間(H30～32); …までの4年間, …(5年間).
_LENGTH_FIRST = regex(rf"{_LENGTH}\((?P<body>.*)\)")
_LENGTH_LAST = regex(rf"(?P<body>.*?)(?:の|(?P<bracket>\()){_LENGTH}(?(bracket)\))")


@dataclass(frozen=True, slots=True)
class Period:
    """A period as written. An open side is None; `count` is inclusive, in units, None with an open side.

    `first_day` and `last_day` are the outermost days: 31 March 2020 for ～平成31年度.
    """

    text: str
    first_day: date | None
    last_day: date | None
    unit: Unit
    count: int | None
    warnings: tuple[Finding, ...] = ()

    @property
    def start(self) -> str | None:
        """2017-05-29, 2016-03, 2018 or FY2016."""
        return None if self.first_day is None else _label(self.first_day, self.unit)

    @property
    def end(self) -> str | None:
        """The last unit, in the writing of `start`."""
        if self.last_day is None:
            return None
        year_end = self.last_day if self.unit != "fiscal_year" else date(self.last_day.year - 1, 4, 1)
        return _label(year_end, self.unit)


def parse(text: str, base_year: int | None = None) -> Period:
    """Strict: raises NotationError also for 平成30年度～32年度 and for a stated length that does not hold.

    `base_year` is the Gregorian year of a text without one (6月7日～6月23日).
    """
    parsed = parse_lenient(text, base_year)
    for warning in parsed.warnings:
        raise error_of(warning)
    return parsed


def parse_lenient(text: str, base_year: int | None = None) -> Period:
    """Lets pass, with warnings, years past their era (era_mismatch) and a wrong length (count_mismatch).

    Raises NotationError for everything else, also for an end before the start (range_reversed).
    """
    reading = closed_up(text)
    body, length = _split_length(reading.text)
    left_words, right_words = _split_ends(reading, body)
    left = _read_end(reading, left_words, base_year)
    right = _read_end(reading, right_words, None if left else base_year)
    if right is not None and left is not None:
        right = _inherit(right, left)
    left, right = _with_units(left, right)
    ends = [moment.extent(reading, each) for each in (left, right) if each is not None]
    if not ends or any(each.unit != ends[0].unit for each in ends):
        raise _unparseable(reading)
    findings = [finding for each in ends for finding in each.findings]
    if left is None or right is None:
        if length is not None:
            raise _unparseable(reading)
        first, last = (None, ends[0].last) if left is None else (ends[0].first, None)
        return Period(text, first, last, ends[0].unit, None, tuple(findings))
    first, last = ends[0].first, ends[1].last
    if ends[1].first < first:
        raise reading.error(
            "range_reversed", f"「{text}」は終わりが始まりより前です", "始まりと終わりを確かめてください"
        )
    count = _count(ends[0], ends[1])
    if length is not None and last_day(first, *length) != last:
        findings.append(_count_mismatch(reading, ends[0].unit, count))
    return Period(text, first, last, ends[0].unit, count, tuple(findings))


def _split_length(copy: str) -> tuple[str, tuple[int, int, int] | None]:
    """The words without the stated length, and the length in years, months and days."""
    match = _LENGTH_FIRST.fullmatch(copy) or _LENGTH_LAST.fullmatch(copy)
    if match is None:
        return copy, None
    count = whole_number(match["count"])
    if not count:
        return copy, None
    if match["years"]:
        return match["body"], (count, 0, 0)
    if match["months"]:
        return match["body"], (0, count, 0)
    return match["body"], (0, 0, count * 7 if match["weeks"] else count)


def _split_ends(reading: Reading, body: str) -> tuple[str, str]:
    ends = _TO.split(body)
    if len(ends) == 1 and body.endswith("まで"):
        return "", body.removesuffix("まで")
    if len(ends) != 2 or not any(ends):
        raise _unparseable(reading)
    return ends[0], ends[1].removesuffix("まで")


def _read_end(reading: Reading, words: str, base_year: int | None) -> Moment | None:
    if not words:
        return None
    end = moment.read(Reading(reading.source, words))
    if end is None:
        raise _unparseable(reading)
    if end.year is None and end.relation is None and end.month is not None and base_year is not None:
        return replace(end, year=Year(None, base_year))
    return end


def _inherit(right: Moment, left: Moment) -> Moment:
    """The right end with what it leaves to the left one: the era for a bare year, the Gregorian year for a month."""
    if left.year is None:
        return right
    right = _with_its_meaning(right, left)
    if right.relation is not None:
        return _related(right, left.year.gregorian, left.month)
    if right.day is not None and right.month is None:
        right = replace(right, month=left.month)
    if right.year is None:
        return replace(right, year=Year(None, left.year.gregorian))
    if right.year.era is None and right.year.number < 1000:
        return replace(right, year=Year(left.year.era, right.year.number))
    return right


def _with_its_meaning(right: Moment, left: Moment) -> Moment:
    """The numbers of 4.1～9.30, H30.4～31.3, 4月1日～30 and 4月～9, which only the left end explains."""
    match left.unit, right.numbers, right:
        case "day", (month, day), _:
            return Moment("day", month=month, day=day)
        case "month", (year, month), _:
            return Moment("month", Year(None, year), month=month)
        case "day", (), Moment(unit=None, year=Year(era=None, number=day)):
            return Moment("day", day=day)
        case "month", (), Moment(unit=None, year=Year(era=None, number=month)):
            return Moment("month", month=month)
        case _:
            return right


def _related(right: Moment, year: int, month: int | None) -> Moment:
    """同年, 翌年, 同月, 翌月, 同年度, 翌年度, counted from the year and month of the left end."""
    step = 1 if right.relation == "翌" else 0
    if right.relation_unit != "月":
        return replace(right, year=Year(None, year + step), relation=None)
    if month is None:
        return right
    carry, month = divmod(month - 1 + step, 12)
    return replace(right, year=Year(None, year + carry), month=month + 1, relation=None)


def _with_units(left: Moment | None, right: Moment | None) -> tuple[Moment | None, Moment | None]:
    """Bare years take the unit of the other end (H30～39年), or are years (H30～32)."""
    units = [each.unit for each in (left, right) if each is not None and each.unit is not None]
    unit: Unit = "fiscal_year" if units == ["fiscal_year"] else "year"

    def named(end: Moment | None) -> Moment | None:
        return replace(end, unit=unit) if end is not None and end.unit is None and end.year is not None else end

    return named(left), named(right)


def _count(first: Extent, last: Extent) -> int:
    years = last.first.year - first.first.year
    match first.unit:
        case "day":
            return (last.first - first.first).days + 1
        case "month":
            return years * 12 + last.first.month - first.first.month + 1
        case _:
            return years + 1


def _label(day: date, unit: Unit) -> str:
    match unit:
        case "day":
            return day.isoformat()
        case "month":
            return f"{day:%Y-%m}"
        case "year":
            return f"{day:%Y}"
        case "fiscal_year":
            return f"FY{day:%Y}"


_UNIT_NAMES: dict[Unit, str] = {"day": "日間", "month": "か月", "year": "年間", "fiscal_year": "年度分"}


def _count_mismatch(reading: Reading, unit: Unit, count: int) -> Finding:
    return reading.finding(
        "count_mismatch",
        f"「{reading.source}」の長さが合いません（数えると{count}{_UNIT_NAMES[unit]}）",
        "期間と長さのどちらが正しいか確かめてください",
    )


def _unparseable(reading: Reading) -> NotationError:
    return reading.error(
        "unparseable",
        f"「{reading.source}」は期間として読めません",
        "「令和6年4月1日から令和7年3月31日まで」のように、両端を同じ単位で書いてください",
    )
