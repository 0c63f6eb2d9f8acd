"""Rows of a table -> a grid: heads of one or two levels, bands, cells that go on from the row above."""

from __future__ import annotations

from dataclasses import replace

from pipeline.importing.paper import Cell, Line, Note
from pipeline.importing.structure.draft import Draft, Grid

_CURE = "元の表と見比べて、原稿に書き足してください"


def is_row(line: Line) -> bool:
    """Whether a line is a row of a table: two cells or more, or a row of a table whose borders are known."""
    return bool(line.table) or len(line.cells) > 1


def filled(line: Line) -> list[str]:
    """The words of the cells that hold any."""
    return [c.text for c in line.cells if c.text]


def make_grid(rows: list[Line], draft: Draft) -> Grid:
    """The grid of the rows of one table, the first of which is its head; rows that are too long are left over."""
    width = len(rows[0].cells) if not rows[0].table else max(len(r.cells) for r in rows)
    depth = _head_rows(rows)
    heads, groups = _heads(rows[:depth], width)
    grid = Grid(heads, groups, [], rows[0], head_rows=rows[:depth])
    above: list[Cell] = []
    for row in rows[depth:]:
        if len(row.cells) > width:
            draft.left_over.append(row)
            continue
        if [c.text for c in row.cells] == [c.text for c in rows[depth - 1].cells] and depth == 1:
            draft.notes.append(Note("頁ごとに繰り返された表の見出しを除きました", _CURE, row.span, row.text))
            continue
        band = _band(row, width)
        if band:
            grid.rows.append(band)
            above = []
            continue
        cells = [*row.cells, *[Cell()] * (width - len(row.cells))]
        cells = _filled_down(cells, above, grid, is_known=bool(row.table))
        grid.rows.append([c.paras for c in cells])
        above = cells
    return grid


def _band(row: Line, width: int) -> str:
    """The words of a row that runs over all columns."""
    words = filled(row)
    if len(words) != 1 or width < 2 or not row.cells[0].text:
        return ""
    spans = row.cells[0].columns >= width if row.table else True
    return words[0] if spans and len(row.cells[0].paras) == 1 else ""


def _head_rows(rows: list[Line]) -> int:
    flagged = 0
    while flagged < len(rows) and rows[flagged].is_head:
        flagged += 1
    if flagged:
        return min(flagged, 2) if flagged < len(rows) or flagged == 1 else 1
    return 2 if len(rows) > 2 and _is_second_head(rows[0], rows[1]) else 1


def _is_second_head(first: Line, second: Line) -> bool:
    """Whether the second row names columns below the names of the first: a group has one empty cell or more to its right."""
    if len(first.cells) != len(second.cells) or not first.cells[0].text or second.cells[0].text:
        return False
    gaps = [n for n, c in enumerate(first.cells) if not c.text]
    if not gaps:
        return False
    below = {n for n, c in enumerate(second.cells) if c.text}
    return below == set(gaps) | {n - 1 for n in gaps if n and n - 1 not in gaps}


def _heads(rows: list[Line], width: int) -> tuple[list[str], list[str]]:
    """Names of the columns, and the group above each."""
    first = [c.text for c in rows[0].cells] + [""] * (width - len(rows[0].cells))
    if len(rows) == 1:
        return first, [""] * width
    second = [c.text for c in rows[1].cells] + [""] * (width - len(rows[1].cells))
    groups: list[str] = []
    for n, name in enumerate(first):
        groups.append((name or (groups[-1] if groups else "")) if second[n] else "")
    heads = [below or first[n] for n, below in enumerate(second)]
    return heads, groups


def _filled_down(cells: list[Cell], above: list[Cell], grid: Grid, *, is_known: bool) -> list[Cell]:
    """The cells with the words of the row above where that one goes on: in plain text, the empty ones at the left."""
    made: list[Cell] = []
    for n, cell in enumerate(cells):
        leading = all(not c.text for c in cells[: n + 1])
        goes_on = cell.goes_on if is_known else leading and not cell.text
        if goes_on and above and above[n].text:
            made.append(replace(cell, paras=above[n].paras))
            grid.merged.add(n)
        else:
            made.append(cell)
    return made
