"""Paragraphs of a table -> those whose figures must move so that units stand under units (数値の桁揃え), and how far.

The style 表数値 sets them at the right; what follows the units (brackets, %, 事業) is made up for by an indent at the
right, measured in a font of fixed pitch, so that every program sets them alike. 検討中 stands in the middle.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.galley import Grid, plain
from pipeline.galley.amounts import is_wordy, units_end
from pipeline.galley.styles import FIGURE_STYLE
from pipeline.writers.docx.raster import placed_rows
from pipeline.writers.docx.runs import width_chars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.galley import Para

_CENTRED = '<w:jc w:val="center"/>'


def moved(grid: Grid, columns: int, half_points: int) -> dict[int, str]:
    """By the identity of a paragraph, the properties that it has besides its style."""
    figures = list(_figures(grid, columns))
    reach: dict[int, float] = defaultdict(float)
    for column, _, words in figures:
        reach[column] = max(reach[column], _behind(words))
    made = {}
    for column, para, words in figures:
        indent = round((reach[column] - _behind(words)) * half_points * 10)
        if is_wordy(words):
            made[id(para)] = _CENTRED
        elif indent and units_end(words) is not None:
            made[id(para)] = f'<w:ind w:right="{indent}"/>'
    return made


def _figures(grid: Grid, columns: int) -> Iterator[tuple[int, Para, str]]:
    """Paragraphs for figures with their columns, those of cells over several columns left out."""
    if not any(cell.paras[0].style == FIGURE_STYLE for row in grid.rows for cell in row.cells):
        return
    for row in placed_rows(grid.rows, columns):
        for placed in row:
            if placed.above or placed.cell.columns > 1:
                continue
            for para in placed.cell.paras:
                if para.style == FIGURE_STYLE and not para.label and not any(run.ruby for run in para.runs):
                    yield placed.column, para, plain(para.runs)


def _behind(words: str) -> float:
    """Width of what follows the units, in characters."""
    at = units_end(words)
    return 0.0 if at is None else width_chars(words[at:])
