"""The galley: what writers print. No writer adds, drops or changes a word of it.

Style names are those that Word shows and templates define (see styles.py). A label (第1条, 2, (1)) carries the
ideographic space that parts it from the text; writers hang the text behind it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import date

from pipeline.diagnostics import Origin
from pipeline.diagnostics.frozen import dataclass

# A run of this alone is a leader: dots lead from the words before it to those behind it, which stand at the right edge.
# It is white space and no word, so what it looks like is the business of writers. No source can hold it.
LEADER = "\t"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one character style (None: the paragraph's own).

    `origin` leads back to the source; `target` is the anchor of the paragraph that the words cite; `ruby` is the reading
    set over them; `page_of` is the anchor whose page the characters name (see contents.py).
    """

    text: str
    style: str | None = None
    origin: Origin | None = field(default=None, compare=False, repr=False)
    target: str | None = None
    ruby: str | None = None
    page_of: str | None = None


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph: label and text.

    `heading` is the level in the outline of the document (1 = title), None for body text; `outline` is the entry in
    bookmarks (None: no entry); `anchor` names the place for links and fields, unique in the galley.
    """

    style: str
    runs: tuple[Run, ...]
    label: tuple[Run, ...] = ()
    heading: int | None = None
    outline: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid: at least one paragraph; `columns` and `rows` say how many of them it spans."""

    paras: tuple[Para, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a grid; the first cell of a body row is its key (row header)."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table. `head` rows repeat on every page; `style` names the table style; `title` is its alternative text.

    `shares` are the widths of the columns in relation to one another, where the words decide and not the style.
    """

    style: str
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    title: str
    shares: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a new page, of a part that lies or stands."""

    landscape: bool = False


Block = Para | Grid | PageBreak


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of pages with furniture of its own: 表紙, 本文, 別表. Each begins a new page.

    The name is the slot of the DOCX template and the page of the PDF template. `landscape` turns the sheet.
    """

    name: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Galley:
    """A document ready to print.

    `fields` are the scalars that templates may show in their furniture (題名, 締結日 …); `day` dates the file
    (None: undated); `draft` marks every page with 案; `sources_sha256` identifies the sources.
    """

    title: str
    subject: str
    author: str
    day: date | None
    parts: tuple[Part, ...]
    fields: tuple[tuple[str, str], ...] = ()
    sources_sha256: str = ""
    draft: bool = False

    def used_styles(self) -> frozenset[str]:
        """Names of all paragraph styles that the document uses."""
        return frozenset(p.style for part in self.parts for p in paras(part.blocks))


def paras(blocks: Iterable[Block]) -> Iterable[Para]:
    """Every paragraph in reading order, those in cells included."""
    for block in blocks:
        match block:
            case Para():
                yield block
            case Grid(head=head, rows=rows):
                yield from (p for row in (*head, *rows) for cell in row.cells for p in cell.paras)
            case PageBreak():
                pass


def plain(runs: Iterable[Run]) -> str:
    """The characters alone."""
    return "".join(run.text for run in runs)
