"""What a file would say -> the documents that would change, line by line; told before anything is saved.

What a document prints now is kept until one of the files changes that it was made from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.desk.preview import listed
from pipeline.desk.room import Printed, Room
from pipeline.diagnostics import Problems, Rejected
from pipeline.project import documents
from pipeline.project.load import sources_sha256
from pipeline.writers import text

if TYPE_CHECKING:
    from pipeline.project.plan import Assignment

Json = dict[str, object]
_MOST_LINES = 8


def printed(room: Room, assignment: Assignment) -> Printed:
    """The document as text, made anew only if something changed that it was made from."""
    files, own = room.session.files, sources_sha256(assignment.original)
    known = room.printed.get(assignment.name)
    if known is not None and known.sources_sha256 == own and files.unchanged(known.seen):
        return known
    problems = Problems()
    lines: tuple[str, ...] | None = None
    with files.recording() as seen:
        try:
            compiled, _ = documents.whole(assignment, room.session, problems)
            lines = tuple(line for line in text.write(compiled.galley).decode().split("\n") if line)
        except Rejected:
            pass
    return Printed(own, seen, lines, tuple(problems.errors))


def touched(room: Room, changed: Mapping[Path, bytes]) -> Json:
    """Which documents of the folder would change if these files said this, which of their lines, and what would be wrong."""
    plan, _ = room.plan()
    folders = {path.parent.name for path in changed}
    before = {a.name: printed(room, a) for a in plan.assignments if a.name.split("/")[0] in folders}
    room.printed |= before
    files = room.session.files
    with files.standing(changed):
        coming, found = room.plan()
        after = {a.name: printed(room, a) for a in coming.assignments if a.name.split("/")[0] in folders}
        names = {files.name(path) for path in changed}
        problems = [p for p in found.errors if any(str(p.place).startswith(n) for n in names)]
    told = []
    for document in sorted(before.keys() | after.keys()):
        old, new = before.get(document), after.get(document)
        was = old.lines if old is not None else None
        now = new.lines if new is not None else None
        if was != now:
            added, gone = difference(was or (), now or ())
            told.append({
                "id": document, "broken": now is None, "new": was is None,
                "lines": added[:_MOST_LINES], "gone": gone[:_MOST_LINES], "more": max(len(added), len(gone)) > _MOST_LINES,
            })  # fmt: skip
            problems += new.errors if new is not None and now is None else ()
    return {"touched": told, "of": len(before), "problems": listed(dict.fromkeys(problems))}


def difference(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Lines that are new, and lines that are gone, each as often as it is."""
    more, less = Counter(new) - Counter(old), Counter(old) - Counter(new)
    return _taken(new, more), _taken(old, less)


def _taken(lines: tuple[str, ...], wanted: Counter[str]) -> list[str]:
    made = []
    for line in lines:
        if wanted[line] > 0:
            wanted[line] -= 1
            made.append(line)
    return made
