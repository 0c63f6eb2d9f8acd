"""The source of a book and the documents that its lines found -> its list: numbers, titles, pages, and where each paper begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.book.model import Book, Line, Section
from pipeline.kinds.book.numbers import BillNumber, counted
from pipeline.kinds.kind import Edition, EditionContext, PaperFound
from pipeline.kinds.shared.fields import area_values
from pipeline.labels.marks import CAPTION, GAP, PAGE_JOINT
from pipeline.source.fields import SourceModel
from pipeline.tree.nodes import IN_BOOK, PAGE_IN_BOOK, Inlines, Reference, Text
from pipeline.tree.opening import Numbering, Opening

# What a 件名 may put in.
_FIELD = re.compile(r"\{\{\s*(相手方|題名)\s*\}\}")
# What stands for a page until the book is laid out.
_PAGE_UNKNOWN = "88"


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper in the list; `depth` 2, or 3 if it is attached to another."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "深さ": "depth", "番号": "number", "件名": "title", "所管": "office", "頁": "page",
    }  # fmt: skip

    depth: int
    number: Inlines
    title: Inlines
    office: Written | None
    page: Inlines


@dataclass(frozen=True, slots=True)
class Listing:
    """A section of the list."""

    wording_names: ClassVar[Mapping[str, str]] = {"区分": "heading", "案件": "entries"}

    heading: Written | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper in its place: what the list says of it, and where it begins."""

    entry: Entry
    opening: Opening


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paper stands: its depth in the list, its level in the outline, how its pages are numbered, what heads it."""

    depth: int
    level: int
    numbering: Numbering
    above: tuple[tuple[int, str], ...] = ()


def prepare(model: SourceModel, setting: EditionContext, problems: Problems) -> Edition | None:
    """The book for a partner, or the only one. None after an error."""
    assert isinstance(model, Book)
    before = len(problems.errors)
    binder = _Binder(model, problems)
    found = iter(setting.papers)
    listings, openings = [], []
    for section in model.sections:
        papers = tuple(binder.section(section, [next(found) for _ in section.lines]))
        listings.append(Listing(section.heading, tuple(p.entry for p in papers)))
        openings += [p.opening for p in papers]
    if len(problems.errors) > before:
        return None
    entries = [entry for listing in listings for entry in listing.entries]
    title, issuer = _filled(model.title, setting.partner), _filled(model.issuer, setting.partner)
    return Edition(
        names={
            "題名": title,
            "日付": model.day,
            "団体": issuer,
            "目次": model.listing,
            "目次の題": model.listing_title,
            "各区分": tuple(listings),
            "番号あり": any(entry.number for entry in entries),
            "所管あり": any(entry.office is not None for entry in entries),
        },
        values=area_values(setting.area),
        title="".join(inline.text for inline in title),
        subject=setting.area.name.text,
        author="".join(inline.text for inline in issuer) or setting.area.name.text,
        day=None,
        openings=tuple(openings),
    )


class _Binder:
    """Gives the papers of one book their numbers and their places."""

    def __init__(self, model: Book, problems: Problems) -> None:
        self._by_bill, self._problems = model.paging == "議案ごと", problems
        self._known: dict[str, Written] = {}
        self._begun = 0  # papers that begin so far

    def section(self, section: Section, found: list[tuple[PaperFound, ...]]) -> Iterator[_Paper]:
        """The papers of a section, those that are attached behind their own."""
        first, more = section.number, 0
        above = ((1, section.heading.text),) if section.heading is not None else ()
        level = 1 + len(above)
        ordinal = 0
        for line, papers in zip(section.lines, found, strict=True):
            if line.number is not None:
                first, more = line.number, 0
            for paper in papers:
                ordinal += 1
                number = counted(first, more) if first is not None else None
                more += 1
                self._check(number)
                mark = section.heading.text if section.heading is not None else ""
                numbering = self._numbering(number, f"{mark}{ordinal}")
                yield self._paper(line, paper, number, _Place(2, level, numbering, above))
                above = ()
                stays = Numbering(numbering.prefix)
                for below in paper.attached:
                    yield self._paper(line.attached[below.line], below, None, _Place(3, level + 1, stays))

    def _numbering(self, number: BillNumber | None, otherwise: str) -> Numbering:
        if not self._by_bill:
            return Numbering(restarts=self._begun == 0)
        shown = str(number.figure) if number is not None and number.figure is not None else otherwise
        return Numbering(f"{shown}{PAGE_JOINT}", restarts=True)

    def _paper(self, line: Line, paper: PaperFound, number: BillNumber | None, place: _Place) -> _Paper:
        self._begun += 1
        anchor = f"綴{self._begun}"
        title = _title(line, paper)
        leads = ((anchor,),)
        entry = Entry(
            place.depth,
            (Text(number.printed, None),) if number is not None else (),
            (Reference(None, IN_BOOK, leads, title),),
            line.office,
            (Reference(None, PAGE_IN_BOOK, leads, _PAGE_UNKNOWN),),
        )
        named = f"{number.printed}{GAP}{title}" if number is not None else title
        return _Paper(entry, Opening(named, anchor, place.level, place.numbering, place.above))

    def _check(self, number: BillNumber | None) -> None:
        """A number is that of one paper."""
        if number is None or number.is_open:
            return
        if number.printed in self._known:
            self._problems.error(
                "冊子",
                f"「{number.printed}」が二件あります",
                "初めの番号を確かめてください（数字のない番号は、続きの番号になりません）",
                number.written.span(),
            )
        self._known.setdefault(number.printed, number.written)


def _title(line: Line, paper: PaperFound) -> str:
    """件名: as written, or what the document calls itself and for which partner it is."""
    if line.title is not None:
        values = {"相手方": paper.partner or "", "題名": paper.title}
        return _FIELD.sub(lambda match: values[match[1]], line.title.text)
    return f"{paper.title}{CAPTION[0]}{paper.partner}{CAPTION[1]}" if paper.partner is not None else paper.title


def _filled(text: Written | None, partner: str | None) -> tuple[Text, ...]:
    """Words of the cover, which may name the partner of the book."""
    if text is None:
        return ()
    words = re.sub(r"\{\{\s*相手方\s*\}\}", lambda _: partner or "", text.text)
    return (Text(words, text.origin() if words == text.text else None),)
