"""A target, a result and what they began from -> 達成率; None where figures do not tell it. Nothing is guessed.

Of what is to grow, it is the result in percent of the target; of what is to fall, and of what is below zero, the part gone of
the way from the base to the target.
"""

from __future__ import annotations

import unicodedata
from fractions import Fraction

from pipeline.diagnostics import Written
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers import number
from pipeline.notation.problem import NotationError

_DITTO = frozenset("〃″")
_VALUE = regex(r"(約?)([△▲−-]?[0-9][0-9,]*(?:\.[0-9]+)?)([^0-9]*?)(以上|以下|未満|超|程度|前後)?(?:\(.*\))?")
_SCALES = {"百万": 10**6, "千": 10**3, "万": 10**4, "億": 10**8}
# A target with one of these is not to be passed.
_AT_MOST = ("以下", "未満")


@dataclass(frozen=True, slots=True)
class Measured:
    """A value in its base unit (1.2万人 is 12,000 人); `at_most`: it is a bound from above."""

    value: Fraction
    unit: str
    at_most: bool


def measured(words: Written | None, usual_unit: str) -> Measured | None:
    """What a value says; None for words (検討中, 〃). One that names no unit has that of its row."""
    if words is None or words.text.strip() in _DITTO:
        return None
    match = _VALUE.fullmatch(unicodedata.normalize("NFKC", words.text).strip())
    if match is None:
        return None
    try:
        value = Fraction(number.parse(match[2]).value)
    except NotationError:
        return None
    unit = match[3].strip() or unicodedata.normalize("NFKC", usual_unit).strip()
    scale = next((word for word in _SCALES if unit.startswith(word)), "")
    return Measured(value * _SCALES.get(scale, 1), unit.removeprefix(scale), match[4] in _AT_MOST)


def rate(target: Measured, result: Measured, base: Measured | None, *, falls: bool) -> Fraction | None:
    """達成率 in percent."""
    if target.unit != result.unit or (base is not None and base.unit != target.unit):
        return None
    if not falls and not target.at_most and target.value > 0 and result.value >= 0:
        return result.value / target.value * 100
    if base is None:
        return None
    way = target.value - base.value
    if way == 0 or (way > 0) == (falls or target.at_most):
        return None
    return (result.value - base.value) / way * 100
