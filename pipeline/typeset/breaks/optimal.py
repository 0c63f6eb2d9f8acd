"""Where lines end, all of a paragraph weighed together: no line is opened so that the one before it may be full.

A stylesheet asks for it (行分割: 最適). Agreements do not, since a word more at the end of a paragraph may then move its
first lines. Source: Knuth and Plass, "Breaking Paragraphs into Lines" (1981); what gaps give is that of gaps.py.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from pipeline.typeset.breaks.breaking import TOLERANCE, Cut, break_lines, visible_end, visible_mem
from pipeline.typeset.lines.classes import LEAD
from pipeline.typeset.lines.gaps import MAY_BREAK, SHRINK_SUM
from pipeline.typeset.lines.prepare import Prepared
from pipeline.typeset.styling.design import TextStyle
from pipeline.typeset.styling.stylesheet import Bracket

# A gap opened by so much (1/1000 em), or squeezed by all that it can give, counts as bad as any line may be (house).
_BAD_MEM = 60.0
# No gap is opened further than this while there is another way.
_MOST_MEM = 150.0
# What a last line of one character costs, and a mark that hangs.
_LONE, _HUNG = 1e6, 50.0
# A character and the mark behind it.
_LONE_UNITS = 2


# Gaps that differ from their natural width by no more are as good as can be.
_GOOD_MEM = 15.0


class _Way(NamedTuple):
    """The cheapest way to a position: its cost, and its last line (None: the beginning)."""

    cost: float
    cut: Cut | None


def best_lines(p: Prepared, style: TextStyle, first_mem: float, turn_mem: float, full_mem: float) -> list[Cut]:
    """Cuts of all lines, as `break_lines` gives them."""
    greedy = break_lines(p, style, first_mem, turn_mem, full_mem)
    if all(_moved(p, cut) <= _GOOD_MEM for cut in greedy[:-1]) and not _is_lone(p, greedy[-1]):
        return greedy
    n, weigher = len(p.letters), _Weigher(p, style, full_mem)
    ways: dict[int, _Way] = {0: _Way(0.0, None)}
    for start in range(n):
        here = ways.get(start)
        if here is None:
            continue
        for cut, cost in weigher.lines(start, turn_mem if start else first_mem):
            total = here.cost + cost
            known = ways.get(cut.end)
            if known is None or total < known.cost:
                ways[cut.end] = _Way(total, cut)
    if n not in ways:
        return greedy
    found: list[Cut] = []
    at = n
    while at:
        last = ways[at].cut
        assert last is not None, "only the beginning has no line before it"
        found.append(last)
        at = last.start
    return found[::-1]


class _Weigher:
    """The lines that may begin at a position, and what each costs."""

    __slots__ = ("_ends", "_flush", "_full", "_gives", "_p", "_style")

    def __init__(self, p: Prepared, style: TextStyle, full_mem: float) -> None:
        self._p, self._style, self._full = p, style, full_mem
        self._flush = style.bracket is Bracket.FLUSH
        letters, n = p.letters, len(p.letters)
        lawful = [
            at for at in range(1, n) if at in p.free or (MAY_BREAK[letters[at - 1 : at + 1]] and at not in p.bound)
        ]
        self._ends = [*lawful, n]
        gives = [0 if k in p.rigid else SHRINK_SUM[letters[k : k + 2]] for k in range(n - 1)]
        self._gives = list(accumulate(gives, initial=0))

    def lines(self, start: int, indent: float) -> list[tuple[Cut, float]]:
        """Each with its cost."""
        p, ends = self._p, self._ends
        lead = LEAD.get(p.letters[start], 0.0) if start or self._flush else 0.0
        width = self._full - indent + lead
        # No further than two characters beyond the full line: it could not be squeezed so far.
        last = bisect_right(p.starts, p.starts[start] + width + 2500.0, start)
        least = bisect_left(p.starts, p.starts[start] + width * 0.7, start)
        found = []
        for end in ends[bisect_left(ends, max(least, start + 1)) : bisect_right(ends, last)]:
            line = self._line(start, end, indent - lead, width)
            if line is not None:
                found.append(line)
        if not found or ends[-1] <= last:
            whole = self._line(start, ends[-1], indent - lead, width)
            found += [whole] if whole is not None and all(cut.end < ends[-1] for cut, _ in found) else []
        return found

    def _line(self, start: int, end: int, indent: float, width: float) -> tuple[Cut, float] | None:
        p = self._p
        n, seen = len(p.letters), visible_end(p, start, end)
        room, gaps = width - visible_mem(p, start, end), max(1, seen - start - 1)
        if end == n and room >= -TOLERANCE:
            cut = Cut(start, end, indent, hung=False, room_mem=room)
            return cut, _LONE if _is_lone(p, cut) else 0.0
        if room >= -TOLERANCE:
            opened = room / gaps
            return (
                None
                if opened > _MOST_MEM
                else (Cut(start, end, indent, hung=False, room_mem=room), _demerits(opened / _BAD_MEM))
            )
        if self._style.hanging and p.letters[seen - 1] in "sm" and seen - 1 > start:
            hung = width - visible_mem(p, start, seen - 1)
            if -TOLERANCE <= hung <= _MOST_MEM * gaps:
                cost = _demerits(hung / gaps / _BAD_MEM) + _HUNG
                return Cut(start, end, indent, hung=True, room_mem=hung), cost
        can = self._gives[seen - 1] - self._gives[start] if self._style.squeezed else 0
        if -room > can + TOLERANCE:
            return None
        return Cut(start, end, indent, hung=False, room_mem=room), _demerits(-room / max(can, 1))


def _moved(p: Prepared, cut: Cut) -> float:
    """How far each gap of a line is opened or squeezed."""
    return abs(cut.room_mem) / max(1, visible_end(p, cut.start, cut.end) - cut.start - 1)


def _is_lone(p: Prepared, cut: Cut) -> bool:
    """Whether a last line has one character, marks apart."""
    length = cut.end - cut.start
    return 0 < cut.start and length <= _LONE_UNITS and length - sum([x in "csm" for x in p.letters[cut.start :]]) <= 1


def _demerits(part: float) -> float:
    """What a line costs that is opened or squeezed by this part of the worst."""
    return float((1.0 + 100.0 * part**3) ** 2)
