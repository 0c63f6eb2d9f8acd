"""What the browser asks of comparison: any two of source, versions, signed version and dropped files, and papers of it."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipeline.desk.answers import changes
from pipeline.desk.answers.dropped import Dropped, lying, renamed
from pipeline.desk.answers.outputs import put
from pipeline.desk.answers.work import BadRequestError, words
from pipeline.desk.preview import listed
from pipeline.desk.room import UnknownError
from pipeline.diagnostics import Problems, Rejected
from pipeline.notation.dates import wareki
from pipeline.project import store
from pipeline.project.plan import Assignment
from pipeline.project.revision.by_words import PdfWords, difference_by_words, read_pdf
from pipeline.project.revision.compare_pdf import compare_printed
from pipeline.project.revision.difference import Difference, difference
from pipeline.project.revision.sides import FILES, Side, of_document, of_version, read_side
from pipeline.project.revision.signed import signed_path
from pipeline.project.versions import kept
from pipeline.project.versions.comparing import comparison_of
from pipeline.writers import html
from pipeline.writers.docx.redline import Reviser

if TYPE_CHECKING:
    from pipeline.desk.at_desk import Desk

Json = dict[str, object]
_PDF = ".pdf"
_AUTHOR = "変更案"


@dataclass(frozen=True, slots=True)
class _Asked:
    """One of the two papers: a document of the sources (as it is, as a version, as signed), or a dropped file."""

    document: Assignment | None = None
    version: str = ""
    signed: bool = False
    path: Path | None = None

    @property
    def is_pdf(self) -> bool:
        return self.path is not None and self.path.suffix == _PDF


def versions(desk: Desk, given: Json) -> Json:
    """What of a document can be compared besides its source."""
    assignment, problems = desk.room.assignment(words(given, "name")), Problems()
    files = desk.room.session.files
    found: list[Json] = []
    with suppress(Rejected):
        found = [
            {"name": v.name, "day": wareki.format(v.day), "number": v.number, "count": v.count}
            for v in kept.versions_of(assignment.name, files, problems)
        ]
    return {
        "versions": found,
        "signed": files.is_file(files.root / signed_path(assignment)),
        "clauses": assignment.original.kind.revision is not None,
        "problems": listed(problems.found),
    }


def drop(desk: Desk, given: Json) -> Json:
    """Lays a file on the desk to be compared."""
    name, data = words(given, "file"), given.get("data")
    assert isinstance(data, bytes), "an upload has its bytes"
    file = Dropped(name, data)
    if file.suffix not in {*FILES, _PDF}:
        raise BadRequestError("比べられるのは、DOCX、PDF、TXT、HTML、XML（法令標準XML）と、版や署名版のJSONです")
    if not data:
        raise BadRequestError(f"「{file.shown}」は空です")
    return {"id": desk.drawer.put(file), "name": file.shown}


def compare(desk: Desk, given: Json) -> Json:
    """The numbered changes between two papers."""
    problems = Problems()
    with ExitStack() as stack:
        asked, files = _both(desk, given, stack, problems)
        answer: Json = {"entries": [], "groups": [], "guesses": [], "sides": None}
        with suppress(Rejected), store.reported(problems, "比較"):
            if all(a.is_pdf for a in asked):
                answer |= _printed(desk, asked, problems)
            elif (found := _difference(desk, asked, _choice(given), problems)) is not None:
                sides = [{"name": s.name, "title": s.title, "day": _day(s.day)} for s in found.sides]
                answer |= changes.of_report(found.report) | {"sides": sides}
        answer |= {"problems": listed(problems.found)}
        return _named(answer, files)


def page(desk: Desk, given: Json) -> Json:
    """The changes between two papers as a web page of its own, to be kept."""
    problems, made = Problems(), ""
    with ExitStack() as stack:
        asked, files = _both(desk, given, stack, problems)
        with suppress(Rejected), store.reported(problems, "比較"):
            if all(a.is_pdf for a in asked):
                old, new = (_paper(a) for a in asked)
                compared = compare_printed(old, new, desk.room.session, problems, pictured=True)
                made = compared.page if compared is not None else ""
            elif (found := _difference(desk, asked, _choice(given), problems)) is not None:
                made = html.report_page(found.title, found.report, found.sides)
        return _named({"html": made, "problems": listed(problems.found)}, files)


def papers(desk: Desk, given: Json) -> Json:
    """新旧対照表, 見え消し and 変更一覧 between versions of one document, written into the output folder."""
    assignment, problems = desk.room.assignment(words(given, "name")), Problems()
    answer: Json = {"files": []}
    base, to, author = (str(given.get(key) or "") for key in ("from", "to", "author"))
    with suppress(Rejected), store.reported(problems, assignment.name):
        found = comparison_of(assignment, base, to, Reviser(author or _AUTHOR, None), desk.room.session, problems)
        answer = put(desk, found.files, given, problems)
    return answer | {"problems": listed(problems.found)}


def _day(told: str) -> str:
    return wareki.format(date.fromisoformat(told)) if told else ""


def _choice(given: Json) -> Literal["accept", "reject"]:
    return "reject" if given.get("revisions") == "reject" else "accept"


def _both(
    desk: Desk, given: Json, stack: ExitStack, problems: Problems
) -> tuple[tuple[_Asked, _Asked], list[tuple[Path, str]]]:
    """The two papers, and by which names files are told that lie somewhere for a moment."""
    files: list[tuple[Path, str]] = []
    asked = []
    for name in ("old", "new"):
        what = given.get(name)
        if not isinstance(what, dict):
            raise BadRequestError("比べる二つの文書を選んでください")
        if "dropped" in what:
            file = desk.drawer.get(words(what, "dropped"))
            if file is None:
                raise BadRequestError("置いたファイルが、もうありません。もう一度置いてください")
            path = stack.enter_context(lying(file, problems))
            files.append((path, file.shown))
            asked.append(_Asked(path=path))
        else:
            document = desk.room.assignment(words(what, "document"))
            if what.get("signed") is True:
                files.append((desk.room.session.root / signed_path(document), f"{document.name}の署名版"))
            asked.append(_Asked(document, str(what.get("version") or ""), what.get("signed") is True))
    return (asked[0], asked[1]), files


def _named(answer: Json, files: list[tuple[Path, str]]) -> Json:
    for path, shown in files:
        told = renamed(answer, path, shown)
        assert isinstance(told, dict)
        answer = told
    return answer


def _paper(asked: _Asked) -> Path | Assignment:
    paper = asked.path or asked.document
    assert paper is not None, "a paper is a file or a document"
    return paper


def _printed(desk: Desk, asked: tuple[_Asked, _Asked], problems: Problems) -> Json:
    old, new = (_paper(a) for a in asked)
    compared = compare_printed(old, new, desk.room.session, problems, pictured=False)
    return changes.of_printed(compared.report) if compared is not None else {}


def _difference(
    desk: Desk, asked: tuple[_Asked, _Asked], choice: Literal["accept", "reject"], problems: Problems
) -> Difference | None:
    old, new = (_side(desk, a, choice, problems) for a in asked)
    if old is None or new is None:
        return None
    if isinstance(old, PdfWords) or isinstance(new, PdfWords):
        return difference_by_words(old, new, problems)
    return difference(old, new, problems)


def _side(desk: Desk, asked: _Asked, choice: Literal["accept", "reject"], problems: Problems) -> Side | PdfWords | None:
    session = desk.room.session
    if asked.path is not None:
        if asked.is_pdf:
            return read_pdf(asked.path, problems)
        return read_side(asked.path.as_posix(), choice, _no_document, lambda: session, problems)
    assert asked.document is not None, "a paper is a file or a document"
    if asked.signed:
        return _signed(desk, asked.document, choice, problems)
    if asked.version:
        version = kept.chosen(kept.Named(asked.document.name, asked.version), session.files, problems)
        return of_version(version) if version is not None else None
    found = Problems()
    try:
        return of_document(asked.document, session, found)
    finally:
        problems.extend(found)


def _signed(desk: Desk, document: Assignment, choice: Literal["accept", "reject"], problems: Problems) -> Side | None:
    path = desk.room.session.root / signed_path(document)
    if not desk.room.session.files.is_file(path):
        raise BadRequestError(f"「{document.name}」の署名版がありません")
    return read_side(path.as_posix(), choice, _no_document, lambda: desk.room.session, problems)


def _no_document(name: str, _problems: Problems) -> Assignment | None:
    """A file of an ending that the desk takes is never a name of a document."""
    raise UnknownError(name)
