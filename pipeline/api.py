"""A folder of sources -> documents as bytes, for programs: what `renkei` does on a command line, as typed calls.

Nothing here writes a file, reads a clock or prints. Names of documents are those of `renkei list`. A call that cannot give
what it promises raises ProblemsError, whose problems tell file, line, column and cure, in Japanese.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Place, Problems, Rejected, Severity, Span
from pipeline.diagnostics.render import human
from pipeline.papers.amendment_frame import Occasion
from pipeline.project import documents as compiling
from pipeline.project import linting, store
from pipeline.project.export.exporter import FORMATS, USUAL, Format, complete
from pipeline.project.plan import Assignment, UnknownDocumentError, plan
from pipeline.project.revision import amendment as amending
from pipeline.project.revision.consolidating import consolidated
from pipeline.project.session import Session
from pipeline.writers.docx.redline import Reviser

__all__ = ["Built", "Document", "Finding", "Folder", "Format", "Problem", "ProblemsError", "consolidate", "load"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. `stops`: its document is not made. Lines and columns count from 1; None where there is no place.

    `file` is relative to the folder; `where` is a cell of a workbook or a part of a file that has no lines. `str()` is
    the problem as the command line shows it, in several lines.
    """

    stops: bool
    code: str
    message: str
    cure: str
    file: str | None
    line: int | None
    column: int | None
    where: str | None
    shown: str

    def __str__(self) -> str:
        return self.shown


class ProblemsError(Exception):
    """Nothing was made; `problems` say why, those that stop first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n\n".join(str(p) for p in problems if p.stops) or "（理由なし）")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Document:
    """A document that the sources give: its name (aomori/kyoyaku-蓬田村), kind, title, source and partner.

    `title` is None if its source has errors; a source that cannot be read at all gives no document, but problems.
    """

    name: str
    kind: str
    title: str | None
    source: str
    partner: str | None


@dataclass(frozen=True, slots=True)
class Built:
    """Files of documents by their paths below the output folder, and what is to be looked at though they were made."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule of official writing says of some words: id of the rule, message, the words, a proposal or None."""

    rule: str
    message: str
    words: str
    proposal: str | None
    file: str | None
    line: int | None
    column: int | None


