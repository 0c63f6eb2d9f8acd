"""A table of Word -> its own rows and cells, wherever wrappers and tables within it stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.importing.word.styles import W

if TYPE_CHECKING:
    from lxml.etree import _Element


def rows_of(table: _Element) -> Iterator[_Element]:
    yield from (r for r in table.iter(f"{W}tr") if next(r.iterancestors(f"{W}tbl"), None) is table)


def cells_of(row: _Element) -> Iterator[_Element]:
    yield from (c for c in row.iter(f"{W}tc") if next(c.iterancestors(f"{W}tr"), None) is row)


def blocks_of(cell: _Element) -> Iterator[_Element]:
    """Paragraphs and tables that stand in the cell itself."""
    for element in cell.iter(f"{W}p", f"{W}tbl"):
        above = next(element.iterancestors(f"{W}tc", f"{W}txbxContent", f"{W}tbl"), None)
        if above is cell:
            yield element


def count(element: _Element | None, default: int = 0) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return min(int(value), 200) if value.isdecimal() else default
