"""A serial number of Excel -> a day, and its parts by the letters of a format: y, m, d, g, e, aaa."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from pipeline.notation.dates import wareki
from pipeline.notation.problem import NotationError

_WEEKDAYS = "月火水木金土日"
# Signs and words that a whole day is written with; whatever else stands in a format is a word of the cell.
_BETWEEN = frozenset("年月日/.-, ")
_JAPANESE = ("411", "ja", "30411")
# Excel counts from the last day of 1899, and knows a 29 February 1900 that never was.
_FALSE_DAY = 60


class NotShownError(Exception):
    """A cell whose look is not known; says why, in Japanese."""


def day_of(serial: Decimal, *, from_1904: bool) -> date:
    """The day of a serial number. Raises NotShownError for a time of day, and for days that are none."""
    whole = int(serial)
    if serial != whole:
        raise NotShownError("時刻が付いています")
    if whole < 0 or whole > 2_958_465 or (not from_1904 and whole in (0, _FALSE_DAY)):
        raise NotShownError("日付ではありません")
    if from_1904:
        try:
            return date(1904, 1, 1) + timedelta(days=whole)
        except OverflowError as error:
            raise NotShownError("日付ではありません") from error
    return date(1899, 12, 31) + timedelta(days=whole - (whole > _FALSE_DAY))


def is_whole_day(letters: Sequence[str], words: str) -> bool:
    """Whether a format shows year, month and day, and no more; R5.4.1 is left as it is shown."""
    kinds = {letter[0] for letter in letters}
    if not {"m", "d"} <= kinds or not kinds & {"y", "e"} or "a" in kinds or not set(words) <= _BETWEEN:
        return False
    return not any(letter in ("g", "gg") for letter in letters) and all(
        len(letter) <= 2 for letter in letters if letter[0] in "md"
    )


def whole_day(day: date) -> str:
    """A day as documents print it; before the first era as ISO 8601 writes it."""
    try:
        return wareki.format(day)
    except NotationError:
        return day.isoformat()


def shown_day(day: date, letters: str, locale: str) -> str:
    """What these letters show of a day. Raises NotShownError."""
    match letters:
        case "y" | "yy":
            return f"{day.year % 100:02d}"
        case "yyy" | "yyyy":
            return f"{day.year}"
        case "m" | "d":
            return f"{day.month if letters == 'm' else day.day}"
        case "mm" | "dd":
            return f"{day.month if letters == 'mm' else day.day:02d}"
        case "aaa":
            return _WEEKDAYS[day.weekday()]
        case "aaaa":
            return f"{_WEEKDAYS[day.weekday()]}曜日"
        case "g" | "gg" | "ggg":
            return _era(day)[len(letters) - 1]
        case "e" | "ee" if not locale or locale.startswith(_JAPANESE):
            year = _era_year(day)
            return "元" if year == 1 and "gannen" in locale else f"{year:02d}" if letters == "ee" else f"{year}"
        case _:
            raise NotShownError(f"「{letters}」がわかりません")


def _era(day: date) -> tuple[str, str, str]:
    """R, 令, 令和."""
    era, _ = wareki.era_year(day)
    return era.letter, era.abbreviation, era.name


def _era_year(day: date) -> int:
    return wareki.era_year(day)[1]
