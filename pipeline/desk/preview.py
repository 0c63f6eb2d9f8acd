"""A document as its sources are at this moment -> pages as pictures, their words with the way to the source, problems."""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Iterable
from typing import TypeVar

import pypdfium2 as pdfium
from PIL.Image import Image
from PIL.ImageChops import difference

from pipeline.desk.places import PrintedWords, printed_words
from pipeline.desk.spoken import at_desk, field_of
from pipeline.diagnostics import Diagnostic, Place, Problems, Rejected, SourceFile, Span, Written
from pipeline.diagnostics.render import record
from pipeline.galley import Galley
from pipeline.late.dataclass import dataclass
from pipeline.project import documents, linting
from pipeline.project.council import pending
from pipeline.project.export.exporter import Exporter
from pipeline.project.plan import Assignment
from pipeline.project.provenance.seen import page_key, seen
from pipeline.project.session import Session
from pipeline.project.versions.printed import printed

Json = dict[str, object]
K = TypeVar("K")
_DOTS_PER_INCH = 144
# What stays at hand: PDFs of the last previews, pictures of some hundred pages of A4.
_MOST_PDF_BYTES, _MOST_PICTURE_BYTES = 16_000_000, 24_000_000


@dataclass(frozen=True, slots=True)
class PageView:
    """A page: its size in points, the key of its picture, its words."""

    width_pt: float
    height_pt: float
    key: str
    words: tuple[PrintedWords, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a document looks like; `pages` is None if it cannot be made, for the reasons in `problems`.

    What is being changed is shown though it is not built: it differs from the signed version, and from nothing else.
    """

    title: str | None
    pages: tuple[PageView, ...] | None
    problems: tuple[Diagnostic, ...]
    is_changing: bool = False


class Pictures:
    """Pictures of pages, made when they are asked for and kept by what they show; the oldest are forgotten."""

    def __init__(self) -> None:
        self._pdfs: OrderedDict[int, bytes] = OrderedDict()
        self._places: dict[str, tuple[int, int]] = {}  # of a page: the number of its PDF, its index in it
        self._made: OrderedDict[str, bytes] = OrderedDict()
        self._offered = 0

    def offer(self, keys: Iterable[str], pdf: bytes) -> None:
        """Lets the pictures of the pages of a PDF be asked for."""
        self._offered += 1
        self._pdfs[self._offered] = pdf
        self._places |= {key: (self._offered, index) for index, key in enumerate(keys)}
        _forget(self._pdfs, _MOST_PDF_BYTES)
        self._places = {key: place for key, place in self._places.items() if place[0] in self._pdfs}

    def png(self, key: str) -> bytes | None:
        """The picture; None for a key that was never offered, or long ago."""
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        if key not in self._places:
            return None
        number, index = self._places[key]
        made = self._made[key] = _drawn(self._pdfs[number], index)
        _forget(self._made, _MOST_PICTURE_BYTES)
        return made


def _forget(kept: OrderedDict[K, bytes], most_bytes: int) -> None:
    """Drops the oldest until the rest is small enough; the newest stays, however large."""
    size = sum(map(len, kept.values()))
    while size > most_bytes and len(kept) > 1:
        size -= len(kept.popitem(last=False)[1])


def _drawn(pdf: bytes, index: int) -> bytes:
    document = pdfium.PdfDocument(pdf)
    try:
        picture = document[index].render(scale=_DOTS_PER_INCH / 72, grayscale=False).to_pil()
        stream = io.BytesIO()
        _plainest(picture).save(stream, "PNG", compress_level=1)
        return stream.getvalue()
    finally:
        document.close()


def _plainest(picture: Image) -> Image:
    """Without its colours if it has none: a third of the size."""
    red, green, blue = picture.convert("RGB").split()
    grey = difference(red, green).getbbox() is None and difference(green, blue).getbbox() is None
    return red if grey else picture.convert("RGB")


def preview(assignment: Assignment, session: Session, pictures: Pictures) -> Preview:
    """The document as it would be printed now."""
    problems = Problems()
    try:
        galley, printer = galley_of(assignment, session, problems)
        laid = Problems()
        try:
            layout, pdf = printer.pages(galley, laid)
        finally:
            problems.extend(laid)
        linting.remarks((assignment,), session, problems)
    except Rejected:
        return Preview(None, None, tuple(problems.found))
    pages = []
    for sheet, words in zip(layout.pages, printed_words(galley, layout), strict=True):
        key = page_key(assignment.original.kind.template, sheet, draft=galley.draft)
        pages.append(PageView(sheet.width_pt, sheet.height_pt, key, words))
    pictures.offer([page.key for page in pages], pdf)
    return Preview(galley.title, tuple(pages), tuple(problems.found), pending.is_change(problems))


def galley_of(assignment: Assignment, session: Session, problems: Problems) -> tuple[Galley, Exporter]:
    """The document as a build would set it. Raises Rejected.

    One that was signed and is being changed stands as its source says it now, with what is said for not building it.
    """
    found = Problems()
    try:
        compiled, printer = documents.whole(assignment, session, found)
    except Rejected:
        problems.extend(found)
        if not pending.is_change(found):
            raise
        return printed(assignment, session, Problems()), documents.exporter(assignment.original, session)
    problems.extend(found)
    return compiled.galley, printer


def as_json(made: Preview) -> Json:
    """The preview for the browser: pages, words, scalars that words come from, problems."""
    scalars: dict[tuple[str, int, int], int] = {}
    table: list[Json] = []

    def number(written: Written) -> int:
        key = (written.file.name + "\0" + written.file.cell, written.start, written.end)
        if key not in scalars:
            scalars[key] = len(table)
            table.append(_scalar(written))
        return scalars[key]

    pages = [_page(page, number) for page in made.pages or ()]
    return {
        "title": made.title,
        "pages": pages if made.pages is not None else None,
        "changing": made.is_changing,
        "scalars": table,
        "problems": listed(made.problems),
        "seen": seen(page.key for page in made.pages) if made.pages is not None else "",
    }


def _page(page: PageView, number: object) -> Json:
    assert callable(number)
    lines = [
        [
            round(words.x, 5),
            round(words.y, 5),
            round(words.width, 5),
            round(words.height, 5),
            words.text,
            [[p.start, p.end, number(p.origin.written), p.origin.start, int(p.literal)] for p in words.pieces],
        ]
        for words in page.words
    ]
    return {"width": page.width_pt, "height": page.height_pt, "key": page.key, "lines": lines}


def _scalar(written: Written) -> Json:
    file: SourceFile = written.file
    span = written.span(0, 1) if written.text else written.span()
    return {
        "file": file.name,
        "cell": file.cell or None,
        "start": written.start,
        "end": written.end,
        "text": written.text,
        "line": span.line,
        "first": span.start,
    }


def listed(problems: Iterable[Diagnostic]) -> list[Json]:
    """Problems for the browser: as in JSON of the commands, with the offset in the file for the editor."""
    made = []
    for problem in problems:
        entry: Json = dict(record(problem))
        entry |= {"message": at_desk(problem.message), "cure": at_desk(problem.cure)}
        if (field := field_of(problem.place)) is not None:
            entry |= {"file": field, "line": None, "from": None, "to": None}
        elif isinstance(problem.place, Span):
            entry |= {"from": problem.place.start, "to": problem.place.end}
        elif isinstance(problem.place, Place):
            entry |= {"from": None, "to": None}
        made.append(entry)
    return made
