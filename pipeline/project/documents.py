"""An assignment -> the compiled document: others asked, bound, compared with what was signed, set, its pages known."""

from __future__ import annotations

from dataclasses import replace

from pipeline.diagnostics import Problems
from pipeline.galley import Galley, book
from pipeline.galley.compiled import Compiled
from pipeline.galley.compose import compose
from pipeline.project import compiling, page_references
from pipeline.project.binding import bind
from pipeline.project.export.exporter import Exporter
from pipeline.project.load import SourceDocument
from pipeline.project.plan import Assignment
from pipeline.project.revision import signed
from pipeline.project.session import Session


def ready(assignment: Assignment, session: Session, problems: Problems) -> Assignment:
    """The assignment with what its source asks of other documents: their pages, or all of them. Raises Rejected."""

    def galley(paper: Assignment, found: Problems) -> Galley:
        own = ready(paper, session, found)
        return compiled(own, session, exporter(own.original, session), found).galley

    assignment = page_references.with_pages(assignment, session, problems)
    return bind.with_papers(assignment, session, galley, problems)


def exporter(original: SourceDocument, session: Session) -> Exporter:
    """What prints the documents of a source."""
    return Exporter(original.kind.template, session.templates)


def compiled(assignment: Assignment, session: Session, printer: Exporter, problems: Problems) -> Compiled:
    """A document of which every word is decided; `assignment` is `ready`. Raises Rejected; warnings are in `problems`.

    `printer` tells the pages that the document names of itself (目次).
    """
    original = assignment.original
    house = original.profile.house
    bound, particulars = compiling.bind(original, assignment.partner, problems)
    made = Compiled(bound, compose(bound, house, particulars), house, particulars)
    made = signed.guarded(assignment, made, session.files, problems)
    if original.galleys:
        made = replace(made, galley=book.bound(made.galley, original.galleys, particulars.openings))
    return replace(made, galley=printer.paged(made.galley, house, problems))
