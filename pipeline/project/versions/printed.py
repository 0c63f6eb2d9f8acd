"""A document of the sources -> its galley as it is printed today, with the pages that it names."""

from __future__ import annotations

from dataclasses import replace

from pipeline.diagnostics import Problems
from pipeline.galley import Galley
from pipeline.galley.compose import compose
from pipeline.project import compiling, documents
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
