"""A report -> the same, with what was taken out at one place and put in at another told as one move.

Matching of units follows their order, so that a unit that crosses others is removed and added. Whoever reviews must know
that it is the same one, and what was changed in it on the way.
"""

from __future__ import annotations

import difflib
from dataclasses import replace

from pipeline.amending.differences.moved import likest_pairs
from pipeline.papers.changes import Entry, Report, entry_id, numbered, subjects_of

# Two texts this alike are one that moved (the floor of matching 条).
FLOOR = 0.55
# Shorter ones are alike by chance.
_SHORTEST = 12


def with_moves(found: Report) -> Report:
    """Pairs the likest first; a move stands where the unit stands now, with its words before and after."""
    entries = found.entries
    gone = [e for e in entries if e.kind == "削除" and not e.column and len(e.old) >= _SHORTEST]
    come = [e for e in entries if e.kind == "追加" and not e.column and len(e.new) >= _SHORTEST]
    pairs = likest_pairs(gone, come, lambda a, b: likeness(_words(a.old), _words(b.new)))
    origins = {b.id: a for a, b in pairs}
    left = {a.id for a, _ in pairs}
    told = (_moved(origins[e.id], e) if e.id in origins else e for e in entries if e.id not in left)
    return replace(found, entries=numbered(told))


def _moved(gone: Entry, come: Entry) -> Entry:
    own = entry_id("移動", gone.place_old, "", (gone.old, come.id))
    return Entry(
        own, "移動", subjects_of(gone.old, come.new), False, gone.place_old, come.place_new, gone.old, come.new
    )


def _words(text: str) -> str:
    """A text without the labels at the beginning of its lines, which change on the way."""
    return "\n".join(line.lstrip(" 　").split("　", 1)[-1] for line in text.split("\n"))


def likeness(a: str, b: str) -> float:
    """How much two texts have in common; 0 where it is less than what makes a move."""
    if a == b:
        return 1.0
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < FLOOR or matcher.quick_ratio() < FLOOR:
        return 0.0
    found = matcher.ratio()
    return found if found >= FLOOR else 0.0
