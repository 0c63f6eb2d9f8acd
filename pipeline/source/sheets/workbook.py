"""The bytes of an .xlsx file -> its sheets. Refused with a cure: what is no workbook, locked, old, broken or oversize."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from pipeline.diagnostics import Place, Problems, Span
from pipeline.source.decode import nearest
from pipeline.source.sheets.grid import Grid, Spot, Value

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

# Old binary files of Office, and new ones under a password, are both compound files ([MS-CFB], 2.2).
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MAX_UNPACKED_BYTES = 60_000_000
MAX_ROWS, MAX_COLUMNS = 10_000, 500
_MAX_AREA = 5_000_000
_MAX_MERGED = 200_000
_MERGED = re.compile(rb"mergeCell\b[^>]*?\bref\s*=\s*[\"']([A-Za-z0-9:$]+)[\"']")
# Columns narrower than two characters, as many as this: one character is written into each cell.
_SQUARED, _SQUARE_WIDTH = 30, 3.0
_SQUARED_ROW = 12


class _BrokenError(Exception):
    """Neither library can read it, or one found what the other did not."""


def open_book(data: bytes, name: str, problems: Problems) -> Book | None:
    """The workbook in `data`; None after an error."""
    if data.startswith(_COMPOUND):
        locked = _ENCRYPTED in data
        problems.error(
            "表",
            f"{'パスワードの付いた' if locked else '古い形式（.xls）の'}ブックは読めません",
            "パスワードを外して保存し直してください"
            if locked
            else "Excelで開き、「Excelブック（.xlsx）」として保存し直してください",
            Place(name),
        )
        return None
    try:
        _check_package(data)
        return Book(data, name)
    except _TooLargeError:
        problems.error(
            "大きさ",
            "ブックが大きすぎます",
            "取り込む表だけのブックに分けてください（写真や図は消します）",
            Place(name),
        )
    except _BrokenError:
        _report_broken(name, problems)
    return None


def _report_broken(name: str, problems: Problems) -> None:
    problems.error(
        "表",
        "Excelのブック（.xlsx）として読めません。壊れているか、別の形式です",
        "Excelで開けるかを確かめ、「Excelブック（.xlsx）」として保存し直してください",
        Place(name),
    )


class _TooLargeError(Exception):
    """Unpacked, or in rows and columns, beyond what a table of a document can be."""


def _check_package(data: bytes) -> None:
    """Looks at the parts before any library lays them out in memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > MAX_UNPACKED_BYTES:
                raise _TooLargeError
            for part in package.infolist():
                _check_part(package.read(part))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error) as error:
        raise _BrokenError from error


def _check_part(content: bytes) -> None:
    # A part that says DOCTYPE can blow up or reach outside, and UTF-16 would hide it; no office program writes either.
    if b"<!DOCTYPE" in content or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _BrokenError
    # openpyxl makes an object for every cell of a merged range.
    area = 0
    for match in _MERGED.finditer(content):
        left, top, right, bottom = range_boundaries(match[1].decode("ascii"))
        area += ((right or 0) - (left or 0) + 1) * ((bottom or 0) - (top or 0) + 1)
    if area > _MAX_MERGED:
        raise _TooLargeError


