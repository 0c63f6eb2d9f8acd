"""The bytes of a file <-> its lines, each with its own line end: what is written back differs in nothing but what was changed."""

from __future__ import annotations

from dataclasses import replace

from pipeline.late.dataclass import dataclass

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end, and its end ("" behind the last one)."""

    words: str
    end: str


@dataclass(frozen=True, slots=True)
class Text:
    """A file as lines. `words` is its text as the reader knows it: line ends counted as one character."""

    bom: bytes
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, data: bytes) -> Text:
        """The lines of a file in UTF-8."""
        body = data.removeprefix(_BOM)
        parts = body.decode("utf-8").split("\n")
        made = [Line(p.removesuffix("\r"), "\r\n" if p.endswith("\r") else "\n") for p in parts[:-1]]
        return cls(data[: len(data) - len(body)], (*made, Line(parts[-1], "")))

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.bom + "".join(line.words + line.end for line in self.lines).encode("utf-8")

    @property
    def words(self) -> str:
        """The text as the reader knows it."""
        return "\n".join(line.words for line in self.lines)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 0, of a character of `words`."""
        before = self.words[:offset]
        return before.count("\n"), offset - before.rfind("\n") - 1

    def spliced(self, start: int, end: int, words: str) -> Text:
        """With `words`, in one line, in place of the characters from `start` up to `end`, which may be of several."""
        first, column = self.place(start)
        last, stop = self.place(end)
        line = Line(self.lines[first].words[:column] + words + self.lines[last].words[stop:], self.lines[last].end)
        return replace(self, lines=(*self.lines[:first], line, *self.lines[last + 1 :]))

    def with_lines(self, lines: list[Line]) -> Text:
        """Of these lines; new ones (end "") end as the others do, the last of a file as it did."""
        usual = next((line.end for line in self.lines if line.end), "\n")
        made = [line if line.end else replace(line, end=usual) for line in lines[:-1]]
        return replace(self, lines=(*made, replace(lines[-1], end="")))
