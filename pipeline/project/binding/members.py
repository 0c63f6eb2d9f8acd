"""The lines of a book -> the documents that they ask for, as assignments: of which source, for which partner, in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.kind import PaperAsked
from pipeline.project.load import AREA_FILE, SourceDocument
from pipeline.project.plan import Assignment, assignments_of
from pipeline.project.session import Session
from pipeline.source.decode import nearest


@dataclass(frozen=True, slots=True)
class Member:
    """A document that a book binds. `line` is the place of its line among those of its level, `asked` where it is named."""

    line: int
    asked: Written
    assignment: Assignment
    attached: tuple[Member, ...] = ()


def members(
    book: SourceDocument, partner: str | None, asked: tuple[PaperAsked, ...], session: Session, problems: Problems
) -> tuple[tuple[Member, ...], ...]:
    """The documents of each line; `partner` is that of the book. Raises Rejected."""
    search = _Search(book, session, problems)
    found = tuple(tuple(search.line(n, line, partner)) for n, line in enumerate(asked))
    problems.stop_if_errors()
    return found


class _Search:
    """Looks for the documents of one book; every source is told of once."""

    def __init__(self, book: SourceDocument, session: Session, problems: Problems) -> None:
        self._book, self._session, self._problems = book, session, problems
        self._known: dict[str, tuple[Assignment, ...] | None] = {}
        self._bound: set[tuple[str, str]] = set()

    def line(self, place: int, line: PaperAsked, partner: str | None, above: str = "") -> Iterator[Member]:
        """The documents of a line, each with what is attached to it. `above` is the document that it is attached to."""
        for assignment in self._chosen(line, partner):
            if (above, assignment.name) in self._bound:
                self._problems.error(
                    "冊子",
                    f"「{assignment.name.split('/')[1]}」が二度あります",
                    "一つを消すか、「相手方:」で分けてください",
                    line.document.span(),
                )
                continue
            self._bound.add((above, assignment.name))
            own = assignment.partner or partner
            attached = (m for n, below in enumerate(line.attached) for m in self.line(n, below, own, assignment.name))
            yield Member(place, line.document, assignment, tuple(attached))

    def _chosen(self, line: PaperAsked, partner: str | None) -> tuple[Assignment, ...]:
        """Those of the source for the partners of the line, or for that of the book."""
        every = self._of(line.document)
        if every is None:
            return ()
        wanted = [name.text.strip() for name in line.partners]
        known = [a.partner for a in every if a.partner is not None]
        if not known:
            self._tell_undivided(line)
            return every
        for name in line.partners:
            if name.text.strip() not in known:
                self._problems.error(
                    "冊子",
                    f"「{line.document}」に「{name}」を相手方とする文書はありません",
                    nearest(name.text.strip(), known),
                    name.span(),
                )
        if wanted:
            return tuple(a for name in wanted for a in every if a.partner == name)
        if partner is None:
            return every
        if partner not in known:
            self._problems.error(
                "冊子",
                f"「{line.document}」に「{partner}」を相手方とする文書はありません",
                "「相手方:」で、どの相手方の文書を綴じるかを書いてください",
                line.document.span(),
            )
        return tuple(a for a in every if a.partner == partner)

    def _tell_undivided(self, line: PaperAsked) -> None:
        for name in line.partners:
            self._problems.error(
                "冊子",
                f"「{line.document}」は、相手方ごとの文書ではありません",
                "「相手方:」を消してください",
                name.span(),
            )

    def _of(self, document: Written) -> tuple[Assignment, ...] | None:
        """All documents of a source of the same folder; None after an error."""
        name = document.text.strip()
        if name not in self._known:
            self._known[name] = self._read(document, name)
        return self._known[name]

    def _read(self, document: Written, name: str) -> tuple[Assignment, ...] | None:
        folder, suffix = self._book.path.parent, self._book.path.suffix
        files = {n.rsplit(".", 1)[0]: n for n in self._session.files.listing(folder, "*.y*ml") if n != AREA_FILE}
        files = {stem: n for stem, n in files.items() if n.endswith((".yaml", ".yml"))}
        known = [stem for stem, n in files.items() if folder / n != self._book.path]
        if name not in known:
            cure = nearest(name, known) if known else f"綴じる原稿を同じフォルダに置いてください（○○{suffix}）"
            self._problems.error("冊子", f"「{document}」という原稿は同じフォルダにありません", cure, document.span())
            return None
        found = Problems()
        original = self._session.load(folder / files[name], found)
        self._problems.extend(found)
        if original is None:
            self._problems.error(
                "冊子",
                f"「{document}」に誤りがあるので、綴じられません",
                "先にその原稿を直してください",
                document.span(),
            )
            return None
        if original.kind.papers_asked(original.model):
            self._problems.error(
                "冊子",
                f"「{document}」も冊子です",
                "冊子の中に冊子は綴じられません。その冊子が綴じる文書を並べてください",
                document.span(),
            )
            return None
        return tuple(assignments_of(original, self._session, self._problems))
