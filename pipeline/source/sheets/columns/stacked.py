"""A column whose cells say several things on several lines -> which of the lines belong to which key.

Budgets set last year's amount in brackets below this year's, lists of indicators the result below its target:
「当初予算額／（前年度当初）」 over 「12,400／（9,800）」. A line is known by its brackets, or where the head has none, by its place.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

_PAIRS = {"（": "）", "(": ")", "〈": "〉", "<": ">", "《": "》", "［": "］", "[": "]", "【": "】", "〔": "〕"}
_ALIKE = str.maketrans("(<[", "（〈［")
# 目標（実績）: two heads on one line.
_TWO = regex(r"([^（(〈<\[［]+)[（(〈<\[［](.+)[）)〉>\]］]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a head: its words, and the mark that its lines in the cells begin with: a bracket, ※, or ""."""

    words: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """Which lines of a cell are meant: those with the mark of the line `at` of the head."""

    marks: tuple[str, ...]
    at: int

    @property
    def is_first(self) -> bool:
        """Whether a cell of one thing alone says this."""
        return self.at == 0

    @property
    def by_place(self) -> bool:
        """Whether the lines have no marks, so that each has its place."""
        return not any(self.marks)

    def of(self, lines: Sequence[str]) -> tuple[str, ...] | None:
        """Those lines without their marks; None if they are not as many as those of the head."""
        if self.by_place:
            if lines and len(lines) != len(self.marks):
                return None
            return tuple(lines[self.at : self.at + 1])
        own: list[str] = []
        now = 0
        for line in lines:
            found = next((n for n, mark in enumerate(self.marks) if mark and _begins(line, mark)), None)
            now = found if found is not None else now
            if now == self.at:
                own.append(_without(line, self.marks[now]) if found is not None else line)
        return tuple(own)


def head_lines(text: str) -> tuple[Line, ...]:
    """The lines of a head; one of a line has nothing stacked below it."""
    return tuple(_line(line.strip()) for line in text.splitlines() if line.strip())


def two(words: str) -> tuple[Line, Line] | None:
    """目標（実績）: what stands first, and what stands in brackets below it."""
    match = _TWO.fullmatch(words)
    if match is None:
        return None
    bracket = words[match.end(1)].translate(_ALIKE)
    return Line(match[1].strip()), Line(match[2].strip(), bracket)


def _line(text: str) -> Line:
    mark = text[0].translate(_ALIKE)
    if text[0] in _PAIRS and text[-1] == _PAIRS[text[0]]:
        return Line(text[1:-1].strip(), mark)
    return Line(text)


def _begins(line: str, mark: str) -> bool:
    if mark not in _PAIRS:
        return line.startswith(mark)
    return line[0].translate(_ALIKE) == mark and line[-1] == _PAIRS[line[0]]


def _without(line: str, mark: str) -> str:
    return line[1:-1].strip() if mark in _PAIRS else line.removeprefix(mark).strip()