class Folder:
    """The folder in which `sources/` lies, as it was when it was loaded. Not for several threads at once."""

    def __init__(self, root: Path, unsaved: Mapping[Path, bytes] | None = None) -> None:
        self._session = Session(root, unsaved)

    def refresh(self) -> None:
        """Looks at the disk again; what did not change is kept."""
        self._session.files.refresh()

    def documents(self, *names: str) -> tuple[Document, ...]:
        """Documents by the names of areas, sources or documents (none: all). Raises ProblemsError for unknown names."""
        return tuple(self._document(a) for a in self._plan(names, Problems()))

    def _document(self, assignment: Assignment) -> Document:
        original, title = assignment.original, None
        with suppress(Rejected):
            title = compiling.particulars(assignment, self._session, Problems()).title
        return Document(assignment.name, original.kind.name, title, original.inputs[0].name, assignment.partner)

    def check(self, *names: str) -> tuple[Problem, ...]:
        """All that a build would tell, rules of official writing included. Raises ProblemsError for unknown names."""
        problems = Problems()
        chosen = self._plan(names, problems)
        for assignment in chosen:
            with suppress(Rejected):  # what was found is in the collector
                compiling.whole(assignment, self._session, problems)
        linting.remarks(chosen, self._session, problems)
        return _problems(problems)

    def build(self, *names: str, formats: tuple[Format, ...] = USUAL) -> Built:
        """Documents in these formats, the same bytes as `renkei build` writes.

        Raises ProblemsError if any of them cannot be made, ValueError for what is no format.
        """
        if unknown := [str(name) for name in formats if name not in FORMATS]:
            raise ValueError(f"「{'、'.join(unknown)}」という形式はありません。{'、'.join(FORMATS)} から選んでください")
        problems, files = Problems(), dict[str, bytes]()
        for assignment in self._plan(names, problems):
            with suppress(Rejected), store.reported(problems, assignment.name):
                made, printer = compiling.whole(assignment, self._session, problems)
                own = ({f"{assignment.name}.{f}": printer.document(made, f, problems)} for f in formats)
                files |= complete(own, problems)
        _raise_if_errors(problems)
        return Built(files, _problems(problems))

    def amend(
        self, name: str, *, base: Path | None = None, on: date | None = None, effective: date | None = None
    ) -> Built:
        """All papers of the amendment from the signed version, or the text in `base`, to the source as it is.

        `on` is the day of the amendment, `effective` 施行期日 (None: left blank). Raises ProblemsError; nothing is made
        that is not proven.
        """
        problems, files = Problems(), dict[str, bytes]()
        order = amending.Order(base, Occasion(on, effective), Reviser("変更案", None))
        for assignment in self._plan((name,), problems):
            with suppress(Rejected), store.reported(problems, assignment.name):
                files |= amending.amendment(assignment, order, self._session, problems).files
        _raise_if_errors(problems)
        return Built(files, _problems(problems))

    def lint(self, *names: str) -> tuple[Finding, ...]:
        """What the rules of official writing find in documents. Raises ProblemsError."""
        problems = Problems()
        made = []
        for assignment in self._plan(names, problems):
            for found in linting.of_document(assignment, self._session, linting.Asked(), problems):
                place = found.place
                span = place if isinstance(place, Span) else None
                file = span.file.name if span else place.file if isinstance(place, Place) else None
                made.append(
                    Finding(
                        found.rule.id,
                        found.message,
                        found.words,
                        found.proposal,
                        file,
                        span.line if span else None,
                        span.column if span else None,
                    )
                )
        _raise_if_errors(problems)
        return tuple(dict.fromkeys(made))

    def _plan(self, names: tuple[str, ...], problems: Problems) -> tuple[Assignment, ...]:
        try:
            return plan(self._session, names, problems).assignments
        except UnknownDocumentError as error:
            problems.error("文書", f"「{error}」という文書はありません", f"{'、'.join(error.known)} から選んでください")
            raise ProblemsError(_problems(problems)) from error


def load(root: Path | str, unsaved: Mapping[Path, bytes] | None = None) -> Folder:
    """The folder in which `sources/` lies; `unsaved` are bytes that stand before those of files on disk.

    Raises FileNotFoundError if there is no `sources/`.
    """
    folder = Path(root)
    if not (folder / "sources").is_dir() and not unsaved:
        raise FileNotFoundError(folder / "sources")
    return Folder(folder, unsaved)


def consolidate(base: Path, amendment: Path) -> str:
    """The text in `base` (TXT, DOCX, signed version) as amended by the 改め文 in the other file. Raises ProblemsError."""
    problems = Problems()
    made = consolidated(base, amendment, problems)
    if made is None:
        raise ProblemsError(_problems(problems))
    return made


def _raise_if_errors(problems: Problems) -> None:
    if problems.errors:
        raise ProblemsError(_problems(problems))


def _problems(problems: Problems) -> tuple[Problem, ...]:
    return tuple(_problem(d) for d in (*problems.errors, *problems.warnings))


def _problem(diagnostic: Diagnostic) -> Problem:
    place = diagnostic.place
    spot: tuple[str | None, int | None, int | None, str | None] = (None, None, None, None)
    if isinstance(place, Span):
        spot = (place.file.name, place.line, place.column, place.file.cell or None)
    elif isinstance(place, Place):
        spot = (place.file, None, None, place.where or None)
    stops = diagnostic.severity is Severity.ERROR
    return Problem(stops, diagnostic.code, diagnostic.message, diagnostic.cure, *spot, human(diagnostic))
