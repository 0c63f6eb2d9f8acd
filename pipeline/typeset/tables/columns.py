"""Rows of a grid -> cells on a raster of columns, and where the columns stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from pipeline.diagnostics.light_dataclass import dataclass
from pipeline.galley import Cell, Row
from pipeline.galley.column_widths import shared, shares
from pipeline.typeset.styling.design import GridStyle

# Distance of text from the rules at its sides in balanced columns, in em of the table's text.
BALANCED_PADDING_EM = 1 / 3
# Columns of a style that leave more than this at either side of the text are those of a narrower sheet (house).
WIDEST_PADDING_EM = 2
# A narrower column breaks every word, where there is room for more (house).
NARROWEST_EM = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell and the raster that it covers; `row` counts within its rows (head or body)."""

    cell: Cell
    row: int
    column: int

    @property
    def last_row(self) -> int:
        """The row in which the cell ends."""
        return self.row + self.cell.rows - 1


Slots = Sequence[Slot]


class Columns(NamedTuple):
    """Edges from the left of the frame, one more than there are columns; text keeps `padding_pt` from both."""

    edges_pt: tuple[float, ...]
    padding_pt: float


def arrange(rows: Sequence[Row]) -> tuple[tuple[Slot, ...], ...]:
    """The slots of each row: a cell goes to the first column that no cell from above covers."""
    if all(cell.columns == cell.rows == 1 for row in rows for cell in row.cells):
        return tuple([tuple([Slot(cell, r, c) for c, cell in enumerate(row.cells)]) for r, row in enumerate(rows)])
    free_from: dict[int, int] = {}
    arranged = []
    for r, row in enumerate(rows):
        slots, column = [], 0
        for cell in row.cells:
            while free_from.get(column, 0) > r:
                column += 1
            rows_spanned = min(cell.rows, len(rows) - r)
            slots.append(
                Slot(cell if rows_spanned == cell.rows else Cell(cell.paras, cell.columns, rows_spanned), r, column)
            )
            free_from.update(dict.fromkeys(range(column, column + cell.columns), r + rows_spanned))
            column += cell.columns
        arranged.append(tuple(slots))
    return tuple(arranged)


def columns(head: Slots, body: Slots, style: GridStyle, width_pt: float, shares: Sequence[int] = ()) -> Columns:
    """In proportion to `shares`; else the widths of the style, if it names as many as the grid has; else by the text.

    Either way text measures are whole characters, and the padding takes up what is left.
    """
    count = max((slot.column + slot.cell.columns for slot in (*head, *body)), default=1)
    measures: Sequence[float]
    if shares:
        room = width_pt / style.size_pt - 2 * BALANCED_PADDING_EM * count
        measures = [max(1, int(room * share / sum(shares))) * style.size_pt for share in shares]
    else:
        measures = style.columns_pt if len(style.columns_pt) == count else _balanced(head, body, count, style, width_pt)
    if width_pt - sum(measures) > WIDEST_PADDING_EM * style.size_pt * 2 * count:
        measures = _widened(measures, style, width_pt)
    padding = (width_pt - sum(measures)) / 2 / count
    edges = [0.0]
    for measure in measures:
        edges.append(edges[-1] + measure + 2 * padding)
    return Columns(tuple(edges), padding)


def _widened(measures: Sequence[float], style: GridStyle, width_pt: float) -> tuple[float, ...]:
    """The same columns on a wider sheet: each gets its share of the characters that have come to fit."""
    more = int((width_pt - sum(measures)) / style.size_pt - 2 * BALANCED_PADDING_EM * len(measures))
    ends = [int(more * end / sum(measures)) for end in accumulate(measures, initial=0.0)]
    return tuple(m + (end - start) * style.size_pt for m, (start, end) in zip(measures, pairwise(ends), strict=True))


def _balanced(head: Slots, body: Slots, count: int, style: GridStyle, width_pt: float) -> tuple[float, ...]:
    """Measures by the words in the columns; where there is room, heads and amounts stay in one line."""
    found = shares([(slot.column, slot.cell) for slot in head], [(slot.column, slot.cell) for slot in body], count)
    padding = max(0.0, min(BALANCED_PADDING_EM * style.size_pt, (width_pt / count - style.size_pt) / 2))
    room = max(count, int((width_pt - 2 * padding * count) / style.size_pt))
    least = found.least(room, max(1, min(NARROWEST_EM, room // (2 * count))))
    if len(set(found.weights)) == 1:  # equal columns; the padding takes what is left
        return (room // count * style.size_pt,) * count
    return tuple(measure * style.size_pt for measure in shared(found.weights, room, least))
