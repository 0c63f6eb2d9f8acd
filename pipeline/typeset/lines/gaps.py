"""Pair of classes -> the gap between them: natural width, how far it shrinks and stretches, whether a line may end there.

Widths are in 1/1000 em. Every full-width mark is kept as a full-width glyph; ADJUST says by how much the unit behind
it moves, so that plain Japanese text has no adjustment at all. Source: JLReq 3.1, 3.2 and 3.8; JIS X 4051 for the order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from pipeline.late.regex import regex
from pipeline.notation.line_classes import NO_END, NO_START
from pipeline.typeset.lines.classes import LEAD, LETTERS, TRAIL, WEAK_START

Pair = str

HALF, QUARTER, EIGHTH = 500, 250, 125
# 和欧間 stays nearly fixed when a line is stretched, so that 第2項 does not open up (house).
MIXED_STRETCH = 62
WORD_STRETCH = 250
WORD_SHRINK = 80
# Full-width kana, kanji and what behaves so beside western letters and figures.
_JAPANESE, _WESTERN = "iyek", "9w"

# Order in which gaps shrink: word spaces, 中点, the first quarter of brackets and commas, 和欧間, the rest of brackets.
# 句点 in mid-line never shrinks.
SHRINK_RANKS = 5


def _natural(a: str, b: str) -> int:
    if "d" in (a, b):
        return 0 if a == b else QUARTER
    if a in "csm":
        return 0 if b in "csmxl" else HALF
    if a in "ojb" or b == "b":
        return 0
    if b == "o":
        return HALF
    if (a in _JAPANESE and b in _WESTERN) or (a in _WESTERN and b in _JAPANESE):
        return QUARTER
    return 0


def _shrink(a: str, b: str) -> tuple[int, ...]:
    """How far the gap shrinks in each rank."""
    natural = _natural(a, b)
    if a == "b":
        return (WORD_SHRINK, 0, 0, 0, 0)
    if not natural or a == "s":
        return (0,) * SHRINK_RANKS
    if "d" in (a, b):
        return (0, QUARTER, 0, 0, 0)
    if natural == QUARTER:
        return (0, 0, 0, EIGHTH, 0)
    return (0, 0, QUARTER, 0, 0) if a == "m" and b != "o" else (0, 0, QUARTER, 0, QUARTER)


def _may_break(a: str, b: str) -> bool:
    if b in NO_START or a in NO_END:
        return False
    if a == b == "n" or (a in "9f" and b == "q"):
        return False
    if a in "9wu" and b in "9wuj":
        return False
    if a == "l" and b in "9wu":
        return False
    return not (a == b == "f")


def _may_break_narrow(a: str, b: str) -> bool:
    return _may_break(a, "i" if b in WEAK_START else b)


def _may_break_words(a: str, b: str) -> bool:
    """Last resort for a word longer than the line: only the marks of 禁則 still hold."""
    return b not in NO_START and a not in NO_END and (a + b) != "nn"


PAIRS: tuple[Pair, ...] = tuple(a + b for a in LETTERS for b in LETTERS)
ADJUST = {p: _natural(*p) - TRAIL.get(p[0], 0) - LEAD.get(p[1], 0) for p in PAIRS}
SHRINK = {p: _shrink(*p) for p in PAIRS}
SHRINK_SUM = {p: sum(SHRINK[p]) for p in PAIRS}
MIXED = frozenset(p for p in PAIRS if _natural(*p) == QUARTER and "d" not in p)
MAY_BREAK = {p: _may_break(*p) for p in PAIRS}
MAY_BREAK_NARROW = {p: _may_break_narrow(*p) for p in PAIRS}
MAY_BREAK_WORDS = {p: _may_break_words(*p) for p in PAIRS}


def _first_of(holds: Callable[[Pair], bool]) -> re.Pattern[str]:
    """Finds, in a string of class letters, the first of every two neighbours of which this holds."""
    firsts: dict[str, str] = defaultdict(str)
    for a in LETTERS:
        firsts["".join([b for b in LETTERS if holds(a + b)])] += a
    alternatives = "|".join([f"[{a}](?=[{b}])" for b, a in firsts.items() if b])
    # Two letters i, which most pairs are, are told apart at once.
    return re.compile(alternatives if holds("ii") else f"(?!ii)(?:{alternatives})")


# Gaps that do not open when a line is stretched: those of 禁則, but not those before ー and small kana, which would
# stand out as too close (JLReq, appendix E).
CLOSED = _first_of(lambda pair: not MAY_BREAK_NARROW[pair])
IN_WORD = regex("[9wunjl](?=[9wunjl])")
# Every pair with a gap or with shrink is among what these find; all the rest is solid (asserted by a test).
SPOT = regex(r"[csmdo9wbj](?=.)|[^csmdo9wbj](?=[od9w])", re.DOTALL)
# Every pair with a gap that is not the natural width of its units.
ADJUSTED = _first_of(lambda pair: ADJUST[pair] != 0)


def spots(letters: str, start: int, end: int) -> list[int]:
    """Units from `start` on whose gap towards the next, still before `end`, may differ from nothing; ascending."""
    return [found.start() for found in SPOT.finditer(letters, start, end)]
