"""Bands of a drawing -> where its tiles stand and how high the bands grow: the same for every writer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.galley.blocks import Band, Tile

# Height of a bar and of a band with bars, and the room about an arrow, in em.
BAR_EM, BAR_BAND_EM, ARROW_ROOM_EM = 1.0, 1.6, 0.4
# Room of words from the sides of their tile, in em: tiles below a width hold just a figure.
SIDE_EM, _NARROW_EM, _NARROW_SIDE_EM = 0.5, 3.0, 0.02


def placed(bands: Sequence[Band], count: int) -> Iterator[tuple[tuple[int, Tile], ...]]:
    """The tiles of each band with the column in which they begin; they fill what no tile from above covers."""
    covered = [0] * count
    for band in bands:
        slots, column = [], 0
        for tile in band.tiles:
            while covered[column]:
                column += 1
            slots.append((column, tile))
            covered[column : column + tile.columns] = [tile.rows] * tile.columns
            column += tile.columns
        covered = [max(0, left - 1) for left in covered]
        yield tuple(slots)


def side_em(width_em: float) -> float:
    """Room of words from the sides of a tile; narrow tiles (columns of a scale) hold just a figure."""
    return SIDE_EM if width_em >= _NARROW_EM else _NARROW_SIDE_EM


def least_em(tile: Tile) -> float:
    """The height that a tile asks for what is drawn in it; its words ask for more."""
    bars = BAR_BAND_EM if tile.bars else 0.0
    return bars if tile.arrow is None else max(bars, tile.arrow.height_em + ARROW_ROOM_EM)


def heights_of(bands: Sequence[Band], needs: Sequence[Sequence[tuple[Tile, float]]], em: float) -> list[float]:
    """Heights in the unit of `em`: bands of no set height grow evenly until every tile has what it asks for.

    `needs` are the tiles of each band with what they ask for. Raises ValueError if words stand in a band of set height
    alone: a fault of who composed it.
    """
    heights = [0.0 if band.height_em is None else band.height_em * em for band in bands]
    asking = [(tile, n, need) for n, row in enumerate(needs) for tile, need in row if need > 0]
    for tile, first, need in sorted(asking, key=lambda a: a[0].rows):
        spanned = range(first, first + tile.rows)
        short = need - sum(heights[n] for n in spanned)
        growing = [n for n in spanned if bands[n].height_em is None]
        if short <= 0:
            continue
        if not growing:
            raise ValueError("what stands in a band of set height must fit into it")
        for n in growing:
            heights[n] += short / len(growing)
    return heights
