"""Blocks of a comparison -> the galley of a 新旧対照表: old and new side by side, rows of tables in ruled cells (R23)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import ceil, lcm

from pipeline.galley import Block, Cell, Galley, Grid, Para, Part, Row, Run
from pipeline.labels.versions import DIFFERENCE
from pipeline.notation.house_style import House
from pipeline.papers.side_by_side.comparison import Block as Compared
from pipeline.papers.side_by_side.comparison import Line, Pair, at_one_height
from pipeline.papers.side_by_side.lines import cell_of
from pipeline.papers.side_by_side.placing import edges_of, heads, placed
from pipeline.papers.side_by_side.stacked import stacked

_STYLE = "新旧対照表"
# Columns of a table on one side of an upright sheet; with more the sheet is turned.
_NARROW = 2
# A raster finer than this no longer holds a character in every column: such tables stand in grids of their own.
_FINEST = 12
# How wide the column of remarks is beside the two sides.
_REMARK = 0.12
# About as many characters stand in a line of one side of a turned sheet.
_SIDE = 30

_Heights = list[Pair]


def comparison(blocks: Sequence[Compared], title: str, house: House, day: date | None, between: str = "") -> Galley:
    """新旧対照表 with the columns, their names and the marks of the house. Differences are underlined on both sides.

    `between` says which papers are compared, where their names and days do not follow from the title.
    """
    if house.sides.stacked:
        return stacked(blocks, title, house, day)
    rows = [pairs for block in blocks for pairs in at_one_height(block)]
    made: list[Block] = [Para("題名", (Run(title),), heading=1, outline=title)]
    if between:
        made.append(Para("添え書き", (Run(between),)))
    if house.marks.remark:
        made.append(Para("添え書き", (Run(house.marks.remark),)))
    made += (_Sheet(held, title, house).grid() for held in _runs(rows))
    landscape = any(_columns(line) > _NARROW for pairs in rows for p in pairs for line in (p.old, p.new))
    part = Part("本文", tuple(made), landscape=landscape)
    return Galley(title, title, "", day, (part,), (("題名", title),))


def _columns(line: Line) -> int:
    return len(line.cells) if line.kind != "文" else 1


def _runs(rows: list[_Heights]) -> Iterator[list[_Heights]]:
    """All rows as one grid, or as several where tables of many different numbers of columns follow one another.

    What heads a table stands in its grid.
    """
    held: list[_Heights] = []
    for pairs in rows:
        own, so_far = _counts([pairs]), _counts(held)
        goes_on = any(0 in line.reach for p in pairs for line in (p.old, p.new))
        if held and not goes_on and not own <= so_far and lcm(*own, *so_far) > _FINEST:
            ahead = next((n for n, above in enumerate(held[::-1]) if not _heads(above)), len(held))
            if ahead < len(held):
                yield held[: len(held) - ahead]
            held = held[len(held) - ahead :]
        held.append(pairs)
    if held:
        yield held


def _heads(pairs: _Heights) -> bool:
    sides = ([p.old for p in pairs], [p.new for p in pairs])
    return all(lines[0].kind == "文" for lines in sides) and any(map(heads, sides))


def _counts(rows: list[_Heights]) -> set[int]:
    """How many columns the lines of both sides have."""
    return {_columns(line) for pairs in rows for p in pairs for line in (p.old, p.new)}


def _raster(counts: set[int]) -> int:
    """Columns of one side: what all lines divide, or so many that every cell gets some where that would be too fine."""
    return lcm(*counts) if lcm(*counts) <= _FINEST else max(_FINEST, *counts)


class _Sheet:
    """One grid: both sides are divided into the same columns, as many as the tables in it need."""

    def __init__(self, rows: list[_Heights], title: str, house: House) -> None:
        self.rows, self.title, self.house = rows, title, house
        self.raster = _raster(_counts(rows))
        self.remarks = any(p.remark for pairs in rows for p in pairs)

    def grid(self) -> Grid:
        """The head names the sides; the first row of every page repeats it."""
        names = [self._across(Para("表見出し", (Run(name),))) for name in self.house.sides.names]
        rows = tuple(row for pairs in self.rows for row in self._rows(pairs))
        shares = self._shares() * 2 if self.raster > 1 or self.remarks else ()
        if self.remarks:
            names.append(Cell((Para("表見出し", (Run(DIFFERENCE),)),)))
            shares = (*shares, max(1, round(sum(shares) * _REMARK)))
        return Grid(_STYLE, (Row(tuple(names)),), rows, self.title, shares)

    def _rows(self, pairs: _Heights) -> Iterator[Row]:
        old, new = [p.old for p in pairs], [p.new for p in pairs]
        rows = placed((new, old) if self.house.sides.new_first else (old, new), self.raster)
        for n, cells in enumerate(rows):
            remark = self._remark(pairs, len(rows)) if n == 0 else ()
            keeps = n < len(rows) - 1 or heads(old) or heads(new)
            yield Row((*map(cell_of, cells), *remark), keeps=keeps)

    def _remark(self, pairs: _Heights, rows: int) -> tuple[Cell, ...]:
        """By how much figures changed, where the sheet has a column for it."""
        if not self.remarks:
            return ()
        said = [p.remark for p in pairs if p.remark] or [""]
        return (Cell(tuple(Para("表数値", (Run(words),) if words else ()) for words in said), rows=rows),)

    def _across(self, *paras: Para) -> Cell:
        return Cell(paras, columns=self.raster)

    def _shares(self) -> tuple[int, ...]:
        """The root of what the fullest cell of a column holds, as a table balances itself; the same on both sides.

        A 欄名 gets the room to stand in one line, as far as that is not more than the column's even share.
        """
        most, heads = [1] * self.raster, [0] * self.raster
        for pairs in self.rows:
            for line in (line for p in pairs for line in (p.old, p.new) if line.kind != "文"):
                edges = edges_of(len(line.cells), self.raster)
                for cell, (start, end) in zip(line.cells, pairwise(edges), strict=True):
                    held = sum(len(p.text) for p in cell) // (end - start)
                    for n in range(start, end):
                        most[n] = max(most[n], held)
                        heads[n] = max(heads[n], held if line.kind == "欄名" else 0)
        roots = [length**0.5 for length in most]
        for_heads = [min(_SIDE / self.raster, head + 1) * sum(roots) / _SIDE for head in heads]
        return tuple(ceil(10 * max(pair)) for pair in zip(roots, for_heads, strict=True))
