"""The source of a book and the documents that its lines found -> its list: numbers, titles, pages, and where each paper begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import ClassVar

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.book.model import Book, Line, Section
from pipeline.kinds.book.numbers import Bill, BillNumber, by_bill, numbered
from pipeline.kinds.book.put_in import put_in
from pipeline.kinds.kind import Edition, EditionContext, PaperFound
from pipeline.kinds.shared.fields import area_values
from pipeline.labels.marks import CAPTION, GAP
from pipeline.late.dataclass import dataclass
from pipeline.source.fields import SourceModel
from pipeline.tree.nodes import IN_BOOK, PAGE_IN_BOOK, Inlines, Reference, Text
from pipeline.tree.opening import Numbering, Opening

# What stands for a page until the book is laid out.
_PAGE_UNKNOWN = "88"
_ANCHOR = "綴"


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


def prepare(model: SourceModel, setting: EditionContext, problems: Problems) -> Edition | None:
    """The book for a partner, or the only one. None after an error."""
    assert isinstance(model, Book)
    before = problems.failed
    bills = list(numbered(model, setting.papers, problems))
    prefixes = by_bill(bills, problems) if model.paging == "議案ごと" else None
    if problems.failed > before:
        return None
    papers = list(_papers(bills, prefixes, problems))
    listings = list(_listings(model, [(entry, of) for entry, _, of in papers]))
    title, issuer, day, listing_title = (
        _filled(text, setting.partner, problems) for text in (model.title, model.issuer, model.day, model.listing_title)
    )
    for text in _as_they_are(model):
        put_in(text, {}, "", problems)
    if problems.failed > before:
        return None
    return Edition(
        names={
            "題名": title,
            "日付": day,
            "団体": issuer,
            "目次": model.listing,
            "目次の題": listing_title,
            "各区分": tuple(listing for listing in listings if listing.entries),
            "番号あり": any(entry.number for entry, _, _ in papers),
            "所管あり": any(entry.office is not None for entry, _, _ in papers),
        },
        values=area_values(setting.area),
        title="".join(inline.text for inline in title),
        subject=setting.area.name.text,
        author="".join(inline.text for inline in issuer) or setting.area.name.text,
        day=None,
        openings=tuple(opening for _, opening, _ in papers),
    )


def _listings(model: Book, entries: list[tuple[Entry, Section]]) -> Iterator[Listing]:
    """The sections of the list: those without a heading go on in the one before that has none either."""
    open_: list[Entry] = []
    for section in model.sections:
        own = [entry for entry, of in entries if of is section]
        if section.heading is None:
            open_ += own
            continue
        if open_:
            yield Listing(None, tuple(open_))
            open_ = []
        yield Listing(section.heading, tuple(own))
    if open_:
        yield Listing(None, tuple(open_))


def _papers(
    bills: list[Bill], prefixes: list[str] | None, problems: Problems
) -> Iterator[tuple[Entry, Opening, Section]]:
    """Every paper as the list shows it and where it begins, those that are attached behind their own."""
    begun, above = 0, None
    titles = Counter(paper.title for bill in bills for paper in (bill.paper, *bill.paper.attached))
    for n, bill in enumerate(bills):
        heading = bill.section.heading
        numbering = Numbering(restarts=n == 0) if prefixes is None else Numbering(prefixes[n], restarts=True)
        heads = ((1, heading.text),) if heading is not None and above is not bill.section else ()
        level, above = 1 if heading is None else 2, bill.section
        lines = [(bill.line, bill.paper), *((bill.line.attached[a.line], a) for a in bill.paper.attached)]
        for depth, (line, paper) in enumerate(lines):
            begun += 1
            anchor, title = f"{_ANCHOR}{begun}", _title(line, paper, titles, problems)
            number = bill.number if not depth else None
            named = f"{number.printed}{GAP}{title}" if number is not None else title
            yield (
                _entry(line, title, number, anchor, 3 if depth else 2),
                Opening(named, anchor, level + bool(depth), numbering, heads),
                bill.section,
            )
            heads, numbering = (), Numbering(numbering.prefix)


def _entry(line: Line, title: str, number: BillNumber | None, anchor: str, depth: int) -> Entry:
    leads = ((anchor,),)
    return Entry(
        depth,
        (Text(number.printed),) if number is not None else (),
        (Reference(None, IN_BOOK, leads, title),),
        line.office,
        (Reference(None, PAGE_IN_BOOK, leads, _PAGE_UNKNOWN),),
    )


def _title(line: Line, paper: PaperFound, titles: Mapping[str, int], problems: Problems) -> str:
    """件名: as written, or what the document calls itself; and for which partner it is, where several call themselves so."""
    if line.title is not None:
        values = {"相手方": paper.partner, "題名": paper.title}
        return put_in(line.title, values, f"「{line.named}」は、相手方ごとの文書ではありません", problems)
    told = paper.partner is not None and titles[paper.title] > 1
    return f"{paper.title}{CAPTION[0]}{paper.partner}{CAPTION[1]}" if told else paper.title


def _as_they_are(model: Book) -> Iterator[Written]:
    """Words of the list that are printed as they stand."""
    for section in model.sections:
        if section.heading is not None:
            yield section.heading
        for line in section.lines:
            yield from (below.office for below in (line, *line.attached) if below.office is not None)


def _filled(text: Written | None, partner: str | None, problems: Problems) -> tuple[Text, ...]:
    """Words of the cover, which may name the partner of the book."""
    if text is None:
        return ()
    words = put_in(text, {"相手方": partner}, "この冊子に「相手方:」がありません", problems)
    return (Text(words, text.origin() if words == text.text else None),)
