"""What every reader of papers hands on: lines with their places, rows with their cells, and what was noticed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from pipeline.diagnostics import SourceFile, Span
from pipeline.late.dataclass import dataclass
from pipeline.notation.text.char_width import width_em
from pipeline.notation.text.characters import forbidden

BLANKS = " 　\t\xa0\u200b\ufeff\r\n\v\f"


Role = Literal[
    "", "見出しの文", "号の後文", "後文", "注", "改める文", "号の下", "細分の下", "細分の下2", "細分の下3", "細分の下4",
]  # fmt: skip
# Words below a 号 or a 細分, by its depth: the text below its heading, or what stands behind it.
BELOW: tuple[Role, ...] = ("号の下", "細分の下", "細分の下2", "細分の下3", "細分の下4")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its paragraphs. `goes_on`: the cell above goes on here, and no word stands in it."""

    paras: tuple[str, ...] = ("",)
    goes_on: bool = False
    columns: int = 1

    @property
    def text(self) -> str:
        """All words, the paragraphs one behind the other as the plain text of a document shows them."""
        return " ".join(p for p in self.paras if p)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paper, or a row of one of its tables; `table` is the number of a table whose borders are known.

    `heading` is the level in the outline (0: none, or not known); `drawn`: the row is part of a drawing set as a table;
    `listed`: an entry of 目次, the page at its end. `role`: what a line without a label is, where the paper says so: the words
    below the heading of a 号, words behind it or behind all 号, either of the first two, a 注 of the 項, or those by which the
    項 amends another paper, whatever they begin with.
    """

    text: str
    span: Span
    cells: tuple[Cell, ...] = ()
    table: int = 0
    is_head: bool = False
    heading: int = 0
    drawn: bool = False
    listed: bool = False
    role: Role = ""
    shown: str = ""

    @property
    def bare(self) -> str:
        """The line without blanks at its ends; tabs in it are blanks."""
        return self.text.strip(BLANKS).replace("\t", "\u3000")

    @property
    def column_em(self) -> float:
        """How far from the edge a line of a plain text begins, in em."""
        text, start = self.span.file.text, self.span.start
        return width_em(text[text.rfind("\n", 0, start) + 1 : start])

    def is_right_below(self, above: Line) -> bool:
        """Whether nothing stands between two lines of a plain text."""
        return above.span.file.text.count("\n", above.span.end, self.span.start) == 1


# What a note is of: something that was read, or something of the file that says words of which none were read.
Sort = Literal["read", "unread"]


@dataclass(frozen=True, slots=True)
class Note:
    """What a person has to look at. `words` are those of the paper that stand in no line and are told here instead."""

    message: str
    cure: str
    span: Span
    words: str = ""
    sort: Sort = "read"

    @property
    def is_unexamined(self) -> bool:
        """Whether it is of words that stand in no line, told here or not."""
        return self.sort == "unread" or bool(self.words.strip(BLANKS))


@dataclass(frozen=True, slots=True)
class Paper:
    """The lines of a paper from top to bottom, blank ones left out, and what was noticed while reading.

    `pictures`: what is read out for each; None where a file does not tell. `images`: what is the same for each picture of the
    very same bytes, "" for one that is not known.
    """

    lines: tuple[Line, ...]
    notes: tuple[Note, ...] = ()
    pictures: tuple[str, ...] | None = None
    images: tuple[str, ...] | None = None


def latin_gap(above: str, below: str) -> str:
    """A blank where two words of Latin letters would become one."""
    a, b = above[-1:], below[:1]
    return " " if a.isascii() and b.isascii() and a.isalpha() and b.isalpha() else ""


def characters(texts: Iterable[str]) -> Counter[str]:
    """How often each character occurs, blanks apart: what conservation is counted in."""
    return Counter(c for text in texts for c in text if c not in BLANKS and not c.isspace())


def spot(name: str, text: str, where: str) -> Span:
    """The place of a line in a file that has no lines of text: a paragraph of Word, a row of a table."""
    return Span(SourceFile(name, text, where), 0, max(1, len(text)))


def cleaned(paper: Paper) -> Paper:
    """The paper without the characters that no source may hold (control characters, 外字); each is told."""
    lines: list[Line] = []
    notes = list(paper.notes)
    for line in paper.lines:
        found = forbidden(line.text.replace("\t", " "))
        if not found:
            lines.append(line)
            continue
        bad = {line.text[f.start : f.end] for f in found}
        for f in found:
            char = line.text[f.start : f.end]
            message = f"原稿に書けない文字（U+{ord(char):04X}）を除きました: 「{_around(line.text, f.start, bad)}」の後"
            notes.append(Note(message, "外字なら、その字を表す文字を原稿に書き足してください", line.span, char))
        cells = tuple(replace(c, paras=tuple(_free(p, bad) for p in c.paras)) for c in line.cells)
        made = replace(line, text=_free(line.text, bad), cells=cells)
        if made.bare:
            lines.append(made)
    return replace(paper, lines=tuple(lines), notes=tuple(notes))


def _free(text: str, bad: set[str]) -> str:
    return "".join(c for c in text if c not in bad)


def _around(text: str, at: int, bad: set[str]) -> str:
    return _free(text[max(0, at - 10) : at], bad)