class Book:
    """An open workbook. Values come from calamine; openpyxl tells what calamine does not (hidden, formulas, formats)."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._data = data
        self._book = _load(data, results=False)
        self._results: Workbook | None = None
        self.sheets = [s.title for s in self._book.worksheets]

    def grid(self, sheet: str | None, asked: Span, problems: Problems) -> Grid | None:
        """The sheet of this name (None: the only one); `asked` is where the clerk wrote it. None after an error."""
        if sheet is None and len(self.sheets) != 1:
            problems.error(
                "表",
                f"シートが{len(self.sheets)}枚あります（{'、'.join(self.sheets)}）",
                "「シート: 名前」を書いてください",
                asked,
            )
            return None
        title = self.sheets[0] if sheet is None else sheet
        if title not in self.sheets:
            problems.error(
                "表", f"{self.name} に「{title}」というシートはありません", nearest(title, self.sheets), asked
            )
            return None
        try:
            return self._grid(title, problems)
        except _BrokenError:
            _report_broken(self.name, problems)
        except _TooLargeError:
            problems.error(
                "大きさ",
                f"シート「{title}」が大きすぎます（{MAX_ROWS:,}行{MAX_COLUMNS}列まで）",
                "表から離れたところにある値を消すか、表を分けてください",
                Place(self.name, title),
            )
        return None

    def _grid(self, title: str, problems: Problems) -> Grid | None:
        sheet = next(s for s in self._book.worksheets if s.title == title)
        spots = {(c.row - 1, c.column - 1): str(c.number_format) for c in _cells(sheet)}
        rows, ranges = _values(self._data, title)
        # A formula without a result may stand beyond the last value.
        width = max([*map(len, rows), *(column + 1 for _, column in spots)], default=0)
        rows += [[]] * (max((row + 1 for row, _ in spots), default=0) - len(rows))
        if _is_squared(sheet, rows, max(width, sheet.max_column)):
            problems.error(
                "表",
                f"シート「{title}」は方眼紙（1字1マス）です",
                "1つの欄を1つのセルに書いた表に直してください（「renkei new-table」で記入用の表を作れます）",
                Place(self.name, title),
            )
            return None
        results = self._missing_results(title, [s for s in spots if not _filled(rows, s)])
        return Grid(
            name=self.name,
            sheet=title,
            rows=tuple((*r, *[""] * (width - len(r))) for r in rows),
            merged=_merged(ranges, len(rows), width),
            hidden_rows=frozenset(n - 1 for n, d in sheet.row_dimensions.items() if d.hidden or d.height == 0),
            hidden_columns=_hidden_columns(sheet),
            formats=spots,
            uncalculated=frozenset(s for s in results if results[s] == "n"),
            failed=frozenset(s for s in results if results[s] == "e"),
        )

    def _missing_results(self, title: str, spots: list[Spot]) -> dict[Spot, str]:
        """The types (n: none was computed, e: an error) of cells that hold something and for which calamine has nothing."""
        if not spots:
            return {}
        if self._results is None:
            self._results = _load(self._data, results=True)
        sheet = next(s for s in self._results.worksheets if s.title == title)
        return {(r, c): str(sheet.cell(r + 1, c + 1).data_type) for r, c in spots}


def _load(data: bytes, *, results: bool) -> Workbook:
    try:
        with warnings.catch_warnings():  # of parts that openpyxl leaves out: none of them holds a value
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data), data_only=results)
    except Exception as error:  # every reader of a part raises what it likes
        raise _BrokenError from error


def _values(data: bytes, title: str) -> tuple[list[list[Value]], list[tuple[Spot, Spot]]]:
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(title)
        return sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or []
    except Exception as error:
        raise _BrokenError from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how pyo3 hands on a panic of calamine
            raise
        raise _BrokenError from error


def _cells(sheet: Worksheet) -> list[Cell]:
    """The cells that hold something. Raises _TooLargeError.

    calamine lays out every cell between the first and the last, so a stray one far away would cost gigabytes.
    """
    if sheet.max_row * sheet.max_column > _MAX_AREA:
        raise _TooLargeError
    every = sheet._cells.values()  # noqa: SLF001 - iter_rows would make a cell for every place up to the last one
    found = [c for c in every if isinstance(c, Cell) and c.value is not None]
    if any(c.row > MAX_ROWS or c.column > MAX_COLUMNS for c in found):
        raise _TooLargeError
    return found


def _filled(rows: list[list[Value]], spot: Spot) -> bool:
    row, column = spot
    return row < len(rows) and column < len(rows[row]) and rows[row][column] != ""


def _hidden_columns(sheet: Worksheet) -> frozenset[int]:
    """One entry of the file may speak for many columns."""
    return frozenset(
        column - 1
        for entry in sheet.column_dimensions.values()
        if entry.hidden or entry.width == 0
        for column in range(entry.min or 1, min(entry.max or 1, MAX_COLUMNS) + 1)
    )


def _merged(ranges: list[tuple[Spot, Spot]], rows: int, columns: int) -> dict[Spot, Spot]:
    """Every cell of a merged range and the range's first cell. Ranges that overlap are no work of Excel."""
    found: dict[Spot, Spot] = {}
    for (top, left), (bottom, right) in ranges:
        for row in range(top, min(bottom, rows - 1) + 1):
            for column in range(left, min(right, columns - 1) + 1):
                if (row, column) in found:
                    raise _BrokenError
                found[row, column] = (top, left)
    return found


def _is_squared(sheet: Worksheet, rows: list[list[Value]], columns: int) -> bool:
    narrow = sum(
        min(entry.max or 1, columns) - (entry.min or 1) + 1
        for entry in sheet.column_dimensions.values()
        if entry.customWidth and 0 < entry.width < _SQUARE_WIDTH and (entry.min or 1) <= columns
    )
    usual = sheet.sheet_format.defaultColWidth
    if usual is not None and usual < _SQUARE_WIDTH:
        narrow = columns
    return narrow >= _SQUARED or any(_longest_run_of_single_characters(row) >= _SQUARED_ROW for row in rows)


def _longest_run_of_single_characters(row: list[Value]) -> int:
    longest = run = 0
    for value in row:
        run = run + 1 if isinstance(value, str) and len(value) == 1 and value.isalpha() else 0
        longest = max(longest, run)
    return longest
