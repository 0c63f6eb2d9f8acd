"""The laid-out document: pages of placed text, rules and fills, and the structure they belong to. Pure data.

Lengths are points from the lower left corner of the sheet unless a name says otherwise (mem: 1/1000 of the em).
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from pipeline.galley import Grid, SignatureBox
from pipeline.late.dataclass import dataclass
from pipeline.notation.numbers.enumeration import roman
from pipeline.pictures import picture as image
from pipeline.tree.opening import Numbering
from pipeline.typeset.lines.classes import Units
from pipeline.typeset.styling.design import Colour, TextStyle

# Element of a fragment that is not part of the document: page numbers, repeated heads and keys.
ARTIFACT = -1


@dataclass(frozen=True, slots=True)
class Span:
    """Units of one font in a line: `shifts_mem[k]` is the space added behind `texts[k]`.

    `inline` counts the links and words with a reading of the text; None: the span belongs to no such. Its characters are
    `scale` times as large as the text's and stand `raised_em` higher.
    """

    font: str
    texts: tuple[Units, ...]
    shifts_mem: tuple[float, ...]
    inline: int | None = None
    scale: float = 1.0
    raised_em: float = 0.0


class LinkBox(NamedTuple):
    """Where the words of a link stand in a line, in points from the edge of the box; `target` is an anchor."""

    x0_pt: float
    x1_pt: float
    inline: int
    target: str
    words: str


class Reading(NamedTuple):
    """The reading over words (ruby), at half the size of the text; `spacing_pt` follows every unit."""

    x_pt: float
    spacing_pt: float
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """A set line. `x_pt` counts from the left edge of its box; `spacing_mem` follows every unit.

    `underlines`: where strokes begin and end, in points from the same edge.
    """

    x_pt: float
    spacing_mem: float
    spans: tuple[Span, ...]
    underlines: tuple[tuple[float, float], ...] = ()
    links: tuple[LinkBox, ...] = ()
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class SetText:
    """A paragraph or label broken into lines; one for all places where the same words stand at the same width.

    `dressed`: some line has an underline, a link or a reading.
    """

    style: TextStyle
    lines: tuple[Line, ...]
    dressed: bool = False


class InlineOwner(NamedTuple):
    """The elements of a link or of words with a reading: that of the words, and that of the reading."""

    words: int
    reading: int


@dataclass(frozen=True, slots=True)
class Text:
    """Lines `first` up to `last` of a text; `y_pt` is the baseline of the first of them, `x_pt` the edge of the box.

    `inlines[k]` owns the spans of `inline` k; empty: all belongs to `element`.
    """

    element: int
    x_pt: float
    y_pt: float
    text: SetText
    first: int
    last: int
    inlines: tuple[InlineOwner, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; `shade` 0 is white, 1 black; `colour` is instead of it."""

    x0_pt: float
    y0_pt: float
    x1_pt: float
    y1_pt: float
    width_pt: float
    shade: float = 1.0
    colour: Colour | None = None


class Fill(NamedTuple):
    """A grey rectangle; `shade` 0 is white, 1 black; `colour` is instead of it."""

    x0_pt: float
    y0_pt: float
    x1_pt: float
    y1_pt: float
    shade: float
    colour: Colour | None = None


class Polygon(NamedTuple):
    """A filled grey area without an outline; its corners one after another."""

    corners_pt: tuple[tuple[float, float], ...]
    shade: float


class Picture(NamedTuple):
    """What a drawing draws on one page, in this order; `box_pt` is left, bottom, right, top of all of it."""

    element: int
    box_pt: tuple[float, float, float, float]
    fills: tuple[Fill, ...]
    rules: tuple[Rule, ...]
    polygons: tuple[Polygon, ...]


class PlacedBox(NamedTuple):
    """A box for an electronic signature on a page; `edges_pt` are left, bottom, right, top."""

    element: int
    edges_pt: tuple[float, float, float, float]
    box: SignatureBox


class PlacedImage(NamedTuple):
    """A picture of a file on a page; `box_pt` is left, bottom, right, top."""

    element: int
    box_pt: tuple[float, float, float, float]
    picture: image.Picture


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet. `number` is the number that it bears in the document, None if its part has none.

    `numbering` says how a book writes it. `inserted` names the page of somebody else that goes here: the hash
    of its file and its place in it ("": none does).
    """

    part: str
    number: int | None
    width_pt: float
    height_pt: float
    texts: tuple[Text, ...]
    rules: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    pictures: tuple[Picture, ...] = ()
    images: tuple[PlacedImage, ...] = ()
    numbering: Numbering = Numbering()
    inserted: str = ""
    boxes: tuple[PlacedBox, ...] = ()

    @property
    def label(self) -> str:
        """The number as it is printed; "" if the page bears none."""
        return numbered(self.number, self.numbering) if self.number is not None else ""


def numbered(number: int, numbering: Numbering) -> str:
    """The number of a page as a book writes it."""
    return numbering.prefix + (roman(number).lower() if numbering.roman else str(number))


class Role(Enum):
    """What an element is; the values are the standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4)."""

    # A member is one object; Enum would hash its name, in Python.
    __hash__ = object.__hash__

    DOCUMENT = "Document"
    PAPER = "Part"
    HEADING_1 = "H1"
    HEADING_2 = "H2"
    HEADING_3 = "H3"
    HEADING_4 = "H4"
    HEADING_5 = "H5"
    HEADING_6 = "H6"
    PARAGRAPH = "P"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    ITEM_BODY = "LBody"
    CONTENTS = "TOC"
    CONTENTS_ITEM = "TOCI"
    REFERENCE = "Reference"
    TABLE = "Table"
    ROW = "TR"
    HEAD_CELL = "TH"
    CELL = "TD"
    FIGURE = "Figure"
    LINK = "Link"
    NOTE = "Note"
    FORM = "Form"
    RUBY = "Ruby"
    RUBY_BASE = "RB"
    RUBY_TEXT = "RT"


# Roles of elements within a paragraph: they stand where their words stand among those of the paragraph.
INLINE_ROLES = frozenset({Role.LINK, Role.RUBY, Role.RUBY_BASE, Role.RUBY_TEXT})


class Scope(Enum):
    """What a head cell is the head of."""

    COLUMN = "Column"
    ROW = "Row"


@dataclass(frozen=True, slots=True)
class Element:
    """A node of the structure tree; elements stand in document order, `parent` is the place of the parent (-1: none).

    `columns` and `rows`: how many a table cell spans. `title`: what a table is about, what a figure says, what a paper or a box to sign in is called. `headers`: the
    elements of the head cells of a cell, where scopes do not tell them. `box_pt`: left, bottom, right, top of a figure.
    """

    role: Role
    parent: int
    scope: Scope | None = None
    columns: int = 1
    rows: int = 1
    title: str | None = None
    headers: tuple[int, ...] = ()
    box_pt: tuple[float, float, float, float] | None = None


class Bookmark(NamedTuple):
    """An entry of the outline. `page` counts from 0; `y_pt` is the top of the line it leads to."""

    level: int
    title: str
    page: int
    y_pt: float


class Place(NamedTuple):
    """Where a paragraph begins. `page` counts from 0; `y_pt` is the top of its first line."""

    page: int
    y_pt: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole document; `anchors` are the places that links lead to, in document order.

    `narrow` are tables in which a number would be parted: such a layout is not to be printed (see galley/tables/narrow_tables.py).
    """

    pages: tuple[Page, ...]
    elements: tuple[Element, ...]
    bookmarks: tuple[Bookmark, ...]
    anchors: dict[str, Place]
    narrow: tuple[Grid, ...] = ()
