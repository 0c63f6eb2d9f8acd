"""Galley -> .xlsx. Each table has a sheet of its own, with the lines that stand above it in the document; always the same bytes.

What a figure of a table says stays a number; a text that looks like a formula stays a text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import field

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.diagnostics import Place, Problems
from pipeline.galley import LEADER, Cell, Drawing, Galley, Grid, Image, PageBreak, Para, Row, plain
from pipeline.galley.blocks import drawn_lines
from pipeline.galley.footnotes import by_anchor, called
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.text.char_width import width_em
from pipeline.source.sheets.blank import timeless
from pipeline.writers.xlsx.figures import figure

# Excel: no sheet has a longer name, and none of these in it.
_NAME_LENGTH, _NO_NAME = 31, regex(r"[\[\]:*?/\\'　]")
_LINE = Side(style="thin", color="FF000000")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="FFE8EEF4")
_FONT = "游明朝"
_NARROW, _WIDE = 8, 48
_A4 = 9
# Heads stay in sight only if little stands above them.
_NEAR = 4


Line = Para | str


@dataclass(slots=True)
class _Sheet:
    """A table with the lines right above it; what stands further up has a sheet of its own (`before`), as has the end."""

    grid: Grid
    before: list[Line]
    above: list[Line]
    below: list[Line] = field(default_factory=list)


def write(galley: Galley, problems: Problems) -> bytes | None:
    """The workbook; None after an error: a document without a table."""
    sheets = _sheets(galley)
    if not sheets:
        problems.error(
            "形式",
            f"「{galley.title}」には表がないので、Excelのブックになりません",
            "--format から xlsx を外すか、表のある文書（事業一覧、予算概要、指標の表など）を指定してください",
            Place(galley.title),
        )
        return None
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator, book.properties.subject = (
        galley.title,
        galley.author,
        galley.subject,
    )
    taken: set[str] = set()
    for sheet in sheets:
        _text(book, sheet.before, taken)
        _fill(book.create_sheet(_name(sheet.grid.title or galley.title, taken)), sheet)
    _text(book, sheets[-1].below, taken)
    stream = io.BytesIO()
    book.save(stream)
    return timeless(stream.getvalue())


def _sheets(galley: Galley) -> list[_Sheet]:
    """The tables in their order; every line of the document belongs to one of them."""
    made: list[_Sheet] = []
    above: list[Line] = []
    notes = by_anchor(galley)
    for part in galley.parts:
        for block in part.blocks:
            match block:
                case Para():
                    above += (block, *called(block, notes))
                case Drawing(head=head, bands=bands):
                    above += drawn_lines((*head, *bands))
                case Grid():
                    near = max(len(above) - _NEAR, 0)
                    made.append(_Sheet(block, above[:near], above[near:]))
                    above = [*called(block, notes)]
                case Image() | PageBreak():
                    pass
    if made:
        made[-1].below = above
    return made


def _name(title: str, taken: set[str]) -> str:
    bare = _NO_NAME.sub(" ", title).strip() or "表"
    name, n = bare[:_NAME_LENGTH].strip(), 1
    while name.casefold() in taken:
        n += 1
        end = f"（{n}）"
        name = f"{bare[: _NAME_LENGTH - len(end)].strip()}{end}"
    taken.add(name.casefold())
    return name


def _fill(sheet: Worksheet, content: _Sheet) -> None:
    row = 0
    for line in content.above:
        row += 1
        _line(sheet, row, line)
    first = row + 1
    columns = sum(cell.columns for cell in content.grid.head[0].cells) if content.grid.head else 0
    last = first - 1
    for r, cells in enumerate(_laid_out((*content.grid.head, *content.grid.rows)), first):
        last = r
        for column, cell in cells:
            _cell(sheet, r, column, cell, is_head=r - first < len(content.grid.head))
            columns = max(columns, column + cell.columns - 1)
    _set_up(sheet, content, first, last, columns)


def _text(book: openpyxl.Workbook, lines: list[Line], taken: set[str]) -> None:
    """A sheet of lines alone, if there are any."""
    if not lines:
        return
    sheet = book.create_sheet(_name("本文", taken))
    sheet.column_dimensions["A"].width = 100
    for row, line in enumerate(lines, 1):
        _line(sheet, row, line, wraps=True)
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _line(sheet: Worksheet, row: int, line: Line, *, wraps: bool = False) -> None:
    words = line if isinstance(line, str) else plain(line.label) + plain(line.runs)
    cell = sheet.cell(row, 1)
    cell.value = words.replace(LEADER, " ")
    cell.data_type = "s"
    is_heading = isinstance(line, Para) and line.heading is not None
    cell.font = Font(name=_FONT, bold=is_heading)
    cell.alignment = Alignment(vertical="top", wrap_text=wraps)


def _laid_out(rows: tuple[Row, ...]) -> Iterator[list[tuple[int, Cell]]]:
    """The cells of each row with the columns that they begin in; those that reach down keep their columns."""
    below: dict[int, int] = {}
    for row in rows:
        made: list[tuple[int, Cell]] = []
        column = 1
        for cell in row.cells:
            while below.get(column, 0):
                column += 1
            made.append((column, cell))
            column += cell.columns
        below = {c: left - 1 for c, left in below.items() if left > 1}
        for column, cell in made:
            below |= dict.fromkeys(range(column, column + cell.columns), cell.rows - 1) if cell.rows > 1 else {}
        yield made


def _cell(sheet: Worksheet, row: int, column: int, content: Cell, *, is_head: bool) -> None:
    words = "\n".join(plain(p.label) + plain(p.runs) for p in content.paras).replace(LEADER, " ")
    cell = sheet.cell(row, column)
    found = figure(words) if not is_head else None
    if found is not None:
        cell.value, cell.number_format = found.value, found.code
    else:
        cell.value = words or None
        if words:
            cell.data_type = "s"
    where = "center" if is_head else "right" if content.paras[0].style == "表数値" or found is not None else "left"
    cell.alignment = Alignment(horizontal=where, vertical="center" if is_head else "top", wrap_text=True)
    cell.font = Font(name=_FONT, bold=is_head)
    for r in range(row, row + content.rows):
        for c in range(column, column + content.columns):
            sheet.cell(r, c).border = _FRAME
            if is_head:
                sheet.cell(r, c).fill = _HEAD_FILL
    if content.rows > 1 or content.columns > 1:
        sheet.merge_cells(
            start_row=row, end_row=row + content.rows - 1, start_column=column, end_column=column + content.columns - 1
        )


def _set_up(sheet: Worksheet, content: _Sheet, first: int, last: int, columns: int) -> None:
    """Heads kept in sight and on every page, the columns as wide as their words, one page wide."""
    body = first + len(content.grid.head)
    sheet.freeze_panes = f"A{body}"
    if content.grid.head:
        sheet.print_title_rows = f"{first}:{body - 1}"
    sheet.print_area = f"A1:{get_column_letter(max(columns, 1))}{max(last, body)}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    widths: dict[int, float] = {}
    for cells in _laid_out((*content.grid.head, *content.grid.rows)):
        for column, cell in cells:
            if cell.columns == 1:
                longest = max(width_em(plain(p.label) + plain(p.runs)) for p in cell.paras)
                widths[column] = max(widths.get(column, 0), longest)
    for column in range(1, columns + 1):
        # A character of Excel's is half as wide as one of ours; a little room is left at both sides.
        width = min(max(widths.get(column, 0) * 2 + 2, _NARROW), _WIDE)
        sheet.column_dimensions[get_column_letter(column)].width = width
