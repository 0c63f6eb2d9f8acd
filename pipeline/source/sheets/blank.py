"""The model of a kind -> a blank workbook to fill in: heads, widths and a note, no merged cells; always the same bytes.

Source: 統計表における機械判読可能なデータの表記方法の統一ルール (総務省, 2020年12月): one value in a cell, no merged
cells, units in the heads.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import BaseModel

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.source import shape
from pipeline.source.sheets.form import Form
from pipeline.source.sheets.workbook import ADVICE, GUIDE

_OPEN = ".○○"
_USUAL_OWNERS = {"役割": ("甲", "乙")}
# Explicit keys are for the few rows that others refer to.
_SELDOM = frozenset({"キー"})
_LINE = Side(style="thin", color="FF808080")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="FFE8EEF4")
_READY_ROWS = 30
# A workbook says when it was made; this one says the same day always.
_MADE = "1980-01-01T00:00:00Z"
_STAMP = regex(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


@dataclass(frozen=True, slots=True)
class Table:
    """A list of a kind's sources that can come from a sheet, by the key under which it stands."""

    name: str
    model: type[BaseModel]

    def heads(self, owners: tuple[str, ...]) -> tuple[str, ...]:
        """The heads of its columns; `owners` are the names for a group whose keys are free; () the usual ones."""
        made: list[str] = []
        form = Form(self.model)
        for key in form.heads():
            if key in _SELDOM:
                continue
            for name in _named(key, owners) if key.endswith(_OPEN) else (key,):
                path = form.path((name,))
                leaf = form.leaf(path) if path is not None else None
                made.append(f"{name}（千円）" if leaf is not None and leaf.is_money else name)
        return tuple(made)

    @property
    def key(self) -> str:
        """The key before !表."""
        return self.name.rpartition(".")[2]


def _named(key: str, owners: tuple[str, ...]) -> tuple[str, ...]:
    """甲の役割 and 乙の役割 for 役割.○○."""
    group = key.removesuffix(_OPEN)
    names = owners or _USUAL_OWNERS.get(group, ("○○",))
    return tuple(f"{group}.{name}" if "." in group else f"{name}の{group}" for name in names)


def tables(model: type[BaseModel]) -> tuple[Table, ...]:
    """The lists of a kind that are plain tables; those with amounts and with the most columns first."""
    found: dict[type[BaseModel], Table] = {}
    for name, row in _lists(model, frozenset()):
        found.setdefault(row, Table(name, row))
    return tuple(sorted(found.values(), key=_size, reverse=True))


def _size(table: Table) -> tuple[bool, int]:
    heads = table.heads(())
    return any(head.endswith("（千円）") for head in heads), len(heads)


def _lists(
    model: type[BaseModel], above: frozenset[type[BaseModel]], owner: str = ""
) -> Iterator[tuple[str, type[BaseModel]]]:
    """Lists of plain rows, by their key; that of the mapping that holds them stands before it: 予算額.行."""
    for key in shape.keys(model):
        single, item = shape.model_at(model, (key,)), shape.model_at(model, (key, 0))
        below = single or item
        if below is None or below in above | {model}:
            continue
        if item is not None and getattr(item, "of_sheets", True) and _is_plain(item):
            yield f"{owner}{key}", item
        yield from _lists(below, above | {model}, f"{key}." if single is not None else "")


def _is_plain(row: type[BaseModel]) -> bool:
    """Whether one row of cells can say all that the model holds."""
    singles = [m for k in shape.keys(row) if (m := shape.model_at(row, (k,))) is not None]
    return not any(shape.model_at(row, (k, 0)) for k in shape.keys(row)) and all(_is_plain(m) for m in singles)


def blank_book(kind: str, table: Table, owners: tuple[str, ...]) -> bytes:
    """A workbook with the heads of a table and a sheet that says how to fill it in."""
    book = openpyxl.Workbook()
    sheet, guide = book.worksheets[0], book.create_sheet(GUIDE)
    sheet.title = table.name
    heads = table.heads(owners)
    for column, head in enumerate(heads, 1):
        cell = sheet.cell(1, column, head)
        cell.font, cell.fill = Font(bold=True), _HEAD_FILL
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = _width(table, head)
        for row in range(1, _READY_ROWS + 2):
            sheet.cell(row, column).border = _FRAME
            if row > 1:
                sheet.cell(row, column).alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    _write_guide(guide, kind, table, heads)
    for made in (sheet, guide):
        made.page_setup.orientation, made.page_setup.paperSize = "landscape", 9  # A4
    stream = io.BytesIO()
    book.save(stream)
    return timeless(stream.getvalue())


def _write_guide(sheet: Worksheet, kind: str, table: Table, heads: tuple[str, ...]) -> None:
    lines = [
        f"{kind}の「{table.name}」を記入する表です。シート「{table.name}」の2行目から書いてください。",
        *(f"・{line}" for line in ADVICE),
        f"・必ず書く欄: {'、'.join(h for h in heads if _is_required(table, h))}",
        f"書き終えたら原稿と同じフォルダに置き、原稿に「{table.key}: {{ 表の元: このファイル.xlsx, シート: {table.name} }}」と書きます。",
    ]
    for row, line in enumerate(lines, 1):
        cell = sheet.cell(row, 1, line)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.column_dimensions["A"].width = 100


def _top(table: Table, head: str) -> str:
    """The key of the row's model that a head belongs to."""
    path = Form(table.model).path((head.removesuffix("（千円）"),))
    return path[0] if path else head


def _is_required(table: Table, head: str) -> bool:
    field = shape.field_of(table.model, _top(table, head))
    return field is not None and field.is_required()


def _width(table: Table, head: str) -> int:
    """Wide for texts, narrow for amounts, dates and the like."""
    path = Form(table.model).path((head.removesuffix("（千円）"),))
    leaf = Form(table.model).leaf(path) if path is not None else None
    return 16 if leaf is not None and leaf.is_money else 36


def timeless(data: bytes) -> bytes:
    """The same package without the moment at which it was written."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            content = given.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + _MADE.encode() + rb"\g<2>", content)
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            made.writestr(info, content)
    return stream.getvalue()
