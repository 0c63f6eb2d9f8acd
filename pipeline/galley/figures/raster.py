"""Tiles at places across a figure -> a drawing: the raster is what their edges make of the width."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from pipeline.galley.blocks import Band, Break, Drawing, Tile
from pipeline.late.dataclass import dataclass

# The width that figures are planned on, in em of their text: the measure of the shipped styles. Only shares of it count.
WIDTH_EM = 46.0
ALL = "上右下左"
# Edges closer than this are one, in em.
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A tile from one place of the width to another, in em; how many columns it spans follows."""

    start_em: float
    end_em: float
    tile: Tile


@dataclass(frozen=True, slots=True)
class Strip:
    """A band before its columns are known."""

    pieces: tuple[Piece, ...] = ()
    height_em: float | None = None
    ends: Break = Break.NEVER


def drawing(title: str, head: Iterable[Strip], strips: Iterable[Strip]) -> Drawing:
    """The drawing of these strips; what no piece covers stays blank.

    Raises ValueError if pieces overlap or reach out of the width: a fault of who composed them.
    """
    head, strips = tuple(head), tuple(strips)
    pieces = [piece for strip in (*head, *strips) for piece in strip.pieces]
    edges = sorted({0.0, WIDTH_EM, *(round(e, _DIGITS) for p in pieces for e in (p.start_em, p.end_em))})
    if edges[0] < 0 or edges[-1] > WIDTH_EM:
        raise ValueError("a figure reaches out of its width")
    at = {edge: n for n, edge in enumerate(edges)}
    return Drawing(title, tuple(right - left for left, right in pairwise(edges)), _bands(head, at), _bands(strips, at))


def _bands(strips: tuple[Strip, ...], at: dict[float, int]) -> tuple[Band, ...]:
    """Every strip with its tiles, blanks put in between them; tiles reach as many strips down as they say."""
    count = len(at) - 1
    covered = [0] * count
    bands = []
    for strip in strips:
        tiles, column = [], 0
        free = [left == 0 for left in covered]
        covered = [max(0, left - 1) for left in covered]
        for piece in sorted(strip.pieces, key=lambda p: p.start_em):
            first, last = at[round(piece.start_em, _DIGITS)], at[round(piece.end_em, _DIGITS)]
            if first < column or last <= first or not all(free[first:last]):
                raise ValueError("pieces of a figure overlap")
            tiles += [*_blanks(free, column, first), replace(piece.tile, columns=last - first)]
            covered[first:last] = [piece.tile.rows - 1] * (last - first)
            column = last
        tiles += _blanks(free, column, count)
        bands.append(Band(tuple(tiles), strip.height_em, strip.ends))
    if any(covered):
        raise ValueError("a tile reaches below its figure")
    return tuple(bands)


def _blanks(free: list[bool], first: int, last: int) -> list[Tile]:
    """A blank tile for each stretch of free columns."""
    made, start = [], None
    for column in range(first, last + 1):
        if column < last and free[column]:
            start = column if start is None else start
        elif start is not None:
            made.append(Tile(columns=column - start))
            start = None
    return made
