"""What the browser asks of checks: papers of an area against each other, the rules of official writing, cures that are certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.crosscheck.report import record
from pipeline.desk.answers.work import BadRequestError, number, words
from pipeline.desk.preview import listed
from pipeline.desk.room import StaleError, UnknownError
from pipeline.desk.spoken import at_desk
from pipeline.diagnostics import Place, Problems, Span
from pipeline.lint import cure
from pipeline.lint.suppression import silence
from pipeline.project import linting
from pipeline.project.checking import areas, making
from pipeline.project.linting import Asked
from pipeline.project.load import discover

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.crosscheck.facts import Contradiction, Fact
    from pipeline.desk.at_desk import Desk
    from pipeline.lint.rule import Finding
    from pipeline.project.plan import Assignment

Json = dict[str, object]


def folders(desk: Desk, _given: Json) -> Json:
    """The areas that can be checked, with their documents, and what is wrong with sources that yield none."""
    plan, problems = desk.room.plan()
    made: dict[str, list[str]] = {p.parent.name: [] for p in discover(desk.room.session.files)}
    for assignment in plan.assignments:
        made[assignment.name.split("/")[0]].append(assignment.name)
    return {"areas": made, "problems": listed(problems.found)}


def crosscheck(desk: Desk, given: Json) -> Json:
    """The papers of one area against each other."""
    area = words(given, "name")
    if area not in {p.parent.name for p in discover(desk.room.session.files)}:
        raise UnknownError(area)
    found = areas.check_areas((area,), desk.room.session)
    opens = _opens(desk)
    if not found:
        return {"contradictions": [], "silenced": [], "legal": [], "facts": 0, "unread": [], "problems": []}
    (checked,) = found
    told = record(checked)
    return {
        "contradictions": [_contradiction(one, opens) for one in checked.contradictions],
        "silenced": [{**_contradiction(one, opens), "why": why} for one, why in checked.silenced],
        "legal": told["legal"],
        "facts": len(checked.facts),
        "unread": list(checked.unread),
        "problems": listed(checked.problems.found),
    }


def _opens(desk: Desk) -> Mapping[str, str]:
    """The document beside which each source is opened."""
    assignments = desk.room.plan()[0].assignments
    made = {desk.room.session.files.name(a.original.path): a.name for a in reversed(assignments)}
    for assignment in assignments:
        for one in assignment.original.inputs:
            made.setdefault(one.name, assignment.name)
    return made


def _contradiction(one: Contradiction, opens: Mapping[str, str]) -> Json:
    return {
        "code": one.code,
        "message": one.message,
        "cure": at_desk(one.cure),
        "facts": [_fact(f, opens) for f in one.facts],
    }


def _fact(fact: Fact, opens: Mapping[str, str]) -> Json:
    return {"paper": fact.paper, "words": fact.words, **_spot(fact.place), "document": opens.get(fact.place.file.name)}


def _spot(place: Span | Place | None) -> Json:
    match place:
        case Span():
            where = place.file.cell or f"{place.line}行"
            start = None if place.file.cell else place.start
            return {"file": place.file.name, "where": where, "from": start, "to": place.end}
        case Place():
            return {"file": place.file, "where": place.where or "", "from": None, "to": None}
        case None:
            return {"file": None, "where": "", "from": None, "to": None}


def lint(desk: Desk, given: Json) -> Json:
    """What is wrong with one document, and what a legal reviewer would mark in it."""
    assignment = desk.room.assignment(words(given, "name"))
    problems, told = making.found(assignment, desk.room.session), Problems()
    asked = Asked(hints=given.get("hints") == "1")
    stand, silenced = silence(linting.of_document(assignment, desk.room.session, asked, Problems()), asked.ids, told)
    certain = {id(f) for own in cure.certain(stand).values() for f in own}
    return {
        "problems": listed((*problems.found, *told.found)),
        "findings": [_finding(f, certain=id(f) in certain) for f in stand],
        "silenced": len(silenced),
    }


def _finding(finding: Finding, *, certain: bool) -> Json:
    return {
        "code": finding.rule.id,
        "weight": finding.rule.weight,
        "message": finding.message,
        "words": finding.words,
        "proposal": finding.proposal,
        "certain": certain,
        "why": f"{finding.rule.why}（根拠: {finding.rule.authority}）",
        "document": finding.document,
        **_spot(finding.place),
    }


def cured(desk: Desk, given: Json) -> Json:
    """Carries out cures that are certain in one file: those that are named by rule and place, none named: all.

    Nothing is written if the document has more errors than before.
    """
    name, file = words(given, "name"), words(given, "file")
    path, assignment = desk.room.editable(file), desk.room.assignment(name)
    asked = Asked(hints=given.get("hints") is True)
    found = linting.of_document(assignment, desk.room.session, asked, Problems())
    own = cure.certain(silence(found, asked.ids, Problems())[0]).get(file, [])
    if (code := given.get("code")) is not None:
        start = number(given, "from")
        own = [f for f in own if f.rule.id == code and isinstance(f.place, Span) and f.place.start == start]
    if not own:
        raise BadRequestError("確かな直し方のある所が、もうありません（頁を新しくしてください）")
    now = path.read_bytes()
    made = cure.carried_out(now, own)
    if made is None:
        raise StaleError(now)
    _must_not_break(desk, assignment, made, file)
    return {"sha256": desk.room.save(file, made, words(given, "sha256")), "count": len(own)}


def _must_not_break(desk: Desk, assignment: Assignment, data: bytes, file: str) -> None:
    """Raises BadRequestError if the document is worse off with a file that says this."""
    before = len(making.found(assignment, desk.room.session).errors)
    with desk.room.session.files.standing({desk.room.editable(file): data}):
        again = _again(desk, assignment.name)
        errors = making.found(again, desk.room.session).errors if again is not None else desk.room.plan()[1].errors
    if len(errors) > before:
        raise BadRequestError(f"直すと誤りになるので、書いていません: {errors[0].message}")


def _again(desk: Desk, name: str) -> Assignment | None:
    try:
        return desk.room.assignment(name)
    except UnknownError:
        return None
