"""Lines whose words stand in columns by blanks alone -> rows, only where a gutter parts every two columns on all lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.importing.paper import Cell, Line
from pipeline.importing.structure import marks
from pipeline.notation.text.char_width import width_em

_GAP = re.compile("[ \u3000]{2,}")
_LEAST = 2
# A stretch of words: where it begins and ends on its line, in half widths, and the words.
_Piece = tuple[int, int, str]


def with_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of a table that is set with blanks as rows."""
    made: list[Line] = []
    at = 0
    while at < len(lines):
        rows = _table(lines[at:])
        made += rows or [lines[at]]
        at += len(rows) or 1
    return made


def looks_aligned(line: Line) -> bool:
    """Whether blanks part the words of a line as columns are parted."""
    return not line.cells and len(_GAP.split(line.text)) > 2


def _table(lines: Sequence[Line]) -> list[Line]:
    """The rows of the table that begins here; [] if none does."""
    held: list[list[_Piece]] = []
    for line in lines:
        pieces = _pieces(line)
        if len(pieces) < 2 or (held and not _gutters([*held, pieces])):
            break
        held.append(pieces)
    count = max(map(len, held), default=0)
    if len(held) < _LEAST or (count == 2 and (len(held) <= _LEAST or all(_is_labelled(p) for p in held))):
        return []
    columns = _columns(held)
    return [replace(line, cells=_cells(pieces, columns)) for line, pieces in zip(lines, held, strict=False)]


def _pieces(line: Line) -> list[_Piece]:
    """The words of a line, parted by two blanks or more."""
    if line.cells:
        return []
    start = _indent(line)
    made: list[_Piece] = []
    at = 0
    for m in [*_GAP.finditer(line.text), None]:
        end = m.start() if m else len(line.text)
        words = line.text[at:end]
        if words:
            made.append((start + _width(line.text[:at]), start + _width(line.text[:end]), words))
        at = m.end() if m else end
    return made


def _indent(line: Line) -> int:
    """The blanks before a line, in half widths."""
    text, start = line.span.file.text, line.span.start
    begin = text.rfind("\n", 0, start) + 1
    return _width(text[begin:start])


def _width(text: str) -> int:
    return round(2 * width_em(text))


def _gutters(held: Sequence[Sequence[_Piece]]) -> bool:
    """Whether the longest line tells the columns: every piece of every line lies in one of them, each line in its order."""
    columns = _columns(held)
    count = max(map(len, held))
    return len(columns) == count


def _columns(held: Sequence[Sequence[_Piece]]) -> list[tuple[int, int]]:
    """The stretches that words take up on any line, those that overlap as one."""
    made: list[tuple[int, int]] = []
    for start, end in sorted((s, e) for pieces in held for s, e, _ in pieces):
        if made and start < made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((start, end))
    return made


def _cells(pieces: Sequence[_Piece], columns: Sequence[tuple[int, int]]) -> tuple[Cell, ...]:
    found = {next(n for n, (a, b) in enumerate(columns) if a <= s and e <= b): words for s, e, words in pieces}
    return tuple(Cell((found.get(n, ""),)) for n in range(len(columns)))


def _is_labelled(pieces: Sequence[_Piece]) -> bool:
    """Whether the first piece is a label: what follows is the text of an item, however far it stands off."""
    return any(label.end >= len(pieces[0][2]) for label in marks.labels(pieces[0][2]))
