"""The galley: what writers print. No writer adds, drops or changes a word of it.

Style names are those that Word shows and templates define (see styles.py). A label (第1条, 2, (1)) carries the
ideographic space that parts it from the text; writers hang the text behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from datetime import date
from enum import Enum
from operator import is_
from typing import Literal

from pipeline.diagnostics import Origin
from pipeline.labels.marks import CLOSING, GAP, OPENING
from pipeline.late.dataclass import dataclass
from pipeline.pictures import Picture
from pipeline.tree.opening import Opening

# A run of this alone is a leader: dots lead from the words before it to those behind it, which stand at the right edge.
# It is white space and no word, so what it looks like is the business of writers. No source can hold it.
LEADER = "\t"
# A gap of this style is a leader, too, but one that stays the gap that it is wherever nothing has an edge to lead to: in plain
# text, in bookmarks, in an entry of 目次 (an amount behind a name).
LEADING_STYLE = "リーダー"
# Behind the anchor in Run.page_of: not the page of the place is named, but its line on that page.
LINE_OF = "#行"
# What stands for the title and for the chapter at hand in the form of a running head.
TITLE_MARK, CHAPTER_MARK = "{題名}", "{見出し}"

ArrowPoints = Literal["上", "下", "上下", "左", "右", "左右"]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one character style (None: the paragraph's own).

    `origin` leads back to the source; `target` is the anchor of the paragraph that the words cite; `ruby` is the reading
    set over them; `page_of` is the anchor whose page, or with LINE_OF behind it whose line, the characters name (see contents.py).
    """

    text: str
    style: str | None = None
    origin: Origin | None = field(default=None, compare=False, repr=False)
    target: str | None = None
    ruby: str | None = None
    page_of: str | None = None


