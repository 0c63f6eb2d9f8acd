"""Two files of one document -> whether they differ in no word, as far as anybody can tell."""

from __future__ import annotations

from pathlib import Path

from pipeline.diagnostics import Problems
from pipeline.project.plan import Assignment
from pipeline.project.revision.by_words import difference_by_words, read_pdf
from pipeline.project.revision.difference import difference
from pipeline.project.revision.sides import read_side
from pipeline.project.session import Session

_PDF = ".pdf"


def _no_document(_name: str, _problems: Problems) -> Assignment | None:
    raise AssertionError("files are read, no sources")


def _no_session() -> Session:
    raise AssertionError("files are read, no sources")


def differs_in_no_word(paper: Path, other: Path) -> bool:
    """`other` is no PDF. What cannot be read, or only perhaps says the same, does not."""
    problems = Problems()
    side = read_side(other.as_posix(), "reject", _no_document, _no_session, problems)
    if side is None:
        return False
    if paper.suffix.lower() == _PDF:
        printed = read_pdf(paper, problems)
        if printed is None:
            return False
        doubts = Problems()
        found = difference_by_words(printed, side, doubts)
        return not found.report.entries and not doubts.found
    own = read_side(paper.as_posix(), "reject", _no_document, _no_session, problems)
    return own is not None and not difference(own, side, Problems()).report.entries
