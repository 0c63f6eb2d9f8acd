"""A table of Word -> its own rows and cells, wherever wrappers and tables within it stand, and how its cells are joined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pipeline.importing.word.alternate import is_copy
from pipeline.importing.word.styles import W

if TYPE_CHECKING:
    from lxml.etree import _Element

# Columns at which a cell may go on below, with how many it spans.
Open = dict[int, int]


class Slot(NamedTuple):
    """A cell as Word shows it: its element, those joined to it from the right (w:hMerge), and whether the one above goes on in it."""

    element: _Element
    joined: tuple[_Element, ...]
    columns: int
    goes_on: bool


def slots(row: _Element, above: Open) -> tuple[list[Slot], Open]:
    """The cells of a row but those that a tracked change deletes, and where they may go on in the next row.

    A cell goes on from above only where one of the very same columns may (ECMA-376 part 1, 17.4.84).
    """
    made: list[Slot] = []
    for cell in cells_of(row):
        columns = count(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
        if is_deleted(cell):
            continue
        if made and _joins(cell, "hMerge"):
            last = made[-1]
            made[-1] = last._replace(joined=(*last.joined, cell), columns=last.columns + columns)
        else:
            made.append(Slot(cell, (), columns, goes_on=False))
    at = count(row.find(f"{W}trPr/{W}gridBefore"))
    below: Open = {}
    for n, slot in enumerate(made):
        if slot.element.find(f"{W}tcPr/{W}vMerge") is not None:
            made[n] = slot._replace(goes_on=_joins(slot.element, "vMerge") and above.get(at) == slot.columns)
            below[at] = slot.columns
        at += slot.columns
    return made, below


def is_frame(table: _Element) -> bool:
    """Whether no row has cells side by side, but for those that tracked changes take away or that are joined into one."""
    rows = [row for row in rows_of(table) if row.find(f"{W}trPr/{W}del") is None]
    return all(len(slots(row, {})[0]) <= 1 and not count(row.find(f"{W}trPr/{W}gridBefore")) for row in rows)


def is_deleted(cell: _Element) -> bool:
    """Whether a tracked change takes the cell away."""
    return cell.find(f"{W}tcPr/{W}cellDel") is not None


def _joins(cell: _Element, name: str) -> bool:
    merge = cell.find(f"{W}tcPr/{W}{name}")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def rows_of(table: _Element) -> Iterator[_Element]:
    """Rows of the table itself."""
    yield from (r for r in table.iter(f"{W}tr") if next(r.iterancestors(f"{W}tbl"), None) is table)


def cells_of(row: _Element) -> Iterator[_Element]:
    """Cells of the row itself."""
    yield from (c for c in row.iter(f"{W}tc") if next(c.iterancestors(f"{W}tr"), None) is row)


def blocks_of(cell: _Element) -> Iterator[_Element]:
    """Paragraphs and tables that stand in the cell itself."""
    for element in cell.iter(f"{W}p", f"{W}tbl"):
        above = next(element.iterancestors(f"{W}tc", f"{W}txbxContent", f"{W}tbl"), None)
        if above is cell and not is_copy(element):
            yield element


def count(element: _Element | None, default: int = 0) -> int:
    """How many columns an element says (gridSpan, gridBefore), within bounds."""
    value = element.get(f"{W}val", "") if element is not None else ""
    return min(int(value), 200) if value.isdecimal() else default
