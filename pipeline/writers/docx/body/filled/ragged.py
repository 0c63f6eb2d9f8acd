"""Words that hold a long address, or a long reading -> how their paragraph is aligned: Word parts neither, and opens the line before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.galley import Grid, plain
from pipeline.galley.blocks import paras
from pipeline.galley.tables.placed_rows import placed_rows
from pipeline.late.regex import regex
from pipeline.notation.text.char_width import width_em
from pipeline.writers.docx.body.columns import BESIDE_PT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from pipeline.galley import Para

# A cell so narrow is not opened; where more lines than this behind a sign were so short, they go on below it (as in the PDF).
_CRAMPED_EM, _SIGN_EM, _LEAST_HUNG_EM, _MOST_HUNG = 7.0, 2.0, 4.5, 6
_HANGING: frozenset[str] = frozenset({"表番号箇条", "表番号項目"})
_FLUSH = '<w:ind w:leftChars="0" w:left="0" w:firstLineChars="0" w:firstLine="0"/>'
_LEFT = '<w:jc w:val="left"/>'
# Of what Word parts nowhere, so much opens a line of the text, or of a cell, too far (house).
_LONG, _LONG_IN_CELL, _LONG_READ = regex("[!-~]{20}"), regex("[!-~]{8}"), 5


def of_text(para: Para, justified: AbstractSet[str]) -> str:
    """What a paragraph of the text has besides its style, one of the `justified`, where it is not to be opened."""
    if para.style not in justified:
        return ""
    read = any(run.ruby and len(run.text) >= _LONG_READ for run in para.runs)
    return _LEFT if read or _LONG.search(plain(para.runs)) else ""


def of_cells(
    grid: Grid, justified: AbstractSet[str], widths: Sequence[int], half_points: Mapping[str, int]
) -> dict[int, str]:
    """The same of the cells of a table, by the identity of their paragraphs, and of a column of a few characters.

    There a long note goes on below its sign. Widths are those of the columns, in twips.
    """
    made = {
        id(para): _LEFT for para in paras((grid,)) if para.style in justified and _LONG_IN_CELL.search(plain(para.runs))
    }
    signed = any(para.label for para in paras((grid,)))
    if not signed and min(widths) > _CRAMPED_EM * max(half_points.values()) * 10:
        return made
    for row in placed_rows(grid.rows, len(widths)):
        for placed in row:
            twips = sum(widths[placed.column : placed.column + placed.cell.columns]) - BESIDE_PT * 20
            for para in () if placed.above else placed.cell.paras:
                em = twips / half_points[para.style] / 10
                if para.style in justified and em <= _CRAMPED_EM:
                    made[id(para)] = _LEFT
                if para.style in _HANGING and _is_tower(para, em):
                    made[id(para)] = _FLUSH
    return made


def _is_tower(para: Para, room_em: float) -> bool:
    """Whether the words behind a sign would take many lines of hardly a word."""
    hung = room_em - _SIGN_EM
    return bool(para.label) and hung < _LEAST_HUNG_EM and width_em(plain(para.runs)) > _MOST_HUNG * max(hung, 1.0)
