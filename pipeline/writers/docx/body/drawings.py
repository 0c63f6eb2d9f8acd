"""Drawings of a galley -> w:tbl whose borders are their strokes: boxes grow with their words in Word, too.

Arrows and bars are inline shapes (shapes.py). Rows are as high as the words are likely to ask for, so that a connector
meets the middle of its box; Word makes them higher where it needs more.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from pipeline.galley.blocks import Band, Break, Drawing, Para, Tile, described, plain
from pipeline.galley.figures.raster_layout import BAR_EM, heights_of, least_em, placed, side_em
from pipeline.notation.text.char_width import width_em
from pipeline.writers.docx.body.shapes import GREYS, arrow, bars
from pipeline.writers.docx.parts.ooxml import TINY, attribute, twips

if TYPE_CHECKING:
    from pipeline.writers.docx.template.compiled import Template

KeptWriter = Callable[[Para, str], str]

_TEXT_STYLE = "図本文"
# Room of words above and below them, in pt.
_PADDING_PT = 3.5
_VERTICAL = {True: "top", False: "center"}
# Strokes in eighths of a point, and their greys.
_STROKE, _GUIDE = (6, "000000"), (4, "8C8C8C")
_EDGES = (("上", "top"), ("左", "left"), ("下", "bottom"), ("右", "right"))
# A drawing no higher than this is not parted: a quarter of a page of A4, which is what may stay empty for it.
_WHOLE_PT = 165
# The mark behind a shape is so small that the shape stands in the middle of its cell.
_SMALL = '<w:rPr><w:sz w:val="2"/></w:rPr>'
# Drawings of a document are numbered from here on: above those that a template is likely to hold.
FIRST_SHAPE = 1_000_001
_LOOK = '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'


class DrawingWriter:
    """Writes the drawings of one document; counts their shapes. `write_para` takes a paragraph and more properties."""

    def __init__(self, template: Template, write_para: KeptWriter) -> None:
        self._template, self._write_para = template, write_para
        self._em_pt = template.styles.paragraph_half_points.get(_TEXT_STYLE, 20) / 2
        self._shapes = FIRST_SHAPE

    def table(self, drawing: Drawing, chars: int, *, captioned: bool = False) -> str:
        """The w:tbl of a drawing, as wide as a sheet of so many characters; on the page of its title, if one stands below it."""
        total = chars * self._template.contract.size_pt * 20 / sum(drawing.columns)
        edges = [round(total * edge) for edge in accumulate(drawing.columns, initial=0.0)]
        bands = (*drawing.head, *drawing.bands)
        slots = list(placed(bands, len(drawing.columns)))
        needs = [
            [(tile, self._need_pt(tile, edges[column + tile.columns] - edges[column])) for column, tile in row]
            for row in slots
        ]
        heights = heights_of(bands, needs, self._em_pt)
        words = described(drawing.title, bands)
        columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges))
        opening = (
            f'<w:tbl><w:tblPr><w:tblW w:w="{edges[-1]}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>{_LOOK}'
            f'<w:tblCaption w:val="{attribute(drawing.title)}"/><w:tblDescription w:val="{attribute(words)}"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>"
        )
        xml = [opening]
        above: dict[int, tuple[Tile, int]] = {}
        whole = sum(heights) <= _WHOLE_PT
        for n, band in enumerate(bands):
            last = n == len(bands) - 1
            may_end = not captioned if last else band.ends is Break.WELCOME and not whole
            kept = "" if may_end else "<w:keepNext/>"
            head = "<w:tblHeader/>" if n < len(drawing.head) else ""
            xml.append(f"<w:tr><w:trPr><w:cantSplit/>{_height(band, heights[n])}{head}</w:trPr>")
            xml += self._cells(dict(slots[n]), above, edges, kept)
            xml.append("</w:tr>")
        xml.append("</w:tbl>")
        return "".join(xml)

    def _cells(
        self, begin: dict[int, Tile], above: dict[int, tuple[Tile, int]], edges: Sequence[int], kept: str
    ) -> list[str]:
        """The cells of a row; `above` are the tiles that reach in from above, with the rows that they still span."""
        xml, column = [], 0
        while column < len(edges) - 1:
            if column in above:
                tile, left = above.pop(column)
                inner, merge, left = _empty(kept), "<w:vMerge/>", left - 1
            else:
                tile, left = begin[column], begin[column].rows - 1
                inner = self._inner(tile, edges[column + tile.columns] - edges[column], kept)
                merge = '<w:vMerge w:val="restart"/>' if left else ""
            if left:
                above[column] = (tile, left)
            width = edges[column + tile.columns] - edges[column]
            xml.append(f"<w:tc>{_properties(tile, width, merge, self._side(width))}{inner}</w:tc>")
            column += tile.columns
        return xml

    def _inner(self, tile: Tile, width: int, kept: str) -> str:
        if tile.paras:
            return "".join(self._write_para(para, kept) for para in tile.paras)
        if tile.arrow is None and not tile.bars:
            return _empty(kept)
        number, self._shapes = self._shapes, self._shapes + 1
        if tile.arrow is not None:
            return f'{_shape_opening(kept)}<w:jc w:val="center"/>{_SMALL}</w:pPr>{arrow(tile.arrow, self._em_pt, number)}</w:p>'
        indent = f'<w:ind w:left="{round(tile.bars[0].start * width)}"/>'
        drawn = bars(tile.bars, width / 20, BAR_EM * self._em_pt, number)
        return f"{_shape_opening(kept)}{indent}{_SMALL}</w:pPr>{drawn}</w:p>"

    def _side(self, width: int) -> int:
        return twips(side_em(width / 20 / self._em_pt) * self._em_pt)

    def _need_pt(self, tile: Tile, width: int) -> float:
        """A guess of the height that Word will need (it lays the lines)."""
        per_line = max(1.0, math.floor((width - 2 * self._side(width)) / 20 / self._em_pt))
        lines = 0.0
        for para in tile.paras:
            line = self._template.styles.lines[para.style]
            line_pt = line.amount / 20 if line.rule == "exact" else 1.6 * self._em_pt
            lines += line_pt * max(1, math.ceil(width_em(plain((*para.label, *para.runs))) / per_line))
        return max(lines + 2 * _PADDING_PT if lines else 0.0, least_em(tile) * self._em_pt)


def _height(band: Band, height_pt: float) -> str:
    rule = "atLeast" if band.height_em is None else "exact"
    return f'<w:trHeight w:val="{max(20, twips(height_pt))}" w:hRule="{rule}"/>'


def _properties(tile: Tile, width: int, merge: str, side: int) -> str:
    span = f'<w:gridSpan w:val="{tile.columns}"/>' if tile.columns > 1 else ""
    borders = ""
    for edge, name in _EDGES:
        drawn = _STROKE if edge in tile.strokes else _GUIDE if edge in tile.guides else None
        if drawn is not None:
            borders += f'<w:{name} w:val="single" w:sz="{drawn[0]}" w:space="0" w:color="{drawn[1]}"/>'
    borders = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{GREYS[tile.tone]}"/>' if tile.tone is not None else ""
    margins = ""
    if tile.paras:
        top = f'<w:top w:w="{twips(_PADDING_PT)}" w:type="dxa"/>' if tile.high else ""
        margins = f'<w:tcMar>{top}<w:left w:w="{side}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tcMar>'
    align = f'<w:vAlign w:val="{_VERTICAL[tile.high]}"/>'
    return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{borders}{shading}{margins}{align}</w:tcPr>'


def _empty(kept: str) -> str:
    return f"<w:p><w:pPr>{kept}{TINY}</w:pPr></w:p>"


def _shape_opening(kept: str) -> str:
    return f'<w:p><w:pPr>{kept}<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
