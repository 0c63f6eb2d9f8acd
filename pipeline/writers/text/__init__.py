"""Galley -> plain text: the words as printed, for reviewers, git and golden tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from pipeline.galley import Block, Cell, Drawing, Galley, Grid, PageBreak, Para, Row, plain
from pipeline.galley.blocks import drawn_lines


def write(galley: Galley) -> bytes:
    """UTF-8 with LF. A paragraph a line, an empty line between blocks.

    A row of a table is a line, its cells parted by tabs; a drawing prints its words line by line.
    """
    pieces = [piece for part in galley.parts for block in part.blocks if (piece := _block(block)) is not None]
    return ("\n\n".join(pieces) + "\n").encode("utf-8")


def _block(block: Block) -> str | None:
    match block:
        case Para(label=label, runs=runs):
            return plain(label) + plain(runs)
        case Grid(head=head, rows=rows):
            return "\n".join((*_rows(head), *_rows(rows)))
        case Drawing(head=head, bands=bands):
            return "\n".join(drawn_lines((*head, *bands)))
        case PageBreak():
            return None
        case _:
            assert_never(block)


def _rows(rows: Sequence[Row]) -> Iterator[str]:
    """A line for each row; where a cell from above or from the left goes on, the column stays empty."""
    below: dict[int, int] = {}
    for row in rows:
        cells: list[str] = []
        waiting = iter(row.cells)
        cell = next(waiting, None)
        while cell is not None or below.get(len(cells), 0):
            column = len(cells)
            if below.get(column, 0):
                below[column] -= 1
                cells.append("")
            elif cell is not None:
                cells += [_cell(cell), *[""] * (cell.columns - 1)]
                below.update(dict.fromkeys(range(column, column + cell.columns), cell.rows - 1))
                cell = next(waiting, None)
        yield "\t".join(cells)


def _cell(cell: Cell) -> str:
    return " ".join(plain(p.label) + plain(p.runs) for p in cell.paras)
