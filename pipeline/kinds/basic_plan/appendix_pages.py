"""Appendices of a plan -> which of them begin a page: one of a few lines goes on where the page of those before it has room."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from pipeline.diagnostics import Written
from pipeline.kinds.basic_plan.model import Appendix
from pipeline.kinds.shared.blocks import Block, PointList, Table
from pipeline.late.dataclass import dataclass
from pipeline.notation.text.char_width import width_em

# So many lines are few, and so many stand on a page: fewer than fit, since nothing is laid out here (house).
_FEW_LINES, _LINES_OF_A_PAGE = 12, 28
# What a heading takes, a line of text in em, a row of a table, and what holds no words that could be counted.
_HEADING, _LINE_EM, _ROW, _UNKNOWN = 3.0, 38.0, 1.4, math.inf


@dataclass(frozen=True, slots=True)
class PlacedAppendix:
    """An appendix, and whether it begins a page."""

    wording_names: ClassVar[Mapping[str, str]] = {"資料": "appendix", "改頁": "turns"}

    appendix: Appendix
    turns: bool


def placed(appendices: Sequence[Appendix]) -> Iterator[PlacedAppendix]:
    """Each appendix; the first always begins a page."""
    standing = math.inf
    for appendix in appendices:
        lines = _HEADING + sum(map(_lines, appendix.blocks))
        turns = lines > _FEW_LINES or standing + lines > _LINES_OF_A_PAGE
        standing = lines if turns else standing + lines
        yield PlacedAppendix(appendix, turns)


def _lines(block: Block) -> float:
    """How many lines of text a block takes, as a guess; figures and tables of numbers are never few."""
    for texts in (block.paragraphs, block.motto, block.aside, block.notes):
        if texts is not None:
            return float(sum(_of(text, _LINE_EM) for text in texts))
    if block.points is not None:
        return _of_points(block.points)
    return _of_table(block.table) if block.table is not None else _UNKNOWN


def _of(text: Written, line_em: float) -> int:
    return max(1, math.ceil(width_em(text.text) / line_em))


def _of_points(points: PointList) -> float:
    return sum(_of(p.text, _LINE_EM) + (_of_points(p.below) if p.below is not None else 0.0) for p in points.points)


def _of_table(table: Table) -> float:
    column_em = _LINE_EM / sum(cell.columns for cell in table.head)

    def lines(text: Written, columns: int) -> int:
        return _of(text, column_em * columns)

    rows = (max((sum(lines(t, c.columns) for t in c.texts) for c in row), default=1) for row in table.rows)
    return (2 if table.lower else 1) * _ROW + sum(max(1, row) * _ROW for row in rows)
