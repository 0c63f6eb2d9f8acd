"""Pieces of the lines of a drawn table -> rows with their cells, and the paragraphs in these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.diagnostics import Span
from pipeline.importing.drawn.strokes import Piece, UnreadableError
from pipeline.importing.paper import BLANKS, Cell, Line, latin_gap
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.text.char_width import width_em

_BELOW_HEADS = regex("[^─-]*[═=━][^─-]*|[|][-|: ]+[|]")
# What begins a paragraph of its own in a cell; a line that ends so far (in em) before the edge of its cell ends one.
_BEGINS = regex(
    r"[・○●◯◎□■◇◆※＊]|[(（]?[0-9０-９ア-ン一二三四五六七八九十]+[)）．.]|[①-⑳]|第[0-9０-９一二三四五六七八九十百]+条"
)
_ROOM_EM = 1.5
# With fewer rows between level strokes these part the heads from the body alone.
_FEW = 3


@dataclass(slots=True)
class _Field:
    """A cell while it is put together: the pieces of its lines, top down."""

    column: int
    columns: int
    pieces: list[Piece]


class Rows:
    """Lines with their pieces -> rows with their cells."""

    def __init__(self, block: Sequence[Line], pieces: Sequence[tuple[Piece, ...]], width: int) -> None:
        self._block, self._width = block, width
        # Lines between two level strokes, and the stroke below them, which may leave some columns open.
        self._bands: list[list[int]] = []
        self._below: dict[int, int] = {}
        self._pieces = pieces
        for ruled, group in groupby(range(len(block)), key=lambda n: any(p.words is None for p in pieces[n])):
            numbers = list(group)
            if not ruled:
                self._bands.append(numbers)
                continue
            is_side = not self._bands or numbers[-1] == len(block) - 1
            if is_side and any(p.said for k in numbers for p in pieces[k]):
                raise UnreadableError("罫線が閉じていないところがある")
            if not is_side and len(numbers) > 1:
                raise UnreadableError("横の線の間に行がない")
            if self._bands:
                self._below[len(self._bands) - 1] = numbers[0]

    def read(self, number: int) -> list[Line]:
        """The rows of the table of this number."""
        if len(self._bands) < _FEW:
            self._part_lines()
        fields: list[list[_Field]] = []
        made: list[Line] = []
        for n, band in enumerate(self._bands):
            fields.append(self._fields(band))
            open_above = self._open(n - 1, fields) if n else {}
            cells = [Cell()] * self._width
            for field in fields[n]:
                above = open_above.get(field.column)
                if above is not None:
                    above.pieces += field.pieces
                    fields[n][fields[n].index(field)] = above
                cells[field.column] = Cell(("",), goes_on=above is not None, columns=field.columns)
            start, end = self._block[band[0]].span, self._block[band[-1]].span
            span = Span(start.file, start.start, end.end)
            made.append(Line("", span, tuple(cells), number, is_head=n == 0 and self._is_below_heads()))
        return [self._filled(line, fields[n]) for n, line in enumerate(made)]

    def _part_lines(self) -> None:
        """Where no strokes part the rows of the body, each line is one, but for what goes on in the next."""
        last = self._bands.pop()
        below = self._below.pop(len(self._bands), None)
        for n in last:
            if self._bands and n > last[0] and self._goes_on(self._bands[-1][-1], n):
                self._bands[-1].append(n)
            else:
                self._bands.append([n])
        if below is not None:
            self._below[len(self._bands) - 1] = below

    def _goes_on(self, above: int, n: int) -> bool:
        """Whether a line whose first cell is empty goes on with words that filled their cell."""
        first, *rest = self._pieces[n]
        pairs = zip(self._pieces[above][1:], rest, strict=False)
        return not first.said and all(_is_full(a) for a, b in pairs if b.said) and any(p.said for p in rest)

    def _fields(self, band: Sequence[int]) -> list[_Field]:
        first = self._pieces[band[0]]
        shape = [(p.column, p.columns) for p in first]
        if any([(p.column, p.columns) for p in self._pieces[n]] != shape for n in band):
            raise UnreadableError("一つの行の中で縦の線が変わる")
        return [_Field(p.column, p.columns, [self._pieces[n][k] for n in band]) for k, p in enumerate(first)]

    def _open(self, n: int, fields: Sequence[Sequence[_Field]]) -> dict[int, _Field]:
        """The cells of a row that go on in the next one, by their first column."""
        rule = self._below.get(n)
        if rule is None:
            return {}
        made: dict[int, _Field] = {}
        for piece in self._pieces[rule]:
            if piece.words is None:
                continue
            above = next((f for f in fields[n] if (f.column, f.columns) == (piece.column, piece.columns)), None)
            below = self._pieces[self._bands[n + 1][0]]
            if above is None or all((p.column, p.columns) != (piece.column, piece.columns) for p in below):
                raise UnreadableError("罫線が閉じていないところがある")
            above.pieces.append(piece)
            made[piece.column] = above
        return made

    def _is_below_heads(self) -> bool:
        """Whether the stroke below the first row is one that stands below heads alone."""
        own = self._below.get(0)
        if own is None or own == len(self._block) - 1:
            return False
        others = [n for n in self._below.values() if n != own]
        return _BELOW_HEADS.fullmatch(self._block[own].text) is not None and not any(
            _BELOW_HEADS.fullmatch(self._block[n].text) for n in others if n < len(self._block) - 1
        )

    @staticmethod
    def _filled(line: Line, fields: Sequence[_Field]) -> Line:
        cells = list(line.cells)
        for field in fields:
            if not cells[field.column].goes_on:
                cells[field.column] = replace(cells[field.column], paras=paras(field.pieces))
        return replace(line, text="\t".join(c.text for c in cells), cells=tuple(cells))


def _is_full(piece: Piece) -> bool:
    """Whether words reach the edge of their cell, so that they may go on below."""
    held = (piece.words or "").rstrip(BLANKS)
    return bool(held.strip(BLANKS)) and piece.room_em - width_em(held) < _ROOM_EM


def paras(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The paragraphs of a cell: a line that fills it goes on in the next."""
    made: list[str] = []
    full = False
    for piece in pieces:
        words = piece.said
        if not words:
            continue
        if made and full and not _BEGINS.match(words):
            made[-1] += latin_gap(made[-1], words) + words
        else:
            made.append(words)
        full = _is_full(piece)
    return tuple(made) or ("",)
