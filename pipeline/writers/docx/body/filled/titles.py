"""A title in the middle that Word would part within a word -> how much narrower its paragraph is, so that its lines end between phrases.

As in the PDF (typeset/breaks/titled.py), which places each line; Word fills them, and a line ended by hand would be a sign that
no other form has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.notation.text.char_width import clusters, width_em
from pipeline.typeset.breaks.phrases import BESIDE_MARK, tears
from pipeline.writers.docx.body.filled.filling import Letters, held, line_ends, measured, torn, wide_em

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLES: frozenset[str] = frozenset({"表紙題名", "表紙図題名", "題名", "文書題名", "標語"})
# Nobody knows on which side of the end of a line a program puts a letter that is so close to it; as the second best, that is less.
_SLACKS_EM: tuple[float, ...] = (0.3, 0.1)
_SLACK_EM, _STEP_EM = 0.3, 0.125
# No line holds less than this part of the sheet, and no title has more lines than this beyond those it fills.
_LEAST, _MORE = 0.5, 1


def narrower_em(words: str, room_em: float) -> float:
    """How much narrower than the sheet the title is to be, in its own characters; 0 where that is not needed or does not help."""
    units = clusters(words)
    if sum(map(width_em, units), 0.0) <= room_em - _SLACK_EM:
        return 0.0
    numbers, plain = held(words, units), measured(units)
    filled = line_ends(plain, room_em)
    if all(_worst(units, line_ends(plain, room_em - n * _SLACK_EM), numbers) <= BESIDE_MARK for n in range(3)):
        return 0.0
    found = (_found(plain, numbers, room_em, len(filled), slack) for slack in _SLACKS_EM)
    return next((width for width in found if width), 0.0)


def _found(plain: Letters, numbers: frozenset[int], room_em: float, lines: int, slack_em: float) -> float:
    """How much narrower it is best, where its lines end alike however a program sets them; 0: no width is so."""
    units, wide = plain.units, measured(plain.units, wide_em)
    best: tuple[tuple[int, float, float], float] | None = None
    width = room_em - _STEP_EM
    while width >= room_em * _LEAST:
        ends = line_ends(plain, width)
        tight = line_ends(plain, width - slack_em), line_ends(wide, width - slack_em)
        steady = {tuple(ends), *map(tuple, tight)} == {tuple(line_ends(plain, width + slack_em))}
        if steady and len(ends) <= lines + _MORE and _worst(units, ends, numbers) <= BESIDE_MARK:
            cost = len(ends), sum([tears(units, at) for at in ends], 0.0), room_em - width
            best = min(best, (cost, width)) if best is not None else (cost, width)
        width -= _STEP_EM
    return room_em - best[1] if best is not None else 0.0


def _worst(units: Sequence[str], ends: Sequence[int], numbers: frozenset[int]) -> float:
    return max([torn(units, at, numbers) for at in ends], default=0.0)
