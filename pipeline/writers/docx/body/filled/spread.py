"""Heads of a table -> the properties of their paragraphs besides the style: spread over the column, or in its middle.

Word's 均等割付 of a paragraph reaches from margin to margin; an indent at both sides keeps the letters off the rules as far
as they stand from one another, as in the PDF.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.galley import Grid, plain
from pipeline.galley.tables.placed_rows import placed_rows
from pipeline.galley.tables.spread_heads import is_spread
from pipeline.notation.text.char_width import clusters
from pipeline.writers.docx.body.columns import BESIDE_PT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Styles that spread their words in the stylesheets of the PDF.
SPREAD_STYLES = frozenset({"表見出し", "表均等"})
_CENTRED = '<w:jc w:val="center"/>'
# A gap opens no further than one character.
_WIDEST_EM = 1.0


def spread(grid: Grid, widths: Sequence[int], half_points: Mapping[str, int]) -> dict[int, str]:
    """By the identity of a paragraph, the properties that it has besides its style."""
    made: dict[int, str] = {}
    for rows in (grid.head, grid.rows):
        if not any(p.style in SPREAD_STYLES for row in rows for cell in row.cells for p in cell.paras):
            continue
        for row in placed_rows(rows, len(widths)):
            for placed in row:
                width = sum(widths[placed.column : placed.column + placed.cell.columns]) - BESIDE_PT * 20
                for para in placed.cell.paras:
                    if para.style in SPREAD_STYLES and not placed.above:
                        made[id(para)] = _properties(plain((*para.label, *para.runs)), width, half_points[para.style])
    return made


def _properties(words: str, width: float, half_points: int) -> str:
    em = half_points * 10
    count = len(clusters(words))
    free = width / em - count
    if not is_spread(words) or free <= 0:
        return _CENTRED
    inset = round((free - min(_WIDEST_EM, free / count) * (count - 1)) / 2 * em)
    return f'<w:ind w:left="{inset}" w:right="{inset}"/><w:jc w:val="distribute"/>'
