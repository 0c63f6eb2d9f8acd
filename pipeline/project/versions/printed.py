"""A document of the sources -> its galley as it is printed today, with the pages that it names, and what stands around these."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.diagnostics import Problems
from pipeline.galley import Galley
from pipeline.galley.compose import compose
from pipeline.importing import readings
from pipeline.importing.files import read_paper
from pipeline.project import compiling, documents
from pipeline.project.export.exporter import Exporter
from pipeline.project.plan import Assignment
from pipeline.project.session import Session


def printed(assignment: Assignment, session: Session, problems: Problems) -> Galley:
    """The galley. Of an agreement that was signed the words of its source, not its 溶け込み版. Raises Rejected.

    Marks of what changed since a version (変更の印) are no part of it: they follow from the two.
    """
    assignment = replace(assignment, original=replace(assignment.original, marks=None))
    original = assignment.original
    if original.kind.revision is not None:
        bound, particulars = compiling.bind(original, assignment.partner, problems)
        galley = compose(bound, original.profile.house, particulars, original.enclosed)
        return documents.exporter(original, session).paged(galley, original.profile.house, problems)
    return documents.whole(assignment, session, problems)[0].galley


def furniture(galley: Galley, template: str, session: Session) -> tuple[str, ...] | None:
    """What stands at the head and foot of the pages in Word, as it is read from such a file; None if none can be made."""
    data = Exporter(template, session.templates).print(galley, "docx", Problems())
    name = f"{galley.title or template}.docx"
    paper = read_paper(Path(name), Problems(), data) if data is not None else None
    return readings.of_paper(paper, name).furniture if paper is not None else None
