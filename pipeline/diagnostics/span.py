"""Offsets in a source file -> places that a person can find: file, line, column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex


# The lines of a file are counted once for all its messages.
@lru_cache(maxsize=8)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(found.end() for found in _LINE_END.finditer(text)))


_LINE_END = regex("\n")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text file as it was read. `name` is the path to show, relative to where the clerk stands.

    `cell` is not empty if the text is that of one cell of a workbook: sheet and address, 別表!C5.
    """

    name: str
    text: str = field(repr=False)
    cell: str = ""

    def line(self, number: int) -> str:
        """The line with this number (from 1) without its end; empty beyond the file."""
        starts = _line_starts(self.text)
        if number > len(starts):
            return ""
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` up to `end` (offsets from 0) of a file."""

    file: SourceFile
    start: int
    end: int

    @property
    def line(self) -> int:
        """Line of the first character, from 1."""
        return bisect_right(_line_starts(self.file.text), self.start)

    @property
    def column(self) -> int:
        """Column of the first character, counted in characters from 1."""
        return self.start - (self.file.text.rfind("\n", 0, self.start) + 1) + 1

    def __str__(self) -> str:
        return f"{self.file.name} {self.file.cell}" if self.file.cell else f"{self.file.name}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file that has no lines: a part and paragraph of a .docx, a sheet and cell of an .xlsx."""

    file: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.file}: {self.where}" if self.where else self.file


# So many lines are named; who goes through a file one by one finds the others.
_MOST_LINES = 10


def elsewhere(places: Sequence[Span | Place | None]) -> str:
    """What a message adds of the places behind the first of one file: （ほかに3か所、6、11、21行目）; "" where there are none."""
    lines = list(dict.fromkeys(at.line for at in places if isinstance(at, Span) and not at.file.cell))[1:]
    rest = "、".join(map(str, lines[:_MOST_LINES])) + "行目" + ("など" if len(lines) > _MOST_LINES else "")
    return f"（ほかに{len(places) - 1}か所{f'、{rest}' if lines else ''}）" if len(places) > 1 else ""
