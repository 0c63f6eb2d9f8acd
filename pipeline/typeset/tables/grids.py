"""Set table -> rules and text on pages: the head repeated, rows whole where possible, split where they must be."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from pipeline.galley import Block, Grid
from pipeline.galley.styles import COMPARISON_STYLE
from pipeline.galley.tables.sisters import sisters
from pipeline.typeset.elements import Elements, Owners
from pipeline.typeset.layout import Fill
from pipeline.typeset.lines.paragraph import Setter
from pipeline.typeset.page_builder import SLACK_PT, Sheets
from pipeline.typeset.styling.design import Design, GridStyle
from pipeline.typeset.tables.borders import Borders
from pipeline.typeset.tables.cells import OpenCell, SetRow, repeated
from pipeline.typeset.tables.columns import Columns, Slot
from pipeline.typeset.tables.heads import HeadOf, Heads
from pipeline.typeset.tables.table import (
    BLANK,
    MOST_KEPT,
    WHOLE_ROW,
    WIDOW_LINES,
    WIDOW_ROWS,
    Around,
    SetTable,
    raster_of,
    set_table,
)

# Notes take no more of a page than this from the row that calls them (house); the rest of them goes on on the next.
_MOST_NOTES = 0.5


class GridFlow:
    """Places the tables of one document, one after another."""

    def __init__(self, design: Design, setter: Setter, sheets: Sheets, elements: Elements) -> None:
        self._design, self._setter, self._sheets, self._elements = design, setter, sheets, elements
        # By identity: the galley outlives the flow, and comparing grids by their text would cost more than setting them.
        self._set: dict[int, SetTable] = {}
        self._some_narrow = False
        # By the identity of a table, those of its part that get the same columns.
        self.sisters: dict[int, tuple[Grid, ...]] = {}
        self._rasters: dict[int, Columns] = {}

    def begin_part(self, blocks: Sequence[Block]) -> None:
        """Tables with the same heads in these blocks get the same columns."""
        own = {name for name, style in self._design.grids.items() if style.columns_pt}
        balanced = [b for b in blocks if isinstance(b, Grid) and b.style not in own]
        self.sisters = sisters(blocks, own) if len(balanced) > 1 else {}
        self._rasters = {}

    def place(self, grid: Grid, around: Around) -> None:
        """The whole table; what follows begins on the page's grid of half lines, if the style says so."""
        sheets, table = self._sheets, self._table(grid)
        if not sheets.at_top:
            sheets.y_pt -= around.before_pt
        _Placing(table, sheets, self._elements, around.tail_pt).place()
        if table.style.on_grid:
            half = self._design.pitch_pt / 2
            steps = math.ceil((sheets.frame.top_pt - sheets.y_pt - SLACK_PT) / half)
            sheets.y_pt = sheets.frame.top_pt - steps * half
        sheets.y_pt -= sheets.space(table.style.after_pt, table.style)

    def least_pt(self, grid: Grid, around: Around, *, whole: bool = True) -> float:
        """Height of what must stand together: the whole table if it may be so, or its head and so much of the first rows."""
        return self._table(grid).least_pt(self._sheets.frame.height_pt, around, whole=whole)

    @property
    def narrow(self) -> tuple[Grid, ...]:
        """Tables in which a number would be parted."""
        return tuple([table.grid for table in self._set.values() if table.columns.narrow])

    @property
    def some_narrow(self) -> bool:
        """Whether there is any."""
        return self._some_narrow

    def _table(self, grid: Grid) -> SetTable:
        table = self._set.get(id(grid))
        if table is None:
            style = self._design.grids[grid.style]
            raster = self._raster(grid, style)
            frame = self._sheets.frame
            table = self._set[id(grid)] = set_table(grid, style, self._setter, self._design, frame, raster)
            self._some_narrow = self._some_narrow or table.columns.narrow
        return table

    def _raster(self, grid: Grid, style: GridStyle) -> Columns | None:
        """The columns that a table shares with its sisters; None: it has none."""
        group = self.sisters.get(id(grid))
        if group is None:
            return None
        raster = self._rasters.get(id(group))
        if raster is None:
            raster = raster_of(group, style, self._setter, self._design, self._sheets.frame)
            self._rasters[id(group)] = raster
        return raster


