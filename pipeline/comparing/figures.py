"""Old and new words -> the amounts, counts and rates that changed, each with what it changed by.

Dates, years and numbers of 条 or 章 are no figures. Where the words around the figures changed too, none are paired.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates.era import ERA_PATTERN
from pipeline.notation.numbers import money

_WIDE = str.maketrans("０１２３４５６７８９，．％", "0123456789,.%")
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_DATE = regex(
    rf"(?:{ERA_PATTERN})(?:元|[0-9]+)年?度?(?:[0-9]+月(?:[0-9]+日)?)?|[0-9]{{4}}年度?(?:[0-9]+月(?:[0-9]+日)?)?"
    r"|[0-9]+月[0-9]+日|第[0-9]+(?:[編章節款条項号回次期]|(?![0-9]))|[（(][0-9]+[)）]"
)
# Of one block alone the unit is 億円, 万円 or 千円.
_BLOCKS = regex(r"[△▲−-]?[0-9][0-9,]*[兆億万千](?:[0-9][0-9,]*[億万千])*(?:[0-9][0-9,]*)?(?<=[0-9億万千])円")
_ONE_BLOCK = regex(r"[△▲−-]?[0-9][0-9,]*[十百兆億万千]+円")
_FIGURE = regex(
    rf"(?P<sign>[△▲−-]?)(?P<digits>{_DIGITS})(?P<unit>(?:[十百千万億兆]*円)|%|ポイント|[一-龠ヶか箇ヵ]{{1,3}})?"
)
_MASK = "\u25a0"


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount, a count or a rate that changed. `difference` is △ for less; "" where it cannot be told (another unit)."""

    old: str
    new: str
    difference: str


@dataclass(frozen=True, slots=True)
class _Found:
    text: str
    value: Decimal
    unit: str


def changed(old: str, new: str) -> tuple[Figure, ...]:
    """Figures that differ, if both texts say the same around as many of them."""
    (words_old, before), (words_new, after) = _masked(old), _masked(new)
    if words_old != words_new or len(before) != len(after):
        return ()
    return tuple(
        Figure(a.text, b.text, _difference(a, b)) for a, b in zip(before, after, strict=True) if a.text != b.text
    )


def _masked(text: str) -> tuple[str, list[_Found]]:
    """The words with a mark for each figure, and the figures."""
    text = text.translate(_WIDE)
    held: list[_Found] = []
    made: list[str] = []
    at = 0
    while at < len(text):
        date = _DATE.match(text, at)
        if date is not None:
            made.append(date[0])
            at = date.end()
            continue
        blocks = _BLOCKS.match(text, at)
        blocks = None if blocks is None or _ONE_BLOCK.fullmatch(blocks[0]) else blocks
        amount = money.parse_blocks(blocks[0].replace("▲", "△")) if blocks is not None else None
        if blocks is not None and amount is not None:
            held.append(_Found(blocks[0], Decimal(amount.yen), "円"))
            made.append(_MASK)
            at = blocks.end()
            continue
        figure = _FIGURE.match(text, at)
        if figure is not None and figure["digits"]:
            held.append(_read(figure))
            made.append(_MASK + _rest(figure))
            at = figure.end()
            continue
        made.append(text[at])
        at += 1
    return "".join(made), held


def _read(figure: re.Match[str]) -> _Found:
    value = Decimal(figure["digits"].replace(",", ""))
    unit = figure["unit"] or ""
    return _Found(figure[0], -value if figure["sign"] else value, unit)


def _rest(figure: re.Match[str]) -> str:
    """Units of money may change with the figure; any other belongs to the words."""
    unit = figure["unit"] or ""
    return "" if unit.endswith("円") else unit


def _difference(old: _Found, new: _Found) -> str:
    if old.unit == new.unit:
        return _said(new.value - old.value, "ポイント" if old.unit == "%" else old.unit)
    scales = [money.UNITS.get(f.unit) for f in (old, new)]
    if scales[0] is None or scales[1] is None:
        return ""
    return _said(new.value * scales[1] - old.value * scales[0], "円")


def _said(value: Decimal, unit: str) -> str:
    return f"{'△' if value < 0 else ''}{abs(value):,f}{unit}"


def first(text: str) -> Decimal | None:
    """The first figure of a text, amounts in yen; None where it says none."""
    _, found = _masked(text)
    if not found:
        return None
    return found[0].value * money.UNITS.get(found[0].unit, 1)
