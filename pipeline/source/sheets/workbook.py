"""The bytes of an .xlsx file -> its sheets. Refused with a cure: what is no workbook, locked, old, broken or oversize."""

from __future__ import annotations

from pipeline.diagnostics import Place, Problems, Span
from pipeline.notation.file_form import instead_of
from pipeline.source.decode import nearest
from pipeline.source.sheets.cells import over, parts, worksheet
from pipeline.source.sheets.cells.parts import BrokenError, Package, TooLargeError
from pipeline.source.sheets.cells.reading import Reading
from pipeline.source.sheets.cells.styles import shared_texts, styles
from pipeline.source.sheets.cells.worksheet import MAX_COLUMNS, MAX_ROWS, Sheet, hidden_columns
from pipeline.source.sheets.grid import Grid, Spot, Value

# Columns narrower than two characters, as many as this: one character is written into each cell.
_SQUARED, _SQUARE_WIDTH = 30, 3.0
_SQUARED_ROW = 12
_MOST_TOLD = 5


def open_book(data: bytes, name: str, problems: Problems) -> Book | None:
    """The workbook in `data`; None after an error."""
    other = instead_of("xlsx", data)
    if other is not None:
        problems.error("表", f"中身は、Excelのブック（.xlsx）でなく、{other[0]}です", other[1], Place(name))
        return None
    try:
        return Book(data, name)
    except TooLargeError:
        problems.error(
            "大きさ",
            "ブックが大きすぎます",
            "取り込む表だけのブックに分けてください（写真や図は消します）",
            Place(name),
        )
    except BrokenError:
        _report_broken(name, problems)
    return None


def _report_broken(name: str, problems: Problems) -> None:
    problems.error(
        "表",
        "Excelのブック（.xlsx）として読めません。壊れているか、別の形式です",
        "Excelで開けるかを確かめ、「Excelブック（.xlsx）」として保存し直してください",
        Place(name),
    )


# The sheet that tells how to fill the one beside it (blank.py): no rows are read from it.
GUIDE = "書き方"
ADVICE = (
    "1行に一つずつ、1つの欄に1つのことを書きます。セルは結合しません。",
    "同じ内容が続くときも、そのまま書きます（「〃」「同上」と書いても読めます）。",
    "金額は、見出しの単位で、数だけを書きます。負の額は「△」、額のない欄は空欄か「－」にします。",
    "「合計」「小計」の行と、「※」で始まる注の行は取り込みません。非表示の行と列も取り込みません。",
    "要らない列は消して構いません。列の順は入れ替えて構いません。見出しの語は変えないでください。",
)


