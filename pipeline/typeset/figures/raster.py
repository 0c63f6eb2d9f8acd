"""Drawing -> its raster in points: words set to the width of their tiles, bands as high as these ask for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from pipeline.galley import Drawing
from pipeline.galley.blocks import Band, Break, Tile
from pipeline.galley.figures.raster_layout import heights_of, least_em, placed, side_em
from pipeline.typeset.lines.hanging import SetPara, set_para
from pipeline.typeset.lines.paragraph import Setter
from pipeline.typeset.styling.design import Design

# What a drawing's em is that of.
TEXT_STYLE = "図本文"


class SetTile(NamedTuple):
    """A tile with its words set. `band` counts from the head on; edges count from the left of the drawing.

    `inner_pt` are those between its columns.
    """

    tile: Tile
    band: int
    left_pt: float
    right_pt: float
    side_pt: float
    paras: tuple[SetPara, ...]
    inner_pt: tuple[float, ...] = ()

    @property
    def text_pt(self) -> float:
        """Height of the words alone."""
        return sum(para.lines * para.style.leading_pt for para in self.paras)


class Chunk(NamedTuple):
    """Bands `first` up to `last` stay on one page; behind them one may end, gladly or not."""

    first: int
    last: int
    ends: Break


class SetDrawing(NamedTuple):
    """A drawing ready to place. `heights_pt` and `tiles` go by band, head bands first; `head` is how many these are."""

    drawing: Drawing
    head: int
    bands: tuple[Band, ...]
    tiles: tuple[tuple[SetTile, ...], ...]
    heights_pt: tuple[float, ...]
    width_pt: float

    @property
    def head_pt(self) -> float:
        """Height of the head."""
        return sum(self.heights_pt[: self.head])

    def height_pt(self, chunk: Chunk) -> float:
        """Height of a chunk."""
        return sum(self.heights_pt[chunk.first : chunk.last])

    def chunks(self, *ends: Break) -> Iterator[Chunk]:
        """The bands below the head, parted where a page may end in one of these ways."""
        first = self.head
        for n in range(self.head, len(self.bands)):
            if self.bands[n].ends in ends or n == len(self.bands) - 1:
                yield Chunk(first, n + 1, self.bands[n].ends)
                first = n + 1


def set_drawing(drawing: Drawing, setter: Setter, design: Design, padding_pt: float, width_pt: float) -> SetDrawing:
    """The drawing at this width."""
    em = design.texts[TEXT_STYLE].size_pt
    total = sum(drawing.columns)
    edges = [width_pt * edge / total for edge in accumulate(drawing.columns, initial=0.0)]
    bands = (*drawing.head, *drawing.bands)
    tiles = []
    for n, slots in enumerate(placed(bands, len(drawing.columns))):
        set_tiles = []
        for column, tile in slots:
            left, right = edges[column], edges[column + tile.columns]
            side = side_em((right - left) / em) * em
            measure = right - left - 2 * side
            paras = tuple([set_para(setter, para, design.texts[para.style], measure) for para in tile.paras])
            inner = tuple(edges[column + 1 : column + tile.columns]) if "中" in tile.guides else ()
            set_tiles.append(SetTile(tile, n, left, right, side, paras, inner))
        tiles.append(tuple(set_tiles))
    needs = [[(tile.tile, _need_pt(tile, em, padding_pt)) for tile in row] for row in tiles]
    heights = tuple(heights_of(bands, needs, em))
    return SetDrawing(drawing, len(drawing.head), bands, tuple(tiles), heights, width_pt)


def _need_pt(tile: SetTile, em: float, padding_pt: float) -> float:
    """The height that a tile asks for."""
    need = tile.text_pt + 2 * padding_pt if tile.paras else 0.0
    return max(need, least_em(tile.tile) * em)
