"""Nodes of papers of clauses (agreements, memoranda, rules): 題名, 前文, 章, 条, 附則, 末文, 記名, 別表 and their tables."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from pipeline.diagnostics import Origin
from pipeline.late.dataclass import dataclass
from pipeline.notation.numbers.scheme import Scheme
from pipeline.tree.inlines import Inlines, Path, Reference
from pipeline.tree.prose import Illustration

# (3,) for 第3条, (3, 2) for 第3条の2.
Number = tuple[int, ...]
ChapterLevel = Literal["編", "章", "節", "款", "目"]
ColumnForm = Literal["文", "金額", "数", "割合", "印"]
# 計 is the last row of a table, 帯 one that reaches over all columns.
RowKind = Literal["行", "計", "帯"]
NoteKind = Literal["備考", "注"]
HeadingPlace = Literal["次の行", "関係の前", "関係の後"]
# 役割分担表: a measure, what it is, and the role of each party, in columns of set widths.
TableStyle = Literal["役割分担表", "別表の表"]


@dataclass(frozen=True, slots=True)
class Cover:
    """表紙: title, date and the parties on one line; of a plan, the office that made it below them, a picture below its title."""

    title: Inlines
    date: Inlines
    parties: tuple[Inlines, ...]
    office: Inlines = ()
    picture: Illustration | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """題名. `mark` stands before it in a collection of rules (○); it belongs to the publication, not to the text."""

    text: Inlines
    mark: Inlines = ()


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """A line that a publication adds above or below the title: its number, its date, （令和2年3月25日変更）."""

    text: Inlines


@dataclass(frozen=True, slots=True)
class Preamble:
    """前文: one paragraph; a preamble of several stands as several. `listed`: a name of a list in it. `enacting`: a 制定文."""

    text: Inlines
    listed: bool = False
    enacting: bool = False


@dataclass(frozen=True, slots=True)
class DateLine:
    """The date of a paper where it does not stand in the signature block."""

    text: Inlines


MarkerRole = Literal["記", "以上"]


@dataclass(frozen=True, slots=True)
class Marker:
    """記 in the middle above what is written item by item (下記のとおり), or 以上 at the right below it."""

    text: Inlines
    role: MarkerRole


@dataclass(frozen=True, slots=True)
class Chapter:
    """編, 章, 節, 款 or 目: the heading of what follows, up to the next of its level or above.

    `path` is the way to it once it is numbered.
    """

    key: str
    level: ChapterLevel
    heading: Inlines
    number: Number | None = None
    path: Path = ()
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ChapterContents:
    """目次 of a paper with 章, each with the articles in it.

    `reach` stands between the first and the last of several articles, `pair` between two.
    """

    reach: str = "―"
    pair: str = "・"
    lists_supplement: bool = True
    lists_schedules: bool = False


@dataclass(frozen=True, slots=True)
class CellLine:
    """A paragraph of a cell. One with a scheme is numbered; `depth` counts from 0."""

    text: Inlines
    scheme: Scheme | None = None
    number: int = 0
    depth: int = 0


TableCell = tuple[CellLine, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `merged`: equal cells below each other are one; `groups` are the heads above its own, topmost first."""

    key: str
    heading: Inlines
    form: ColumnForm = "文"
    merged: bool = False
    share: int = 0
    groups: tuple[Inlines, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row; its key is the text of its first cell unless the clerk gave another. A 帯 has one cell."""

    key: str
    cells: tuple[TableCell, ...]
    kind: RowKind = "行"
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Notes:
    """備考 or 注: one text without a number, several with."""

    kind: NoteKind
    texts: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """表: as many cells in every row as there are columns, but for a 帯. `style` is that of the grid.

    `after` goes on below its notes.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: Inlines = ()
    notes: tuple[Notes, ...] = ()
    style: TableStyle = "別表の表"
    after: tuple[Inlines, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """号, and below it 号の細分 to any depth. `caption` stands behind the label, the text then below it.

    `after` goes on behind what stands below. `branch`: it is a branch of the one before; a deleted one keeps its number.
    """

    key: str
    text: Inlines
    number: Number | None = None
    items: tuple[Item, ...] = ()
    caption: Inlines = ()
    after: tuple[Inlines, ...] = ()
    tables: tuple[Table, ...] = ()
    branch: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """項. The first of an article prints no number. `opening` and `ending` (記, 以上) enclose its 号 and what stands behind them.

    `passed` 項 of the text stand before it and are left out here (抄); they are counted.
    """

    key: str
    text: Inlines
    number: int | None = None
    items: tuple[Item, ...] = ()
    caption: Inlines = ()
    after: tuple[Inlines, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[Notes, ...] = ()
    opening: Inlines = ()
    ending: Inlines = ()
    passed: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """条. `number` is (3,) for 第3条, (3, 2) for 第3条の2; `caption` is its 見出し without brackets, () if it has none.

    `bare`: the 項 of a paper that has no 条; no number of the article is printed, and its first 項 bears one.
    `passed` 条 of the text stand before it, `left` 項 behind its last one, which are left out here (抄).
    """

    key: str
    caption: Inlines
    paragraphs: tuple[Paragraph, ...]
    number: Number | None = None
    branch: bool = False
    deleted: bool = False
    bare: bool = False
    passed: int = 0
    left: int = 0
    origin: Origin | None = field(default=None, compare=False, repr=False)

    @property
    def several(self) -> bool:
        """Whether it has more 項 than one, shown here or not: then they bear numbers."""
        return len(self.paragraphs) + self.left + sum([p.passed for p in self.paragraphs]) > 1


@dataclass(frozen=True, slots=True)
class Supplement:
    """附則: articles of its own, or one article whose 項 they are (`bare`). `title` stands behind the word 附則.

    `left` 条 behind the last one are left out here (抄). `word` is 付則 or 附則 where it is not that of the paper.
    """

    key: str
    title: Inlines
    articles: tuple[Article, ...]
    left: int = 0
    word: str = ""
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Closing:
    """末文: この連携協約の締結を証するため、…"""

    text: Inlines


SignerPart = Literal["記号", "住所", "名称", "職名", "氏名", "印"]
SignerLines = tuple[tuple[SignerPart, ...], ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """One party of the signature block: 甲, 職名, 氏名; where its layout asks, 住所 and 名称. `heading`: 立会人.

    `lines`: how its own lines are set, () if as those of all.
    """

    symbol: str
    office: Inlines
    name: Inlines
    address: Inlines = ()
    body: Inlines = ()
    heading: Inlines = ()
    lines: SignerLines = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """記名押印欄: the day (() if it stands elsewhere), the parties, and what stands on each line of a party.

    The symbol stands before the first line of a party unless a line says where. `literal`: lines as somebody wrote them.
    `boxes`: a box for an electronic signature stands beside each of them.
    """

    date: Inlines
    signers: tuple[Signer, ...]
    lines: SignerLines = (("職名",), ("氏名",))
    seal: Inlines = ()
    unsigned: bool = False
    literal: tuple[Inlines, ...] = ()
    boxes: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """前書き: words of a 別表 above its table."""

    text: Inlines


@dataclass(frozen=True, slots=True)
class Section:
    """A division of a schedule: 1, 2 … and below it (1), (2) …; one whose scheme counts nothing prints no number."""

    key: str
    heading: Inlines
    blocks: tuple[ScheduleBlock, ...]
    number: int | None = None
    scheme: Scheme | None = None
    origin: Origin | None = field(default=None, compare=False, repr=False)


ScheduleBlock = Section | Table | Lead | Notes


@dataclass(frozen=True, slots=True)
class Schedule:
    """別表. `relates_to` are the articles named behind its label: 別表（第3条関係）; `heading` stands below it.

    `number` is None while it is the only one (別表), else 1 for 別表第1. `landscape`: its sheets lie. `label` is that of a
    sheet that goes by another name (別紙, 様式第1号); it is not counted. `joint` stands between the articles; `heading_place`
    tells where the heading stands: on a line of its own, or on that of the label before or behind the articles.
    """

    key: str
    relates_to: tuple[Reference, ...]
    blocks: tuple[ScheduleBlock, ...]
    number: int | None = None
    heading: Inlines = ()
    landscape: bool = False
    label: Inlines = ()
    joint: str = "、"
    heading_place: HeadingPlace = "次の行"
    origin: Origin | None = field(default=None, compare=False, repr=False)


ClauseBlock = (
    Title
    | PublicationLine
    | Preamble
    | DateLine
    | Marker
    | ChapterContents
    | Chapter
    | Article
    | Supplement
    | Closing
    | Signature
    | Schedule
)


def cell(text: Inlines) -> TableCell:
    """A cell of one paragraph."""
    return (CellLine(text),)
