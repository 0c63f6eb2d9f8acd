"""Exact yen -> percentages, rounded by the rule of the house, which is named where they stand; never adjusted."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import partial

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
    """増減率 of the exact yen; 皆増 and 皆減 where nothing is on one side, － where there is nothing to tell."""
    if not before_yen:
        return ALL_NEW if now_yen and before_yen is not None else NONE
    if now_yen == 0:
        return ALL_GONE
    return percent(now_yen - before_yen, before_yen)


def _percent(part: int, whole: int, house: House) -> str:
    exact = Decimal(abs(part)) * 100 / Decimal(abs(whole))
    rounded = exact.quantize(Decimal("0.1"), rounding=_ROUNDINGS[house.rounding])
    falls = (part < 0) != (whole < 0)
    return f"{number.format(f'{-rounded if falls else rounded}', negative=house.negative)}%"


def _rounding_note(house: House) -> str:
    return f"構成比は小数第2位を{_RULES[house.rounding]}いるため、足しても100%にならないことがある。"


# The rule of the house, named below shares of a whole.
ROUNDING_NOTE = InHouse(_rounding_note)
