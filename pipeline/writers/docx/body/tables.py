"""Grids of a galley -> w:tbl: fixed layout, columns of set widths, head rows that repeat, spans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from pipeline.galley import Grid, Para, plain
from pipeline.galley.tables.placed_rows import Placed, placed_rows
from pipeline.galley.tables.row_roles import is_head, is_total
from pipeline.writers.docx.parts.ooxml import attribute

if TYPE_CHECKING:
    from pipeline.writers.docx.template.compiled import Template

ParaWriter = Callable[[Para], str]

# A row that may not split but fills more than about half a page leaves a hole before it: let it split.
_LINES_THAT_MAY_SPLIT = 20

# Low rows at the end of a table that stay together, and how many lines they have at most; as in the PDF (typeset/tables).
_LAST_ROWS, _LINES_OF_LAST_ROWS = 2, 6

# w:tblLook: first row 0x20, first column 0x80, no row bands 0x200, no column bands 0x400 (ECMA-376 part 1, 17.4.55).
_LOOK = '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
_LOOK_WITHOUT_HEAD = '<w:tblLook w:val="0680" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'


def table(
    grid: Grid,
    template: Template,
    widths: Sequence[int],
    write_para: ParaWriter,
    write_kept: ParaWriter,
    *,
    noted: bool = False,
) -> str:
    """The w:tbl of a grid with columns of these widths, in twips.

    `write_kept` writes paragraphs that stay with the next: all rows of a short table but the last, of a long one the last
    but one; the last, too, where it is `noted` below.
    """
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
    for number, placed in enumerate(placed_rows(grid.head, len(widths))):
        xml.append("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
        xml += [_cell(p, widths, shading if number else "", write_para) for p in placed]
        xml.append("</w:tr>")
    lines, body = _Lines(widths, template), list(placed_rows(grid.rows, len(widths)))
    few = lines.are_few(body, template.contract.whole_lines.get(grid.style, 0))
    last = len(body) - 1
    ends = lines.are_few(body[-_LAST_ROWS:], _LINES_OF_LAST_ROWS)
    for n, placed in enumerate(body):
        xml.append("<w:tr>" if lines.may_split(placed) else "<w:tr><w:trPr><w:cantSplit/></w:trPr>")
        tied = few or (ends and n == last - 1 > 0) or (n < last and (grid.rows[n].keeps or _leads(placed, body[n + 1])))
        write = write_kept if (tied if n < last else noted and ends) else write_para
        xml += [_cell(p, widths, "", write) for p in placed]
        xml.append("</w:tr>")
    xml.append("</w:tbl>")
    return "".join(xml)


def _leads(row: Sequence[Placed], below: Sequence[Placed]) -> bool:
    """Whether a row heads what stands below it, or is the last that a total below it adds up."""
    return is_head([p.cell for p in row]) or is_total([p.cell for p in below])


def _cell(placed: Placed, widths: Sequence[int], shading: str, write_para: ParaWriter) -> str:
    cell, column = placed.cell, placed.column
    if cell.columns == 1 == cell.rows:  # nearly every cell
        paras = cell.paras
        inner = write_para(paras[0]) if len(paras) == 1 else "".join([write_para(para) for para in paras])
        return f'<w:tc><w:tcPr><w:tcW w:w="{widths[column]}" w:type="dxa"/>{shading}</w:tcPr>{inner}</w:tc>'
    width = sum(widths[column : column + cell.columns])
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = ("<w:vMerge/>" if placed.above else '<w:vMerge w:val="restart"/>') if cell.rows > 1 else ""
    inner = "".join(map(write_para, (Para(cell.paras[0].style, ()),) if placed.above else cell.paras))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shading}</w:tcPr>{inner}</w:tc>'


class _Lines:
    """How many lines cells take (a guess: Word lays the lines)."""

    def __init__(self, widths: Sequence[int], template: Template) -> None:
        self._widths = widths
        self._half_points = template.styles.paragraph_half_points

    def may_split(self, row: Iterable[Placed]) -> bool:
        """Whether some cell is so long that its row should go on over pages."""
        for placed in row:
            chars = _chars(placed)
            if chars + len(placed.cell.paras) > _LINES_THAT_MAY_SPLIT and self._of(placed) > _LINES_THAT_MAY_SPLIT:
                return True
        return False

    def are_few(self, rows: Sequence[Sequence[Placed]], most: int) -> bool:
        """Whether these rows take no more lines than that."""
        if len(rows) > most:
            return False
        return sum(max((self._of(p) for p in row if p.cell.rows == 1), default=1) for row in rows) <= most

    def _of(self, placed: Placed) -> int:
        if placed.above:
            return 0
        paras, column = placed.cell.paras, placed.column
        width = sum(self._widths[column : column + placed.cell.columns])
        per_line = max(1, width // (self._half_points[paras[0].style] * 10) - 1)
        return len(paras) + _chars(placed) // per_line


def _chars(placed: Placed) -> int:
    chars = 0
    for para in placed.cell.paras:
        for run in para.runs:
            chars += len(run.text)
    return chars
