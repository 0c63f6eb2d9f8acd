"""Yen -> the amounts of budget papers: 21,246千円, 171百万円, and tables whose rounding is told, never adjusted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, assert_never

from pipeline.notation.problem import NotationError

Rounding = Literal["floor", "half_up", "ceil"]

# Source: samples 002 and 004; 十億円 and 兆円 as in national tables.
UNITS = {
    "円": 1,
    "千円": 10**3,
    "万円": 10**4,
    "百万円": 10**6,
    "億円": 10**8,
    "十億円": 10**9,
    "兆円": 10**12,
}


@dataclass(frozen=True, slots=True)
class ScaledTable:
    """Amounts and their total, each rounded from the exact yen.

    `note_needed`: the rounded amounts do not add up to the rounded total, so the table needs its note on rounding.
    """

    items: tuple[int, ...]
    total: int
    note_needed: bool


def scale(amount_yen: int, unit: str, rounding: Rounding = "half_up", negative: str = "△") -> str:
    """The amount in the unit, with commas and the unit: 171百万円. A zero has no △.

    Rounding acts on the magnitude: 切捨て goes toward zero, 四捨五入 away from it at the half.
    Raises NotationError for an unknown unit.
    """
    rounded = rounded_to(amount_yen, unit, rounding)
    return f"{negative if rounded < 0 else ''}{abs(rounded):,}{unit}"


def rounded_to(amount_yen: int, unit: str, rounding: Rounding = "half_up") -> int:
    """How many of the unit; signed."""
    if unit not in UNITS:
        raise NotationError(
            "unknown_unit",
            0,
            len(unit),
            f"「{unit}」という金額の単位はありません",
            f"{'、'.join(UNITS)}のどれかにしてください",
        )
    size = UNITS[unit]
    whole, rest = divmod(abs(amount_yen), size)
    match rounding:
        case "floor":
            up = False
        case "half_up":
            up = rest * 2 >= size
        case "ceil":
            up = rest > 0
        case _:
            assert_never(rounding)
    return (whole + up) * (-1 if amount_yen < 0 else 1)


def scale_table(amounts_yen: Iterable[int], unit: str, rounding: Rounding = "half_up") -> ScaledTable:
    """Each amount and the total, rounded separately from the exact yen; nothing is adjusted to fit."""
    exact = tuple(amounts_yen)
    items = tuple(rounded_to(amount, unit, rounding) for amount in exact)
    total = rounded_to(sum(exact), unit, rounding)
    return ScaledTable(items, total, sum(items) != total)