def leads(run: Run) -> bool:
    """Whether dots lead from what is before this run to what is behind it."""
    return run.text == LEADER or run.style == LEADING_STYLE


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """A box for an electronic signature: `name` is its own in the document, `spoken` is read out for it.

    It holds no words, so that only a format that can be signed shows it.
    """

    name: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph: label and text.

    `heading` is the level in the outline of the document (1 = title), None for body text; `outline` is the entry in
    bookmarks (None: no entry); `anchor` names the place for links and fields, unique in the galley. `box` stands beside
    all paragraphs in a row that name it.
    """

    style: str
    runs: tuple[Run, ...]
    label: tuple[Run, ...] = ()
    heading: int | None = None
    outline: str | None = None
    anchor: str | None = None
    box: SignatureBox | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid: at least one paragraph; `columns` and `rows` say how many of them it spans."""

    paras: tuple[Para, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a grid; the first cell of a body row is its key (row header). One that `keeps` stays on the page of the next."""

    cells: tuple[Cell, ...]
    keeps: bool = False


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


class Tone(Enum):
    """How an area of a drawing is filled: greys and hatchings that stay apart in grey print, and on a copy of it."""

    PAPER = "白"
    PALE = "淡"
    MIDDLE = "中"
    DARK = "濃"
    RISING = "斜線"
    FALLING = "逆斜線"
    ACROSS = "横線"
    GRID = "格子"


@dataclass(frozen=True, slots=True)
class Arrow:
    """A block arrow in the middle of a tile; `points` is where to: 上, 下, 左, 右, or both of two."""

    points: ArrowPoints
    width_em: float
    height_em: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar along a tile, in its middle; it begins and ends at parts of the tile's width (0 to 1)."""

    start: float
    end: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Tile:
    """A rectangle on the raster of a drawing: words in the middle of its height, or `high` in it, and what is drawn there.

    `columns` and `rows` say how many it spans. `strokes` are those of its edges that are drawn, of 上右下左; `guides`
    those that are drawn faintly (中: between its columns, behind its bars, where a writer can). `line`: how far in its words begin a line of plain text; None: they go on in the line.
    """

    paras: tuple[Para, ...] = ()
    columns: int = 1
    rows: int = 1
    strokes: str = ""
    guides: str = ""
    tone: Tone | None = None
    arrow: Arrow | None = None
    bars: tuple[Bar, ...] = ()
    high: bool = False
    line: int | None = None


class Break(Enum):
    """Whether a page may end behind a band of a drawing."""

    NEVER = "不可"
    IF_NEEDED = "やむを得ないとき"
    WELCOME = "可"


@dataclass(frozen=True, slots=True)
class Band:
    """A row of the raster: as high as its words ask for, or just `height_em`; then no words stand in it alone."""

    tiles: tuple[Tile, ...]
    height_em: float | None = None
    ends: Break = Break.NEVER


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure: boxes, connectors, arrows and bars as tiles of a raster that is as wide as the text.

    `columns` are shares of the width; tiles fill every band from left to right, those that reach in from above
    included. `head` bands repeat on every page. An em is that of the style 図本文. `title` says what the figure is,
    `described()` what it says.
    """

    title: str
    columns: tuple[float, ...]
    head: tuple[Band, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a new page, of a part that lies or stands."""

    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of a file; `alt` is read out for it. Its width is a part of that of the text, or in points; None: as it may be.

    `origin` leads back to where the source says it.
    """

    picture: Picture
    alt: str
    share: float | None = None
    width_pt: float | None = None
    origin: Origin | None = field(default=None, compare=False, repr=False)

    def size_pt(self, measure_pt: float) -> tuple[float, float]:
        """Width and height in a text of this width. Pixels are not made larger than print shows them well."""
        if self.width_pt is not None:
            width = min(self.width_pt, measure_pt)
        elif self.share is not None:
            width = measure_pt * self.share
        else:
            natural = self.picture.width_px * (1.0 if self.picture.form == "svg" else 72 / PRINTED_DPI)
            width = min(measure_pt, natural)
        return width, width * self.picture.ratio


# Pixels to an inch that print shows well; below the other bound they are seen.
PRINTED_DPI, COARSE_DPI = 200, 100

Block = Para | Grid | Drawing | Image | PageBreak


@dataclass(frozen=True, slots=True)
class Inserted:
    """A PDF of somebody else, bound as it is. `sizes_pt` are its pages as they are shown.

    `level` of PDF/A-2 is what a book that holds it may declare ("A", "B"; "": none), `accessible` whether PDF/UA-1.
    `texts` say what stands on each page of a scan; `stamped`: the book prints its numbers on the pages.
    """

    name: str
    data: bytes = field(repr=False)
    sha256: str
    sizes_pt: tuple[tuple[float, float], ...]
    level: str
    accessible: bool
    texts: tuple[str, ...] = ()
    stamped: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of pages with furniture of its own: 表紙, 本文, 別表. Each begins a new page.

    The name is the slot of the DOCX template and the page of the PDF template. `landscape` turns the sheet. `opens` is
    the paper of a book that begins here; the parts up to the next one belong to it. `inserted` stands in a PDF instead of
    the blocks, which tell of it elsewhere.
    """

    name: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    opens: Opening | None = None
    inserted: Inserted | None = None


@dataclass(frozen=True, slots=True)
class Galley:
    """A document ready to print.

    `fields` are the scalars that templates may show in their furniture (題名, 締結日 …); `day` dates the file
    (None: undated); `draft` marks every page with 案; `sources_sha256` identifies the sources. `notes` stand at the foot of
    the pages of their marks (see footnotes.py), in the order of these. `running`
    is the form of running heads, {題名} and {見出し} in it; "": that of the stylesheet.
    """

    title: str
    subject: str
    author: str
    day: date | None
    parts: tuple[Part, ...]
    fields: tuple[tuple[str, str], ...] = ()
    sources_sha256: str = ""
    draft: bool = False
    notes: tuple[Para, ...] = ()
    running: str = ""


def paras(blocks: Iterable[Block]) -> Iterable[Para]:
    """Every paragraph in reading order, those in cells included."""
    for block in blocks:
        match block:
            case Para():
                yield block
            case Grid(head=head, rows=rows):
                yield from (p for row in (*head, *rows) for cell in row.cells for p in cell.paras)
            case Drawing(head=head, bands=bands):
                yield from (p for band in (*head, *bands) for tile in band.tiles for p in tile.paras)
            case Image() | PageBreak():
                pass


def each_para(galley: Galley, changed: Callable[[Para], Para]) -> Galley:
    """The galley with every paragraph and note as `changed` gives it back; what holds none that differs stays the same object."""
    parts = []
    for part in galley.parts:
        blocks = tuple([_changed(block, changed) for block in part.blocks])
        same = all(new is old for new, old in zip(blocks, part.blocks, strict=True))
        parts.append(part if same else replace(part, blocks=blocks))
    return replace(galley, parts=tuple(parts), notes=tuple([changed(note) for note in galley.notes]))


def _changed(block: Block, changed: Callable[[Para], Para]) -> Block:
    def in_cell(cell: Cell) -> Cell:
        made = tuple([changed(para) for para in cell.paras])
        return cell if all(map(is_, made, cell.paras)) else replace(cell, paras=made)

    def in_row(row: Row) -> Row:
        made = tuple([in_cell(cell) for cell in row.cells])
        return row if all(map(is_, made, row.cells)) else replace(row, cells=made)

    def in_band(band: Band) -> Band:
        tiles = tuple([in_tile(tile) for tile in band.tiles])
        return band if all(map(is_, tiles, band.tiles)) else replace(band, tiles=tiles)

    def in_tile(tile: Tile) -> Tile:
        made = tuple([changed(para) for para in tile.paras])
        return tile if all(map(is_, made, tile.paras)) else replace(tile, paras=made)

    match block:
        case Image():
            return block
        case Para():
            return changed(block)
        case Grid(head=head, rows=rows):
            first, others = tuple([in_row(row) for row in head]), tuple([in_row(row) for row in rows])
            same = all(map(is_, first, head)) and all(map(is_, others, rows))
            return block if same else replace(block, head=first, rows=others)
        case Drawing(head=bands, bands=more):
            upper, lower = tuple(map(in_band, bands)), tuple(map(in_band, more))
            same = all(map(is_, upper, bands)) and all(map(is_, lower, more))
            return block if same else replace(block, head=upper, bands=lower)
        case PageBreak():
            return block


def plain(runs: Iterable[Run]) -> str:
    """The characters alone."""
    return "".join(run.text for run in runs)


def drawn_lines(bands: Iterable[Band]) -> Iterator[str]:
    """The words of a drawing in reading order, line by line."""
    parts: list[str] = []
    for band in bands:
        for tile in band.tiles:
            words = " ".join(plain(p.label) + plain(p.runs) for p in tile.paras)
            if not words:
                continue
            if parts and tile.line is not None:
                yield "\t".join(parts)
                parts = []
            parts.append(GAP * (tile.line or 0) + words)
    if parts:
        yield "\t".join(parts)


def described(title: str, bands: Iterable[Band]) -> str:
    """What a drawing, or the part of it on one page, tells those who cannot see it: its title and all its words.

    What hangs from a box stands behind it in brackets.
    """
    lines = [(len(line) - len(line.lstrip(GAP)), line.strip(GAP).replace("\t", "、")) for line in drawn_lines(bands)]
    made, open_ = title + GAP, 0
    for n, (depth, words) in enumerate(lines):
        if n:
            before = lines[n - 1][0]
            if depth > before:
                made, open_ = made + OPENING, open_ + 1
            else:
                closed = min(open_, before - depth)
                made, open_ = made + CLOSING * closed + ("、" if open_ > closed or closed else GAP), open_ - closed
        made += words
    return made + CLOSING * open_
