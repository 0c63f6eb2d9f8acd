"""A title in the middle that Word would part within a word -> how much narrower its paragraph is, so that its lines end between phrases.

As in the PDF (typeset/breaks/titled.py), which places each line; Word fills them, and a line ended by hand would be a sign that
no other form has.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from pipeline.galley import plain
from pipeline.galley.styles import PICTURE_STYLE
from pipeline.notation.text.char_width import clusters, width_em
from pipeline.typeset.breaks.phrases import BESIDE_MARK
from pipeline.writers.docx.body.filled.filling import PLAIN, Letters, held, line_ends, measured, torn, wide_em
from pipeline.writers.docx.body.filled.phrased import in_phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.galley import Para
    from pipeline.writers.docx.template.stylesheet import Indent

TITLES: frozenset[str] = frozenset({"表紙題名", "表紙図題名", "題名", "文書題名", "標語", PICTURE_STYLE, "表の題"})
# Headings that are as wide as their words: one with a rule or a band is as wide as the sheet.
HEADINGS: frozenset[str] = frozenset({"本文見出し3", "本文見出し4", "本文見出し5", "小見出し"})
# Nobody knows on which side of the end of a line a program puts a letter that is so close to it; as the second best, that is less.
_SLACKS_EM: tuple[float, ...] = (0.3, 0.1)
_SLACK_EM, _STEP_EM = 0.3, 0.125
# In the middle, a first line that is so much narrower than the others stands half of it beside theirs, which is hardly seen (house).
_FIRSTS_EM: tuple[float, ...] = (0.5, -0.5, 1.0, -1.0, 1.5, -1.5, 2.0, -2.0)
# No line holds less than this part of the sheet, and no title has more lines than this beyond those it fills.
_LEAST, _MORE = 0.5, 1


class Narrower(NamedTuple):
    """How much narrower than the sheet a title is to be, and its first line besides (below 0: less), in its own characters."""

    em: float = 0.0
    first_em: float = 0.0


AS_IT_IS: Narrower = Narrower()


def narrowed(words: str, room_em: float) -> Narrower:
    """What a title is to be; as it is where that is not needed or does not help."""
    units = clusters(words)
    if sum(map(width_em, units), 0.0) <= room_em - _SLACK_EM:
        return AS_IT_IS
    numbers, plain = held(words, units), measured(units)
    filled = line_ends(plain, room_em)
    worst = max([_worst(units, line_ends(plain, room_em - n * _SLACK_EM), numbers) for n in range(3)])
    if worst <= BESIDE_MARK:
        return AS_IT_IS
    for slack, first in [*product(_SLACKS_EM, (0.0,)), *product(_SLACKS_EM[:1], _FIRSTS_EM)]:
        found = _found(plain, numbers, room_em, len(filled), slack, first, BESIDE_MARK)
        if found is not None:
            return found
    # Nowhere between phrases alone: at fewer places within words.
    found = _found(plain, numbers, room_em, len(filled), _SLACKS_EM[-1], 0.0, worst)
    torn_more = found is None or _all(units, line_ends(plain, room_em - found.em), numbers) >= _all(
        units, filled, numbers
    )
    return AS_IT_IS if found is None or torn_more else found


def indents(narrower: Narrower, em: int) -> str:
    """The w:ind of a title in the middle; `em` is one of its characters in twips."""
    side, first = round(narrower.em * em / 2), round(narrower.first_em * em)
    said = f' w:firstLine="{first}"' if first > 0 else f' w:hanging="{-first}"' if first else ""
    return f'<w:ind w:left="{side}" w:right="{side}"{said}/>' if side or said else ""


def of_heading(para: Para, indent: Indent, room_em: float, em: int) -> str:
    """The w:ind of a heading at the left, if that parts fewer words."""
    if PLAIN.of(plain(para.label)) > indent.hanging / em + _SLACK_EM:
        return ""
    sides = in_phrases(plain(para.runs), room_em - indent.left / em, centred=False)
    return f'<w:ind w:right="{round(sides.right * em)}"/>' if sides is not None else ""


def _found(
    plain: Letters, numbers: frozenset[int], room_em: float, lines: int, slack_em: float, first_em: float, worst: float
) -> Narrower | None:
    """What is best, where its lines end alike however a program sets them, none worse than that; None: no width is so."""
    units, wide = plain.units, measured(plain.units, wide_em)
    best: tuple[tuple[float, float, float], float] | None = None
    width = room_em - _STEP_EM + 2 * min(0.0, first_em)
    while width >= room_em * _LEAST:
        ends = line_ends(plain, width, first_em)
        tight = line_ends(plain, width - slack_em, first_em), line_ends(wide, width - slack_em, first_em)
        steady = {tuple(ends), *map(tuple, tight)} == {tuple(line_ends(plain, width + slack_em, first_em))}
        if steady and len(ends) <= lines + (0 if first_em else _MORE) and _worst(units, ends, numbers) <= worst:
            every = _all(units, ends, numbers)
            # Where words are parted anyway, how often counts before how many lines there are.
            cost = (len(ends), every, room_em - width) if worst <= BESIDE_MARK else (every, len(ends), room_em - width)
            best = min(best, (cost, width)) if best is not None else (cost, width)
        width -= _STEP_EM
    return Narrower(room_em - best[1], first_em) if best is not None else None


def _all(units: Sequence[str], ends: Sequence[int], numbers: frozenset[int]) -> float:
    return sum([torn(units, at, numbers) for at in ends], 0.0)


def _worst(units: Sequence[str], ends: Sequence[int], numbers: frozenset[int]) -> float:
    return max([torn(units, at, numbers) for at in ends], default=0.0)
