"""Grids of a galley -> w:tbl: fixed layout, columns by the contract, head rows that repeat, spans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.galley import Cell, Grid, Para, Row, plain
from pipeline.writers.docx.ooxml import attribute

if TYPE_CHECKING:
    from pipeline.writers.docx.template import Template

ParaWriter = Callable[[Para], str]

# A row that may not split but fills more than about half a page leaves a hole before it: let it split.
_LINES_THAT_MAY_SPLIT = 20

# w:tblLook: first row 0x20, first column 0x80, no row bands 0x200, no column bands 0x400 (ECMA-376 part 1, 17.4.55).
_LOOK = '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
_LOOK_WITHOUT_HEAD = '<w:tblLook w:val="0680" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell in a row of the table, or the continuation of one that began `above`."""

    cell: Cell
    column: int
    rows_left: int
    above: bool


def table(grid: Grid, template: Template, write_para: ParaWriter) -> str:
    """The w:tbl of a grid. Column widths are those of the contract: a grid has as many columns."""
    widths = template.columns[grid.style]
    look = _LOOK if grid.head else _LOOK_WITHOUT_HEAD
    description = "、".join(plain(p.runs) for row in grid.head for cell in row.cells for p in cell.paras)
    shading = template.styles.head_shading[grid.style]
    properties = (
        f'<w:tblStyle w:val="{template.styles.tables[grid.style]}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}'
        f'<w:tblCaption w:val="{attribute(grid.title)}"/><w:tblDescription w:val="{attribute(description)}"/>'
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    xml = [f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"]
    for number, placed in enumerate(_rows(grid.head, len(widths))):
        xml.append("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
        xml += (_cell(p, widths, shading if number else "", write_para) for p in placed)
        xml.append("</w:tr>")
    for placed in _rows(grid.rows, len(widths)):
        xml.append("<w:tr>" if _tall(placed, widths, template) else "<w:tr><w:trPr><w:cantSplit/></w:trPr>")
        xml += (_cell(p, widths, "", write_para) for p in placed)
        xml.append("</w:tr>")
    xml.append("</w:tbl>")
    return "".join(xml)


def column_count(row: Row) -> int:
    """Columns that the first row of a grid spans: those of the grid."""
    return sum(cell.columns for cell in row.cells)


def _rows(rows: Sequence[Row], count: int) -> Iterator[list[_Placed]]:
    """Every row with the cells that reach into it from above (vMerge).

    Raises ValueError if the cells do not fill the grid: a fault of who composed it.
    """
    open_cells: dict[int, _Placed] = {}
    for row in rows:
        placed: list[_Placed] = []
        cells = iter(row.cells)
        column = 0
        while column < count:
            over = open_cells.pop(column, None)
            if over is not None:
                here = _Placed(over.cell, column, over.rows_left - 1, above=True)
            elif (cell := next(cells, None)) is not None:
                here = _Placed(cell, column, cell.rows - 1, above=False)
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


def _cell(placed: _Placed, widths: Sequence[int], shading: str, write_para: ParaWriter) -> str:
    cell = placed.cell
    width = sum(widths[placed.column : placed.column + cell.columns])
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = ("<w:vMerge/>" if placed.above else '<w:vMerge w:val="restart"/>') if cell.rows > 1 else ""
    paras: Iterable[Para] = (Para(cell.paras[0].style, ()),) if placed.above else cell.paras
    inner = "".join(map(write_para, paras))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shading}</w:tcPr>{inner}</w:tc>'


def _tall(placed: Iterable[_Placed], widths: Sequence[int], template: Template) -> bool:
    """Whether a row is so long that it should split over pages (a guess: Word lays the lines)."""
    for item in placed:
        width = sum(widths[item.column : item.column + item.cell.columns])
        paras = item.cell.paras
        per_line = max(1, width // (template.styles.paragraph_half_points[paras[0].style] * 10) - 1)
        chars = sum(len(run.text) for para in paras for run in para.runs)
        if len(paras) + chars // per_line > _LINES_THAT_MAY_SPLIT and not item.above:
            return True
    return False
