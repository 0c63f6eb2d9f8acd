"""What a row of a table is to the next, by the styles of its cells: the same in every writer."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.galley.blocks import Cell
from pipeline.galley.styles import HEAD_STYLES, TOTAL_STYLE


def is_head(row: Sequence[Cell]) -> bool:
    """Whether a row of the body heads what stands below it."""
    return all(cell.paras[0].style in HEAD_STYLES for cell in row)


def is_total(row: Sequence[Cell]) -> bool:
    """Whether a row adds up those above it."""
    return bool(row) and row[0].paras[0].style == TOTAL_STYLE
