"""Grid -> rules and text on pages: the head repeated, rows whole where possible, split where they must be."""

from __future__ import annotations

import math

from pipeline.galley import Grid
from pipeline.typeset.borders import Borders
from pipeline.typeset.cells import OpenCell, continued, open_cell
from pipeline.typeset.columns import Columns, Slot, arrange, columns
from pipeline.typeset.design import Design, GridStyle
from pipeline.typeset.elements import Elements
from pipeline.typeset.layout import ARTIFACT, Fill, Scope
from pipeline.typeset.paragraph import Setter
from pipeline.typeset.sheets import SLACK_PT, Sheets

# A row up to this part of the frame moves to the next page whole; a head up to this part of it is repeated (house).
WHOLE_ROW = 0.3
REPEATED_HEAD = 0.4
# Lines of a cell that stay together at either side of a page break.
WIDOW_LINES = 2


class GridFlow:
    """Places tables, one after another."""

    def __init__(self, design: Design, setter: Setter, sheets: Sheets, elements: Elements) -> None:
        self._design, self._setter, self._sheets, self._elements = design, setter, sheets, elements

    def place(self, grid: Grid) -> None:
        """The whole table; what follows begins on the page's grid of half lines."""
        sheets, style = self._sheets, self._design.grids[grid.style]
        if not sheets.at_top:
            sheets.y_pt -= style.before_pt
        _Table(grid, style, self._setter, sheets, self._elements).place()
        half = self._design.pitch_pt / 2
        steps = math.ceil((sheets.frame.top_pt - sheets.y_pt - SLACK_PT) / half)
        sheets.y_pt = sheets.frame.top_pt - steps * half - style.after_pt

    def least_pt(self, grid: Grid) -> float:
        """Height of the head and of so much of the first row as must stand with it."""
        style = self._design.grids[grid.style]
        table = _Table(grid, style, self._setter, self._sheets, Elements())
        return style.before_pt + table.least_pt()


