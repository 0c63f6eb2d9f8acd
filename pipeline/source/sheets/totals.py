"""Total rows of a sheet -> whether the rows above make them up. A total is compared and told of, never adjusted.

What a total covers is not written down: the rows since the last total, since the last of the same name, or all; with
or without those that are hidden, 再掲, or a part of another (うち, 内数). A total that any of these readings explains is
taken as right, so that an alarm always means something (domain notes, section 0, finding 2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from pipeline.diagnostics import Problems
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers import money, number, quantity
from pipeline.notation.problem import NotationError
from pipeline.source.sheets import values
from pipeline.source.sheets.columns.heads import Column
from pipeline.source.sheets.form import fold
from pipeline.source.sheets.grid import Grid

# A row that is counted in another: 「うち人件費」「（うち…）」「（内数）」; and one that is told elsewhere.
_WITHIN = regex(r"\(?うち|.*\((?:内数|うち.*)\)")
_AGAIN = "再掲"
# Sheets whose rows are some of what the total covers.
_ONLY_SOME = regex("主なもの|抜粋|主な事業")


@dataclass(frozen=True, slots=True)
class Line:
    """A row below the heads: `total` is its word (小計, 合計) if it is one."""

    row: int
    hidden: bool = False
    total: str | None = None


@dataclass(frozen=True, slots=True)
class _Figure:
    """What a row holds in a column: an exact value, and down to what it is known (1 千円 is 1000 円)."""

    value: Decimal
    grain: Decimal
    hidden: bool
    within: bool
    again: bool


def check(grid: Grid, columns: Sequence[Column], unit: str | None, lines: Sequence[Line], problems: Problems) -> None:
    """Reports every total that no reading explains, at its cell; one that rounding may explain is only pointed out."""
    if all(line.total is None or line.hidden for line in lines):
        return
    some = any(_ONLY_SOME.search(fold(grid.words((r, c)))) for r in range(len(grid.rows)) for c in grid.columns)
    for column in columns:
        if column.leaf is not None and (column.leaf.is_money or column.leaf.is_number):
            _Column(grid, column, column.unit or unit, some, problems).check(lines)


class _Column:
    """Adds up one column from the top."""

    def __init__(self, grid: Grid, column: Column, unit: str | None, some: bool, problems: Problems) -> None:
        self.grid, self.column, self.unit, self.some, self.problems = grid, column, unit, some, problems
        self.figures: list[_Figure] = []
        # How many figures stood above the last total, and above the last of each name.
        self.since = 0
        self.since_word: dict[str, int] = {}

    def check(self, lines: Sequence[Line]) -> None:
        for line in lines:
            figure = self._figure(line)
            if line.total is None:
                self.figures += [figure] if figure is not None else []
                continue
            if figure is not None and not line.hidden:
                self._judge(line, line.total, figure)
            self.since = self.since_word[line.total] = len(self.figures)

    def _judge(self, line: Line, word: str, total: _Figure) -> None:
        best: tuple[Decimal, Decimal, Decimal] | None = None
        for parts in self._readings(word):
            added = sum((f.value for f in parts), Decimal())
            apart = abs(added - total.value)
            if not parts and total.value != 0:
                continue
            coarse = max(f.grain for f in (*parts, total))
            # Rounded in any way, each part is off by less than its unit.
            slack = coarse * len(parts) if coarse > 1 else Decimal()
            partial = self.some and (added <= total.value or any(f.value < 0 for f in parts))
            if apart == 0 or partial:
                return
            if best is None or apart < best[0]:
                best = apart, added, slack
        if best is not None:
            self._tell(line, word, total, *best)

    def _readings(self, word: str) -> Iterator[list[_Figure]]:
        """The figures that a total may cover; the likeliest first."""
        starts = dict.fromkeys((self.since, self.since_word.get(word, 0), 0))
        for start, hidden, within, again in product(starts, *[(False, True)] * 3):
            parts = [
                f
                for f in self.figures[start:]
                if not (f.hidden and not hidden) and not (f.within and not within) and not (f.again and not again)
            ]
            # Nothing since the last total: it may well say 0.
            if parts or start == len(self.figures):
                yield parts

    def _tell(self, line: Line, word: str, total: _Figure, apart: Decimal, added: Decimal, slack: Decimal) -> None:
        said = f"「{word}」の「{self.column.words}」は{self._shown(total.value)}ですが、上の行を足すと{self._shown(added)}です"
        place = self.grid.place((line.row, self.column.index))
        if apart < slack:
            self.problems.warning(
                "合計",
                f"{said}（差{self._shown(apart)}は端数の範囲）",
                "端数による差なら、このままでかまいません（額は動かしません）",
                place,
            )
        else:
            self.problems.error(
                "合計",
                f"{said}（差{self._shown(apart)}）",
                "シートの額を確かめてください。一部の行だけの表なら題に「（主なもの）」、内訳の行には「うち」、"
                "ほかにもある行には「再掲」と書きます（額は動かしません）",
                place,
            )

    def _shown(self, value: Decimal) -> str:
        if self.column.leaf is None or not self.column.leaf.is_money:
            return f"{value:,f}"
        size = money.UNITS[self.unit or "円"]
        return f"{'△' if value < 0 else ''}{abs(value) / size:,f}{self.unit or '円'}"

    def _figure(self, line: Line) -> _Figure | None:
        """None for a blank, for what cannot be read (told of where the row is taken), and below a merged cell."""
        grid, spot = self.grid, (line.row, self.column.index)
        if grid.source(spot) != spot:
            return None
        if values.is_ditto(grid, spot):
            last = self.figures[-1] if self.figures else None
            return None if last is None else self._with_flags(line, last.value, last.grain)
        text = self._text(spot)
        try:
            if self.column.leaf is not None and self.column.leaf.is_money:
                return self._with_flags(line, quantity.parse(text).value, _grain(text)) if text else None
            return self._with_flags(line, number.parse(text).value, Decimal(1)) if text else None
        except NotationError:
            return None

    def _text(self, spot: tuple[int, int]) -> str:
        aside = Problems()
        if self.column.leaf is not None and self.column.leaf.is_money:
            text = values.amount(self.grid, spot, self.unit, aside, self.column.share)
        else:
            text = "".join(values.lines(self.grid, spot, aside, self.column.share))
        return "" if aside.errors else text

    def _with_flags(self, line: Line, value: Decimal, grain: Decimal) -> _Figure:
        words = [fold(self.grid.words((line.row, c))) for c in self.grid.columns if self.grid.own((line.row, c))]
        return _Figure(
            value,
            grain,
            line.hidden,
            any(_WITHIN.match(w) for w in words),
            any(_AGAIN in w for w in words),
        )


def _grain(text: str) -> Decimal:
    """Down to what an amount is known: 1000 for 12千円, 100 for 1.2千円."""
    unit = max((u for u in money.UNITS if text.endswith(u)), key=len)
    places = len(text.removesuffix(unit).partition(".")[2])
    return Decimal(money.UNITS[unit]).scaleb(-places)
