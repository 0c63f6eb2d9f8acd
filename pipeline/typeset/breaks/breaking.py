"""Phase 3 of a paragraph, break: where lines end. 追込み before ぶら下げ before 追出し (JIS X 4051), line by line.

Greedy on purpose: an amendment at the end of a paragraph leaves its earlier lines as they were.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from pipeline.late.dataclass import dataclass
from pipeline.typeset.breaks.phrases import phrase_end
from pipeline.typeset.lines.classes import LEAD, TRAIL
from pipeline.typeset.lines.gaps import MAY_BREAK, MAY_BREAK_NARROW, MAY_BREAK_WORDS, SHRINK_SUM, spots
from pipeline.typeset.lines.prepare import Prepared
from pipeline.typeset.styling.design import TextStyle
from pipeline.typeset.styling.stylesheet import Align, Bracket

# Measures within this count as equal, in 1/1000 em.
TOLERANCE = 0.5
# Below this measure ー, small kana and 々 may begin a line (notes of JLReq on narrow columns), where each gap of the line
# before would else open by more than this (house).
NARROW_MEM = 12_000
OPEN_MEM = 250
# How many units behind the full line are looked at for 追込み.
PUSH_IN_UNITS = 5
# So few units are not left for a last line if they can be pushed in.
RUNT_UNITS = 1
# Letters of units that are narrower at the end of a line.
_TRIMMED = frozenset(TRAIL) | {"b", "z"}
# Where the alternative is to open every gap by less than is seen, 追込み takes no more than this part of the gaps.
UNSEEN_MEM = 30
HARSH = 0.5


@dataclass(frozen=True, slots=True)
class Cut:
    """Units `start` up to `end` are a line that begins `indent_mem` into the box; `hung` if its last mark hangs out.

    `room_mem`: how much wider the line is than its units at their natural width (below 0: narrower), a last mark that
    hangs left out.
    """

    start: int
    end: int
    indent_mem: float
    hung: bool
    room_mem: float


def break_lines(p: Prepared, style: TextStyle, first_mem: float, turn_mem: float, full_mem: float) -> list[Cut]:
    """Cuts of all lines. The first begins at `first_mem`, the others at `turn_mem`; all end at `full_mem`."""
    letters, starts, n = p.letters, p.starts, len(p.letters)
    if not n:
        return []
    flush = style.bracket is Bracket.FLUSH
    ink_end = starts[0] + visible_mem(p, 0, n)
    cuts: list[Cut] = []
    start, indent = 0, first_mem
    while start < n:
        lead = LEAD.get(letters[start], 0.0) if cuts or flush else 0
        width = full_mem - indent + lead
        room, hung = width - (ink_end - starts[start]), False
        if room >= -TOLERANCE:
            end = n
        elif end := _full(p, start, width):
            room = width - (starts[end] - starts[start])
        else:
            end, hung = _LineEnd(p, start, width, style).find()
            room = width - visible_mem(p, start, visible_end(p, start, end) - hung)
        if style.phrases and end < n and not hung:
            end = phrase_end(p, start, end)
            room = width - visible_mem(p, start, end)
        cuts.append(Cut(start, end, indent - lead, hung, room))
        start, indent = end, turn_mem
    return cuts


def _full(p: Prepared, start: int, width: float) -> int:
    """The end of a line that full-width characters fill exactly, which is most lines; 0: it must be searched for."""
    letters, starts = p.letters, p.starts
    limit = starts[start] + width
    end = bisect_right(starts, limit + TOLERANCE, start) - 1
    if end <= start or starts[end] < limit - TOLERANCE or len(letters) - end <= RUNT_UNITS:
        return 0
    pair, behind = letters[end - 1 : end + 1], letters[end]
    if pair[0] in _TRIMMED or behind in _TRIMMED or end - 1 in p.adjust or end in p.adjust or end in p.bound:
        return 0
    return end if MAY_BREAK[pair] else 0


def visible_end(p: Prepared, start: int, end: int) -> int:
    """`end` less the spaces that vanish at the end of a line."""
    while end > start + 1 and p.letters[end - 1] in "bz":
        end -= 1
    return end


def visible_mem(p: Prepared, start: int, end: int) -> float:
    """Natural width of a line: spaces and the blank half of a mark at its end left out."""
    last = p.letters[end - 1]
    if last in "bz":
        end = visible_end(p, start, end)
        last = p.letters[end - 1]
    return p.starts[end] - p.adjust.get(end - 1, 0.0) - p.starts[start] - TRAIL.get(last, 0)


class _LineEnd:
    """The search for the end of one line that begins at `start`; the rest of the text is longer than the line."""

    __slots__ = ("_may", "_p", "_reach", "_start", "_style", "_width")

    def __init__(self, p: Prepared, start: int, width: float, style: TextStyle) -> None:
        self._p, self._start, self._width, self._style = p, start, width, style
        self._may = MAY_BREAK
        # One beyond what fits: its blank half may be dropped.
        filled = bisect_right(p.starts, p.starts[start] + width + TOLERANCE, start)
        self._reach = min(len(p.letters) - 1, filled)

    def find(self) -> tuple[int, bool]:
        """Where the line ends, and whether its last mark hangs."""
        end, hung = self._find()
        if self._width < NARROW_MEM and not hung and self._opened(end) > OPEN_MEM:
            self._may = MAY_BREAK_NARROW
            return self._find()
        return end, hung

    def _opened(self, end: int) -> float:
        """How far each gap of the line opens, if it is not ragged."""
        if self._style.align is not Align.JUSTIFIED:
            return 0.0
        return (self._width - visible_mem(self._p, self._start, end)) / max(1, end - self._start - 1)

    def _find(self) -> tuple[int, bool]:
        fit = self._last_fit(self._lawful)
        if fit is None:
            return self._beyond(self._start, 1.0) or (self._anywhere(), False)
        room = self._width - visible_mem(self._p, self._start, fit)
        if room <= TOLERANCE:
            runt = len(self._p.letters) - fit <= RUNT_UNITS
            return (runt and self._beyond(fit, 1.0)) or (fit, False)
        mild = room / (fit - self._start) <= UNSEEN_MEM
        return self._beyond(fit, HARSH if mild else 1.0) or (fit, False)

    def _last_fit(self, allowed: Callable[[int], bool]) -> int | None:
        """The last allowed position where the line need not be squeezed."""
        limit = self._width + TOLERANCE
        for at in range(self._reach, self._start, -1):
            if allowed(at) and visible_mem(self._p, self._start, at) <= limit:
                return at
        return None

    def _beyond(self, fit: int, squeeze: float) -> tuple[int, bool] | None:
        """The next lawful position, if the line can be squeezed so far (追込み) or its last 、 or 。 hangs (ぶら下げ).

        `squeeze`: the part of what the gaps can give that may be taken.
        """
        if not self._style.squeezed:
            return None
        p, start, n = self._p, self._start, len(self._p.letters)
        end = next(
            (at for at in range(fit + 1, min(n, self._reach + PUSH_IN_UNITS) + 1) if at == n or self._lawful(at)), None
        )
        if end is None:
            return None
        last = visible_end(p, start, end)
        can = sum([SHRINK_SUM[p.letters[s : s + 2]] for s in spots(p.letters, start, last) if s not in p.rigid])
        if visible_mem(p, start, end) <= self._width + can * squeeze + TOLERANCE:
            return end, False
        hangs = self._style.hanging and p.letters[last - 1] in "sm" and last - 1 > start
        return (end, True) if hangs and visible_mem(p, start, last - 1) <= self._width + TOLERANCE else None

    def _lawful(self, at: int) -> bool:
        p = self._p
        return (self._may[p.letters[at - 1 : at + 1]] and at not in p.bound) or at in p.free

    def _anywhere(self) -> int:
        """No lawful end fits: cut an atom, then a word, then anywhere but in a number; at least one unit is taken.

        A number that the line cannot hold sticks out; tables and drawings are refused before.
        """
        letters, boxed = self._p.letters, self._p.boxed
        end = self._start + 1
        while end in boxed:
            end += 1
        return (
            self._last_fit(lambda at: MAY_BREAK_NARROW[letters[at - 1 : at + 1]] and at not in boxed)
            or self._last_fit(lambda at: MAY_BREAK_WORDS[letters[at - 1 : at + 1]] and at not in boxed)
            or self._last_fit(lambda at: at not in boxed)
            or end
        )
