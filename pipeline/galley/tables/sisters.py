"""Tables of one part with the same heads -> groups whose columns are alike, so that the eye finds a column again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.galley.blocks import Block, Grid, plain

_Head = tuple[str, tuple[tuple[tuple[str, int, int], ...], ...]]


def sisters(blocks: Iterable[Block]) -> dict[int, tuple[Grid, ...]]:
    """By the identity of a grid, its group (one object for all of them); grids that stand alone are left out."""
    groups: dict[_Head, list[Grid]] = defaultdict(list)
    for block in blocks:
        if isinstance(block, Grid) and block.head and not block.shares:
            groups[_head(block)].append(block)
    several = [tuple(group) for group in groups.values() if len(group) > 1]
    return {id(grid): group for group in several for grid in group}


def _head(grid: Grid) -> _Head:
    rows = [
        tuple([(" ".join(plain(p.runs) for p in c.paras), c.columns, c.rows) for c in row.cells]) for row in grid.head
    ]
    return grid.style, tuple(rows)
