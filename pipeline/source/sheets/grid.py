"""What a sheet says, cell by cell, before anything is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pipeline.diagnostics import Place, SourceFile, Span
from pipeline.late.dataclass import dataclass
from pipeline.source.sheets.cells.number_format import Shown

# A cell that holds nothing, or shows nothing, is "".
Value = Decimal | str | bool
# Row and column, both from 0.
Spot = tuple[int, int]


def column_letters(column: int) -> str:
    """AA for the column 26 (from 0)."""
    letters = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        letters = chr(65 + letter) + letters
        column -= 1
    return letters


@dataclass(frozen=True, slots=True)
class Unshown:
    """A cell of which it is not known what it shows: what is said of that, and what the clerk may do."""

    message: str
    cure: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet of a workbook. `rows` are of one length and begin at A1; `name` is what diagnostics call the file.

    `merged` gives, for every cell of a merged range, the range's first cell. `shown` tells what cells with numbers show.
    `uncalculated` and `failed` are formulas without a result, and cells that show an error (#N/A).
    """

    name: str
    sheet: str
    rows: tuple[tuple[Value, ...], ...]
    merged: Mapping[Spot, Spot]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    shown: Mapping[Spot, Shown | Unshown]
    uncalculated: frozenset[Spot]
    failed: frozenset[Spot]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns that are shown."""
        return tuple(c for c in range(self.width) if c not in self.hidden_columns)

    def source(self, spot: Spot) -> Spot:
        """Where the value of a cell stands: its own place, or the first cell of its merged range."""
        return self.merged.get(spot, spot)

    def value(self, spot: Spot) -> Value:
        """The value of a cell, that of its merged range if it is in one."""
        row, column = self.source(spot)
        return self.rows[row][column] if row < len(self.rows) and column < self.width else ""

    def own(self, spot: Spot) -> bool:
        """Whether the cell itself says something, rather than the range that it is merged into."""
        return self.source(spot) == spot and not self.blank(spot)

    def blank(self, spot: Spot) -> bool:
        """Whether nothing is shown in the cell."""
        value = self.value(spot)
        has_nothing = isinstance(value, str) and not value.strip()
        return has_nothing and self.source(spot) not in self.uncalculated | self.failed

    def words(self, spot: Spot) -> str:
        """The cell as text for comparing and telling, not for printing."""
        shown = self.shown.get(self.source(spot))
        value = self.value(spot)
        return shown.text if isinstance(shown, Shown) else value if isinstance(value, str) else str(value)

    def address(self, spot: Spot) -> str:
        """別表!C5."""
        row, column = spot
        return f"{self.sheet}!{column_letters(column)}{row + 1}"

    def place(self, spot: Spot) -> Place:
        """Where a cell stands, for a problem with the cell as a whole."""
        return Place(self.name, self.address(spot))

    @property
    def whole(self) -> Place:
        """The sheet as a place."""
        return Place(self.name, self.sheet)

    def file(self, spot: Spot, text: str) -> SourceFile:
        """The text of one cell as a file of its own, which is how every word knows its cell."""
        return SourceFile(self.name, text, self.address(self.source(spot)))

    def span(self, spot: Spot) -> Span:
        """A cell as the place of a row."""
        text = self.words(spot)
        return Span(self.file(spot, text), 0, max(len(text), 1))
