"""Lines of a page whose words stand in columns without rules -> rows of cells, where a cell goes on in the next line.

Only tables of three columns or more are read here, and only those with a line that leaves its first column free: what stands
there belongs to the row above, and the blanks of a line of text would not say to which of its cells.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.late.dataclass import dataclass
from pipeline.project.intake.printed.lines import COLUMN, Glyph, Row, lines_of, rows

_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table: the paragraphs of each cell, row by row, and the words of the first line that went to the row above it."""

    rows: tuple[tuple[tuple[str, ...], ...], ...]
    went_up: str


@dataclass(frozen=True, slots=True)
class _Piece:
    left: float
    right: float
    text: str


def unruled(found: Sequence[Glyph]) -> list[list[Row] | Aligned]:
    """Lines and tables from the top."""
    lines = [sorted(line, key=lambda g: g.left) for line in lines_of(found)]
    pieces = [_pieces(line) for line in lines]
    made: list[list[Row] | Aligned] = []
    at = begin = 0
    while at < len(lines):
        count = _count(pieces[at:]) if len(pieces[at]) >= _FEWEST else 0
        if count:
            made += [rows([g for line in lines[begin:at] for g in line])] if at > begin else []
            made.append(_table(pieces[at : at + count]))
            begin = at + count
        at += count or 1
    return [*made, rows([g for line in lines[begin:] for g in line])] if begin < len(lines) else made


def _pieces(line: Sequence[Glyph]) -> list[_Piece]:
    """What stands together on a line."""
    groups: list[list[Glyph]] = []
    for glyph in line:
        if groups and glyph.left - groups[-1][-1].right < COLUMN * glyph.height:
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return [_Piece(each[0].left, max(g.right for g in each), rows(each)[0].text) for each in groups]


def _count(lines: Sequence[Sequence[_Piece]]) -> int:
    """How many of these lines are such a table; 0 if none is."""
    held: list[Sequence[_Piece]] = []
    for line in lines:
        columns = _columns([*held, line])
        places = [_place(piece, columns) for piece in line]
        fits = len(columns) == max(map(len, [*held, line])) and len(set(places)) == len(places)
        if not fits or (len(line) == 1 and places == [0]):
            break
        held.append(line)
    columns = _columns(held)
    goes_on = any(_place(line[0], columns) > 0 for line in held[1:])
    return len(held) if goes_on and _place(held[0][0], columns) == 0 else 0


def _columns(lines: Sequence[Sequence[_Piece]]) -> list[tuple[float, float]]:
    """The stretches that words take up on any line, those that overlap as one."""
    made: list[tuple[float, float]] = []
    for left, right in sorted((piece.left, piece.right) for line in lines for piece in line):
        if made and left < made[-1][1]:
            made[-1] = made[-1][0], max(made[-1][1], right)
        else:
            made.append((left, right))
    return made


def _place(piece: _Piece, columns: Sequence[tuple[float, float]]) -> int:
    return next(n for n, (left, right) in enumerate(columns) if left <= piece.left and piece.right <= right)


def _table(lines: Sequence[Sequence[_Piece]]) -> Aligned:
    columns = _columns(lines)
    made: list[list[list[str]]] = []
    went_up = ""
    for line in lines:
        words = {_place(piece, columns): piece.text for piece in line}
        if 0 in words:
            made.append([[words[n]] if n in words else [] for n in range(len(columns))])
            continue
        went_up = went_up or "".join(words.values())
        for n, text in words.items():
            cell = made[-1][n]
            if cell and not cell[-1].endswith("。"):
                cell[-1] += text
            else:
                cell.append(text)
    return Aligned(tuple([tuple(map(tuple, row)) for row in made]), went_up)
