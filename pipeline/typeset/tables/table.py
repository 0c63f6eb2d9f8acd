"""Grid -> table with the text of every cell set: what is known before its place on the pages is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.galley import Cell, Grid, Para
from pipeline.galley.tables.row_roles import is_head, is_total
from pipeline.late.dataclass import dataclass
from pipeline.typeset.lines.paragraph import Setter
from pipeline.typeset.styling.design import Box, Design, GridStyle
from pipeline.typeset.tables.amounts import aligned
from pipeline.typeset.tables.cells import CellSetter, SetRow
from pipeline.typeset.tables.columns import Columns, arrange, columns
from pipeline.typeset.tables.years import even_years

# A row up to this part of the frame moves to the next page whole; a head up to this part of it is repeated (house).
WHOLE_ROW = 0.3
REPEATED_HEAD = 0.4
# What must stand together leaves no more than this part of the frame empty for it (house).
BLANK = 0.25
# The first two rows stand on one page if they take no more of it than this, or one leads to the other; else the first
# will do (house).
FIRST_ROWS = 0.15
# Lines of a cell that stay together at either side of a page break.
WIDOW_LINES = 2
# Rows of a table that stay together at either side of one.
WIDOW_ROWS = 2
# Two rows that lead to a head, the head, and a second head under it.
MOST_KEPT = 4


# Room between a table and its title or unit above it (house; as much as in Word).
BELOW_TITLE_PT = 4.0


class Around(NamedTuple):
    """Room above a table where it does not begin a page, and what the lines below ask for that belong to it."""

    before_pt: float
    tail_pt: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class SetTable:
    """`head` is repeated on every page, with rows of `head_pt`; a head too tall for that is `tall_head`, printed once."""

    grid: Grid
    style: GridStyle
    columns: Columns
    setter: CellSetter
    head: tuple[SetRow, ...]
    head_pt: tuple[float, ...]
    tall_head: tuple[SetRow, ...]
    body: tuple[SetRow, ...]

    @property
    def empty_row_pt(self) -> float:
        """Height of a row in which no cell ends."""
        return self.style.size_pt + 2 * self.style.padding_pt

    def least_pt(self, frame_pt: float, around: Around, *, whole: bool = True) -> float:
        """Height of the whole table with what belongs to it if it is short and `whole`, else of the repeated head and of what stands under it."""
        if whole and not self.tall_head and len(self.body) * self.empty_row_pt <= self.style.whole_pt:
            height = around.before_pt + sum(self.head_pt) + sum(_heights_pt(self.body, self.empty_row_pt))
            if height <= self.style.whole_pt:
                return height + around.tail_pt
        first = (self.tall_head or self.body)[:1]
        row = sum(_heights_pt(first, self.empty_row_pt))
        if row > WHOLE_ROW * frame_pt:
            row = max(cell.tops_pt[min(WIDOW_LINES, cell.lines)] for cell in first[0]) + 2 * self.style.padding_pt
        elif not self.tall_head and len(self.body) > 2:
            several = sum(_heights_pt(self.body[: self._first_rows()], self.empty_row_pt))
            row = several if several <= (WHOLE_ROW if self.keeps(0) else FIRST_ROWS) * frame_pt else row
        return around.before_pt + sum(self.head_pt) + row

    def _first_rows(self) -> int:
        """How many rows the table begins with on one page: what leads to a row with that row, and a last one with it."""
        last = len(self.body) - 1
        kept = next((n for n in range(min(MOST_KEPT, last)) if not self.keeps(n)), min(MOST_KEPT, last))
        if kept < WIDOW_ROWS:
            return WIDOW_ROWS
        return len(self.body) if kept == last - 1 else kept + 1

    def height_pt(self, first: int, last: int) -> float:
        """Height of rows of the body, cells that reach into them from above left out."""
        return sum(_heights_pt(self.body[first:last], self.empty_row_pt, first))

    def keeps(self, row: int) -> bool:
        """Whether a row stays on the page of the next.

        One that says so, a head within the body and what leads to it, or the last that a total adds up.
        """
        if self.grid.rows[row].keeps:
            return True
        here, below = (_cells(self.body[n]) if n < len(self.body) else None for n in (row, row + 1))
        return (here is not None and is_head(here)) or (below is not None and (is_head(below) or is_total(below)))


def _cells(row: SetRow) -> list[Cell]:
    return [cell.slot.cell for cell in row]


def raster_of(grids: Sequence[Grid], style: GridStyle, setter: Setter, design: Design, frame: Box) -> Columns:
    """The columns of tables that are to look alike."""
    heads = [s for grid in grids for row in arrange(grid.head) for s in row]
    bodies = [s for grid in grids for row in arrange(grid.rows) for s in row]

    def box_pt(para: Para) -> float:
        return setter.box_pt(para, design.texts[para.style])

    return columns(heads, bodies, style, frame.width_pt - style.right_pt, box_pt, grids[0].shares)


def set_table(
    grid: Grid, style: GridStyle, setter: Setter, design: Design, frame: Box, raster: Columns | None = None
) -> SetTable:
    """Sets every cell to the width of its columns in this frame; `raster`: those that other tables have too."""
    head, body = arrange(grid.head), arrange(grid.rows)
    if raster is None:
        raster = raster_of((grid,), style, setter, design, frame)
    cells = CellSetter(setter, design, raster, style.padding_pt)
    set_head = even_years([tuple([cells.set(slot) for slot in row]) for row in head], cells)
    set_body = tuple(tuple([cells.set(slot) for slot in row]) for row in body)
    if cells.figures:
        set_body = aligned(set_body, setter)
    heights = _heights_pt(set_head, style.size_pt + 2 * style.padding_pt)
    if sum(heights) <= REPEATED_HEAD * frame.height_pt:
        return SetTable(grid, style, raster, cells, set_head, heights, (), set_body)
    return SetTable(grid, style, raster, cells, (), (), set_head, set_body)


def _heights_pt(rows: Sequence[SetRow], empty_pt: float, first: int = 0) -> tuple[float, ...]:
    """Heights of rows on an endless page: a cell over several rows stretches the last of them. `first` is their place."""
    heights: list[float] = []
    for r in range(len(rows)):
        ending = [cell for row in rows[: r + 1] for cell in row if cell.slot.last_row == first + r]
        needs = [cell.height_pt - sum(heights[cell.slot.row - first :]) for cell in ending]
        heights.append(max(needs, default=empty_pt))
    return tuple(heights)
