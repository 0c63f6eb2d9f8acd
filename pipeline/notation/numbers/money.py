"""Yen -> the amounts of budget papers: 21,246千円, 171百万円, and tables whose rounding is told, never adjusted."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Literal, assert_never

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
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


# An amount in blocks: 1億2,328万7千円. Each word, what it is worth, and how many digits stand before it at most.
_BLOCKS = (("兆", 10**12), ("億", 10**8), ("万", 10**4), ("千", 10**3))
_BLOCK_AMOUNT = regex(
    r"(?P<sign>[△▲−-]?)" + "".join(rf"(?:(?P<b{n}>[0-9][0-9,]*){word})?" for n, (word, _) in enumerate(_BLOCKS))
    + r"(?P<rest>[0-9][0-9,]*)?円"
)  # fmt: skip
# How an amount is printed in blocks, beside the units.
MIXED = "億万円"


@dataclass(frozen=True, slots=True)
class BlockAmount:
    """Yen, and down to what they are known: 1,000 for 1億2,328万7千円."""

    yen: int
    grain_yen: int


def parse_blocks(text: str) -> BlockAmount | None:
    """1億2,328万7千円, 2,000万円, 1億0,305万2千円; None for anything else, and for blocks that overflow (1億12,000万円).

    億 and 万 are words of counting, not units that a table is rounded to: 1億円 is known down to 万.
    """
    match = _BLOCK_AMOUNT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    yen, grain, room = 0, 1, None
    for n, (_, size) in enumerate((*_BLOCKS, ("", 1))):
        digits = match["rest" if n == len(_BLOCKS) else f"b{n}"]
        if digits is None:
            continue
        count = int(digits.replace(",", ""))
        if not _GROUPED.fullmatch(digits) or (room is not None and count * size >= room):
            return None
        yen, grain, room = yen + count * size, size, size
    if room is None:
        return None
    return BlockAmount(-yen if match["sign"] else yen, min(grain, UNITS["万円"]))


# Figures with their commas every three, padded with zeros or not.
_GROUPED = regex(r"[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+")


def in_blocks(amount_yen: int, negative: str = "△") -> str:
    """1億2,328万7千円: exact, never rounded; 0円 for nothing."""
    left, made = abs(amount_yen), ""
    for word, size in _BLOCKS:
        count, rest = divmod(left, size)
        if word == "千" and rest:  # 2万3,456円
            break
        if count:
            made, left = f"{made}{count:,}{word}", rest
    if left or not made:
        made += f"{left:,}"
    return f"{negative if amount_yen < 0 else ''}{made}円"


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
    In 億万円 it is exact: 1億2,328万7千円. Raises NotationError for an unknown unit.
    """
    if unit == MIXED:
        return in_blocks(amount_yen, negative)
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
