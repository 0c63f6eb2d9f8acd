"""A sheet's XML -> its cells with their numbers, texts, styles and formulas; its hidden rows and columns, its merged ranges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from lxml import etree

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.source.sheets.cells import parts
from pipeline.source.sheets.cells.parts import BrokenError, TooLargeError
from pipeline.source.sheets.cells.styles import RichText, rich_text, unescaped
from pipeline.source.sheets.grid import Spot

MAX_ROWS, MAX_COLUMNS = 10_000, 500
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MAX_MERGED = 200_000
_ADDRESS = regex(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something: `kind` is that of the file (n, s, str, inlineStr, b, e, d), `text` its value there."""

    kind: str
    text: str
    style: int
    is_formula: bool
    rich: RichText | None = None
    shows_readings: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns from first to last (from 0) and how wide they are; None: as usual."""

    first: int
    last: int
    width: float | None
    hidden: bool


@dataclass(slots=True)
class Sheet:
    """A sheet as it is written; `shows_zeros`: whether a 0 is seen in it."""

    shows_zeros: bool = True
    cells: dict[Spot, Cell] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    columns: list[Columns] = field(default_factory=list)
    usual_width: float | None = None
    merged: list[tuple[Spot, Spot]] = field(default_factory=list)


def read(data: bytes) -> Sheet:
    """Raises BrokenError and TooLargeError."""
    sheet = Sheet()
    row = -1
    for node in parts.elements(data, "sheetView", "sheetFormatPr", "col", "row", "mergeCell"):
        match parts.local(node):
            case "row":
                row = parts.integer(node.get("r"), row + 2) - 1
                _read_row(node, row, sheet)
            case "mergeCell":
                sheet.merged.append(_range(node.get("ref", "")))
            case "sheetView":
                sheet.shows_zeros = parts.truth(node.get("showZeros", "1"))
            case "col":
                sheet.columns.append(_columns(node))
            case _:
                sheet.usual_width = _number(node.get("defaultColWidth"))
    area = sum((bottom - top + 1) * (right - left + 1) for (top, left), (bottom, right) in sheet.merged)
    if area > _MAX_MERGED:
        raise TooLargeError
    return sheet


def _read_row(node: etree._Element, row: int, sheet: Sheet) -> None:
    if not 0 <= row < _LAST_ROW:
        raise BrokenError
    if parts.truth(node.get("hidden")) or _number(node.get("ht")) == 0:
        sheet.hidden_rows.add(row)
    column = -1
    for cell in parts.children(node, "c"):
        column = _column(cell.get("r"), row, column)
        if (found := _cell(cell)) is None:
            continue
        if row >= MAX_ROWS or column >= MAX_COLUMNS:
            raise TooLargeError
        if (row, column) in sheet.cells:
            raise BrokenError
        sheet.cells[row, column] = found


def _column(address: str | None, row: int, before: int) -> int:
    """The column of a cell, by its address or by its place behind the cell before."""
    if not address:
        return before + 1
    at = _spot(address)
    if at[0] != row:
        raise BrokenError
    return at[1]


def _cell(node: etree._Element) -> Cell | None:
    kind, style, ruby = node.get("t", "n"), parts.integer(node.get("s")), parts.truth(node.get("ph"))
    formula = parts.child(node, "f") is not None
    value = parts.child(node, "v")
    text = (value.text or "") if value is not None else ""
    if kind == "inlineStr":
        inline = parts.child(node, "is")
        words = rich_text(inline) if inline is not None else RichText(())
        return Cell(kind, words.text, style, formula, words, ruby) if words.text else None
    if kind == "str":
        text = unescaped(text)
    return Cell(kind, text, style, formula, shows_readings=ruby) if text or formula else None


def _columns(node: etree._Element) -> Columns:
    first = parts.integer(node.get("min"), 1)
    last = min(parts.integer(node.get("max"), first), _LAST_COLUMN)
    width = _number(node.get("width"))
    is_set = parts.truth(node.get("customWidth"))
    return Columns(first - 1, last - 1, width if is_set else None, parts.truth(node.get("hidden")) or width == 0)


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text is not None else None
    except ValueError:
        return None


def _range(ref: str) -> tuple[Spot, Spot]:
    first, _, last = ref.partition(":")
    (top, left), (bottom, right) = _spot(first), _spot(last or first)
    return (min(top, bottom), min(left, right)), (max(top, bottom), max(left, right))


def _spot(address: str) -> Spot:
    match = _ADDRESS.fullmatch(address.strip())
    if match is None:
        raise BrokenError
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    if not (1 <= row <= _LAST_ROW and 1 <= column <= _LAST_COLUMN):
        raise BrokenError
    return row - 1, column - 1


def hidden_columns(sheet: Sheet) -> Iterator[int]:
    """Columns that are not shown; one entry of the file may speak for many."""
    for entry in sheet.columns:
        if entry.hidden:
            yield from range(entry.first, min(entry.last, MAX_COLUMNS) + 1)
