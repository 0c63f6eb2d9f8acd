"""The document tree: what a document is, before it is numbered, bound and set.

Names follow the Standard Law XML Schema (Article, ArticleCaption, Paragraph, Item, Subitem, AppdxTable). Every node is
frozen; where a node came from stands in `origin` and takes no part in equality. Keys name a node for as long as it
lives: they survive moves. A key that begins with 「#」 is only a position, given where the clerk gave none.
"""

from __future__ import annotations

from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import OwnLabels
from pipeline.notation.numbers.scheme import Scheme
from pipeline.tree.clauses import (
    Article,
    CellLine,
    Chapter,
    ChapterContents,
    ChapterLevel,
    ClauseBlock,
    Closing,
    Column,
    ColumnForm,
    Cover,
    DateLine,
    HeadingPlace,
    Item,
    Lead,
    Marker,
    NoteKind,
    Notes,
    Number,
    Paragraph,
    Preamble,
    PublicationLine,
    Row,
    RowKind,
    Schedule,
    ScheduleBlock,
    Section,
    Signature,
    Signer,
    SignerLines,
    SignerPart,
    Supplement,
    Table,
    TableCell,
    Title,
    cell,
)
from pipeline.tree.inlines import (
    IN_BOOK,
    LINE_IN_BOOK,
    PAGE_IN_BOOK,
    TO_HEADING,
    Emphasis,
    Footnote,
    Inline,
    Inlines,
    Name,
    NotePlace,
    Path,
    Reference,
    Text,
    span_in,
    text_of,
    underlined,
)
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
    ContentsLine,
    ContentsTitle,
    Enclosure,
    Figure,
    FigureShape,
    Heading,
    Illustration,
    PageBreak,
    Passage,
    PassageRole,
    ProseBlock,
)

Block = ClauseBlock | ProseBlock


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `kind` is its 種別, `labels` tells how it numbers its units where it departs from the house.

    `captions_behind`: a 見出し stands behind the number of its 条 (第1条（目的）　…). `numbered_firsts`: the first of several
    項 bears its number too.
    """

    kind: str
    cover: Cover | None
    body: tuple[Block, ...]
    labels: OwnLabels = OwnLabels()
    captions_behind: bool = False
    numbered_firsts: bool = False


__all__ = [
    "IN_BOOK",
    "LINE_IN_BOOK",
    "PAGE_IN_BOOK",
    "TO_HEADING",
    "ArrowPoints",
    "Article",
    "Bar",
    "Block",
    "Box",
    "Bullet",
    "Cell",
    "CellLine",
    "CellRole",
    "CellRow",
    "CellTable",
    "CellText",
    "Chapter",
    "ChapterContents",
    "ChapterLevel",
    "Chart",
    "ChartRow",
    "ChartShape",
    "ClauseBlock",
    "Closing",
    "Column",
    "ColumnForm",
    "Contents",
    "ContentsLine",
    "ContentsTitle",
    "Cover",
    "DateLine",
    "Document",
    "Emphasis",
    "Enclosure",
    "Figure",
    "FigureShape",
    "Footnote",
    "Heading",
    "HeadingPlace",
    "Illustration",
    "Inline",
    "Inlines",
    "Item",
    "Lead",
    "Marker",
    "Name",
    "NoteKind",
    "NotePlace",
    "Notes",
    "Number",
    "PageBreak",
    "Paragraph",
    "Passage",
    "PassageRole",
    "Path",
    "Preamble",
    "ProseBlock",
    "PublicationLine",
    "Reference",
    "Row",
    "RowKind",
    "Schedule",
    "ScheduleBlock",
    "Scheme",
    "Section",
    "Signature",
    "Signer",
    "SignerLines",
    "SignerPart",
    "Supplement",
    "Table",
    "TableCell",
    "Text",
    "Title",
    "cell",
    "span_in",
    "text_of",
    "underlined",
]
