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
from pipeline.papers.side_by_side.lines import line_para, line_runs
from pipeline.papers.side_by_side.stacked import stacked

_STYLE = "新旧対照表"
_WORDS = {"文": "表本文", "行": "表本文", "欄名": "表見出し"}
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
    """All rows as one grid, or as several where tables of many different numbers of columns follow one another."""
    held: list[_Heights] = []
    for pairs in rows:
        own, so_far = _counts([pairs]), _counts(held)
        if held and not own <= so_far and lcm(*own, *so_far) > _FINEST:
            yield held
            held = []
        held.append(pairs)
    if held:
        yield held


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

    def _edges(self, count: int) -> list[int]:
        """Where the cells of a line begin and end on the raster, as even as it allows."""
        return [round(n * self.raster / count) for n in range(count + 1)]

    def grid(self) -> Grid:
        """The head names the sides; the first row of every page repeats it."""
        names = [self._across(Para("表見出し", (Run(name),))) for name in self.house.sides.names]
        rows = tuple(Row((*(c for cells in self._sides(p) for c in cells), *self._remark(p))) for p in self.rows)
        shares = self._shares() * 2 if self.raster > 1 or self.remarks else ()
        if self.remarks:
            names.append(Cell((Para("表見出し", (Run(DIFFERENCE),)),)))
            shares = (*shares, max(1, round(sum(shares) * _REMARK)))
        return Grid(_STYLE, (Row(tuple(names)),), rows, self.title, shares)

    def _remark(self, pairs: _Heights) -> tuple[Cell, ...]:
        """By how much figures changed, where the sheet has a column for it."""
        if not self.remarks:
            return ()
        said = [p.remark for p in pairs if p.remark] or [""]
        return (Cell(tuple(Para("表数値", (Run(words),) if words else ()) for words in said)),)

    def _across(self, *paras: Para) -> Cell:
        return Cell(paras, columns=self.raster)

    def _sides(self, pairs: _Heights) -> Iterator[tuple[Cell, ...]]:
        old, new = [p.old for p in pairs], [p.new for p in pairs]
        for lines in (new, old) if self.house.sides.new_first else (old, new):
            if lines[0].kind == "文":
                yield (self._across(*map(line_para, lines)),)
            else:
                (line,) = lines
                spans = (end - start for start, end in pairwise(self._edges(len(line.cells))))
                yield tuple(
                    Cell((Para(_WORDS[line.kind], line_runs(cell)),), columns=span)
                    for cell, span in zip(line.cells, spans, strict=True)
                )

    def _shares(self) -> tuple[int, ...]:
        """The root of what the fullest cell of a column holds, as a table balances itself; the same on both sides.

        A 欄名 gets the room to stand in one line, as far as that is not more than the column's even share.
        """
        most, heads = [1] * self.raster, [0] * self.raster
        for pairs in self.rows:
            for line in (line for p in pairs for line in (p.old, p.new) if line.kind != "文"):
                edges = self._edges(len(line.cells))
                for cell, (start, end) in zip(line.cells, pairwise(edges), strict=True):
                    held = sum(len(p.text) for p in cell) // (end - start)
                    for n in range(start, end):
                        most[n] = max(most[n], held)
                        heads[n] = max(heads[n], held if line.kind == "欄名" else 0)
        roots = [length**0.5 for length in most]
        for_heads = [min(_SIDE / self.raster, head + 1) * sum(roots) / _SIDE for head in heads]
        return tuple(ceil(10 * max(pair)) for pair in zip(roots, for_heads, strict=True))
