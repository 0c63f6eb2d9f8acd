"""Lines of a paragraph -> the same without a last line of one character (む。, 進), which takes another from the line before.

That line may take one from the line before it, and so on: each opens by as little as can be. Running text of agreements
is left alone: its lines stay as they were when the end of a paragraph is amended.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.notation.line_classes import NO_START
from pipeline.typeset.breaks.breaking import TOLERANCE, Cut, visible_end, visible_mem
from pipeline.typeset.lines.classes import LEAD, WEAK_START
from pipeline.typeset.lines.gaps import MAY_BREAK
from pipeline.typeset.lines.prepare import Prepared
from pipeline.typeset.styling.design import TextStyle
from pipeline.typeset.styling.stylesheet import Align

# A line opens each gap by no more than this to lend a character (house; JLReq 3.8.4 would allow 250).
LENT_MEM = 150
# A character and the mark behind it.
_RUNT_UNITS = 2
# Letters of units that no one counts as a character of a line.
_MARKS = frozenset(NO_START) - frozenset(WEAK_START)


def fed(p: Prepared, cuts: list[Cut], style: TextStyle) -> list[Cut]:
    """The cuts, changed at the end if the last line is too short and those before it can lend."""
    last = cuts[-1]
    if last.end - last.start > _RUNT_UNITS or sum([x not in _MARKS for x in p.letters[last.start :]]) > 1:
        return cuts
    made = list(cuts)
    for k in range(len(cuts) - 1, 0, -1):
        start = _earlier(p, made[k - 1], made[k].start)
        if start is None:
            return cuts
        made[k] = _moved(p, made[k], start, made[k].end)
        if made[k].room_mem < -TOLERANCE or (k < len(cuts) - 1 and _opened(made[k], style) > LENT_MEM):
            return cuts
        made[k - 1] = _moved(p, made[k - 1], made[k - 1].start, start)
        if _opened(made[k - 1], style) <= LENT_MEM:
            return made
    return cuts


def _moved(p: Prepared, cut: Cut, start: int, end: int) -> Cut:
    """The same line with other units."""
    width = cut.room_mem + visible_mem(p, cut.start, visible_end(p, cut.start, cut.end) - cut.hung)
    hung = cut.hung and end == cut.end
    room = width - visible_mem(p, start, visible_end(p, start, end) - hung)
    return replace(cut, start=start, end=end, hung=hung, room_mem=room)


def _earlier(p: Prepared, cut: Cut, end: int) -> int | None:
    """Where a line may end one or two units earlier; brackets at the head of the next would change its measure."""
    for at in range(end - 1, max(end - 1 - _RUNT_UNITS, cut.start + 1), -1):
        if MAY_BREAK[p.letters[at - 1 : at + 1]] and at not in p.bound:
            return None if p.letters[at] in LEAD or p.letters[end] in LEAD else at
    return None


def _opened(cut: Cut, style: TextStyle) -> float:
    """How far each gap of a line opens."""
    return 0.0 if style.align is Align.LEFT else cut.room_mem / max(1, cut.end - cut.start - 1)
