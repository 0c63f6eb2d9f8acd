"""Where a phrase (文節) ends: titles are not broken in the middle of a word (連携協約の｜一部を変更する).

No dictionary: a phrase ends behind a comma, and where a particle, 及び or an ending before a noun (する, した, な) is
followed by something other than hiragana. Other hiragana may stand within a word (取り組む, 受入れ先).
"""

from __future__ import annotations

import math

from pipeline.typeset.lines.gaps import MAY_BREAK
from pipeline.typeset.lines.prepare import Prepared

_PARTICLES = frozenset("のにをはがとでへもやるたな")
# A line is not made shorter than this part of what it could hold.
_LEAST = 0.5


def phrase_end(p: Prepared, start: int, end: int) -> int:
    """The last end of a phrase in a line of the units `start` up to `end`; `end` itself if none is near enough."""
    least = start + math.ceil((end - start) * _LEAST)
    for at in range(end, least - 1, -1):
        if ends(p, at) and MAY_BREAK[p.letters[at - 1 : at + 1]] and at not in p.bound:
            return at
    return end


def ends(p: Prepared, at: int) -> bool:
    """Whether a phrase ends before unit `at`."""
    before, behind = p.units[at - 1], p.units[at]
    if before in {"、", "，"}:
        return True
    if "ぁ" <= behind[0] <= "ゟ":
        return False
    return before in _PARTICLES or (before == "び" and at > 1 and p.units[at - 2] == "及")
