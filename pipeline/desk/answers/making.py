"""What the browser asks to be made: documents, signed versions, papers of an amendment; and downloads of them."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.desk.answers.outputs import is_forced, put
from pipeline.desk.answers.work import BadRequestError, words
from pipeline.desk.preview import listed
from pipeline.desk.room import UnknownError
from pipeline.diagnostics import Problems, Rejected
from pipeline.notation.dates import wareki
from pipeline.notation.problem import NotationError
from pipeline.papers.amendment_frame import Occasion
from pipeline.project import store
from pipeline.project.batch.run import Job, Outcome, decide, run
from pipeline.project.export.exporter import USUAL
from pipeline.project.manifest import is_unreadable
from pipeline.project.manifest import read as read_manifest
from pipeline.project.revision.amendment import Amendment, Order, tell_older
from pipeline.project.revision.amendment import amendment as amended
from pipeline.project.revision.signed import amended_folder
from pipeline.writers.docx.redline import Reviser

if TYPE_CHECKING:
    from datetime import date

    from pipeline.desk.at_desk import Desk
    from pipeline.project.plan import Assignment

Json = dict[str, object]
_KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "zip": "application/zip",
    "json": "application/json",
}


def build(desk: Desk, given: Json) -> Json:
    """Makes the documents named (none: all) into the output folder."""
    names = given.get("names", [])
    if not isinstance(names, list):
        raise BadRequestError("「names」は文書の名前の並びです")
    plan, problems = desk.room.plan()
    wanted = plan.only({str(name) for name in names}) if names else plan
    job = Job(desk.room.root, desk.room.out, USUAL)
    decision = decide(wanted, job, desk.room.session, force=is_forced(given))
    report = run(decision, job, desk.room.session, None, lambda _outcome: None)
    made: list[Json] = [{"id": a.name, "made": True} for a in decision.kept]
    made += [_outcome(o) for o in report.outcomes]
    told = listed((*problems.found, *report.problems.found))
    failed = list(plan.failed) if not names else []
    return {"documents": made, "failed": failed, "altered": list(decision.altered), "problems": told}


def _outcome(outcome: Outcome) -> Json:
    return {"id": outcome.name, "made": outcome.record is not None}


def freeze(desk: Desk, given: Json) -> Json:
    """The signed version of a document: the first, one in place of a wrong one (`again`), or the next, of a change signed `on` a day.

    The 改め文 of a change is the one that was made; without it a change is taken only where that is asked for (`unproven`).
    What is not filled in yet (〇〇, 見本太郎) is taken only where the clerk says that it was signed so (`unfilled`).
    """
    from pipeline.project.revision.freezing import Freezing, frozen_file  # noqa: PLC0415

    session, problems = desk.room.session, Problems()
    assignment, day = desk.room.assignment(words(given, "name")), day_of(given, "on")
    proven = day is not None and given.get("unproven") is not True
    amendment = _made_amendment(desk, assignment) if proven else None
    order = Freezing(day, amendment, day is not None or given.get("again") is True, given.get("unfilled") is True)
    with suppress(Rejected), store.reported(problems, assignment.name):
        path, made, text = frozen_file(assignment, order, session, problems)
        was = session.files.bytes_of(session.root / path)
        if store.rewrite(session.root / path, text.encode("utf-8"), problems, instead_of=was):
            return {"file": path.as_posix(), "sha256": made.sha256, "problems": listed(problems.found)}
    return {"file": None, "problems": listed(problems.found)}


def _made_amendment(desk: Desk, assignment: Assignment) -> Path:
    path = desk.room.out / amended_folder(assignment) / "改め文.txt"
    if not path.is_file():
        raise BadRequestError("改め文がまだありません。「書類を作る」で作り、その改め文で締結してから、加えてください")
    return path


def amendment(desk: Desk, given: Json) -> Json:
    """What an amendment would say now: the paper that says it, by its name, and the pages of comparison and report."""
    result, problems = _amended(desk, given)
    paper = result.papers.file_name if result is not None else None
    return {"files": _shown(result), "paper": paper, "problems": listed(problems.found), "made": result is not None}


def amend(desk: Desk, given: Json) -> Json:
    """All papers of the amendment, written into the output folder."""
    result, problems = _amended(desk, given)
    answer = put(desk, result.files if result is not None else {}, given, problems)
    if result is not None and answer["files"]:
        tell_older(desk.room.out, result.files, problems)
    return answer | {"problems": listed(problems.found), "made": bool(answer["files"])}


def _amended(desk: Desk, given: Json) -> tuple[Amendment | None, Problems]:
    problems = Problems()
    assignment = desk.room.assignment(words(given, "name"))
    clauses = tuple(line for line in str(given.get("supplement") or "").split("\n") if line)
    occasion = Occasion(day_of(given, "on"), day_of(given, "effective"), clauses)
    order = Order(None, occasion, Reviser(str(given.get("author") or "企画課"), None))
    with suppress(Rejected), store.reported(problems, assignment.name):
        return amended(assignment, order, desk.room.session, problems), problems
    return None, problems


def _shown(result: Amendment | None) -> Json:
    """Papers that a browser can show, by their names."""
    if result is None:
        return {}
    readable = (".txt", ".html")
    return {Path(n).name: d.decode("utf-8") for n, d in result.files.items() if n.endswith(readable)}


def day_of(given: Json, name: str) -> date | None:
    """A day of a request as clerks write it; None if it is empty. Raises BadRequestError."""
    written = str(given.get(name) or "").strip()
    if not written:
        return None
    try:
        return wareki.parse_date(written)
    except NotationError as error:
        raise BadRequestError(f"「{written}」: {error.message}（{error.cure}）") from error


def download(desk: Desk, name: str) -> tuple[str, str, bytes]:
    """A file that was made, or all of an area or of everything as a zip: its name, type and bytes. Raises UnknownError.

    Documents that were made of other words than those of now are not in a zip.
    """
    out = desk.room.out
    there = {p.relative_to(out).as_posix(): p for p in sorted(out.rglob("*")) if p.is_file() and not p.is_symlink()}
    if name in there:
        return (
            there[name].name,
            _KINDS.get(there[name].suffix[1:], "application/octet-stream"),
            there[name].read_bytes(),
        )
    if name.endswith(".zip") and not is_unreadable(out):  # else nobody knows which files are of other words
        stem = name.removesuffix(".zip")
        old = _outdated(desk)
        chosen = {
            n: p for n, p in there.items() if n not in old and (stem == "all" or n.startswith((f"{stem}/", f"{stem}.")))
        }
        if chosen:
            return f"{Path(stem).name}.zip", _KINDS["zip"], _zip(chosen)
    raise UnknownError(name)


def _outdated(desk: Desk) -> set[str]:
    fresh = {d.id for d in desk.room.listed() if d.state == "新しい"}
    return {o.path for r in read_manifest(desk.room.out) if r.id not in fresh for o in r.outputs}


def _zip(chosen: dict[str, Path]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name, path in chosen.items():
            book.writestr(zipfile.ZipInfo(name), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
