"""Grid -> table with the text of every cell set: what is known before its place on the pages is."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.diagnostics.light_dataclass import dataclass
from pipeline.galley import Grid, Para
from pipeline.typeset.lines.paragraph import Setter
from pipeline.typeset.styling.design import Box, Design, GridStyle
from pipeline.typeset.tables.amounts import aligned
from pipeline.typeset.tables.cells import CellSetter, SetRow
from pipeline.typeset.tables.columns import Columns, arrange, columns

# A row up to this part of the frame moves to the next page whole; a head up to this part of it is repeated (house).
WHOLE_ROW = 0.3
REPEATED_HEAD = 0.4
# Lines of a cell that stay together at either side of a page break.
WIDOW_LINES = 2


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

    def least_pt(self, frame_pt: float) -> float:
        """Height of the whole table if it is short, else of the repeated head and of so much as must stand under it."""
        if not self.tall_head and len(self.body) * self.empty_row_pt <= self.style.whole_pt:
            whole = self.style.before_pt + sum(self.head_pt) + sum(_heights_pt(self.body, self.empty_row_pt))
            if whole <= self.style.whole_pt:
                return whole
        first = (self.tall_head or self.body)[:1]
        row = sum(_heights_pt(first, self.empty_row_pt))
        if row > WHOLE_ROW * frame_pt:
            row = max(cell.tops_pt[min(WIDOW_LINES, cell.lines)] for cell in first[0]) + 2 * self.style.padding_pt
        return self.style.before_pt + sum(self.head_pt) + row


def set_table(grid: Grid, style: GridStyle, setter: Setter, design: Design, frame: Box) -> SetTable:
    """Sets every cell to the width of its columns in this frame."""
    head, body = arrange(grid.head), arrange(grid.rows)
    heads, cells_below = [s for row in head for s in row], [s for row in body for s in row]

    def box_pt(para: Para) -> float:
        return setter.box_pt(para, design.texts[para.style])

    raster = columns(heads, cells_below, style, frame.width_pt, box_pt, grid.shares)
    cells = CellSetter(setter, design, raster, style.padding_pt)
    set_head = tuple(tuple([cells.set(slot) for slot in row]) for row in head)
    set_body = tuple(tuple([cells.set(slot) for slot in row]) for row in body)
    if cells.figures:
        set_body = aligned(set_body, setter)
    heights = _heights_pt(set_head, style.size_pt + 2 * style.padding_pt)
    if sum(heights) <= REPEATED_HEAD * frame.height_pt:
        return SetTable(grid, style, raster, cells, set_head, heights, (), set_body)
    return SetTable(grid, style, raster, cells, (), (), set_head, set_body)


def _heights_pt(rows: Sequence[SetRow], empty_pt: float) -> tuple[float, ...]:
    """Heights of rows on an endless page: a cell over several rows stretches the last of them."""
    heights: list[float] = []
    for r in range(len(rows)):
        ending = [cell for row in rows[: r + 1] for cell in row if cell.slot.last_row == r]
        needs = [cell.height_pt - sum(heights[cell.slot.row :]) for cell in ending]
        heights.append(max(needs, default=empty_pt))
    return tuple(heights)
