"""A first day and a length -> the last day, as the Civil Code counts; days between two days; ages in law."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from pipeline.notation.problem import NotationError


def last_day(first: date, years: int = 0, months: int = 0, days: int = 0) -> date:
    """The last day of a period that counts its first day.

    It is the day before the corresponding day, or the last day of the month where there is none; holidays do not
    shift it. Source: 民法第143条. Raises NotationError for a period of nothing and past the year 9999.
    """
    if min(years, months, days) < 0 or not (years or months or days):
        raise NotationError("empty_period", 0, 0, "期間の長さがありません", "1日以上の期間にしてください")
    try:
        return _before_corresponding_day(first, years * 12 + months) + timedelta(days)
    except (ValueError, OverflowError):
        raise NotationError(
            "out_of_calendar", 0, 0, "期間の終わりが9999年を越えます", "期間の長さを確かめてください"
        ) from None


def last_day_from_next(day: date, years: int = 0, months: int = 0, days: int = 0) -> date:
    """The same where the first day does not count and the period runs from the next. Source: 民法第140条."""
    return last_day(day + timedelta(1), years, months, days)


def _before_corresponding_day(first: date, months: int) -> date:
    carry, month = divmod(first.month - 1 + months, 12)
    year, month = first.year + carry, month + 1
    length = calendar.monthrange(year, month)[1]
    if first.day > length:
        return date(year, month, length)
    return date(year, month, first.day) - timedelta(1)


def days_counted(start: date, end: date) -> int:
    """The number of days from start to end, both counted."""
    return days_between(start, end) + 1


def days_between(start: date, end: date) -> int:
    """The number of days from start to end, the first not counted. Raises NotationError if end comes first."""
    if end < start:
        raise NotationError("range_reversed", 0, 0, "終わりが始まりより前です", "始まりと終わりを確かめてください")
    return (end - start).days


def age_on(birth: date, day: date) -> int:
    """Full years by birthdays. Raises NotationError before the birth."""
    if day < birth:
        raise NotationError("range_reversed", 0, 0, "生年月日より前の日です", "生年月日を確かめてください")
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def attainment(birth: date, age: int) -> date:
    """The day on which an age is attained in law: the day before the birthday.

    Source: 年齢計算ニ関スル法律 (明治35年法律第50号) with 民法第143条.
    """
    return last_day(birth, years=age)
