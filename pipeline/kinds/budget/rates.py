"""Exact yen -> percentages, rounded by the rule of the house, which is named where they stand; never adjusted."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import partial

from pipeline.late.regex import regex
from pipeline.notation.house_style import House
from pipeline.notation.numbers import number
from pipeline.notation.numbers.money import Rounding
from pipeline.source.fields import InHouse

_ROUNDINGS: Mapping[Rounding, str] = {"floor": ROUND_FLOOR, "half_up": ROUND_HALF_UP, "ceil": ROUND_CEILING}
# What stands where there is no figure; 皆増 and 皆減 where nothing is on one side (domain notes 2.7).
NONE, ALL_NEW, ALL_GONE = "－", "皆増", "皆減"
_RULES: Mapping[Rounding, str] = {"floor": "切り捨てて", "half_up": "四捨五入して", "ceil": "切り上げて"}


def percent(part_yen: int, whole_yen: int) -> InHouse:
    """One place; rounding acts on the magnitude, as it does on amounts. `whole_yen` is not 0."""
    return InHouse(partial(_percent, part_yen, whole_yen))


def change(now_yen: int, before_yen: int | None) -> InHouse | str:
    """増減率 of the exact yen; 皆増 and 皆減 where nothing is on one side, － where there is nothing to tell.

    A rate of what was below zero (△) tells nothing.
    """
    if before_yen is None or before_yen < 0:
        return NONE
    if before_yen == 0:
        return ALL_NEW if now_yen > 0 else NONE
    if now_yen == 0:
        return ALL_GONE
    return percent(now_yen - before_yen, before_yen)


def _percent(part: int, whole: int, house: House) -> str:
    exact = Decimal(abs(part)) * 100 / Decimal(abs(whole))
    rounded = exact.quantize(Decimal("0.1"), rounding=_ROUNDINGS[house.rounding])
    falls = (part < 0) != (whole < 0)
    return house.percent(number.format(f"{-rounded if falls else rounded}", negative=house.negative))


# A rate as it is written: △33.3%, 33.3, ＋5.0％.
_STATED = regex(r"([△▲−-]?)\+?([0-9][0-9,]*(?:\.[0-9]+)?)%?")
Range = tuple[Fraction, Fraction]


def can_be(stated: str, now: Range, before: Range | None) -> bool:
    """Whether a rate that somebody wrote down can be right; `now` and `before` are the least and the most exact yen.

    皆増, 皆減 and － stand where the rule asks for them, and nowhere else.
    """
    text = unicodedata.normalize("NFKC", stated).strip()
    if text == ALL_NEW:
        return before is not None and before[0] <= 0 <= before[1] and now[1] > 0
    if text == ALL_GONE:
        return before is not None and before[1] > 0 and now[0] <= 0 <= now[1]
    if text in ("-", "−", "－", "―", "ー", "—"):
        return before is None or before[1] < 0 or (before[0] <= 0 and now[0] <= 0)
    match = _STATED.fullmatch(text)
    if match is None or before is None or before[1] <= 0:
        return False
    places = len(match[2].partition(".")[2])
    value = Fraction(match[2].replace(",", "")) * (-1 if match[1] else 1)
    # Rates are often cut off where amounts are rounded: less than one of the last place is no contradiction.
    ulp = Fraction(1, 10**places)
    rates = [_rate(a, b) for a in now for b in before if b > 0]
    if before[0] <= 0:
        # It may have been next to nothing, so that the rate has no end.
        return (now[1] > 0 and value + ulp > min(rates)) or (now[0] < 0 and value - ulp < max(rates)) or value == -100
    return value - ulp < max(rates) and min(rates) < value + ulp


def _rate(now: Fraction, before: Fraction) -> Fraction:
    return (now - before) / before * 100


def _rounding_note(house: House) -> str:
    return f"構成比は小数第2位を{_RULES[house.rounding]}いるため、足しても{house.percent('100')}にならないことがある。"


# The rule of the house, named below shares of a whole.
ROUNDING_NOTE = InHouse(_rounding_note)
