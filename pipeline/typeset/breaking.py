"""Phase 3 of a paragraph, break: where lines end. 追込み before ぶら下げ before 追出し (JIS X 4051), line by line.

Greedy on purpose: an amendment at the end of a paragraph leaves its earlier lines as they were.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.typeset.classes import LEAD, TRAIL
from pipeline.typeset.design import TextStyle
from pipeline.typeset.gaps import MAY_BREAK, MAY_BREAK_NARROW, MAY_BREAK_WORDS, SHRINK_SUM
from pipeline.typeset.prepare import Prepared
from pipeline.typeset.stylesheet import Bracket

# Measures within this count as equal, in 1/1000 em.
TOLERANCE = 0.5
# Below this measure ー, small kana and 々 may begin a line (notes of JLReq on narrow columns).
NARROW_MEM = 12_000
# How many units behind the full line are looked at for 追込み.
PUSH_IN_UNITS = 5
# So few units are not left for a last line if they can be pushed in.
RUNT_UNITS = 1


class Cut(NamedTuple):
    """Units `start` up to `end` are a line of `width_mem`, `indent_mem` into the box; `hung` if its last mark hangs out."""

    start: int
    end: int
    indent_mem: float
    width_mem: float
    hung: bool


def break_lines(p: Prepared, style: TextStyle, first_mem: float, turn_mem: float, full_mem: float) -> list[Cut]:
    """Cuts of all lines. The first begins at `first_mem`, the others at `turn_mem`; all end at `full_mem`."""
    letters, n = p.letters, len(p.letters)
    flush = style.bracket is Bracket.FLUSH
    cuts: list[Cut] = []
    start, indent = 0, first_mem
    while start < n:
        x = indent - (LEAD.get(letters[start], 0) if cuts or flush else 0)
        width = full_mem - x
        if visible_mem(p, start, n) <= width + TOLERANCE:
            end, hung = n, False
        else:
            end, hung = _break(p, start, width, style)
        cuts.append(Cut(start, end, x, width, hung))
        start, indent = end, turn_mem
    return cuts


def visible_end(p: Prepared, start: int, end: int) -> int:
    """`end` less the spaces that vanish at the end of a line."""
    while end > start + 1 and p.letters[end - 1] in "bz":
        end -= 1
    return end


def visible_mem(p: Prepared, start: int, end: int) -> float:
    """Natural width of a line: spaces and the blank half of a mark at its end left out."""
    end = visible_end(p, start, end)
    return p.starts[end] - p.adjust.get(end - 1, 0) - p.starts[start] - TRAIL.get(p.letters[end - 1], 0)


def _break(p: Prepared, start: int, width: float, style: TextStyle) -> tuple[int, bool]:
    """Where the line ends, and whether its last mark hangs. The rest of the text is longer than the line."""
    n = len(p.letters)
    may = MAY_BREAK_NARROW if width < NARROW_MEM else MAY_BREAK
    # One beyond what fits: its blank half may be dropped.
    reach = min(n - 1, bisect_right(p.starts, p.starts[start] + width + TOLERANCE, start))
    fit = _last_break(p, start, reach, width, may)
    exact = fit is not None and width - visible_mem(p, start, fit) <= TOLERANCE
    if fit is not None and exact and n - fit > RUNT_UNITS:
        return fit, False
    pushed = _push_in_or_hang(p, start, fit or start, reach + PUSH_IN_UNITS, width, may, style)
    if pushed is not None:
        return pushed
    if fit is not None:
        return fit, False
    return _break_somewhere(p, start, reach, width), False


def _allowed(p: Prepared, at: int, may: Mapping[str, bool]) -> bool:
    return (may[p.letters[at - 1 : at + 1]] and at not in p.bound) or at in p.free


def _last_break(p: Prepared, start: int, reach: int, width: float, may: Mapping[str, bool]) -> int | None:
    """The last position where a line may end without being squeezed."""
    for at in range(reach, start, -1):
        if _allowed(p, at, may) and visible_mem(p, start, at) <= width + TOLERANCE:
            return at
    return None


def _push_in_or_hang(
    p: Prepared, start: int, fit: int, reach: int, width: float, may: Mapping[str, bool], style: TextStyle
) -> tuple[int, bool] | None:
    """The next position, if the line can be squeezed so far (追込み) or its last 、 or 。 can hang out (ぶら下げ)."""
    n = len(p.letters)
    for end in range(fit + 1, min(n, reach) + 1):
        if end < n and not _allowed(p, end, may):
            continue
        last = visible_end(p, start, end)
        over = visible_mem(p, start, end) - width
        inner = p.spots[bisect_left(p.spots, start) : bisect_left(p.spots, last - 1)]
        if over <= sum([SHRINK_SUM[p.letters[s : s + 2]] for s in inner if s not in p.rigid]) + TOLERANCE:
            return end, False
        if style.hanging and p.letters[last - 1] in "sm" and last - 1 > start:
            return (end, True) if visible_mem(p, start, last - 1) <= width + TOLERANCE else None
        return None
    return None


def _break_somewhere(p: Prepared, start: int, reach: int, width: float) -> int:
    """No lawful end fits: cut an atom, then a word, then anywhere; at least one unit is taken."""
    for at in range(reach, start, -1):
        if MAY_BREAK_NARROW[p.letters[at - 1 : at + 1]] and visible_mem(p, start, at) <= width + TOLERANCE:
            return at
    for at in range(reach, start, -1):
        if MAY_BREAK_WORDS[p.letters[at - 1 : at + 1]] and visible_mem(p, start, at) <= width + TOLERANCE:
            return at
    for at in range(reach, start + 1, -1):
        if visible_mem(p, start, at) <= width + TOLERANCE:
            return at
    return start + 1
