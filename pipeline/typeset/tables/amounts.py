"""Set cells of a table -> the same with the figures of each column aligned: units under units, points under points.

Alignment alone does not do it: at the right, a bracket, a unit or decimals behind one figure move it to the left of
another; in the middle, every digit more moves it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.galley import plain
from pipeline.galley.blocks import Para
from pipeline.galley.tables.amounts import is_wordy, units_end
from pipeline.typeset.lines.hanging import SetPara, set_para
from pipeline.typeset.lines.paragraph import Setter
from pipeline.typeset.styling.stylesheet import Align
from pipeline.typeset.tables.cells import SetCell, SetRow


class _Figure(NamedTuple):
    """A paragraph of one line in a cell of one column. `before_pt` and `behind_pt`: from the end of its units."""

    cell: SetCell
    para: Para
    ready: SetPara
    before_pt: float
    behind_pt: float
    rest: str

    @property
    def x_pt(self) -> float:
        """Where the line begins now."""
        return self.ready.text.lines[0].x_pt

    @property
    def room_pt(self) -> float:
        """The measure of the cell."""
        return self.cell.right_pt + self.cell.left_pt - 2 * self.cell.text_pt


def aligned(body: Sequence[SetRow], setter: Setter) -> tuple[SetRow, ...]:
    """At the right, words among figures stand in the middle; in the middle, only figures with the same unit are aligned."""
    columns: dict[tuple[int, Align], list[_Figure]] = defaultdict(list)
    moved: dict[int, SetPara] = {}
    for cell in (cell for row in body for cell in row if cell.slot.cell.columns == 1):
        for para, ready in _single_lines(cell):
            at = units_end(plain(para.runs))
            if at is not None:
                rest = plain(para.runs)[at:]
                figure = _Figure(cell, para, ready, *setter.figure_pt(para.runs, ready.style, at), rest)
                columns[cell.slot.column, ready.style.align].append(figure)
            elif ready.style.align is Align.RIGHT and is_wordy(plain(para.runs)):
                words = _Figure(cell, para, ready, 0, 0, "")
                moved[id(ready)] = _at(words, words.x_pt / 2, setter)
    for (_, align), figures in columns.items():
        moved |= _right(figures, setter) if align is Align.RIGHT else _middle(figures, setter)
    return tuple([tuple([_with(cell, moved) for cell in row]) for row in body])


def _single_lines(cell: SetCell) -> Iterator[tuple[Para, SetPara]]:
    for para, ready in zip(cell.slot.cell.paras, cell.paras, strict=True):
        style = ready.style
        movable = style.even_figures and style.align in {Align.RIGHT, Align.CENTRED}
        if movable and ready.lines == 1 and not para.label and ready.text.lines:
            yield para, ready


def _right(figures: Sequence[_Figure], setter: Setter) -> dict[int, SetPara]:
    """The longest of what follows the units keeps its place at the right; all do where one has no room to move."""
    behind = max(figure.behind_pt for figure in figures)
    if any(f.x_pt < behind - f.behind_pt for f in figures):
        return {}
    return {id(f.ready): _at(f, f.x_pt - (behind - f.behind_pt), setter) for f in figures}


def _middle(figures: Sequence[_Figure], setter: Setter) -> dict[int, SetPara]:
    """All of them as one block."""
    if len({figure.rest for figure in figures}) > 1:
        return {}
    before, behind = max(f.before_pt for f in figures), max(f.behind_pt for f in figures)
    return {id(f.ready): _at(f, (f.room_pt + before - behind) / 2 - f.before_pt, setter) for f in figures}


def _at(figure: _Figure, x_pt: float, setter: Setter) -> SetPara:
    """The paragraph with its line beginning there, which is as if its measure were another; as it is if it does not fit."""
    back = figure.x_pt - x_pt
    if x_pt < 0 or not back:
        return figure.ready
    narrower = back if figure.ready.style.align is Align.RIGHT else 2 * back
    return set_para(setter, figure.para, figure.ready.style, figure.room_pt - narrower)


def _with(cell: SetCell, moved: dict[int, SetPara]) -> SetCell:
    if not any(id(ready) in moved for ready in cell.paras):
        return cell
    return replace(cell, paras=tuple([moved.get(id(ready), ready) for ready in cell.paras]))
