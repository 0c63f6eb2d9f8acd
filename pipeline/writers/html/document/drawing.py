"""Drawings of a galley -> figures on a raster of the page: words stay text and flow, strokes are borders, arrows vectors.

A picture (SVG with placed words) was rejected: its words do not grow with the reader's type, nor wrap on a narrow screen.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from pipeline.galley import Drawing, Para
from pipeline.galley.blocks import Arrow, Bar, Tile, Tone, described

# Paragraphs -> their elements.
Said = Callable[[tuple[Para, ...]], str]

_SIDES = {"上": "top", "右": "right", "下": "bottom", "左": "left"}
_TONES = {
    Tone.PAPER: "paper",
    Tone.PALE: "pale",
    Tone.MIDDLE: "middle",
    Tone.DARK: "dark",
    Tone.RISING: "rising",
    Tone.FALLING: "falling",
    Tone.ACROSS: "across",
    Tone.GRID: "grid",
}
# Corners of a block arrow that points to the right, and to both sides, in a box of 100 by 100.
_ONE_WAY = "0,30 60,30 60,0 100,50 60,100 60,70 0,70"
_BOTH_WAYS = "0,50 25,0 25,30 75,30 75,0 100,50 75,100 75,70 25,70 25,100"
_TURNS = {"右": 0, "下": 90, "左": 180, "上": 270, "左右": 0, "上下": 90}


def figure(drawing: Drawing, say: Said) -> str:
    """The drawing; its title is its name for those who cannot see it, its words stand in reading order."""
    bands = (*drawing.head, *drawing.bands)
    total = sum(drawing.columns)
    columns = " ".join(f"{100 * c / total:.3f}fr" for c in drawing.columns)
    made: list[str] = []
    taken: set[tuple[int, int]] = set()
    for row, band in enumerate(bands, 1):
        column = 1
        for tile in band.tiles:
            while (row, column) in taken:
                column += 1
            taken.update((row + r, column + c) for r in range(tile.rows) for c in range(tile.columns))
            made.append(_tile(tile, row, column, band.height_em, say))
            column += tile.columns
    name = escape(drawing.title or described("", drawing.bands)[:40])
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{name}（図）">'
        f'<div class="drawing" role="figure" aria-label="{name}" style="grid-template-columns:{columns}">'
        f"{''.join(made)}</div></div>"
    )


def _tile(tile: Tile, row: int, column: int, height_em: float | None, say: Said) -> str:
    place = f"grid-row:{row}/span {tile.rows};grid-column:{column}/span {tile.columns}"
    if height_em is not None and tile.rows == 1:
        place += f";min-height:{height_em:.2f}em"
    classes = (
        ["tile"]
        + [f"stroke-{_SIDES[s]}" for s in tile.strokes]
        + [f"guide-{_SIDES[s]}" for s in tile.guides if s in _SIDES]
    )
    if tile.tone is not None:
        classes.append(_TONES[tile.tone])
    if tile.high:
        classes.append("high")
    drawn = "".join(_bar(bar) for bar in tile.bars) + (_arrow(tile.arrow) if tile.arrow is not None else "")
    words = say(tile.paras)
    inner = f'{drawn}<div class="words">{words}</div>' if words else drawn
    return f'<div class="{" ".join(classes)}" style="{place}">{inner}</div>'


def _bar(bar: Bar) -> str:
    place = f"left:{100 * bar.start:.2f}%;width:{100 * (bar.end - bar.start):.2f}%"
    return f'<span class="bar {_TONES[bar.tone]}" style="{place}" aria-hidden="true"></span>'


def _arrow(arrow: Arrow) -> str:
    corners = _BOTH_WAYS if len(arrow.points) > 1 else _ONE_WAY
    size = f"width:{arrow.width_em:.2f}em;height:{arrow.height_em:.2f}em"
    return (
        f'<svg class="arrow" viewBox="0 0 100 100" preserveAspectRatio="none" style="{size}" aria-hidden="true">'
        f'<polygon points="{corners}" transform="rotate({_TURNS[arrow.points]} 50 50)"/></svg>'
    )
