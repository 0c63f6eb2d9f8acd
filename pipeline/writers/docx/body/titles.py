"""A title in the middle that Word would part within a word -> how much narrower its paragraph is, so that its lines end between phrases.

As in the PDF (typeset/breaks/titled.py), which places each line; Word fills them, and a line ended by hand would be a sign that
no other form has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.notation.text.char_width import clusters, width_em
from pipeline.notation.text.number_box import boxes
from pipeline.typeset.breaks.phrases import BESIDE_MARK, IN_WORD, tears

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TITLES: frozenset[str] = frozenset({"表紙題名", "表紙図題名", "題名", "文書題名", "標語"})
# Nobody knows on which side of the end of a line a program puts a letter that is so close to it; as the second best, that is less.
_SLACKS_EM: tuple[float, ...] = (0.3, 0.1)
_SLACK_EM, _STEP_EM = 0.3, 0.125
_WESTERN_EM = 0.68
# No line holds less than this part of the sheet, and no title has more lines than this beyond those it fills.
_LEAST, _MORE = 0.5, 1
_NOT_FIRST = "、。，．・：；！？」』）］〉》】〕)]ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
_NOT_LAST = "「『（［〈《【〔(["


def narrower_em(words: str, room_em: float) -> float:
    """How much narrower than the sheet the title is to be, in its own characters; 0 where that is not needed or does not help."""
    units = clusters(words)
    if sum(map(width_em, units), 0.0) <= room_em - _SLACK_EM:
        return 0.0
    held = _held(words, units)
    filled = _ends(units, room_em)
    if all(_worst(units, _ends(units, room_em - n * _SLACK_EM), held) <= BESIDE_MARK for n in range(3)):
        return 0.0
    found = (_found(units, held, room_em, len(filled), slack) for slack in _SLACKS_EM)
    return next((width for width in found if width), 0.0)


def _found(units: Sequence[str], held: frozenset[int], room_em: float, lines: int, slack_em: float) -> float:
    """How much narrower it is best, where its lines end alike however a program sets them; 0: no width is so."""
    best: tuple[tuple[int, float, float], float] | None = None
    width = room_em - _STEP_EM
    while width >= room_em * _LEAST:
        ends = _ends(units, width)
        tight = _ends(units, width - slack_em), _ends(units, width - slack_em, _wide_em)
        steady = {tuple(ends), *map(tuple, tight)} == {tuple(_ends(units, width + slack_em))}
        if steady and len(ends) <= lines + _MORE and _worst(units, ends, held) <= BESIDE_MARK:
            cost = len(ends), sum([tears(units, at) for at in ends], 0.0), room_em - width
            best = min(best, (cost, width)) if best is not None else (cost, width)
        width -= _STEP_EM
    return room_em - best[1] if best is not None else 0.0


def _held(words: str, units: Sequence[str]) -> frozenset[int]:
    """Where a number would be parted, or from its unit (令和8年度)."""
    starts, at = {}, 0
    for n, unit in enumerate(units):
        starts[at] = n
        at += len(unit)
    return frozenset(starts[k] for start, end in boxes(words) for k in range(start + 1, end) if k in starts)


def _worst(units: Sequence[str], ends: Sequence[int], held: frozenset[int]) -> float:
    return max([IN_WORD if at in held else tears(units, at) for at in ends], default=0.0)


def _wide_em(unit: str) -> float:
    """The width in any font that a machine may have in the stead of the template's."""
    return _WESTERN_EM if unit.isascii() and unit.isalnum() else width_em(unit)


def _ends(units: Sequence[str], room_em: float, measure: Callable[[str], float] = width_em) -> list[int]:
    """Where lines end that take as much as they hold."""
    ends: list[int] = []
    start, filled = 0, 0.0
    for n, unit in enumerate(units):
        own = measure(unit)
        if n > start and filled + own > room_em and not unit.isspace():
            at = _lawful(units, start, n)
            ends.append(at)
            start, filled = at, sum(map(measure, units[at:n]), 0.0)
        filled += own
    return ends


def _lawful(units: Sequence[str], start: int, at: int) -> int:
    """The last place up to here where a line may end."""
    for k in range(at, start, -1):
        before, behind = units[k - 1], units[k]
        western = before.isascii() and behind.isascii() and not (before.isspace() or behind.isspace())
        if not western and behind[0] not in _NOT_FIRST and before[-1] not in _NOT_LAST:
            return k
    return at
