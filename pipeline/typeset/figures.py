"""Set cells of a table -> the same with the figures of each column aligned: units under units, points under points.

Right alignment alone does not do it where a figure has a bracket, a unit or decimals behind it and another has none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.galley import Para, plain
from pipeline.galley.amounts import is_wordy, units_end
from pipeline.typeset.cells import SetCell
from pipeline.typeset.hanging import SetPara, set_para
from pipeline.typeset.paragraph import Setter
from pipeline.typeset.stylesheet import Align

SetRow = tuple[SetCell, ...]


def aligned(body: Sequence[SetRow], setter: Setter) -> tuple[SetRow, ...]:
    """Units end where the longest of what follows them leaves room; words among figures stand in the middle."""
    behind: dict[int, float] = defaultdict(lambda: -1e6)
    for cell in (cell for row in body for cell in row):
        for para, ready in _single_lines(cell):
            at = units_end(plain(para.runs))
            if at is not None:
                _, reach = setter.figure_pt(para.runs, ready.style, at)
                behind[cell.slot.column] = max(behind[cell.slot.column], reach)
    return tuple([tuple([_moved(cell, behind, setter) for cell in row]) for row in body])


def _single_lines(cell: SetCell) -> Iterator[tuple[Para, SetPara]]:
    """Paragraphs that can be moved: of one line, and of a column of their own."""
    if cell.slot.cell.columns == 1:
        for para, ready in zip(cell.slot.cell.paras, cell.paras, strict=True):
            style = ready.style
            if style.even_figures and style.align is Align.RIGHT and ready.lines == 1 and not para.label and para.runs:
                yield para, ready


def _moved(cell: SetCell, behind: dict[int, float], setter: Setter) -> SetCell:
    width = cell.right_pt + cell.left_pt - 2 * cell.text_pt
    moved: dict[int, SetPara] = {}
    for para, ready in _single_lines(cell):
        words, free = plain(para.runs), ready.text.lines[0].x_pt
        at = units_end(words)
        if at is not None:
            shift = behind[cell.slot.column] - setter.figure_pt(para.runs, ready.style, at)[1]
        else:
            shift = free / 2 if is_wordy(words) else 0.0
        if 0 < shift <= free:
            moved[id(ready)] = set_para(setter, para, ready.style, width - shift)
    return replace(cell, paras=tuple([moved.get(id(ready), ready) for ready in cell.paras])) if moved else cell
