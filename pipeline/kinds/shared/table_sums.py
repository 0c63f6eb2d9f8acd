"""表 of a paper's own columns -> its rows and columns called 計 that are no sum of what stands before them, as 注意.

Nobody says what such a table counts. So only figures of one unit are added, an average is taken for none, and a total may be
that of any run of lines before it: all, those of its group, or the subtotals.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.shared.blocks import Table, TableCell
from pipeline.kinds.shared.clauses.totals import Figure, figure
from pipeline.kinds.shared.named_rows import says_apart
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers import number

_TOTAL, _SUBTOTAL = regex("[小合総]?計"), "小計"
_BLANKS, _NONE = regex(r"\s+"), regex(r"\s*[-－―—−–ー‐]?\s*")


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands in a place of the table; `written` None where it is empty or covered. `is_one`: a single text of one column."""

    written: Written | None = None
    is_one: bool = True


@dataclass(frozen=True, slots=True)
class _Line:
    """A row or a column: what it is called, and its cells."""

    name: str
    cells: tuple[_Cell, ...]

    @property
    def folded(self) -> str:
        """Its name without blanks, in one width."""
        return _BLANKS.sub("", unicodedata.normalize("NFKC", self.name))

    @property
    def is_total(self) -> bool:
        """Whether it is called 計."""
        return _TOTAL.fullmatch(self.folded) is not None


def check(table: Table, problems: Problems) -> None:
    """Tells of totals that no run of lines before them makes."""
    if not table.adds_up:
        return
    rows = tuple(_rows(table))
    columns = tuple(_Line(name, tuple(row.cells[at] for row in rows)) for at, name in enumerate(_column_names(table)))
    for lines, across in ((rows, columns), (columns, rows)):
        for at, line in enumerate(lines):
            if line.is_total:
                _check_line(table, lines[:at], line, tuple(each.name for each in across), problems)


def _check_line(table: Table, before: Sequence[_Line], total: _Line, names: Sequence[str], problems: Problems) -> None:
    for n, cell in enumerate(total.cells):
        said = _figure(cell)
        if said is None or said.unit == "%" or cell.written is None:
            continue
        made = _sums(before, n, said, total.folded)
        if made is None or said.value in made.every or made.lowest <= said.value <= made.highest:
            continue
        what = f"「{names[n]}」の{total.name}" if names[n] else total.name
        problems.warning(
            "合計",
            f"「{table.title}」の{what}は{cell.written.text.strip()}ですが、内訳を足すと"
            f"{number.format(str(made.usual), 'comma')}{said.unit}です",
            "数を確かめてください（動かすことはしません）。複数回答の表のように計が内訳の和でないなら、"
            "表に「計を調べる: いいえ」と書いてください",
            cell.written.span(),
        )


@dataclass(frozen=True, slots=True)
class _Sums:
    """All sums that a total may be, the one that it is likely to be, and the least and the greatest part."""

    every: frozenset[Decimal]
    usual: Decimal
    lowest: Decimal
    highest: Decimal


def _sums(before: Sequence[_Line], n: int, said: Figure, name: str) -> _Sums | None:
    """None where there are fewer than two parts, or something that cannot be added to them."""
    parts = [(line, _figure(line.cells[n]), _is_blank(line.cells[n])) for line in before]
    # What names the lines comes first; words behind a number (未定) may be a part that nobody knows.
    named = next((at for at, (_, part, _) in enumerate(parts) if part is not None), len(parts))
    if any(not blank and (part is None or part.unit != said.unit) for _, part, blank in parts[named:]):
        return None
    known = [(line, part.value) for line, part, _ in parts[named:] if part is not None]
    last = max((at for at, (line, _) in enumerate(known) if line.is_total), default=-1)
    single = [value for line, value in known if not line.is_total]
    whole = [value for line, value in known if not line.is_total and not says_apart(line.folded)]
    if len(whole) < 2:
        return None
    runs = (single, whole, [value for line, value in known if line.is_total])
    of_group = name == _SUBTOTAL or any(line.folded == name for line, _ in known)
    usual = [value for line, value in known[last + 1 :] if not says_apart(line.folded)] if of_group else whole
    every = frozenset(total for run in runs for total in accumulate(reversed(run)))
    return _Sums(every, sum(usual, Decimal(0)), min(whole), max(whole))


def _figure(cell: _Cell) -> Figure | None:
    return figure(cell.written.text) if cell.is_one and cell.written is not None else None


def _is_blank(cell: _Cell) -> bool:
    return cell.is_one and (cell.written is None or _NONE.fullmatch(cell.written.text) is not None)


def _rows(table: Table) -> Iterator[_Line]:
    width = sum(cell.columns for cell in table.head)
    for row in table.placed():
        cells = [_Cell()] * width
        for at, cell in row:
            held = _Cell(cell.texts[0] if cell.texts else None, len(cell.texts) < 2 and cell.columns == 1)
            cells[at : at + cell.columns] = [held, *[_Cell(None, is_one=False)] * (cell.columns - 1)]
        yield _Line(_name(row[0][1]) if row else "", tuple(cells))


def _column_names(table: Table) -> Iterator[str]:
    lower = iter(table.lower)
    for cell in table.head:
        if cell.rows > 1 or not table.lower:
            yield from [_name(cell)] * cell.columns
            continue
        left = cell.columns
        while left > 0:
            below = next(lower)
            yield from [_name(below)] * below.columns
            left -= below.columns


def _name(cell: TableCell) -> str:
    return "".join(str(text) for text in cell.texts)
