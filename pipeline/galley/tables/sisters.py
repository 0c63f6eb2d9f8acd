"""Tables of one part with the same heads, or one right below the other -> groups whose columns are alike: the eye finds a column again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable

from pipeline.galley.blocks import Block, Grid, plain

_Head = tuple[str, tuple[tuple[tuple[str, int, int], ...], ...]]


def sisters(blocks: Iterable[Block], own: Container[str] = ()) -> dict[int, tuple[Grid, ...]]:
    """By the identity of a grid, its group (one object for all of them); grids that stand alone are left out.

    `own`: table styles that have columns of their own.
    """
    groups: dict[_Head, list[Grid]] = defaultdict(list)
    above: tuple[Grid, _Head] | None = None
    for block in blocks:
        if isinstance(block, Grid) and block.head and not block.shares and block.style not in own:
            head = _head(block)
            if head not in groups and above is not None and _continues(above[0], block):
                head = above[1]
            groups[head].append(block)
            above = block, head
        else:
            above = None
    several = [tuple(group) for group in groups.values() if len(group) > 1]
    return {id(grid): group for group in several for grid in group}


def _continues(above: Grid, grid: Grid) -> bool:
    """Whether a table right below another has as many columns, each with a head of its own: the two are read as one."""
    if above.style != grid.style or len(above.head) != 1 or len(grid.head) != 1:
        return False
    cells = (*above.head[0].cells, *grid.head[0].cells)
    return len(above.head[0].cells) == len(grid.head[0].cells) and all(c.columns == 1 for c in cells)


def _head(grid: Grid) -> _Head:
    rows = [
        tuple([(" ".join(plain(p.runs) for p in c.paras), c.columns, c.rows) for c in row.cells]) for row in grid.head
    ]
    return grid.style, tuple(rows)
