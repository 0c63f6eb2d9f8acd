"""The lines of a book -> the documents that they ask for, as assignments: of which source, for which partner, in which order."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.copies import model as copies
from pipeline.kinds.kind import FileAsked, PaperAsked
from pipeline.late.dataclass import dataclass
from pipeline.project.load import SourceDocument, beside
from pipeline.project.plan import Assignment, assignments_of
from pipeline.project.session import Session
from pipeline.source.decode import nearest


@dataclass(frozen=True, slots=True)
class Member:
    """A document that a book binds. `line` is the place of its line among those of its level, `asked` where it is named.

    `partner` is the municipality for which it is made, if it is for one. `paper`: a document, or a PDF of somebody else.
    """

    line: int
    asked: Written
    paper: Assignment | FileAsked
    partner: str | None
    attached: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A document; `about` is what it has in common with others: its partner, or of papers of a kind what they are about."""

    assignment: Assignment
    about: str | None

    @property
    def partner(self) -> str | None:
        """The municipality: papers about an agreement with one end in its name."""
        return self.about.rsplit(_PART, 1)[-1] if self.about else None

    def goes_with(self, about: str) -> bool:
        """Whether it belongs to what a document is about: the same, or the agreement itself."""
        name = self.assignment.name.split("/")[1]
        return about in (self.about, self.partner, name) or self.about == about.rsplit(_PART, 1)[-1]


def members(
    book: SourceDocument, partner: str | None, asked: tuple[PaperAsked, ...], session: Session, problems: Problems
) -> tuple[tuple[Member, ...], ...]:
    """The documents of each line; `partner` is that of the book. Raises Rejected."""
    search = _Search(book, session, problems)
    found = tuple(tuple(search.line(n, line, partner)) for n, line in enumerate(asked))
    problems.stop_if_errors()
    return found


# What parts the words of the name of a document: 議案-kyoyaku-月見町.
_PART = "-"
_WHICH = "「相手方:」で、どの相手方の文書を綴じるかを書いてください"


class _Search:
    """Looks for the documents of one book; every source is told of once."""

    def __init__(self, book: SourceDocument, session: Session, problems: Problems) -> None:
        self._book, self._session, self._problems = book, session, problems
        self._known: dict[str, tuple[Assignment, ...] | None] = {}
        self._bound: set[tuple[str, str]] = set()

    def line(self, place: int, line: PaperAsked, about: str | None, above: str = "") -> Iterator[Member]:
        """The documents of a line, each with what is attached to it.

        `about` is what a document has to be about: the partner of the book, or that to which it is attached (`above`).
        """
        if line.file is not None:
            yield Member(place, line.document, line.file, about, tuple(self._attached(line, about, line.document.text)))
            return
        for chosen in self._chosen(line, about):
            name = chosen.assignment.name
            if (above, name) in self._bound:
                self._problems.error(
                    "冊子",
                    f"「{name.split('/')[1]}」が二度あります",
                    "一つを消すか、「相手方:」で分けてください",
                    line.document.span(),
                )
                continue
            self._bound.add((above, name))
            attached = tuple(self._attached(line, chosen.about or about, name))
            yield Member(place, line.document, chosen.assignment, self._municipality(chosen), attached)

    def _municipality(self, chosen: _Chosen) -> str | None:
        """The partner; papers of a kind about an agreement that is one for all (議案-kyoyaku) end in a name that is none."""
        known = self._book.area.municipalities
        return chosen.partner if chosen.assignment.partner == chosen.about or chosen.partner in known else None

    def _attached(self, line: PaperAsked, about: str | None, above: str) -> Iterator[Member]:
        for n, below in enumerate(line.attached):
            yield from self.line(n, below, about, above)

    def _chosen(self, line: PaperAsked, about: str | None) -> tuple[_Chosen, ...]:
        """Those of the source for the partners of the line, or for that of the book."""
        every = self._of(line.document)
        if every is None:
            return ()
        found = tuple(self._of_kinds(line, every)) if line.papers else tuple(_Chosen(a, a.partner) for a in every)
        known = [c.about for c in found if c.about is not None]
        if not known:
            if not line.papers:
                self._tell_undivided(line)
            return found
        wanted = [name.text.strip() for name in line.partners]
        for name, text in zip(line.partners, wanted, strict=True):
            if not any(text in (c.about, c.partner) for c in found):
                self._tell_no_partner(line, text, nearest(text, known), name)
        if wanted:
            return tuple(c for text in wanted for c in found if text in (c.about, c.partner))
        if about is None:
            return found
        if not any(c.goes_with(about) for c in found):
            self._tell_no_partner(line, about, _WHICH, line.document)
        return tuple(c for c in found if c.goes_with(about))

    def _of_kinds(self, line: PaperAsked, every: tuple[Assignment, ...]) -> Iterator[_Chosen]:
        """The documents whose names begin with a kind of paper (議案-…), kind by kind."""
        kinds = dict.fromkeys((a.partner or "").split(_PART, 1)[0] for a in every)
        for kind in line.papers:
            name = kind.text.strip()
            if name not in kinds:
                self._problems.error(
                    "冊子",
                    f"「{line.document}」に「{kind}」という種類の文書はありません",
                    nearest(name, [k for k in kinds if k]) if any(kinds) else "「種類:」を消してください",
                    kind.span(),
                )
            for assignment in every:
                own, _, rest = (assignment.partner or "").partition(_PART)
                if own == name:
                    yield _Chosen(assignment, rest or None)

    def _tell_no_partner(self, line: PaperAsked, partner: str, cure: str, at: Written) -> None:
        self._problems.error(
            "冊子", f"「{line.document}」に「{partner}」を相手方とする文書はありません", cure, at.span()
        )

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
            self._known[name] = self._read(document)
        return self._known[name]

    def _read(self, document: Written) -> tuple[Assignment, ...] | None:
        original = named_source(document, self._book, self._session, self._problems)
        if original is None:
            return None
        if original.kind.papers_asked(original.model) or original.kind.name == copies.KIND:
            self._problems.error(
                "冊子",
                f"「{document}」は{original.kind.name}なので、綴じられません",
                "冊子の中に冊子は綴じられません。その冊子が綴じる文書を並べてください"
                if original.kind.name != copies.KIND
                else "控え票は、冊子の前に一枚ずつ重ねるものです。この行を消してください",
                document.span(),
            )
            return None
        return tuple(assignments_of(original, self._session, self._problems))


def named_source(named: Written, asking: SourceDocument, session: Session, problems: Problems) -> SourceDocument | None:
    """The source of that name in the folder of the one which asks; None after an error."""
    name, known = named.text.strip(), beside(asking.path, session.files)
    if name not in known:
        cure = nearest(name, known) if known else "その原稿を同じフォルダに置いてください"
        problems.error("冊子", f"「{named}」という原稿は同じフォルダにありません", cure, named.span())
        return None
    original = session.load(known[name], problems)
    if original is None:
        problems.error(
            "冊子", f"「{named}」に誤りがあるので、綴じられません", "先にその原稿を直してください", named.span()
        )
    return original
