"""A report -> the same, with what was taken out at one place and put in at another told as a move.

Matching of units follows their order, so that a unit that crosses others is removed and added. Whoever reviews must know
that it is the same one, and what was changed in it on the way.
"""

from __future__ import annotations

import difflib
from dataclasses import replace

from pipeline.papers.change_report import Report

# Two texts this alike are one that moved (the floor of matching 条).
_FLOOR = 0.55
# Shorter ones are alike by chance.
_SHORTEST = 12


def with_moves(found: Report) -> Report:
    """Pairs the likest first; each entry tells where its other half is."""
    entries = found.entries
    gone = [e for e in entries if e.kind == "削除" and not e.column and len(e.old) >= _SHORTEST]
    come = [e for e in entries if e.kind == "追加" and not e.column and len(e.new) >= _SHORTEST]
    scored = sorted(
        ((_likeness(_words(a.old), _words(b.new)), -n, -m) for n, a in enumerate(gone) for m, b in enumerate(come)),
        reverse=True,
    )
    moved: dict[str, str] = {}
    for score, n, m in scored:
        a, b = gone[-n], come[-m]
        if score >= _FLOOR and a.id not in moved and b.id not in moved:
            moved[a.id], moved[b.id] = f"{b.place_new}へ移動", f"{a.place_old}から移動"
    return replace(found, entries=tuple(replace(e, moved=moved[e.id]) if e.id in moved else e for e in entries))


def _words(text: str) -> str:
    """A text without the labels at the beginning of its lines, which change on the way."""
    return "\n".join(line.lstrip(" 　").split("　", 1)[-1] for line in text.split("\n"))


def _likeness(a: str, b: str) -> float:
    if a == b:
        return 1.0
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _FLOOR and matcher.quick_ratio() >= _FLOOR else 0.0
