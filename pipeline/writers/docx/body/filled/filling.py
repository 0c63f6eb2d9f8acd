"""Words and a measure -> where a program that fills its lines ends them (Word does, LibreOffice does): an estimate.

Nobody knows in which font a document is opened, so that whoever asks looks at several ways to measure letters.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.galley.tables.column_widths import gaps_em
from pipeline.late.dataclass import dataclass
from pipeline.notation.text.char_width import clusters, width_em
from pipeline.notation.text.number_box import boxes
from pipeline.typeset.breaks.phrases import IN_WORD, tears

_WESTERN_EM = 0.68
_NOT_FIRST = "、。，．・：；！？」』）］〉》】〕)]ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
_NOT_LAST = "「『（［〈《【〔(["
# Marks that a program may set solid.
_MARKS = "（）「」『』〔〕［］、。・：；"


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a paragraph: how wide each is, and what room stands before it unless it begins a line, in em."""

    units: Sequence[str]
    own_em: Sequence[float]
    gap_em: Sequence[float]


class Way(NamedTuple):
    """One way to measure letters: figures, western letters, such marks, and gaps beside Japanese letters."""

    figure_em: float
    western_em: float
    mark_em: float
    gap_em: float

    def letters(self, units: Sequence[str]) -> Letters:
        """The letters as they are in a line."""
        gaps = [0.0, *[self.gap_em if gaps_em(a[0] + b[0]) else 0.0 for a, b in itertools.pairwise(units)]]
        return Letters(units, list(map(self._own, units)), gaps)

    def of(self, words: str) -> float:
        """How wide words in one line are."""
        letters = self.letters(clusters(words))
        return sum(letters.own_em, 0.0) + sum(letters.gap_em, 0.0)

    def _own(self, unit: str) -> float:
        if unit.isascii():
            return self.figure_em if unit.isdecimal() else self.western_em if unit.isalpha() else width_em(unit)
        return self.mark_em if unit in _MARKS else width_em(unit)


PLAIN: Way = Way(0.5, 0.5, 1.0, 0.25)
WIDE: Way = Way(0.637, 0.68, 1.0, 0.25)
TIGHT: Way = Way(0.5, 0.5, 0.5, 0.2)
WAYS: tuple[Way, ...] = (PLAIN, WIDE, TIGHT)


def measured(units: Sequence[str], measure: Callable[[str], float] = width_em) -> Letters:
    """Letters that nothing stands between."""
    return Letters(units, list(map(measure, units)), [0.0] * len(units))


def wide_em(unit: str) -> float:
    """The width in any font that a machine may have in the stead of the template's."""
    return _WESTERN_EM if unit.isascii() and unit.isalnum() else width_em(unit)


def line_ends(letters: Letters, room_em: float, first_em: float = 0.0) -> list[int]:
    """Where lines end that take as much as they hold; the first holds so much less."""
    units, own, gaps = letters.units, letters.own_em, letters.gap_em
    ends: list[int] = []
    start, filled = 0, first_em
    for n, unit in enumerate(units):
        more = own[n] + (gaps[n] if n > start else 0.0)
        if n > start and filled + more > room_em and not unit.isspace():
            at = lawful(units, start, n)
            ends.append(at)
            start, filled = at, sum(own[at:n], 0.0) + sum(gaps[at + 1 : n], 0.0)
            more = own[n] + (gaps[n] if n > start else 0.0)
        filled += more
    return ends


def lawful(units: Sequence[str], start: int, at: int) -> int:
    """The last place up to here where a line may end."""
    for k in range(at, start, -1):
        if may_end(units, k):
            return k
    return at


def may_end(units: Sequence[str], at: int) -> bool:
    """Whether a line may end before a letter."""
    before, behind = units[at - 1], units[at]
    western = before.isascii() and behind.isascii() and not (before.isspace() or behind.isspace())
    return not western and behind[0] not in _NOT_FIRST and before[-1] not in _NOT_LAST


def held(words: str, units: Sequence[str]) -> frozenset[int]:
    """Where a number would be parted, or from its unit (令和8年度)."""
    starts, at = {}, 0
    for n, unit in enumerate(units):
        starts[at] = n
        at += len(unit)
    return frozenset(starts[k] for start, end in boxes(words) for k in range(start + 1, end) if k in starts)


def torn(units: Sequence[str], at: int, numbers: frozenset[int]) -> float:
    """What it costs to end a line before a letter; `numbers` are the places within numbers."""
    return IN_WORD if at in numbers else tears(units, at)
