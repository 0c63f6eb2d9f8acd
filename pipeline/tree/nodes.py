"""The document tree: what a document is, before it is numbered, bound and set.

Names follow the Standard Law XML Schema (Article, ArticleCaption, Paragraph, Item, Subitem, AppdxTable). Every node is
frozen; where a node came from stands in `origin` and takes no part in equality. Keys name a node for as long as it
lives: they survive moves. A key that begins with 「#」 is only a position, given where the clerk gave none.
"""

from __future__ import annotations

from dataclasses import field

from pipeline.diagnostics import Origin
from pipeline.diagnostics.light_dataclass import dataclass
from pipeline.tree.inlines import Emphasis, Inline, Inlines, Name, Path, Reference, Text, span_in, text_of, underlined
from pipeline.tree.prose import (
    ArrowPoints,
    Bar,
    Box,
    Bullet,
    Cell,
    CellRole,
    CellRow,
    CellTable,
    CellText,
    Chart,
    ChartRow,
    ChartShape,
    Contents,
    Figure,
    FigureShape,
    Heading,
    PageBreak,
    Passage,
    PassageRole,
    ProseBlock,
)
from pipeline.tree.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Cover:
    """表紙: title, date and the parties on one line."""

    title: Inlines
    date: Inlines
    parties: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """題名."""

    text: Inlines


@dataclass(frozen=True, slots=True)
class Preamble:
    """前文: one paragraph; a preamble of several stands as several."""

    text: Inlines


@dataclass(frozen=True, slots=True)
class Subitem:
    """号の細分: ア, (ア)."""

    key: str
    text: Inlines
    number: int | None = None
    subitems: tuple[Subitem, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """号."""

    key: str
    text: Inlines
    number: int | None = None
    subitems: tuple[Subitem, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """項. The first of an article prints no number."""

    key: str
    text: Inlines
    number: int | None = None
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """条. `number` is (3,) for 第3条, (3, 2) for 第3条の2; `caption` is its 見出し without brackets."""

    key: str
    caption: Inlines
    paragraphs: tuple[Paragraph, ...]
    number: tuple[int, ...] | None = None
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Closing:
    """末文: この連携協約の締結を証するため、…"""

    text: Inlines


@dataclass(frozen=True, slots=True)
class Signer:
    """One party of the signature block: 甲, 職名, 氏名."""

    symbol: str
    office: Inlines
    name: Inlines


@dataclass(frozen=True, slots=True)
class Signature:
    """記名押印欄: the day and the parties."""

    date: Inlines
    signers: tuple[Signer, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    key: str
    heading: Inlines


@dataclass(frozen=True, slots=True)
class Row:
    """A row; its key is the text of its first cell unless the clerk gave another."""

    key: str
    cells: tuple[Inlines, ...]
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """表: as many cells in every row as there are columns."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered division of a schedule: 1, 2 … and below it (1), (2) …"""

    key: str
    heading: Inlines
    blocks: tuple[Section | Table, ...]
    number: int | None = None
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Schedule:
    """別表. `relates_to` are the articles named behind its label: 別表（第3条関係）.

    `number` is None while it is the only one (別表), else 1 for 別表第1.
    """

    key: str
    relates_to: tuple[Reference, ...]
    blocks: tuple[Section | Table, ...]
    number: int | None = None
    origin: Origin | None = field(default=None, compare=False, repr=False)


Block = Title | Preamble | Article | Closing | Signature | Schedule | ProseBlock


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `kind` is its 種別."""

    kind: str
    cover: Cover | None
    body: tuple[Block, ...]


__all__ = [
    "ArrowPoints",
    "Article",
    "Bar",
    "Block",
    "Box",
    "Bullet",
    "Cell",
    "CellRole",
    "CellRow",
    "CellTable",
    "CellText",
    "Chart",
    "ChartRow",
    "ChartShape",
    "Closing",
    "Column",
    "Contents",
    "Cover",
    "Document",
    "Emphasis",
    "Figure",
    "FigureShape",
    "Heading",
    "Inline",
    "Inlines",
    "Item",
    "Name",
    "PageBreak",
    "Paragraph",
    "Passage",
    "PassageRole",
    "Path",
    "Preamble",
    "ProseBlock",
    "Reference",
    "Row",
    "Schedule",
    "Scheme",
    "Section",
    "Signature",
    "Signer",
    "Subitem",
    "Table",
    "Text",
    "Title",
    "span_in",
    "text_of",
    "underlined",
]