class _Table:
    """One table on its way over the pages. `_open` are the cells that the current row crosses."""

    def __init__(self, grid: Grid, style: GridStyle, setter: Setter, sheets: Sheets, elements: Elements) -> None:
        self._grid, self._style, self._setter, self._sheets, self._elements = grid, style, setter, sheets, elements
        self._columns: Columns = columns(grid, style, sheets.frame.width_pt)
        self._open: list[OpenCell] = []
        self._borders = Borders(0, 0, 0)
        self._bare = True
        head, body = arrange(grid.head), arrange(grid.rows)
        repeated = sum(self._heights_pt(head)) <= REPEATED_HEAD * sheets.frame.height_pt
        self._head = head if repeated else ()
        self._body = body
        self._tall_head = () if repeated else head

    def least_pt(self) -> float:
        """Height of the repeated head and of the first row, or its first lines if it may be split."""
        rows = (self._tall_head or self._body)[:1]
        row = sum(self._heights_pt(rows)) if rows else 0.0
        if row > WHOLE_ROW * self._sheets.frame.height_pt:
            cells = [self._cell(slot, ()) for slot in rows[0]]
            row = max(cell.tops[min(WIDOW_LINES, cell.lines)] for cell in cells) + 2 * self._style.padding_pt
        return sum(self._heights_pt(self._head)) + row

    def place(self) -> None:
        """Head, body, and the rules of the last page."""
        table = self._elements.table(self._grid)
        self._open_band()
        self._place_head(self._owners(table, self._head, Scope.COLUMN))
        for r, slots in enumerate(self._tall_head):
            self._place_row(r, slots, self._row_owners(table, slots, Scope.COLUMN))
        for r, slots in enumerate(self._body):
            self._place_row(r, slots, self._row_owners(table, slots, None))
        self._borders.draw(self._sheets, self._sheets.y_pt, self._style)

    def _owners(
        self, table: int, rows: tuple[tuple[Slot, ...], ...], scope: Scope | None
    ) -> list[list[tuple[int, ...]]]:
        return [self._row_owners(table, slots, scope) for slots in rows]

    def _row_owners(self, table: int, slots: tuple[Slot, ...], scope: Scope | None) -> list[tuple[int, ...]]:
        """Elements of the paragraphs of each cell; in the body, the first column is the head of its rows."""
        row, many = self._elements.row(table), len(self._columns.edges_pt) > 2
        key = Scope.ROW if many else None
        return [self._elements.cell(row, s.cell, scope or (key if s.column == 0 else None)) for s in slots]

    def _cell(self, slot: Slot, owners: tuple[int, ...]) -> OpenCell:
        return open_cell(
            slot, owners or (ARTIFACT,) * len(slot.cell.paras), self._columns, self._style, self._setter, self._sheets
        )

    def _heights_pt(self, rows: tuple[tuple[Slot, ...], ...]) -> list[float]:
        """Heights of rows on an endless page."""
        heights: list[float] = []
        crossing: list[OpenCell] = []
        bottom = 0.0
        for r, slots in enumerate(rows):
            began = [self._cell(slot, ()) for slot in slots]
            for cell in began:
                cell.begin_at(bottom)
            crossing += began
            heights.append(max((c.need_pt(bottom) for c in crossing if c.slot.last_row == r), default=self._empty_pt()))
            bottom -= heights[-1]
            crossing = [c for c in crossing if c.slot.last_row > r]
        return heights

    def _empty_pt(self) -> float:
        """Height of a row in which no cell ends."""
        return self._style.size_pt + 2 * self._style.padding_pt

    def _open_band(self) -> None:
        frame, edges = self._sheets.frame, self._columns.edges_pt
        self._borders = Borders(frame.left_pt, frame.left_pt + edges[-1], self._sheets.y_pt)
        self._bare = True

    def _place_head(self, owners: list[list[tuple[int, ...]]] | None) -> None:
        """The head at the top of a page part; owners None: repeated, as an artifact."""
        sheets, top = self._sheets, self._sheets.y_pt
        crossing: list[OpenCell] = []
        for r, (slots, height) in enumerate(zip(self._head, self._heights_pt(self._head), strict=True)):
            began = [self._cell(slot, () if owners is None else owners[r][k]) for k, slot in enumerate(slots)]
            for cell in began:
                cell.begin_at(sheets.y_pt)
            crossing += began
            sheets.y_pt -= height
            for cell in [c for c in crossing if c.slot.last_row == r]:
                cell.put_centred(sheets, sheets.y_pt)
                self._edges(cell)
                self._borders.below(sheets.y_pt, cell.left_pt, cell.right_pt)
            crossing = [c for c in crossing if c.slot.last_row > r]
        if self._head and self._style.shade:
            right = sheets.frame.left_pt + self._columns.edges_pt[-1]
            sheets.fill(Fill(sheets.frame.left_pt, sheets.y_pt, right, top, self._style.shade))

    def _place_row(self, row: int, slots: tuple[Slot, ...], owners: list[tuple[int, ...]]) -> None:
        sheets = self._sheets
        for slot, own in zip(slots, owners, strict=True):
            cell = self._cell(slot, own)
            cell.begin_at(sheets.y_pt)
            self._open.append(cell)
        while True:
            ending = [c for c in self._open if c.slot.last_row <= row]
            need = max((c.need_pt(sheets.y_pt) for c in ending), default=self._empty_pt())
            if need <= sheets.left_pt:
                break
            sheets.y_pt -= self._cut_pt(need)
            self._turn_page()
        sheets.y_pt -= max(need, 0.0)
        for cell in ending:
            self._put(cell)
            self._borders.below(sheets.y_pt, cell.left_pt, cell.right_pt)
        self._open = [c for c in self._open if c.slot.last_row > row]
        self._bare = False

    def _cut_pt(self, need_pt: float) -> float:
        """How much of the row stays on this page; 0: the row goes to the next page whole."""
        sheets = self._sheets
        if need_pt <= WHOLE_ROW * sheets.frame.height_pt and not self._bare:
            return 0.0
        longest = max(self._open, key=lambda c: c.need_pt(sheets.y_pt))
        most = longest.reach(sheets.frame.bottom_pt)
        for end in range(most, longest.done, -1):
            bottom = self._bottom_pt(longest, end)
            if all(self._well_cut(cell, bottom) for cell in self._open):
                return sheets.y_pt - bottom
        if most >= longest.done + WIDOW_LINES or self._bare:
            return max(0.0, sheets.y_pt - self._bottom_pt(longest, max(most, longest.done + 1)))
        return 0.0

    def _bottom_pt(self, cell: OpenCell, end: int) -> float:
        """Where the cell is cut after line `end`."""
        return cell.top_pt - (cell.tops[end] - cell.tops[cell.done]) - 2 * self._style.padding_pt

    def _well_cut(self, cell: OpenCell, bottom_pt: float) -> bool:
        """No single line is left at either side of the cut."""
        end = cell.reach(bottom_pt)
        if end >= cell.lines:
            return True
        return end - cell.done >= WIDOW_LINES and cell.lines - end >= WIDOW_LINES

    def _turn_page(self) -> None:
        """Finishes the part of the table on this page and begins the next under a repeated head."""
        sheets = self._sheets
        for cell in self._open:
            if cell.top_pt - sheets.y_pt > SLACK_PT:
                self._put(cell)
        if not self._empty_band():
            self._borders.draw(sheets, sheets.y_pt, self._style)
        sheets.new_page()
        self._open_band()
        self._place_head(None)
        for cell in self._open:
            cell.begin_at(sheets.y_pt)

    def _empty_band(self) -> bool:
        return self._bare and all(cell.done == 0 for cell in self._open) and not self._head

    def _put(self, cell: OpenCell) -> None:
        """What fits of a cell; a key that ended on an earlier page is repeated."""
        sheets = self._sheets
        if cell.resumed and cell.done == cell.lines and cell.slot.column == 0:
            again = continued(cell.slot, self._columns, self._style, self._setter, sheets)
            again.begin_at(cell.top_pt)
            again.put(sheets, sheets.y_pt)
        else:
            cell.put(sheets, sheets.y_pt)
        self._edges(cell)

    def _edges(self, cell: OpenCell) -> None:
        self._borders.right(cell.right_pt, self._sheets.y_pt, cell.top_pt)
