"""Paragraphs of a table -> those whose figures must move so that units stand under units (数値の桁揃え), and how far.

表数値 sets them at the right: what follows the units (brackets, %, 事業) is made up for by an indent at the right, and
検討中 stands in the middle. 表中央 sets them in the middle: an indent at the left makes all as wide as the longest, where
the same follows their units. Widths are those of a font of fixed pitch, so that every program sets them alike.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pipeline.galley import Grid, plain
from pipeline.galley.styles import CENTRED_STYLE, FIGURE_STYLE
from pipeline.galley.tables.amounts import is_wordy, units_end
from pipeline.galley.tables.placed_rows import placed_rows
from pipeline.notation.text.char_width import width_em
from pipeline.writers.docx.body.columns import BESIDE_PT, generous_em

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.galley import Para

_STYLES = frozenset({FIGURE_STYLE, CENTRED_STYLE})
_CENTRED = '<w:jc w:val="center"/>'


class _Figure(NamedTuple):
    """A paragraph that holds one figure: what is up to the end of its units, and what follows."""

    para: Para
    units: str
    rest: str


def moved(grid: Grid, widths: Sequence[int], half_points: Mapping[str, int]) -> dict[int, str]:
    """By the identity of a paragraph, the properties that it has besides its style. Widths are those of the columns, in twips.

    Figures of a column that has no room for that stand at the right, as they are.
    """
    figures: dict[tuple[int, str], list[_Figure]] = defaultdict(list)
    made: dict[int, str] = {}
    for column, para in _paras(grid, len(widths)):
        words = plain(para.runs)
        at = units_end(words)
        if at is not None:
            figures[column, para.style].append(_Figure(para, words[:at], words[at:]))
        elif para.style == FIGURE_STYLE and is_wordy(words):
            made[id(para)] = _CENTRED
    for (column, style), column_figures in figures.items():
        room_em = (widths[column] / 20 - BESIDE_PT) * 2 / half_points[style]
        if style == FIGURE_STYLE and _needed_em(column_figures) > room_em:
            continue
        for para, side, chars in _right(column_figures) if style == FIGURE_STYLE else _middle(column_figures):
            if chars:
                made[id(para)] = f'<w:ind w:{side}="{round(chars * half_points[style] * 10)}"/>'
    return made


def _paras(grid: Grid, columns: int) -> Iterator[tuple[int, Para]]:
    """Paragraphs for figures with their columns, those of cells over several columns left out."""
    if not any(cell.paras[0].style in _STYLES for row in grid.rows for cell in row.cells):
        return
    for row in placed_rows(grid.rows, columns):
        for placed in row:
            if placed.above or placed.cell.columns > 1:
                continue
            for para in placed.cell.paras:
                if para.style in _STYLES and not para.label and not any(run.ruby for run in para.runs):
                    yield placed.column, para


def _right(figures: list[_Figure]) -> Iterator[tuple[Para, str, float]]:
    widest = max(width_em(figure.rest) for figure in figures)
    return ((f.para, "right", widest - width_em(f.rest)) for f in figures)


def _needed_em(figures: list[_Figure]) -> float:
    widest = max(generous_em(figure.rest) for figure in figures)
    return max(generous_em(figure.units) for figure in figures) + widest


def _middle(figures: list[_Figure]) -> Iterator[tuple[Para, str, float]]:
    if len({figure.rest for figure in figures}) > 1:
        return iter(())
    widest = max(width_em(figure.units) for figure in figures)
    return ((f.para, "left", widest - width_em(f.units)) for f in figures)
