"""What a paper was read as: parts with the words as printed, before they become a source."""

from __future__ import annotations

from dataclasses import field

from pipeline.importing.paper import Line, Note
from pipeline.importing.structure.marks import Number
from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import SupplementWord


@dataclass(slots=True)
class Grid:
    """A table: names of its columns (with those above each, topmost first), rows, and what stands around.

    A row is a list of cells, each a tuple of paragraphs, or one str: a band over all columns. `merged` are the columns
    in which the cell above goes on (its words are repeated in the rows).
    """

    heads: list[str]
    groups: list[tuple[str, ...]]
    rows: list[list[tuple[str, ...]] | str]
    line: Line
    title: str = ""
    merged: set[int] = field(default_factory=set)
    head_rows: list[Line] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Particulars:
    """記 and 以上 as they stand, around 号 or a whole body; the second "" while there is none."""

    opening: str
    ending: str = ""


@dataclass(slots=True)
class Clause:
    """A unit with a label and all below it: 章, 条, 項, 号 (at any depth), and a division of a 別表.

    `caption` is the 見出し of a 条, or what an item prints in its own line above its text; `after` stands behind what is
    below it. `notes` are the 注 of a 項, `particulars` the lines around its 号.
    """

    level: str
    line: Line
    number: Number = ()
    mark: str = ""
    kind: str = ""
    caption: str | None = None
    text: str = ""
    children: list[Clause] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_deleted: bool = False
    particulars: Particulars | None = None


@dataclass(slots=True)
class Signer:
    """A name at the end. `symbol` "" for a paper without 甲乙; `lines` tells what stands on each of its lines."""

    symbol: str
    line: Line
    address: str = ""
    name: str = ""
    office: str = ""
    head: str = ""
    seal: str = ""
    lines: list[list[str]] = field(default_factory=list)
    heading: str = ""


@dataclass(slots=True)
class Annex:
    """A 別表: what it belongs to, its heading, words above its tables, divisions, tables, remarks.

    `label` is what it goes by if a build does not count it; `heading_place` tells where on its first line the heading is.
    """

    line: Line
    number: Number = ()
    related: list[str] = field(default_factory=list)
    heading: str = ""
    heading_place: str = ""
    joint: str = "、"
    label: str = ""
    foreword: list[str] = field(default_factory=list)
    children: list[Annex] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    afterword: list[str] = field(default_factory=list)
    mark: str = ""
    kind: str = ""
    has_numbered_remarks: bool = False
    first_mark: str = ""
    is_deleted: bool = False


@dataclass(slots=True)
class Supplement:
    """An 附則: the words behind its name in brackets, how that is written, and its 項 or 条."""

    line: Line
    title: str = ""
    word: SupplementWord = "附則"
    clauses: list[Clause] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A paper as an agreement. `computed` are the labels and other characters that a build puts there by itself."""

    title: str = ""
    name: str = ""
    has_cover: bool = False
    sign: str = ""
    above_title: list[str] = field(default_factory=list)
    below_title: list[str] = field(default_factory=list)
    day: str = ""
    day_places: list[str] = field(default_factory=list)
    parties: list[tuple[str, str]] = field(default_factory=list)
    preamble: list[str | list[str]] = field(default_factory=list)
    enacting: int = 0
    particulars: Particulars | None = None
    contents: list[Line] = field(default_factory=list)
    contents_form: tuple[str, str, str, str] | None = None
    body: list[Clause] = field(default_factory=list)
    # How many more captions stand behind the number of their 条 than above it.
    captions_behind: int = 0
    numbers_first: bool = False
    supplements: list[Supplement] = field(default_factory=list)
    supplements_last: bool = False
    closing: list[str] = field(default_factory=list)
    signers: list[Signer] = field(default_factory=list)
    witnesses: list[Signer] = field(default_factory=list)
    literal_names: list[str] = field(default_factory=list)
    # Who signs by the lines that are printed as they stand.
    unsaid_signers: list[Signer] = field(default_factory=list)
    symbol_form: str = ""
    ends_behind_annexes: bool = False
    annexes: list[Annex] = field(default_factory=list)
    ladder: dict[int, str] = field(default_factory=dict)
    paragraph_sign: str = ""
    schedule_sign: str = ""
    has_kanji_numerals: bool = False
    has_arabic_annexes: bool = False
    computed: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    left_over: list[Line] = field(default_factory=list)
    # What a collection notes on how the text came about: no part of it.
    histories: list[Line] = field(default_factory=list)

    @property
    def unwritten(self) -> list[Line]:
        """The lines that stand in no source."""
        return [*self.left_over, *self.histories]

    def place_day(self, words: str, place: str) -> None:
        """The day of signing stands here. A build says it once more wherever it stands again."""
        if self.day_places or self.has_cover:
            self.computed.append(words)
        else:
            self.day = words
        self.day_places.append(place)

    def guess(self, message: str, line: Line, cure: str = "元の文と見比べて、原稿を確かめてください") -> None:
        """Tells of something that was worked out."""
        self.notes.append(Note(message, cure, line.span))
