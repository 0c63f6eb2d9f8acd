"""Amounts and counts: 21,246千円 or 34.3㏊ -> the value in the base unit (21246000 円, 34.3 ha)."""

from __future__ import annotations

from decimal import Decimal

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers.number import MINUS, times, value_of
from pipeline.notation.numbers.numeral import NUMERALS
from pipeline.notation.problem import NotationError
from pipeline.notation.text.folded_text import Reading, read

# Source: samples 002 and 004 (千円, 百万円, 千人); 十億 as in national tables.
_SCALES = {"十億": 10**9, "百万": 10**6, "千": 10**3}
# A unit: letters, °, %, and a small digit after a letter as in m2; several parted by / or ・ (kg/世帯).
_UNIT = r"(?:[^\W\d_]|[%‰°℃](?=C?)|(?<=[A-Za-z])[23](?![0-9]))+"
_QUANTITY = regex(rf"([{MINUS}]?)([0-9.,{NUMERALS}]+)({_UNIT}(?:[/・]{_UNIT})*)")
# 円以上 is no unit: the word would be lost with the unit.
_MODIFIER = regex("(?:以上|以下|未満|以内|以外|超|程度|余|弱|強|前後|前|後|目|頃|ごろ)\\Z")
_NUMBER_SPACE = regex("(?<=[0-9]) +(?=[,.])|(?<=[,.]) +(?=[0-9])")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as written, its exact value in the base unit, and the unit folded (㏊ is ha, ％ is %)."""

    text: str
    value: Decimal
    unit: str


def parse(text: str) -> Quantity:
    """A number with its unit; 金…円 and 円也 are read as 円.

    Raises NotationError for a number without a unit, for 約 or 以上, and for anything that is not one quantity.
    """
    reading = read(text)
    if _NUMBER_SPACE.search(reading.text):
        raise _bad_quantity(reading)
    copy = reading.without_spaces().text
    is_sum = copy.startswith("金") or copy.endswith("円也")
    match = _QUANTITY.fullmatch(copy.removeprefix("金").removesuffix("也") if is_sum else copy)
    if match is None or (is_sum and match[3] != "円") or _MODIFIER.search(match[3]):
        raise _bad_quantity(reading)
    value = _value(match[2])
    if value is None:
        raise _bad_quantity(reading)
    return Quantity(text, -value if match[1] and value else value, match[3])


def _value(copy: str) -> Decimal | None:
    """The number, whose last 千, 百万 or 十億 may belong to the unit: 21,246千(円)."""
    value = value_of(copy)
    if value is not None:
        return value
    for word, scale in _SCALES.items():
        if copy.endswith(word) and (scaled := value_of(copy.removesuffix(word))) is not None:
            return times(scaled, scale)
    return None


def _bad_quantity(reading: Reading) -> NotationError:
    return reading.error(
        "bad_quantity",
        f"「{reading.source}」は数量として読めません",
        "「2,696千円」「34.3ha」のように、数と単位だけを書いてください",
    )
