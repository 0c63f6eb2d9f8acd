"""Unit -> class letter: what JLReq says a character may do at the ends of a line and beside its neighbours.

A unit is a character with the marks and variation selectors that follow it. A class is one letter, so that a
paragraph's classes are a string and a pair of neighbours is a slice of it.
"""

from __future__ import annotations

import re

from pipeline.late.regex import regex
from pipeline.notation.line_classes import JLREQ

LETTERS = "".join(JLREQ) + "iw"
_LETTER = {char: letter for letter, chars in JLREQ.items() for char in chars}

# A mark that the font draws narrow has no blank half: it behaves as its western fellow.
_NARROW = {"o": "j", "c": "l", "s": "l", "m": "l", "d": "l", "x": "l", "i": "w", "g": "u", "f": "9"}
# So these letters, half-width katakana apart, are those of units as wide as an em.
FULL = "".join(_NARROW)
HALF_KANA = regex("[\uff61-\uff9f]")
# Half-width katakana and its marks.
_HALF_KANA = {"｢": "j", "｣": "l", "｡": "l", "､": "l", "ｰ": "e", "ﾞ": "k", "ﾟ": "k"} | dict.fromkeys("ｧｨｩｪｫｬｭｮｯ", "k")

# Of NO_START, those that give way where a line holds fewer than 12 characters.
WEAK_START = "yvek"

# Blank part of a full-width mark, before and after its ink, in 1/1000 em (JLReq 3.1.2).
LEAD = {"o": 500, "d": 250}
TRAIL = {"c": 500, "s": 500, "m": 500, "d": 250}
FULL_WIDTH = 1000

_JOINING = "\u3099\u309a\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
_HAS_JOINED = regex(f"[{_JOINING}]")
_UNIT = regex(f".[{_JOINING}]*", re.DOTALL)

Units = str | tuple[str, ...]


def units(text: str) -> Units:
    """The text as a sequence of units: itself, if every character stands alone."""
    return tuple(_UNIT.findall(text)) if _HAS_JOINED.search(text) else text


def class_letter(unit: str, advance_mem: int) -> str:
    """The class of a unit that is `advance_mem` wide (1/1000 em)."""
    base = unit[0]
    if HALF_KANA.match(base):
        return _HALF_KANA.get(base, "i")
    letter = _LETTER.get(base)
    if letter is None:
        letter = "w" if base < "\u0250" else "i"
    return letter if advance_mem == FULL_WIDTH else _NARROW.get(letter, letter)