class _Placing:
    """One table on its way over the pages.

    `_open` are the cells that the current row crosses; `_bare`: on this page nothing stands under the head yet.
    """

    def __init__(self, table: SetTable, sheets: Sheets, elements: Elements, tail_pt: float) -> None:
        self._table, self._sheets, self._elements, self._tail_pt = table, sheets, elements, tail_pt
        self._left_pt = sheets.frame.left_pt
        self._right_pt = sheets.frame.left_pt + table.columns.edges_pt[-1]
        self._element = elements.table(table.grid)
        head = [[cell.slot for cell in row] for row in table.head or table.tall_head]
        columns, keyed = len(table.columns.edges_pt) - 1, table.grid.style != COMPARISON_STYLE
        self._heads = Heads(head, columns, keyed=keyed)
        self._open: list[OpenCell] = []
        self._borders, self._bare = self._new_borders(), True

    def place(self) -> None:
        """Head, body, and the rules of the last page."""
        table, sheets = self._table, self._sheets
        if table.head:
            owners = [self._owners(row, self._heads.of_head) for row in table.head]
            self._place_head(
                [[OpenCell(c, o, 0) for c, o in zip(*r, strict=True)] for r in zip(table.head, owners, strict=True)]
            )
        for r, row in enumerate(table.tall_head):
            self._place_row(r, row, self._owners(row, self._heads.of_head))
        for r, row in enumerate(table.body):
            if not self._bare and all(_well_cut(cell, sheets.y_pt) for cell in self._open) and self._leaves(r):
                self._turn_page()
            self._place_row(r, row, self._owners(row, self._heads.of_body))
        self._borders.draw(sheets, sheets.y_pt, table.style)

    def _leaves(self, r: int) -> bool:
        """Whether a row that has room had better go to the next page: with what it leads to, with a last row, or with the lines below."""
        table, sheets = self._table, self._sheets
        last = len(table.body) - 1
        end = r
        while end < last and end - r < MOST_KEPT and table.keeps(end):
            end += 1
        if end == r and r == last - 1 and r >= WIDOW_ROWS:
            end = last
        tail = self._tail_pt if end == last else 0.0
        if (end == r and not tail) or table.height_pt(r, r + 1) > sheets.left_pt:
            return False
        need = table.height_pt(r, end) + tail
        need += min(table.height_pt(end, end + 1), WHOLE_ROW * sheets.frame.height_pt)
        return sheets.left_pt < need and sheets.left_pt <= BLANK * sheets.frame.height_pt

    def _new_borders(self) -> Borders:
        return Borders(self._left_pt, self._right_pt, self._sheets.y_pt)

    def _owners(self, row: SetRow, heads: Callable[[Slot, int], HeadOf]) -> list[tuple[Owners, ...]]:
        """Elements of the paragraphs of each cell."""
        elements = self._elements
        element = elements.row(self._element)
        return [elements.cell(element, cell.slot.cell, *heads(cell.slot, elements.next)) for cell in row]

    def _place_head(self, rows: list[list[OpenCell]]) -> None:
        """The head at the top of the table on this page, its text in the middle of its cells."""
        sheets, top = self._sheets, self._sheets.y_pt
        crossing: list[OpenCell] = []
        for r, (row, height) in enumerate(zip(rows, self._table.head_pt, strict=True)):
            for cell in row:
                cell.top_pt = sheets.y_pt
            crossing += row
            sheets.y_pt -= height
            for cell in [c for c in crossing if c.text.slot.last_row == r]:
                self._call(cell.marks(sheets, cell.text.lines))
                cell.put_centred(sheets, sheets.y_pt)
                self._close(cell)
            crossing = [c for c in crossing if c.text.slot.last_row > r]
        if self._table.style.shade:
            sheets.fill(Fill(self._left_pt, sheets.y_pt, self._right_pt, top, self._table.style.shade))

    def _place_row(self, r: int, row: SetRow, owners: list[tuple[Owners, ...]]) -> None:
        sheets = self._sheets
        self._open += [OpenCell(cell, own, sheets.y_pt) for cell, own in zip(row, owners, strict=True)]
        ending = [c for c in self._open if c.text.slot.last_row <= r]
        while True:
            need = max([c.need_pt(sheets.y_pt) for c in ending], default=self._table.empty_row_pt)
            notes = self._notes_pt(self._open)
            if need + notes <= sheets.left_pt or (self._bare and need <= sheets.left_pt):
                break
            sheets.y_pt -= self._cut_pt(need, notes)
            self._turn_page()
        sheets.y_pt -= max(need, 0.0)
        for cell in ending:
            self._put(cell)
            self._close(cell)
        self._open = [c for c in self._open if c.text.slot.last_row > r]
        self._bare = False

    def _notes_pt(self, cells: Sequence[OpenCell]) -> float:
        """What the notes ask for that these cells still call."""
        sheets = self._sheets
        anchors = [anchor for cell in cells for anchor, _ in cell.marks(sheets, cell.text.lines)]
        return min(sheets.foot.need_pt(anchors, sheets.frame.width_pt), _MOST_NOTES * sheets.frame.height_pt)

    def _call(self, notes: Sequence[tuple[str, int]]) -> None:
        for anchor, owner in notes:
            self._sheets.call(anchor, self._elements, owner)

    def _cut_pt(self, need_pt: float, notes_pt: float) -> float:
        """How much of the row stays on this page, above its notes; 0: the row goes to the next page whole."""
        sheets = self._sheets
        if not self._bare:
            portrait = sheets.design.upright.frame.height_pt
            short = need_pt <= WHOLE_ROW * min(portrait, 2 * sheets.frame.height_pt)
            room = sheets.frame.height_pt - sum(self._table.head_pt)
            if short or (need_pt <= room and sheets.left_pt <= BLANK * sheets.frame.height_pt):
                return 0.0
        longest = max(self._open, key=lambda cell: cell.need_pt(sheets.y_pt))
        most = longest.reach(sheets.bottom_pt + notes_pt)
        for end in range(most, longest.done, -1):
            bottom = longest.cut_pt(end)
            if all(_well_cut(cell, bottom) for cell in self._open):
                return sheets.y_pt - bottom
        if most >= longest.done + WIDOW_LINES or self._bare:
            return max(0.0, sheets.y_pt - longest.cut_pt(max(most, longest.done + 1)))
        return 0.0

    def _turn_page(self) -> None:
        """Finishes the table on this page and begins it on the next under a repeated head."""
        sheets, table = self._sheets, self._table
        for cell in self._open:
            if cell.top_pt - sheets.y_pt > SLACK_PT:
                self._put(cell)
        self._borders.draw(sheets, sheets.y_pt, table.style)
        sheets.new_page()
        self._borders, self._bare = self._new_borders(), True
        if table.head:
            self._place_head([[repeated(cell, 0) for cell in row] for row in table.head])
        for cell in self._open:
            cell.resume(sheets.y_pt)

    def _put(self, cell: OpenCell) -> None:
        """What fits of a cell; a key that ended on an earlier page is repeated."""
        sheets = self._sheets
        if cell.resumed and cell.complete and cell.text.slot.column == 0:
            repeated(self._table.setter.continued(cell.text.slot), cell.top_pt).put(sheets, sheets.y_pt)
        else:
            self._call(cell.put(sheets, sheets.y_pt))
        self._borders.right(self._left_pt + cell.text.right_pt, sheets.y_pt, cell.top_pt)

    def _close(self, cell: OpenCell) -> None:
        """The cell ends here."""
        y, left, right = self._sheets.y_pt, self._left_pt + cell.text.left_pt, self._left_pt + cell.text.right_pt
        self._borders.below(y, left, right)
        self._borders.right(right, y, cell.top_pt)


def _well_cut(cell: OpenCell, bottom_pt: float) -> bool:
    """No single line is left at either side of the cut."""
    end = cell.reach(bottom_pt)
    if end >= cell.text.lines:
        return True
    return end - cell.done >= WIDOW_LINES and cell.text.lines - end >= WIDOW_LINES
