"""Galley -> plain text: the words as printed, for reviewers, git and golden tests."""

from __future__ import annotations

from typing import assert_never

from pipeline.galley import Cell, Galley, Grid, PageBreak, Para, Row, plain


def write(galley: Galley) -> bytes:
    """UTF-8 with LF. A paragraph a line, an empty line between blocks; a row a line, its cells parted by tabs."""
    pieces = [piece for part in galley.parts for block in part.blocks if (piece := _block(block)) is not None]
    return ("\n\n".join(pieces) + "\n").encode("utf-8")


def _block(block: Para | Grid | PageBreak) -> str | None:
    match block:
        case Para(label=label, runs=runs):
            return plain(label) + plain(runs)
        case Grid(head=head, rows=rows):
            return "\n".join(_row(row) for row in (*head, *rows))
        case PageBreak():
            return None
        case _:
            assert_never(block)


def _row(row: Row) -> str:
    return "\t".join(_cell(cell) for cell in row.cells)


def _cell(cell: Cell) -> str:
    return " ".join(plain(p.label) + plain(p.runs) for p in cell.paras)
