"""Blocks of a comparison -> the galley of a 新旧対照表 whose sides stand one above the other: for papers with wide tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from math import lcm

from pipeline.galley import Block, Cell, Galley, Grid, Para, Part, Row, Run
from pipeline.notation.house_style import House
from pipeline.papers.side_by_side.comparison import Block as Compared
from pipeline.papers.side_by_side.comparison import Line
from pipeline.papers.side_by_side.lines import cell_of, line_para
from pipeline.papers.side_by_side.placing import heads, placed

_STYLE = "新旧対照表"
# A raster finer than this no longer holds a character in every column.
_FINEST = 24
# The name of a side, beside what it says.
_SHARES = (1, 9)


def stacked(blocks: Sequence[Compared], title: str, house: House, day: date | None) -> Galley:
    """Each 条, 別表 or other unit of comparison as two stretches of one grid, with the names of the sides before them."""
    made: list[Block] = [Para("題名", (Run(title),), heading=1, outline=title)]
    if house.marks.remark:
        made.append(Para("添え書き", (Run(house.marks.remark),)))
    made += (_grid(block, title, house) for block in blocks)
    return Galley(title, title, "", day, (Part("本文", tuple(made)),), (("題名", title),))


def _grid(block: Compared, title: str, house: House) -> Grid:
    old, new = [p.old for p in block.pairs], [p.new for p in block.pairs]
    sides = (new, old) if house.sides.new_first else (old, new)
    counts = {len(line.cells) for lines in sides for line in lines if line.kind != "文"}
    raster = max(_FINEST, *counts) if counts and lcm(*counts) > _FINEST else lcm(*counts) if counts else 1
    rows = [
        row
        for name, lines in zip(house.sides.names, sides, strict=True)
        for row in _side(name, list(_rows(lines, raster)))
    ]
    shares = (_SHARES[0] * raster, *(_SHARES[1],) * raster)
    return Grid(_STYLE, (), tuple(rows), f"{title} {block.title}", shares)


def _side(name: str, rows: list[Row]) -> Iterator[Row]:
    """The rows of one side; its name goes down beside all of them."""
    for n, row in enumerate(rows):
        lead = (Cell((Para("表見出し", (Run(name),)),), rows=len(rows)),) if n == 0 else ()
        yield replace(row, cells=(*lead, *row.cells))


def _rows(lines: Sequence[Line], raster: int) -> Iterator[Row]:
    """Words that follow one another in one cell, each row of a table in its cells; blank notes are left out."""
    for is_words, group in groupby(lines, key=lambda line: line.kind == "文"):
        held = [line for line in group if line.text or not is_words] or list(lines[:1])
        if is_words:
            yield Row((Cell(tuple(map(line_para, held)), columns=raster),), keeps=heads(held))
            continue
        for line in held:
            yield from (Row(tuple(map(cell_of, cells)), keeps=heads([line])) for cells in placed([[line]], raster))
