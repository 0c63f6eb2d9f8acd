"""Changes between two papers -> JSON for the browser: numbered, with the pieces that differ marked."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.amending.differences.word_diff import differences
from pipeline.papers.change_list import groups
from pipeline.papers.changes import Entry, Report
from pipeline.pdfdiff.compare import PrintedChange, PrintedReport

Json = dict[str, object]
Piece = tuple[str, str, bool]
# Words of a unit beyond which a change is not marked piece by piece; it is shown whole.
_LONGEST = 20_000


def of_report(found: Report) -> Json:
    """The changes of a report, and which of them are the same change in several places."""
    numbers = {e.id: e.number for e in found.entries}
    alike = [
        {
            "changes": [list(c) for c in g.changes],
            "numbers": [numbers[i] for i in g.entries],
            "others": [numbers[i] for i in g.others],
        }
        for g in groups(found.entries)
    ]
    guessed = [{"old": g.place_old, "new": g.place_new, "likeness": g.likeness} for g in found.guesses]
    return {"entries": [_entry(e) for e in found.entries], "groups": alike, "guesses": guessed}


def _entry(entry: Entry) -> Json:
    return {
        "id": entry.id,
        "number": entry.number,
        "kind": entry.kind,
        "subjects": list(entry.subjects),
        "automatic": entry.automatic,
        "place_old": entry.place_old,
        "place_new": entry.place_new,
        "column": entry.column,
        "figures": [f"{f.old}→{f.new}" + (f"（{f.difference}）" if f.difference else "") for f in entry.figures],
        "pieces": _pieces(entry.old, entry.new),
    }


def _pieces(old: str, new: str) -> list[Piece]:
    if not old or not new or len(old) + len(new) > _LONGEST:
        return [(old, new, old != new)]
    return [piece for piece in differences(old, new) if piece[0] or piece[1]]


def of_printed(found: PrintedReport) -> Json:
    """The changes of two printed papers, by their pages."""
    entries = [_printed(number, change) for number, change in enumerate(found.changes, 1)]
    heads = [
        _heads("頁の上下", old, new)
        for old, new in (("、".join(found.heads_old), "、".join(found.heads_new)),)
        if old or new
    ]
    return {"entries": [*entries, *heads], "groups": [], "guesses": []}


def _printed(number: int, change: PrintedChange) -> Json:
    old, _, new = change.place.partition(" → ")
    around: Iterable[Piece] = (
        (change.before_old, change.before, False),
        (change.old, change.new, True),
        (change.after_old, change.after, False),
    )
    return _plain(change.id, number, old, new or old, list(around))


def _heads(place: str, old: str, new: str) -> Json:
    return _plain("heads", 0, place, place, [(old, new, True)])


def _plain(own: str, number: int, old: str, new: str, pieces: list[Piece]) -> Json:
    return {
        "id": own,
        "number": number,
        "kind": "字句",
        "subjects": [],
        "automatic": False,
        "place_old": old,
        "place_new": new,
        "column": "",
        "figures": [],
        "pieces": pieces,
    }
