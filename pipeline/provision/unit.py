"""The text of an agreement as numbered units: what the drafter of an amendment and its applier both know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from typing import Literal

from pipeline.labels.amendment_style import Number
from pipeline.labels.marks import DELETED
from pipeline.late.dataclass import dataclass
from pipeline.tree.nodes import ColumnForm

Level = Literal[
    "編", "章", "章節", "款", "目", "条", "項", "号", "細分", "小細分", "細分3", "細分4", "後文", "各附則",
    "別表", "節", "小節", "表", "部", "行", "備考", "様式",
]  # fmt: skip
SupplementPlace = Literal["末文の前", "末文の後"]
# Levels below a 号, by their depth.
SUBITEMS: tuple[Level, ...] = ("細分", "小細分", "細分3", "細分4")
# Headings above 条. They stand among the 条 that they head, for no amendment moves a 条 by moving its 章.
CHAPTERS: tuple[Level, ...] = ("編", "章", "章節", "款", "目")


# Clauses from the outside, and what may stand below each of them without a label.
CLAUSES: tuple[Level, ...] = ("条", "項", "号", *SUBITEMS)
UNMARKED: frozenset[Level] = frozenset({"後文", "表"})
# What parts the paragraphs of a cell; no source can hold it.
PARTED = "\v"


def readable(words: str) -> str:
    """Words for people: the paragraphs of a cell stand in one line, parted by blanks."""
    return words.strip(PARTED).replace(PARTED, " ")


@dataclass(frozen=True, slots=True)
class Look:
    """How a column of a table is set: by what it holds, and whether equal cells below each other are one."""

    form: ColumnForm
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as it is printed, with all below it.

    章節 is a 節 of a 章, 節 and 小節 are divisions of a 別表. 後文 is text without a label below or behind the unit that it
    belongs to; the text of a 号 that has a 見出し of its own is that 見出し. 各附則 is one of several, `text` what stands
    behind the word. 様式 is a 様式, 別記 or 別紙 behind the 別表: its `text` is the whole heading, which holds its number. A cell of several paragraphs has them parted by PARTED.
    `number` is () where none is printed. `text` holds the words of a 項, 号 or 細分, the heading of a 節 or 部, and
    （第3条関係） of a 別表; a 条 has none of its own, its words stand in its 項. `caption` is the 見出し of a 条 (or of a 項 of
    the 附則) without brackets; of a sheet that is no 別表, its name (別紙). `cells` are the 欄名 of a 表 or the cells of a 行. `key` and `skeleton` (the words with
    references by their targets) come from a source and take no part in equality; "" if unknown. `mark` is the label with the blank behind it as a paper bears it, "" if
    the unit was not read from one; it takes no part in equality either. `looks` are those of the columns of a 表 that came
    from a source, () if unknown; they are no words, and nothing of an amendment.
    """

    level: Level
    number: Number = ()
    text: str = ""
    caption: str | None = None
    cells: tuple[str, ...] = ()
    children: tuple[Unit, ...] = ()
    key: str = field(default="", compare=False)
    skeleton: str = field(default="", compare=False)
    mark: str = field(default="", compare=False)
    looks: tuple[Look, ...] = field(default=(), compare=False)

    @property
    def heading(self) -> str | None:
        """The 見出し that stands in brackets above it; the name of a sheet (別紙) stands in its own heading."""
        return self.caption if self.level != "別表" else None

    def walk(self) -> Iterator[Unit]:
        """The unit and all below it in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def words(self) -> str:
        """All words, captions and numbers apart, to compare units by."""
        return "\n".join("\n".join((u.text, *u.cells)) for u in self.walk())

    def is_struck(self) -> bool:
        """第5条　削除: the number stays and nothing else."""
        return self.words().strip() == DELETED


@dataclass(frozen=True, slots=True)
class Provision:
    """The amendable text of an agreement: 題名, 目次 (its lines below the word), 前文, 条, 末文, 附則, 別表. Dates and signatures are no part of it."""

    title: str = ""
    contents: tuple[str, ...] = ()
    preamble: tuple[str, ...] = ()
    articles: tuple[Unit, ...] = ()
    closing: tuple[str, ...] = ()
    supplement: tuple[Unit, ...] = ()
    schedules: tuple[Unit, ...] = ()
    # Where the paper itself prints the 附則; the plain text always has them behind the 末文.
    supplement_place: SupplementPlace = field(default="末文の後", compare=False)
    # How many lines of the 前文 are the 制定文, which stands above the 目次 and is never amended.
    enacting: int = field(default=0, compare=False)
    # The heading of the 附則 as a paper bears it.
    supplement_mark: str = field(default="", compare=False)


def names(rows: list[tuple[str, ...]]) -> list[str | None]:
    """What a 改め文 calls each 行 of a 表: its first cell, or its left cells read together where the first repeats.

    None where no run of left cells is the row's alone.
    """
    leads = [
        list(dict.fromkeys(lead for n in range(len(cells)) if (lead := "".join(cells[: n + 1])))) for cells in rows
    ]
    counts = Counter(lead for own in leads for lead in own)
    return [next((lead for lead in own if counts[lead] == 1), None) for own in leads]
