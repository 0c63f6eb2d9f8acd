"""Nodes of plain documents (ビジョン概要, 事業一覧, 基本計画): headings, paragraphs, lists, tables with spans, figures.

They stand one after another in the body of a document: a heading governs all that follows, up to the next of its level
or above. Labels are never typed: a heading, an item or a cell says by which scheme it is numbered.
"""

from __future__ import annotations

from dataclasses import field
from fractions import Fraction
from typing import Literal

from pipeline.diagnostics import Origin
from pipeline.late.dataclass import dataclass
from pipeline.notation.numbers.scheme import Scheme
from pipeline.tree.inlines import Inlines

# 段落 begins one character in; 添え書き (dates, units) stands at the right; 標語 stands alone in the middle of the line.
# Of letters and bills: 議案番号 and 宛名 stand at the left, 件名 is their heading, 発信 (number, day, sender) stands at the
# right, 中見出し (提案理由) in the middle; 別紙見出し heads what is enclosed.
PassageRole = Literal[
    "段落",
    "添え書き",
    "標語",
    "議案番号",
    "件名",
    "発信",
    "宛名",
    "中見出し",
    "別紙見出し",
    "記書き",
    "記書き続き",
    "表題",
    "図題",
]
# What a paragraph of a cell is; 項目 names what the rest of the row tells of, 均等 does so spread over the column.
# 帯 is a bar over the years that its cell spans, 計 names the row of totals.
CellRole = Literal["見出し", "項目", "均等", "本文", "中央", "数値", "帯", "計"]
# 体系: what hangs from a box stands at its right. 枠: a box holds its head and what is said of it (set as a table).
# 仕組み: a box says its head and who acts, the boxes in it by which means and to which end. 体制: bodies and their parts.
FigureShape = Literal["体系", "枠", "仕組み", "体制"]
# 日程: bars over the columns of a scale. 内訳: bars of parts that make a whole. 比較: bars that are measured by the longest.
ChartShape = Literal["日程", "内訳", "比較"]
# Where an arrow leads from a box: to the next one, from it, or both.
ArrowPoints = Literal["上", "下", "上下", "左", "右", "左右"]


@dataclass(frozen=True, slots=True)
class Heading:
    """見出し of a level (1 = highest). `first` is its number, where that is not the one after its sibling before it.

    `continued`: the heading above, printed once more where its matter goes on; it bears the same number.
    `listed` is what 目次 calls it, where that is not its own words; a heading without a number is listed only by it.
    """

    key: str
    level: int
    scheme: Scheme
    text: Inlines
    first: int | None = None
    continued: bool = False
    number: int | None = None
    listed: Inlines = ()
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of running words."""

    role: PassageRole
    text: Inlines


@dataclass(frozen=True, slots=True)
class Bullet:
    """箇条 without a number: its sign (・, ○, ※, ★) is data, for it says what the words are. `level` counts from 1."""

    sign: str
    text: Inlines
    level: int = 1


@dataclass(frozen=True, slots=True)
class CellText:
    """A paragraph of a cell; one with a scheme is numbered within its table, unless its number is given."""

    role: CellRole
    text: Inlines
    scheme: Scheme = field(default_factory=lambda: Scheme(""))
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and how many columns and rows it spans."""

    texts: tuple[CellText, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row: the cells that begin in it."""

    cells: tuple[Cell, ...]
    key: str = ""
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CellTable:
    """表 whose cells may span. `style` names how it looks; `title` says to those who cannot see it what it is about."""

    style: str
    title: Inlines
    head: tuple[CellRow, ...]
    rows: tuple[CellRow, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a figure: its lines (the first is its head), and the boxes that belong to it.

    `arrow` stands between the box and the next one, `arrow_text` beside it.
    """

    lines: tuple[Inlines, ...]
    boxes: tuple[Box, ...] = ()
    arrow: ArrowPoints | None = None
    arrow_text: Inlines = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """図: boxes that belong to one another. All its words are text; `title` is its alternative text."""

    shape: FigureShape
    title: Inlines
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """棒: from a part of the scale to a part of it (0 to 1). `tone` counts the ways of filling; `texts` say what it is."""

    start: Fraction
    end: Fraction
    tone: int = 0
    texts: tuple[Inlines, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A row of a chart: what it is about, and its bars. One of 日程 without bars is the head of those that follow."""

    texts: tuple[Inlines, ...]
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """図表: bars, row by row. All its words are text; `title` is its alternative text.

    `scale` are the heads of 日程: of the words, of the times that the texts of the bars say, and of each column.
    """

    shape: ChartShape
    title: Inlines
    scale: tuple[Inlines, ...]
    rows: tuple[ChartRow, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """改頁: what follows begins a page, on sheets that lie (横) or stand, up to the next."""

    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """目次: the numbered headings of the document down to a level, the deepest with the pages on which they stand.

    `joint` parts the numbers of headings above from their own (1-1-2); None: every heading bears its own label.
    """

    title: Inlines
    depth: int
    joint: str | None = None


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of a list of the papers of a book: their heading (level 1, without a page), or one of them and its page."""

    level: int
    label: Inlines
    text: Inlines
    page: Inlines


@dataclass(frozen=True, slots=True)
class ContentsTitle:
    """The title of such a list."""

    text: Inlines


@dataclass(frozen=True, slots=True)
class Enclosure:
    """別紙: another paper as it is printed, in the place of this node; `name` is what it was asked by."""

    name: str


@dataclass(frozen=True, slots=True)
class Illustration:
    """図版: a picture of a file. `alt` says what is to be seen; `title`, `source` and `rights` are printed below it.

    `width` is a part of the width of the text (80%) or in millimetres (120mm); "": as wide as it may be.
    """

    file: str
    alt: Inlines
    width: str = ""
    title: Inlines = ()
    source: Inlines = ()
    rights: Inlines = ()


ProseBlock = (
    Heading
    | Illustration
    | Passage
    | Bullet
    | CellTable
    | Figure
    | Chart
    | PageBreak
    | Contents
    | ContentsLine
    | ContentsTitle
    | Enclosure
)
