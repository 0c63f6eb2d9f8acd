"""A line of a comparison -> the paragraph that prints it: number hung as in the text itself, differences underlined."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.galley import Cell, Para, Run
from pipeline.papers.side_by_side.comparison import Line, Piece
from pipeline.papers.side_by_side.placing import Placed
from pipeline.provision.unit import SUBITEMS

_CELL_TEXT = "表本文"
_STYLES: dict[str, str] = {
    "見出し": "表条見出し", "条": "表条", "項": "表項", "号": "表号", "備考": "表本文", "後文": "表条",
}  # fmt: skip
# Styles that give the blanks before a number by their indent.
_INDENTED = frozenset({"表号", "表号細分"})


def line_para(line: Line) -> Para:
    """A line in the style of its unit, its number hung as in the text itself."""
    style = _STYLES.get(line.level, _CELL_TEXT)
    if line.level in SUBITEMS:
        style = "表号細分"
    label: list[Piece] = []
    rest = list(line.pieces)
    left = line.label
    while left and rest:
        piece = rest.pop(0)
        label.append(Piece(piece.text[:left], piece.marked))
        if len(piece.text) > left:
            rest.insert(0, Piece(piece.text[left:], piece.marked))
        left -= min(left, len(piece.text))
    if label and style in _INDENTED:
        label[0] = Piece(label[0].text.lstrip("　"), label[0].marked)
    return Para(style, line_runs(rest), line_runs([p for p in label if p.text]))


def cell_of(cell: Placed) -> Cell:
    """A cell on the raster with its words."""
    paras = tuple(map(line_para, cell.lines)) or (Para(cell.style, line_runs(cell.pieces)),)
    return Cell(paras, cell.columns, cell.rows)


def line_runs(pieces: Sequence[Piece]) -> tuple[Run, ...]:
    """Pieces as runs, those that differ underlined."""
    return tuple(Run(p.text, "下線" if p.marked else None) for p in pieces)
