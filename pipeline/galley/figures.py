"""Figures -> grids that say the same: boxes are cells, and what belongs to a box stands beside or below it.

A figure has no drawing of its own in the galley yet: every writer sets a grid, so that its words and their order are the
same in all formats.
"""

from __future__ import annotations

from typing import assert_never

from pipeline.galley.blocks import Cell, Grid, Para, Row, plain
from pipeline.galley.words import Words
from pipeline.tree import nodes


def figure(drawn: nodes.Figure, words: Words) -> tuple[Grid, ...]:
    """The figure as grids of its shape."""
    title = plain(words.runs(drawn.title))
    match drawn.shape:
        case "体系":
            return tuple(_tree(box, title, words) for box in drawn.boxes)
        case "枠":
            return tuple(_frame(box, title, words) for box in drawn.boxes)
        case _:
            assert_never(drawn.shape)


def _tree(box: nodes.Box, title: str, words: Words) -> Grid:
    """The root is the head, so that a tree that goes on over pages says there what it hangs from."""
    depth = max(map(_depth, box.boxes), default=1)
    head = Row((Cell(tuple(Para("図見出し", words.runs(line)) for line in box.lines), columns=depth),))
    rows = tuple(row for inner in box.boxes for row in _branches(inner, depth, words))
    return Grid("体系図", (head,), rows, title) if rows else Grid("体系図", (), (head,), title)


def _depth(box: nodes.Box) -> int:
    return 1 + max(map(_depth, box.boxes), default=0)


def _leaves(box: nodes.Box) -> int:
    return sum(map(_leaves, box.boxes)) or 1


def _branches(box: nodes.Box, depth: int, words: Words) -> list[Row]:
    """A box at the left, its branches at its right, as many rows as it has ends; an end reaches to the right edge."""
    style = "図見出し" if box.boxes else "図本文"
    paras = tuple(Para(style, words.runs(line)) for line in box.lines)
    if not box.boxes:
        return [Row((Cell(paras, columns=depth),))]
    rows = [row for inner in box.boxes for row in _branches(inner, depth - 1, words)]
    return [Row((Cell(paras, rows=_leaves(box)), *rows[0].cells)), *rows[1:]]


def _frame(box: nodes.Box, title: str, words: Words) -> Grid:
    """A box: its own lines are the head, the boxes within it the rows."""
    head = _row(box, "図見出し", words)
    return Grid(
        "枠図",
        (head,),
        tuple(_row(inner, "図本文", words) for inner in box.boxes),
        f"{title} {plain(head.cells[0].paras[0].runs)}",
    )


def _row(box: nodes.Box, style: str, words: Words) -> Row:
    """The first line at the left, what follows it at the right."""
    head, *lines = (Para(style, words.runs(line)) for line in box.lines)
    return Row((Cell((head,)), Cell(tuple(lines) or (Para(style, ()),))))
