"""A report -> the published change list: what differs in each entry with its context, equal changes together, as data.

The form is docs/changes.schema.json. Whoever reads fourteen equal changes must see the fifteenth that is not quite equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from pipeline.amending.differences.word_diff import differences
from pipeline.late.dataclass import dataclass
from pipeline.papers.changes import Entry, Report, entry_id

FORM = "renkei 変更一覧 1"
# Characters before and behind what differs; pieces parted by no more characters than _NEAR are one.
_AROUND = 12
_NEAR = 2
_LEAST_EQUAL = 2
# Words no shorter are not in a text by chance.
_TELLING = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two papers. What is not known is ""; `day` is an ISO date."""

    name: str
    title: str = ""
    day: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that go and words that come, and what stands before and behind them in the old and in the new text."""

    old: str
    new: str
    before_old: str
    after_old: str
    before_new: str
    after_new: str


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that change the same words alike, and those that change them otherwise (`others`), by their ids."""

    id: str
    changes: tuple[tuple[str, str], ...]
    entries: tuple[str, ...]
    others: tuple[str, ...]


def pieces(entry: Entry) -> tuple[Piece, ...]:
    """What differs between the words of an entry; a unit that came or went is one piece."""
    found: list[tuple[str, str, bool]] = []
    for old, new, differ in differences(entry.old, entry.new):
        near = not differ and len(old) <= _NEAR and found and found[-1][2]
        if found and (found[-1][2] == differ or near):
            last = found.pop()
            found.append((last[0] + old, last[1] + new, last[2]))
        elif old or new:
            found.append((old, new, differ))
    made, at_old, at_new = [], 0, 0
    for old, new, differ in found:
        end_old, end_new = at_old + len(old), at_new + len(new)
        if differ:
            behind = (entry.old[end_old : end_old + _AROUND], entry.new[end_new : end_new + _AROUND])
            before = (entry.old[max(at_old - _AROUND, 0) : at_old], entry.new[max(at_new - _AROUND, 0) : at_new])
            made.append(Piece(old, new, before[0], behind[0], before[1], behind[1]))
        at_old, at_new = end_old, end_new
    return tuple(made)


def groups(entries: Sequence[Entry]) -> tuple[Group, ...]:
    """Changes that stand in several entries alike, the greatest groups first."""
    by_id = {e.id: e for e in entries if e.kind in ("字句", "引用のみ")}
    same: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for own, entry in by_id.items():
        same.setdefault(tuple((p.old, p.new) for p in pieces(entry)), []).append(own)
    made = []
    for changes, ids in same.items():
        if len(ids) < _LEAST_EQUAL:
            continue
        members = [by_id[own] for own in ids]
        others = (own for own, e in by_id.items() if own not in ids and _is_like(e, members, changes))
        group = entry_id("字句", "", "", ("\x1e".join(a for a, _ in changes), "\x1e".join(b for _, b in changes)))
        made.append(Group(group, changes, tuple(ids), tuple(others)))
    return tuple(sorted(made, key=lambda g: -len(g.entries)))


def _is_like(entry: Entry, members: Sequence[Entry], changes: tuple[tuple[str, str], ...]) -> bool:
    """Whether an entry begins with the words of a group, and makes something else of them."""
    held = any(len(old) >= _TELLING and old in entry.old for old, _ in changes)
    return any(entry.column == e.column and (held or entry.old == e.old) for e in members)


def data(found: Report, old: Side, new: Side) -> dict[str, object]:
    """The change list as JSON has it."""
    return {
        "form": FORM,
        "old": asdict(old),
        "new": asdict(new),
        "entries": [{**asdict(e), "pieces": [asdict(p) for p in pieces(e)]} for e in found.entries],
        "groups": [asdict(g) for g in groups(found.entries)],
        "guesses": [asdict(g) for g in found.guesses],
    }
