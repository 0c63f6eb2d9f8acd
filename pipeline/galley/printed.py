"""Galley -> its printed lines: every word of a paper in reading order, with the style of the paragraph it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from pipeline.galley.blocks import Block, Cell, Drawing, Galley, Grid, Image, PageBreak, Para, Row, drawn_lines, plain
from pipeline.galley.footnotes import Notes, by_anchor, called

# Style, label and words of a line. A row of a table is a line, its cells parted by tabs.
PrintedLine = tuple[str, str, str]
HEAD_ROW, ROW, DRAWN = "欄名", "行", "図"


def printed_lines(galley: Galley) -> tuple[PrintedLine, ...]:
    """The lines of a whole paper; two papers with the same lines print the same characters."""
    notes = by_anchor(galley)
    return tuple(line for part in galley.parts for block in part.blocks for line in lines_with_notes(block, notes))


def lines_with_notes(block: Block, notes: Notes) -> Iterator[PrintedLine]:
    """The lines of one block, and the notes that its marks call."""
    yield from block_lines(block)
    for note in called(block, notes):
        yield from block_lines(note)


def block_lines(block: Block) -> Iterator[PrintedLine]:
    """The lines of one block."""
    match block:
        case Para(style=style, label=label, runs=runs):
            yield style, plain(label), plain(runs)
        case Grid(head=head, rows=rows):
            yield from ((HEAD_ROW, "", line) for line in _rows(head))
            yield from ((ROW, "", line) for line in _rows(rows))
        case Drawing(head=head, bands=bands):
            yield from ((DRAWN, "", line) for line in drawn_lines((*head, *bands)))
        case Image() | PageBreak():
            return
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
