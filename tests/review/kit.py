"""A clerk's folder, the DOCX of one of its documents, and what comes back of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.diagnostics import Problems
from pipeline.project import documents
from pipeline.project.checking import returned
from pipeline.project.checking.returned import CameBack
from pipeline.project.plan import plan
from pipeline.project.session import Session
from pipeline.review.paragraphs import named
from tests.workshop import ROOT


def folder(root: Path, *areas: str) -> Path:
    """A clerk's folder with shipped areas."""
    for area in areas:
        shutil.copytree(ROOT / "sources" / area, root / "sources" / area)
    return root


def sent(root: Path, name: str) -> bytes:
    """The DOCX that we make of a document."""
    session, problems = Session(root), Problems()
    [assignment] = plan(session, (name,), problems).assignments
    printer = documents.exporter(assignment.original, session)
    compiled = documents.compiled(documents.ready(assignment, session, problems), session, printer, problems)
    data = printer.print(compiled.galley, "docx", problems)
    assert data is not None
    return data


def words(root: Path, name: str) -> list[str]:
    """The paragraphs that a document prints today."""
    session, problems = Session(root), Problems()
    [assignment] = plan(session, (name,), problems).assignments
    printer = documents.exporter(assignment.original, session)
    ready = documents.ready(assignment, session, problems)
    return [p.words for p in named(documents.compiled(ready, session, printer, problems).galley)]


def back(root: Path, data: bytes, name: str | None = None) -> tuple[CameBack | None, Problems, Session]:
    """What comes back, read as `renkei review` reads it."""
    path = root / "back.docx"
    path.write_bytes(data)
    session, problems = Session(root), Problems()
    return returned.read_back(path, name, session, problems), problems, session
