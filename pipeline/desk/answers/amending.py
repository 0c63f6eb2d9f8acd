"""What the browser asks of changes since a text was frozen: all of them by number, one taken back, a version recorded."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING

from pipeline.desk.answers import changes
from pipeline.desk.answers.making import day_of
from pipeline.desk.answers.work import BadRequestError, words
from pipeline.desk.preview import listed
from pipeline.diagnostics import Problems, Rejected
from pipeline.notation.dates import wareki
from pipeline.project import store
from pipeline.project.provenance.reviews import events, path_of
from pipeline.project.revision.sides import Side, of_version, read_side
from pipeline.project.revision.signed import signed_path
from pipeline.project.revision.taking_back import changes_since, taken_back
from pipeline.project.versions import kept
from pipeline.project.versions.issuing import Issue, issued

if TYPE_CHECKING:
    from pipeline.desk.at_desk import Desk
    from pipeline.project.plan import Assignment

Json = dict[str, object]


def since(desk: Desk, given: Json) -> Json:
    """All changes of a document since it was signed, or since its last version; and which of them somebody has confirmed."""
    name = words(given, "name")
    assignment, problems = desk.room.assignment(name), Problems()
    answer: Json = {"entries": [], "groups": [], "guesses": [], "base": None}
    with suppress(Rejected), store.reported(problems, name):
        base = _base(desk, assignment, problems)
        if base is not None:
            found = changes_since(base[1], assignment, desk.room.session, problems)
            answer |= changes.of_report(found) | {"base": base[0]}
    session = desk.room.session
    others = [a.name for a in desk.room.plan()[0].assignments if a.original.path == assignment.original.path]
    said = events(path_of(desk.room.root, name))
    gone = {e.to for e in said if e.kind == "取消し"}
    return answer | {
        "problems": listed(problems.found),
        "signed": session.files.is_file(session.root / signed_path(assignment)),
        "clauses": assignment.original.kind.revision is not None,
        "confirmed": [asdict(e) for e in said if e.kind == "確認" and e.number not in gone],
        "others": [n for n in others if n != name],
        "file": session.files.name(assignment.original.path),
    }


def _base(desk: Desk, assignment: Assignment, problems: Problems) -> tuple[str, Side] | None:
    """What was signed, else the last version, and what it is called; None if nothing was frozen yet."""
    session = desk.room.session
    path = session.root / signed_path(assignment)
    if assignment.original.kind.revision is not None and session.files.is_file(path):
        side = read_side(path.as_posix(), "accept", lambda _name, _problems: None, lambda: session, problems)
        return ("署名版", side) if side is not None else None
    versions = kept.versions_of(assignment.name, session.files, problems)
    if not versions:
        return None
    last = kept.standing(versions)[-1]
    return f"版「{last.name}」（{wareki.format(last.day)}）", of_version(last)


def back(desk: Desk, given: Json) -> Json:
    """Takes one change back: the source says the old words there, every other change stays."""
    name, problems = words(given, "name"), Problems()
    assignment = desk.room.assignment(name)
    with suppress(Rejected), store.reported(problems, name):
        base = _base(desk, assignment, problems)
        if base is None:
            raise BadRequestError("署名版も版もまだないので、戻すものがありません")
        made = taken_back(base[1], words(given, "change"), assignment, desk.room.session, problems)
        if made is not None:
            file = desk.room.session.files.name(made.path)
            return {"sha256": desk.room.save(file, made.data, words(given, "sha256")), "file": file, "problems": []}
    return {"sha256": None, "file": None, "problems": listed(problems.found)}


def record(desk: Desk, given: Json) -> Json:
    """The next version of a document: its name, its day, the number of its bill."""
    problems, day = Problems(), day_of(given, "on")
    assignment = desk.room.assignment(words(given, "name"))
    called = words(given, "as").strip()
    if not called or day is None:
        raise BadRequestError("版の名前（素案、議決など）と日付を書いてください")
    issue = Issue(called, day, str(given.get("number") or ""), given.get("again") is True)
    with suppress(Rejected), store.reported(problems, assignment.name):
        path, made, text = issued(assignment, issue, desk.room.session, problems)
        files = {path.name: text.encode("utf-8")}
        if store.save(desk.room.root / path.parent, files, problems, instead_of={path.name: None}):
            return {"file": path.as_posix(), "sha256": made.words_sha256, "problems": listed(problems.found)}
    return {"file": None, "problems": listed(problems.found)}