class Book:
    """An open workbook; parts that hold no words of a sheet (pivot caches, pictures, charts) are never looked into."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._package = Package(data)
        self._package.check()
        book = self._package.part(self._package.book)
        if book is None:
            raise BrokenError
        self.from_1904 = False
        # Name of a sheet -> its part; those that are shown.
        self._parts: dict[str, str] = {}
        self.sheets: list[str] = []
        self._read_book(book)
        self._styles = styles(self._of_kind("styles"))
        self._texts = shared_texts(self._of_kind("sharedStrings"))

    def _read_book(self, book: bytes) -> None:
        related = self._package.related(self._package.book)
        for node in parts.elements(book, "workbookPr", "sheet"):
            if parts.local(node) == "workbookPr":
                self.from_1904 = parts.truth(node.get("date1904"))
                continue
            kind, path = related.get(parts.attribute(node, "id"), ("worksheet", ""))
            title = node.get("name", "")
            if kind != "worksheet" or title in self._parts:  # a sheet of a chart or a dialogue
                continue
            self._parts[title] = path or f"xl/worksheets/sheet{len(self._parts) + 1}.xml"
            if node.get("state", "visible") == "visible":
                self.sheets.append(title)

    def _of_kind(self, kind: str) -> bytes | None:
        path = next((path for k, path in self._package.related(self._package.book).values() if k == kind), None)
        return self._package.part(path) if path is not None else None

    def _is_guide(self) -> bool:
        """Whether the sheet of this name is the one that renkei new-table writes, and not a table of a clerk's."""
        try:
            grid = self._grid(GUIDE, Problems())
        except (BrokenError, TooLargeError):
            return False
        return grid is not None and any(ADVICE[0] in str(value) for row in grid.rows for value in row)

    def grid(self, sheet: str | None, asked: Span, problems: Problems) -> Grid | None:
        """The sheet of this name (None: the only one shown); `asked` is where the clerk wrote it. None after an error."""
        if sheet is None and len(self.sheets) > 1:
            self.sheets = [title for title in self.sheets if title != GUIDE or not self._is_guide()]
        if sheet is None and len(self.sheets) != 1:
            problems.error(
                "表",
                f"シートが{len(self.sheets)}枚あります（{'、'.join(self.sheets)}）",
                "「シート: 名前」を書いてください",
                asked,
            )
            return None
        title = self.sheets[0] if sheet is None else sheet
        if title not in self._parts:
            problems.error(
                "表", f"{self.name} に「{title}」というシートはありません", nearest(title, self.sheets), asked
            )
            return None
        try:
            return self._grid(title, problems)
        except BrokenError:
            _report_broken(self.name, problems)
        except TooLargeError:
            problems.error(
                "大きさ",
                f"シート「{title}」が大きすぎます（{MAX_ROWS:,}行{MAX_COLUMNS}列まで）",
                "表から離れたところにある値を消すか、表を分けてください",
                Place(self.name, title),
            )
        return None

    def _grid(self, title: str, problems: Problems) -> Grid | None:
        data = self._package.part(self._parts[title])
        if data is None:
            raise BrokenError
        sheet = worksheet.read(data)
        reading = Reading(self._styles, self._texts, from_1904=self.from_1904, shows_zeros=sheet.shows_zeros)
        values = {spot: reading.value(spot, cell) for spot, cell in sheet.cells.items()}
        height = max((row for row, _ in values), default=-1) + 1
        width = max((column for _, column in values), default=-1) + 1
        rows = tuple(tuple(values.get((r, c), "") for c in range(width)) for r in range(height))
        if _is_squared(sheet, rows, width):
            problems.error(
                "表",
                f"シート「{title}」は方眼紙（1字1マス）です",
                "1つの欄を1つのセルに書いた表に直してください（「renkei new-table」で記入用の表を作れます）",
                Place(self.name, title),
            )
            return None
        reading.tell(Place(self.name, title), problems)
        over.tell(self._package, self._parts[title], Place(self.name, title), problems)
        return Grid(
            name=self.name,
            sheet=title,
            rows=rows,
            merged=_merged(sheet.merged, height, width),
            hidden_rows=frozenset(sheet.hidden_rows),
            hidden_columns=frozenset(hidden_columns(sheet)),
            shown=reading.shown,
            uncalculated=frozenset(reading.uncalculated),
            failed=frozenset(reading.failed),
        )


def _merged(ranges: list[tuple[Spot, Spot]], rows: int, columns: int) -> dict[Spot, Spot]:
    """Every cell of a merged range and the range's first cell. Ranges that overlap are no work of Excel."""
    found: dict[Spot, Spot] = {}
    for (top, left), (bottom, right) in ranges:
        for row in range(top, min(bottom, rows - 1) + 1):
            for column in range(left, min(right, columns - 1) + 1):
                if (row, column) in found:
                    raise BrokenError
                found[row, column] = (top, left)
    return found


def _is_squared(sheet: Sheet, rows: tuple[tuple[Value, ...], ...], columns: int) -> bool:
    columns = max(columns, max((right + 1 for _, (_, right) in sheet.merged), default=0))
    narrow = sum(
        min(entry.last + 1, columns) - entry.first
        for entry in sheet.columns
        if entry.width is not None and 0 < entry.width < _SQUARE_WIDTH and entry.first < columns
    )
    if sheet.usual_width is not None and sheet.usual_width < _SQUARE_WIDTH:
        narrow = columns
    return narrow >= _SQUARED or any(_longest_run_of_single_characters(row) >= _SQUARED_ROW for row in rows)


def _longest_run_of_single_characters(row: tuple[Value, ...]) -> int:
    longest = run = 0
    for value in row:
        run = run + 1 if isinstance(value, str) and len(value) == 1 and value.isalpha() else 0
        longest = max(longest, run)
    return longest


__all__ = ["MAX_COLUMNS", "MAX_ROWS", "Book", "open_book"]
