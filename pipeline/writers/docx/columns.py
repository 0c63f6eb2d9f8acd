"""Columns of a grid -> their widths: those of the contract, or balanced by the words in them, in whole characters."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from pipeline.galley import Grid, plain
from pipeline.writers.docx.raster import placed_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.writers.docx.contract import Contract

# A narrower column holds its rules and margins, but no character.
NARROWEST_CHARS = 2


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
        chosen = _balanced(grid, columns, chars)
    elif chars != contract.chars:
        chosen = _shared(chosen, chars)
    edges = [round(edge * contract.size_pt * 20) for edge in itertools.accumulate(chosen, initial=0.0)]
    return tuple(right - left for left, right in itertools.pairwise(edges))


def _balanced(grid: Grid, columns: int, chars: int) -> list[int]:
    """In proportion to the root of the text, as the PDF's: long columns get more, but not all.

    A column holds its head in one line (two, four … where there is little room): 年度 over a bar stays readable.
    """
    lengths, heads = [1] * columns, [0] * columns
    for rows in (grid.head, grid.rows):
        for placed in placed_rows(rows, columns):
            for item in placed:
                if item.above or item.cell.columns > 1:
                    continue
                words = max(len(plain(p.label)) + len(plain(p.runs)) for p in item.cell.paras)
                lengths[item.column] += words
                if rows is grid.head:
                    heads[item.column] = max(heads[item.column], words)
    least = [NARROWEST_CHARS] * columns
    for lines in (1, 2, 4):
        wanted = [max(NARROWEST_CHARS, math.ceil(words / lines) + 1) for words in heads]
        if sum(wanted) * 2 <= chars:
            least = wanted
            break
    return _shared([length**0.5 for length in lengths], chars, least)


def _shared(weights: Sequence[float], chars: int, least: Sequence[int] | None = None) -> list[int]:
    """Whole characters in proportion to the weights, none below the least; the sum is exact."""
    floor = least or [NARROWEST_CHARS] * len(weights)
    spare = chars - sum(floor)
    if spare < 0:
        raise ValueError(f"{len(weights)} columns do not fit into {chars} characters")
    over = [max(0.0, weight * chars / sum(weights) - low) for weight, low in zip(weights, floor, strict=True)]
    ends = [round(spare * part / (sum(over) or 1)) for part in itertools.accumulate(over)]
    return [low + right - left for low, left, right in zip(floor, [0, *ends], ends, strict=False)]
