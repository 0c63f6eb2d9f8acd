"""Columns of a grid -> their widths: those of the contract, or balanced by the words in them, in whole characters."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from pipeline.galley import Grid
from pipeline.galley.column_widths import shared, shares
from pipeline.writers.docx.body.raster import placed_rows
from pipeline.writers.docx.shipped.styles import TABLE_PT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.writers.docx.template.contract import Contract

# A narrower column holds its rules and margins, but no character.
NARROWEST_CHARS = 2
# What the margins of a cell take.
BESIDE_PT = 6.0


def count(grid: Grid) -> int:
    """Columns that the first row of a grid spans: those of the grid."""
    rows = grid.head or grid.rows
    return sum(cell.columns for cell in rows[0].cells) if rows else 1


def widths(grid: Grid, contract: Contract, chars: int) -> tuple[int, ...]:
    """Widths in twips on a sheet of so many characters, which they fill. A turned sheet keeps their proportions."""
    columns = count(grid)
    chosen: Sequence[float] | None = contract.widths(grid.style, columns)
    if grid.shares:
        chosen = [chars * share / sum(grid.shares) for share in grid.shares]
    elif chosen is None:
        chosen = _balanced(grid, columns, chars, contract.size_pt)
    elif chars != contract.chars:
        chosen = _shared(chosen, chars, [NARROWEST_CHARS] * columns)
    edges = [round(edge * contract.size_pt * 20) for edge in itertools.accumulate(chosen, initial=0.0)]
    return tuple(right - left for left, right in itertools.pairwise(edges))


def _balanced(grid: Grid, columns: int, chars: int, size_pt: float) -> list[int]:
    """By the words in the columns; where there is room, heads and amounts stay in one line."""
    head, body = (
        [(p.column, p.cell) for placed in placed_rows(rows, columns) for p in placed if not p.above]
        for rows in (grid.head, grid.rows)
    )
    found = shares(head, body, columns)
    return _shared(found.weights, chars, found.least(chars, NARROWEST_CHARS, TABLE_PT / size_pt, BESIDE_PT / size_pt))


def _shared(weights: Sequence[float], chars: int, least: Sequence[int]) -> list[int]:
    """Whole characters in proportion to the weights, none below the least; the sum is exact."""
    if sum(least) > chars:
        raise ValueError(f"{len(weights)} columns do not fit into {chars} characters")
    return shared(weights, chars, least)
