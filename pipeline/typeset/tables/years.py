"""Set heads that are years -> the same with as many lines: where one has its era above its year, all of a row have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.galley import Para
from pipeline.galley.tables.column_widths import year_em
from pipeline.typeset.styling.design import TextStyle
from pipeline.typeset.tables.cells import CellSetter, SetCell, SetRow

# By so much a line is shorter than a year that is to take two; its longer part is shorter still, in em.
_LACK_EM = 0.75


def even_years(head: Sequence[SetRow], setter: CellSetter) -> tuple[SetRow, ...]:
    """令和 above 8年度 where 令和 stands above 10年度."""
    return tuple([_evened(row, setter) for row in head])


def _evened(row: SetRow, setter: CellSetter) -> SetRow:
    if len({lines for cell in row for lines in _lines_of_years(cell)}) < 2:
        return row
    return tuple([setter.set(cell.slot, _parted) if 1 in _lines_of_years(cell) else cell for cell in row])


def _lines_of_years(cell: SetCell) -> list[int]:
    """How many lines the years of a head take that stands over one column."""
    if cell.slot.cell.columns > 1:
        return []
    return [ready.lines for para, ready in zip(cell.slot.cell.paras, cell.paras, strict=True) if year_em(para)]


def _parted(para: Para, style: TextStyle, width_pt: float) -> TextStyle:
    """The style with so much space at both sides that a year takes two lines."""
    year = year_em(para)
    inset = (width_pt - (year - _LACK_EM) * style.size_pt) / 2
    if not year or inset <= 0:
        return style
    turn = None if style.turn_pt is None else style.turn_pt + inset
    return replace(style, start_pt=style.start_pt + inset, turn_pt=turn, right_pt=style.right_pt + inset)
