"""A scalar of a source and the way back from its characters to the file, through quotes, escapes and indentation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from pipeline.diagnostics.span import SourceFile, Span
from pipeline.late.dataclass import dataclass

# Length of the escapes of double-quoted YAML scalars that are longer than two characters (YAML 1.2, 5.7).
_LONG_ESCAPES = {"x": 4, "u": 6, "U": 10}


@dataclass(frozen=True, slots=True)
class Written:
    """A scalar as the clerk wrote it: its text, and the extent of its notation (quotes included) in the file.

    Two values are equal if their texts are: position is not part of the meaning.
    """

    text: str
    file: SourceFile = field(compare=False, repr=False)
    start: int = field(compare=False, repr=False)
    end: int = field(compare=False, repr=False)

    def __str__(self) -> str:
        return self.text

    def origin(self, start: int = 0, end: int | None = None) -> Origin:
        """The characters `start` up to `end` of the text, with the way back to the file."""
        return Origin(self, start, len(self.text) if end is None else end)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where those characters stand in the file."""
        stop = len(self.text) if end is None else end
        offsets = list(self._offsets())
        if stop <= start or stop > len(offsets):
            return Span(self.file, self.start, max(self.end, self.start + 1))
        return Span(self.file, offsets[start], offsets[stop - 1] + 1)

    def _offsets(self) -> Iterator[int]:
        """The file offset of every character of the text."""
        if self.file.cell:  # a cell of a workbook has no quotes and no indentation
            return iter(range(self.start, self.end))
        raw = self.file.text[self.start : self.end]
        match raw[:1]:
            case "|" if "\n" in raw:
                return self._in_block()
            case "'" if len(raw) > 1 and raw.endswith("'"):
                return self._in_single_quotes()
            case '"' if len(raw) > 1 and raw.endswith('"'):
                return self._in_double_quotes()
            case _:
                return iter(range(self.start, self.end))

    def _in_block(self) -> Iterator[int]:
        at = self.file.text.index("\n", self.start) + 1
        indent: int | None = None
        for line in self.text.split("\n"):
            end = self.file.text.find("\n", at)
            end = len(self.file.text) if end < 0 else end
            if indent is None and line:
                indent = end - at - len(line)
            first = at + (indent or 0) if line else end
            yield from range(first, first + len(line) + 1)  # the line and its end
            at = end + 1

    def _in_single_quotes(self) -> Iterator[int]:
        at = self.start + 1
        while at < self.end - 1:
            yield at
            at += 2 if self.file.text[at] == "'" else 1

    def _in_double_quotes(self) -> Iterator[int]:
        at = self.start + 1
        while at < self.end - 1:
            yield at
            at += _LONG_ESCAPES.get(self.file.text[at + 1], 2) if self.file.text[at] == "\\" else 1


@dataclass(frozen=True, slots=True)
class Origin:
    """A run of characters within a `Written`: what printed words remember of their source."""

    written: Written
    start: int
    end: int

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where characters `start` up to `end` of this run stand in the file."""
        return self.written.span(self.start + start, self.end if end is None else self.start + end)
