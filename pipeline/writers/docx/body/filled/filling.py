"""Words and a measure -> where a program that fills its lines ends them (Word does, LibreOffice does): an estimate.

Nobody knows in which font a document is opened, so that whoever asks looks at several ways to measure letters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.late.dataclass import dataclass
from pipeline.notation.text.char_width import width_em
from pipeline.notation.text.number_box import boxes
from pipeline.typeset.breaks.phrases import IN_WORD, tears

_WESTERN_EM = 0.68
_NOT_FIRST = "、。，．・：；！？」』）］〉》】〕)]ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
_NOT_LAST = "「『（［〈《【〔(["


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a paragraph: how wide each is, and what room stands before it unless it begins a line, in em."""

    units: Sequence[str]
    own_em: Sequence[float]
    gap_em: Sequence[float]


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
