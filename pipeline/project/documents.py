"""An assignment -> the compiled document: others asked, bound, compared with what was signed, set, its pages known."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from pipeline.diagnostics import Problems, Rejected
from pipeline.galley import Galley
from pipeline.galley.compiled import Compiled
from pipeline.galley.compose import Particulars
from pipeline.galley.printed import printed_lines
from pipeline.project import asking, compiling
from pipeline.project.checking import unfilled
from pipeline.project.compiling import Kept
from pipeline.project.export.exporter import Exporter
from pipeline.project.load import SourceDocument
from pipeline.project.plan import Assignment
from pipeline.project.revision import signed
from pipeline.project.session import Session


def ready(assignment: Assignment, session: Session, problems: Problems) -> Assignment:
    """The assignment with what its source asks of other documents: their pages, or all of them. Raises Rejected."""

    def paper(member: Assignment, found: Problems) -> tuple[Compiled, SourceDocument]:
        own = ready(member, session, found)
        return compiled(own, session, exporter(own.original, session), found), own.original

    original = asking.ready(assignment.original, assignment.partner, session, problems)
    if not original.kind.papers_asked(original.model):
        return replace(assignment, original=original)
    from pipeline.project.binding import bind  # noqa: PLC0415 - it knows the models of books

    return bind.with_papers(replace(assignment, original=original), session, paper, problems)


def particulars(assignment: Assignment, session: Session, problems: Problems) -> Particulars:
    """What describes the file of a document. Raises Rejected."""
    own = ready(assignment, session, problems)
    return compiling.bind(own.original, own.partner, problems)[1]


def words_sha256(galley: Galley) -> str:
    """The hash of all that a document prints, for one that asks much and prints little of it."""
    said = (galley.title, galley.subject, galley.author, str(galley.day), printed_lines(galley))
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _guarded(assignment: Assignment, made: Compiled, session: Session, problems: Problems) -> Compiled:
    """The document as it was signed. One whose change a council has before it is not made until the change is signed, which is told."""
    found = Problems()
    try:
        return signed.guarded(assignment, made, session.files, found)
    except Rejected as refused:
        from pipeline.project.council import pending  # noqa: PLC0415 - loaded where something differs

        sitting = pending.sitting(assignment, session) if pending.is_change(found) else None
        if sitting is None:
            raise
        found = Problems(list(found.warnings))
        pending.tell(assignment, sitting, found)
        raise Rejected(problems) from refused
    finally:
        problems.extend(found)


def _remark_unfilled(
    assignment: Assignment, galley: Galley, session: Session, problems: Problems, kept: Kept | None
) -> None:
    """Tells of words that hold the place of others; of a paper that was frozen with them somebody has said that they stay."""
    original = assignment.original
    held = unfilled.of_clauses if original.kind.revision is not None else unfilled.of_any_paper
    if (found := held(galley, original.area, None if kept is None else kept.filled)) and not signed.is_frozen(
        assignment, session.files
    ):
        unfilled.remark(found, problems)


def exporter(original: SourceDocument, session: Session) -> Exporter:
    """What prints the documents of a source."""
    return Exporter(original.kind.template, session.templates)


def whole(assignment: Assignment, session: Session, problems: Problems) -> tuple[Compiled, Exporter]:
    """A document as its sources are now, others asked, and what prints it. Raises Rejected; warnings are in `problems`."""
    own = ready(assignment, session, problems)
    printer = exporter(own.original, session)
    return compiled(own, session, printer, problems), printer


def compiled(
    assignment: Assignment, session: Session, printer: Exporter, problems: Problems, kept: Kept | None = None
) -> Compiled:
    """A document of which every word is decided; `assignment` is `ready`. Raises Rejected; warnings are in `problems`.

    `printer` tells the pages that the document names of itself (目次). `kept` is what it shares with others of its master:
    only for one who forgets the blocks of a galley of which something has to be said.
    """
    original = assignment.original
    house = original.profile.house
    bound, described = compiling.bind(original, assignment.partner, problems, kept)
    galley = compiling.composed(original, bound, described, kept)
    found = asking.asker(original)
    if found is not None and found.told_by_words:
        described = replace(described, sources_sha256=words_sha256(galley))
        galley = replace(galley, sources_sha256=described.sources_sha256)
    made = Compiled(bound, galley, house, described)
    made = _guarded(assignment, made, session, problems)
    _remark_unfilled(assignment, galley, session, problems, kept)
    if original.marks is not None:
        from pipeline.project.versions.marking import marked  # noqa: PLC0415 - loaded where marks are asked for

        made = replace(made, galley=marked(assignment.name, made.galley, original.marks, session, problems))
    return replace(made, galley=printer.paged(made.galley, house, problems))
