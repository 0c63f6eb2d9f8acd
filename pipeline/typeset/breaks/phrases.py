"""Where a phrase (文節) ends: titles are not broken in the middle of a word (連携協約の｜一部を変更する).

No dictionary: a phrase ends behind a comma, and where a particle, 及び or an ending before a noun (する, した, な) is
followed by something other than hiragana. Other hiragana may stand within a word (取り組む, 受入れ先).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from pipeline.typeset.lines.gaps import MAY_BREAK
from pipeline.typeset.lines.prepare import Prepared

_PARTICLES = frozenset("のにをはがとでへもやるたな")
# What a line end costs that is behind no blank (house): behind a phrase; before （; behind の, which binds closely; before
# 及び; beside another bracket or behind ・; where scripts change; within a word; within one in katakana.
_BEHIND_PHRASE, _BEFORE_BRACKET = 4.0, 5.0
BEHIND_NO: float = 15.0
_BEFORE_JOINING = 20.0
BESIDE_MARK: float = 30.0
_BETWEEN_SCRIPTS, _IN_KATAKANA, _SMALL_KANA = 50.0, 140.0, 200.0
IN_WORD: float = 90.0
BLANKS: str = " \u3000"
DASHES: str = "～〜―—–-"
_JOINING: frozenset[str] = frozenset({"及び", "又は", "並び", "若し"})
_NEVER_FIRST: str = "ーァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ々"
_OPENING, _CLOSING, _DOT = "（「『〔【〈《(", "）」』〕】〉》)", "・：／"
# A line is not made shorter than this part of what it could hold.
_LEAST = 0.5


def phrase_end(p: Prepared, start: int, end: int) -> int:
    """The last end of a phrase in a line of the units `start` up to `end`; `end` itself if none is near enough."""
    least = start + math.ceil((end - start) * _LEAST)
    for at in range(end, least - 1, -1):
        if ends(p.units, at) and MAY_BREAK[p.letters[at - 1 : at + 1]] and at not in p.bound:
            return at
    return end


def ends(units: Sequence[str], at: int) -> bool:
    """Whether a phrase ends before unit `at`."""
    before, behind = units[at - 1], units[at]
    if before in {"、", "，"}:
        return True
    if "ぁ" <= behind[0] <= "ゟ":
        return False
    return before in _PARTICLES or (before == "び" and at > 1 and units[at - 2] == "及")


def tears(units: Sequence[str], at: int) -> float:
    """What it costs to end a line before unit `at`."""
    before, behind = units[at - 1], units[at]
    if before in BLANKS:
        return 0.0
    if before in DASHES and at > 1 and units[at - 2] in BLANKS:
        return _IN_KATAKANA
    if ends(units, at):
        return BEHIND_NO if before == "の" else _BEHIND_PHRASE
    if behind in _OPENING[:1]:
        return _BEFORE_BRACKET
    if before in _DOT or before in _CLOSING or behind in _OPENING:
        return BESIDE_MARK
    if at + 1 < len(units) and behind + units[at + 1] in _JOINING:
        return _BEFORE_JOINING
    scripts = _script(before), _script(behind)
    if scripts[0] != scripts[1]:
        return IN_WORD if "ぁ" in scripts else _BETWEEN_SCRIPTS
    if behind[0] in _NEVER_FIRST:
        return _SMALL_KANA
    return _IN_KATAKANA if scripts[0] == "ァ" else IN_WORD


def _script(unit: str) -> str:
    char = unit[0]
    if "ぁ" <= char <= "ゟ":
        return "ぁ"
    if "ァ" <= char <= "ヿ":
        return "ァ"
    return "漢" if "㐀" <= char <= "鿿" or char == "々" else "他"
