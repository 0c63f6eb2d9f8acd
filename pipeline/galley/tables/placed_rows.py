"""Rows of a grid -> cells in their columns, those that reach in from above included."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.galley.blocks import Cell, Row


class Placed(NamedTuple):
    """A cell in a row of the table, or the continuation of one that began `above`."""

    cell: Cell
    column: int
    rows_left: int
    above: bool


def placed_rows(rows: Sequence[Row], count: int) -> Iterator[list[Placed]]:
    """Every row with the cells that reach into it from above (vMerge).

    Raises ValueError if the cells do not fill the grid: a fault of who composed it.
    """
    open_cells: dict[int, Placed] = {}
    for row in rows:
        if not open_cells and len(row.cells) == count and {(c.columns, c.rows) for c in row.cells} == {(1, 1)}:
            yield [Placed(cell, column, 0, above=False) for column, cell in enumerate(row.cells)]
            continue
        placed: list[Placed] = []
        cells = iter(row.cells)
        column = 0
        while column < count:
            over = open_cells.pop(column, None)
            if over is not None:
                here = Placed(over.cell, column, over.rows_left - 1, above=True)
            elif (cell := next(cells, None)) is not None:
                here = Placed(cell, column, cell.rows - 1, above=False)
            else:
                raise ValueError(f"row ends at column {column} of {count}")
            placed.append(here)
            if open_cells.keys() & range(column, column + here.cell.columns):
                raise ValueError(f"cells overlap at column {column}")
            if here.rows_left:
                open_cells[column] = here
            column += here.cell.columns
        if column > count or next(cells, None) is not None:
            raise ValueError(f"row is wider than {count} columns")
        yield placed
    if open_cells:
        raise ValueError("a cell spans more rows than there are")
