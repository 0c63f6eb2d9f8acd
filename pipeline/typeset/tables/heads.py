"""Cells of a table -> which of them are heads, of what, and which heads the others name (Scope and Headers of PDF).

Under one row of heads and behind one column of keys, scopes say all. Where heads stand in two levels or span columns,
every cell names its heads (ISO 32000-1, table 349; ISO 14289-1, 7.5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.galley.styles import HEAD_STYLES
from pipeline.typeset.layout import Scope
from pipeline.typeset.tables.columns import Slot

# What a cell is the head of (None: of nothing), and the elements of the head cells that it names.
HeadOf = tuple[Scope | None, tuple[int, ...]]


class _Key(NamedTuple):
    """A head of rows that goes on below: its last row, its column, its element."""

    last_row: int
    column: int
    element: int


class Heads:
    """The heads of one table, told row by row, from the top. `keyed`: the first cell of a row of the body is its head."""

    def __init__(self, head: Sequence[Sequence[Slot]], columns: int, *, keyed: bool) -> None:
        self._columns, self._keyed = columns, keyed
        self._spanning = len(head) > 1 or any(slot.cell.columns > 1 for row in head for slot in row)
        self._over: dict[int, list[int]] = defaultdict(list)
        self._keys: list[_Key] = []
        self._row = 0

    def of_head(self, slot: Slot, element: int) -> HeadOf:
        """A cell of the head: the head of its columns, under those above it; one without words is none."""
        if not _has_words(slot):
            return None, ()
        above = self._above(slot)
        if self._spanning:
            for column in range(slot.column, slot.column + slot.cell.columns):
                self._over[column].append(element)
        return Scope.COLUMN, above

    def of_body(self, slot: Slot, element: int) -> HeadOf:
        """A cell of the body: the first of several columns is the head of its rows, and so is 項目 behind it."""
        if slot.row != self._row:
            self._row, self._keys = slot.row, [key for key in self._keys if key.last_row >= slot.row]
        is_key = self._keyed if slot.column == 0 else slot.cell.paras[0].style in HEAD_STYLES
        is_key = is_key and slot.column + slot.cell.columns < self._columns and _has_words(slot)
        named: tuple[int, ...] = ()
        if self._spanning or len(self._keys) > (not is_key):
            named = (*self._above(slot), *(key.element for key in self._keys if key.column < slot.column))
        if not is_key:
            return None, named
        self._keys.append(_Key(slot.last_row, slot.column, element))
        return Scope.ROW, named

    def _above(self, slot: Slot) -> tuple[int, ...]:
        if not self._over:
            return ()
        columns = range(slot.column, slot.column + slot.cell.columns)
        return tuple(dict.fromkeys(element for column in columns for element in self._over.get(column, ())))


def _has_words(slot: Slot) -> bool:
    return any(run.text for para in slot.cell.paras for run in (*para.label, *para.runs))
