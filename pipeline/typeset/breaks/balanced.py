"""Two lines of a head in the middle of its column -> the same, as long as each other, and parted between phrases."""

from __future__ import annotations

from dataclasses import replace

from pipeline.typeset.breaks.breaking import Cut, visible_mem
from pipeline.typeset.breaks.phrases import tears
from pipeline.typeset.lines.classes import LEAD
from pipeline.typeset.lines.gaps import MAY_BREAK
from pipeline.typeset.lines.prepare import Prepared

# What the end of a line costs (`tears`) counts as so much more of one line than of the other.
_TORN_MEM = 30


def balanced(p: Prepared, cuts: list[Cut]) -> list[Cut]:
    """The cuts, if there are two, with the end of the first where both lines are most alike."""
    if len(cuts) != 2:
        return cuts
    first, second = cuts
    widths = [cut.room_mem + visible_mem(p, cut.start, cut.end) for cut in cuts]
    # A line that begins with a bracket protrudes by its blank half; none of those tried below does.
    lead = LEAD.get(p.letters[second.start], 0.0)
    widths[1] -= lead
    best: tuple[float, int] | None = None
    lines = [visible_mem(p, cut.start, cut.end) for cut in cuts]
    as_it_is = abs(lines[0] - lines[1]) + tears(p.units, second.start) * _TORN_MEM
    for at in range(first.start + 1, second.end):
        if not MAY_BREAK[p.letters[at - 1 : at + 1]] or at in p.bound or p.letters[at] in LEAD:
            continue
        left, right = visible_mem(p, first.start, at), visible_mem(p, at, second.end)
        if left <= widths[0] and right <= widths[1]:
            unlike = abs(left - right) + tears(p.units, at) * _TORN_MEM
            best = min(best, (unlike, at)) if best is not None else (unlike, at)
    if best is None or best[0] >= as_it_is:
        return cuts
    at = best[1]
    return [
        replace(first, end=at, room_mem=widths[0] - visible_mem(p, first.start, at)),
        replace(
            second,
            start=at,
            indent_mem=second.indent_mem + lead,
            room_mem=widths[1] - visible_mem(p, at, second.end),
        ),
    ]
