"""A book and its members, compiled one after another -> its source as the rest of the house sees it: with all that it binds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from pipeline.diagnostics import Problems, Rejected
from pipeline.galley import Galley, book
from pipeline.galley.compiled import Compiled
from pipeline.kinds.kind import FileAsked, PaperFound
from pipeline.labels.marks import GAP
from pipeline.project import compiling
from pipeline.project.asking import asker
from pipeline.project.binding import foreign
from pipeline.project.binding.members import Member, members
from pipeline.project.load import InputFile, SourceDocument
from pipeline.project.plan import Assignment
from pipeline.project.revision import signed
from pipeline.project.session import Session
from pipeline.source import facts

# The document, and its source with what it asked of others.
Compile = Callable[[Assignment, Problems], tuple[Compiled, SourceDocument]]


def with_papers(assignment: Assignment, session: Session, compiled: Compile, problems: Problems) -> Assignment:
    """The assignment; that of a book with the documents that it binds, and all that they were made from. Raises Rejected."""
    original = assignment.original
    if not original.kind.papers_asked(original.model):
        return assignment
    model = compiling.edition_model(original, assignment.partner, problems)
    found = members(original, assignment.partner, original.kind.papers_asked(model), session, problems)
    binder = _Binder(original, session, compiled, problems)
    papers = tuple(tuple(binder.papers(line)) for line in found)
    problems.stop_if_errors()
    inputs = dict.fromkeys((*original.inputs, *binder.inputs))
    made = replace(
        original, papers=papers, galleys=tuple(binder.galleys), inputs=tuple(inputs), asked=frozenset(binder.asked)
    )
    return replace(assignment, original=made)


class _Binder:
    """Compiles the members of a book in their order, and remembers what they were made from."""

    def __init__(self, book: SourceDocument, session: Session, compiled: Compile, problems: Problems) -> None:
        self._book, self._session, self._compiled, self._problems = book, session, compiled, problems
        self.galleys: list[Galley] = []
        self.inputs: list[InputFile] = []
        self.asked: set[str] = set()

    def papers(self, found: tuple[Member, ...]) -> Iterator[PaperFound]:
        """What the book has to know of each document."""
        for member in found:
            paper = member.paper
            known = self._file(paper) if isinstance(paper, FileAsked) else self._document(paper, member)
            attached = tuple(self.papers(member.attached))
            if known is not None:
                yield PaperFound(member.line, known.title, member.partner, known.number, attached)

    def _file(self, asked: FileAsked) -> _Known | None:
        """A PDF of somebody else; None after an error."""
        read = foreign.read(asked, self._book, self._session, self._problems)
        if read is None:
            return None
        paper, file = read
        self.galleys.append(book.inserted(asked.title.text, paper, self._book.profile.house))
        self.inputs.append(file)
        return _Known(asked.title.text)

    def _document(self, assignment: Assignment, member: Member) -> _Known | None:
        """A document; None after an error, which is told where it was made and where the book names it."""
        found = Problems()
        try:
            made, original = self._compiled(assignment, found)
        except Rejected:
            self._problems.extend(found)
            self._problems.error(
                "冊子",
                f"「{assignment.name.split('/')[1]}」に誤りがあるので、綴じられません",
                "先にその文書の誤りを直してください",
                member.asked.span(),
            )
            return None
        self._problems.extend(found)
        self.galleys.append(made.galley)
        self.inputs += (*original.inputs, *signed.inputs(assignment, self._session.files))
        self.asked |= facts.asked(original.area)
        if asker(original) is not None:
            self.asked.add(facts.EVERYTHING)
        number = made.particulars.number
        return _Known(made.galley.title.removeprefix(f"{number}{GAP}"), number)


class _Known(NamedTuple):
    """What a paper calls itself, its number apart."""

    title: str
    number: str = ""
