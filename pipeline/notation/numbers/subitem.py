"""Levels below a 号 <-> their labels: ア, (ア), a, (a), or イ, (1), (i) where the house counts イロハ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pipeline.notation.numbers import enumeration
from pipeline.notation.numbers.enumeration import AIUEO, ALPHABET, IROHA
from pipeline.notation.numbers.scheme import scheme

# アイウ or イロハ with what lies below them, or the first label of each level where a paper counts otherwise: a, (a), i.
Subitems = Literal["aiueo", "iroha"] | tuple[str, ...]

_BRACKETED = 99
# The labels of each level in their order. Sources: 公用文作成の考え方 I-3 (ア, (ア), a, (a)); 法制執務の号の細分 (イ, (1), (i)).
_LADDERS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "aiueo": (
        tuple(AIUEO),
        tuple(f"({kana})" for kana in AIUEO),
        tuple(ALPHABET),
        tuple(f"({letter})" for letter in ALPHABET),
    ),
    "iroha": (
        tuple(IROHA),
        tuple(enumeration.paren(n) for n in range(1, _BRACKETED + 1)),
        tuple(f"({enumeration.roman(n).lower()})" for n in range(1, _BRACKETED + 1)),
    ),
}


def deepest(series: Subitems) -> int:
    """How many levels a series has."""
    return len(_LADDERS[series] if isinstance(series, str) else series)


def label(number: int, depth: int, series: Subitems) -> str:
    """ウ for 3 at depth 1. Raises NotationError beyond the end of the series, IndexError below its last level."""
    if not isinstance(series, str):
        return scheme(series[min(depth, len(series)) - 1]).label(number)
    labels = _LADDERS[series][depth - 1]
    if not 1 <= number <= len(labels):
        raise enumeration.outside(number, 1, len(labels))
    return labels[number - 1]


def number(label: str, depth: int, series: Subitems) -> int | None:
    """The place of a label (brackets half width) at its level; None if it is none of that level."""
    if not isinstance(series, str):
        return scheme(series[depth - 1]).number(label) if depth <= len(series) else None
    ladder = _LADDERS[series]
    labels = ladder[depth - 1] if depth <= len(ladder) else ()
    return labels.index(label) + 1 if label in labels else None
