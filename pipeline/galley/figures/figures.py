"""Figures -> drawings; a frame is a grid, for what it says is a table: words at the left, and what is said of them."""

from __future__ import annotations

from typing import assert_never

from pipeline.galley.blocks import Cell, Drawing, Grid, Para, Row, plain
from pipeline.galley.figures.process_figure import bodies, scheme
from pipeline.galley.figures.trees import tree
from pipeline.galley.words import FIGURE_TEXT, Words, figure_text
from pipeline.tree import nodes


def figure(drawn: nodes.Figure, words: Words) -> tuple[Grid | Drawing, ...]:
    """The figure in its shape: one block, but for trees and frames, which are one each.

    Raises ValueError for boxes deeper than the shape can show: a fault of who composed it.
    """
    title = plain(words.runs(drawn.title))
    if drawn.shape != "体系" and any(below.boxes for box in drawn.boxes for below in box.boxes):
        raise ValueError(f"boxes of {drawn.shape} lie in boxes, and no others in these")
    match drawn.shape:
        case "体系":
            return tuple(tree(box, title, words) for box in drawn.boxes)
        case "枠":
            return tuple(_frame(box, title, words) for box in drawn.boxes)
        case "仕組み":
            return (scheme(drawn, title, words),)
        case "体制":
            return (bodies(drawn, title, words),)
        case _:
            assert_never(drawn.shape)


def _frame(box: nodes.Box, title: str, words: Words) -> Grid:
    """A box: its own lines are the head, the boxes within it the rows."""
    head = _row(box, "図見出し", words)
    return Grid(
        "枠図",
        (head,),
        tuple(_row(inner, FIGURE_TEXT, words) for inner in box.boxes),
        f"{title} {plain(head.cells[0].paras[0].runs)}",
    )


def _row(box: nodes.Box, style: str, words: Words) -> Row:
    """The first line at the left, what follows it at the right."""
    runs = map(words.runs, box.lines)
    head, *lines = (figure_text(line) if style == FIGURE_TEXT else Para(style, line) for line in runs)
    return Row((Cell((head,)), Cell(tuple(lines) or (Para(style, ()),))))
