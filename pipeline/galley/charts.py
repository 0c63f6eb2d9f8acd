"""図表 -> drawings: bars over months, bars of parts that make a whole, bars measured by the longest of them.

Greys and hatchings tell bars apart on paper without colour; what each of them is stands beside it in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import assert_never

from pipeline.galley.bands import SIDE_EM
from pipeline.galley.blocks import Bar, Break, Drawing, Para, Tile, Tone, plain
from pipeline.galley.raster import ALL, WIDTH_EM, Piece, Strip, drawing
from pipeline.galley.words import Words
from pipeline.tree import nodes

# Bars that stand side by side follow each other in this order: no two neighbours look alike.
PARTS = (Tone.DARK, Tone.RISING, Tone.PALE, Tone.GRID, Tone.PAPER, Tone.FALLING)
# 比較: of the year before its first budget and its last, and of this year.
_TIERS = (Tone.PALE, Tone.RISING, Tone.DARK)
# 日程: the columns of words and of times; the rest is the scale. Bars keep so far from the lines of the scale.
_WORDS_EM, _TIMES_EM, _INSET_EM = 18.0, 3.6, 0.15
# 内訳: swatch, name, amount and share of a part; two parts stand in a line.
_SWATCH_EM, _NAME_EM, _AMOUNT_EM = 1.8, 8.1, 8.0
# 比較: what the row is, which amount, the bar, the amount; the rest holds the change.
_ROW_EM, _TIER_EM, _BAR_EM, _SUM_EM = 9.2, 6.2, 13.0, 8.2
_GAP_EM = 0.5


def chart(drawn: nodes.Chart, words: Words) -> Drawing:
    """The chart in its shape."""
    title = plain(words.runs(drawn.title))
    match drawn.shape:
        case "日程":
            return _plan(drawn, title, words)
        case "内訳":
            return drawing(title, (), _each(drawn.rows, _whole, words))
        case "比較":
            return drawing(title, (), _each(drawn.rows, _compared, words))
        case _:
            assert_never(drawn.shape)


def _each(
    rows: Sequence[nodes.ChartRow], draw: Callable[[nodes.ChartRow, Words], Iterator[Strip]], words: Words
) -> Iterator[Strip]:
    """The rows one below the other, with room between them."""
    for n, row in enumerate(rows):
        if n:
            yield Strip((), _GAP_EM)
        yield from draw(row, words)


def _plan(drawn: nodes.Chart, title: str, words: Words) -> Drawing:
    """A row for each work: what it is, when it is done, and its bar; faint lines lead the eye down from the scale."""
    start = _WORDS_EM + _TIMES_EM
    scale = len(drawn.scale) - 2
    edges = [0.0, _WORDS_EM, *(start + (WIDTH_EM - start) * n / scale for n in range(scale + 1))]
    head = []
    for n, text in enumerate(drawn.scale):
        tile = Tile((Para("図中央", words.runs(text)),), strokes=ALL, tone=Tone.PALE, line=None if n else 0)
        head.append(Piece(edges[n], edges[n + 1], tile))
    strips = []
    for n, row in enumerate(drawn.rows):
        last = n == len(drawn.rows) - 1
        ends = Break.WELCOME if row.bars else Break.NEVER
        strips.append(Strip(tuple(_planned(row, edges, words, last)), ends=ends))
    return drawing(title, (Strip(tuple(head)),), strips)


def _planned(row: nodes.ChartRow, edges: Sequence[float], words: Words, last: bool) -> Iterator[Piece]:
    if not row.bars:
        yield Piece(0, WIDTH_EM, Tile(_lines(row.texts, words), strokes=ALL, line=0))
        return
    foot, faint = ("下", "") if last else ("", "下")
    yield Piece(0, edges[1], Tile(_lines(row.texts, words), strokes=f"左右{foot}", guides=faint, line=1))
    times = tuple(Para("表中央", words.runs(text)) for bar in row.bars for text in bar.texts)
    yield Piece(edges[1], edges[2], Tile(times, strokes=f"右{foot}", guides=faint))
    scale = edges[2:]
    bars = {int(bar.start * (len(scale) - 1)): int(bar.end * (len(scale) - 1)) for bar in row.bars}
    at = 0
    while at < len(scale) - 1:
        end = bars.get(at, at + 1)
        side = "右" if end == len(scale) - 1 else ""
        inset = _INSET_EM / (scale[end] - scale[at])
        filled = (Bar(inset, 1 - inset, Tone.MIDDLE),) if at in bars else ()
        tile = Tile(bars=filled, strokes=f"{side}{foot}", guides=f"{faint}{'' if side else '右'}")
        yield Piece(scale[at], scale[end], tile)
        at = end


def _whole(row: nodes.ChartRow, words: Words) -> Iterator[Strip]:
    """A bar as wide as the page, cut into its parts, and below it what each of them is."""
    name, amount = row.texts
    split = WIDTH_EM - _AMOUNT_EM * 2
    yield Strip(
        (
            Piece(0, split, Tile((Para("図見出し", words.runs(name)),), line=0)),
            Piece(split, WIDTH_EM, Tile((Para("図数値", words.runs(amount)),))),
        )
    )
    bars = tuple(Bar(float(b.start), float(b.end), PARTS[b.tone]) for b in row.bars if b.end > b.start)
    yield Strip((Piece(SIDE_EM, WIDTH_EM - SIDE_EM, Tile(bars=bars)),))
    for n in range(0, len(row.bars), 2):
        pair = row.bars[n : n + 2]
        pieces = [piece for k, bar in enumerate(pair) for piece in _part(bar, k * WIDTH_EM / 2, words)]
        yield Strip(tuple(pieces), ends=Break.WELCOME if n + 2 >= len(row.bars) else Break.NEVER)


def _part(bar: nodes.Bar, at: float, words: Words) -> Iterator[Piece]:
    """What a part is: its swatch, name, amount and share."""
    name, amount, share = bar.texts
    edges = (at, at + _SWATCH_EM, at + _SWATCH_EM + _NAME_EM, at + _SWATCH_EM + _NAME_EM + _AMOUNT_EM)
    yield Piece(edges[0] + SIDE_EM, edges[1], Tile(bars=(Bar(0, 1, PARTS[bar.tone]),)))
    yield Piece(edges[1], edges[2], Tile((Para("図本文", words.runs(name)),), line=1))
    yield Piece(edges[2], edges[3], Tile((Para("図数値", words.runs(amount)),)))
    yield Piece(edges[3], at + WIDTH_EM / 2, Tile((Para("図数値", words.runs(share)),)))


def _compared(row: nodes.ChartRow, words: Words) -> Iterator[Strip]:
    """A bar for each amount, from one line on; the amounts at the right."""
    tier, bar_at = _ROW_EM, _ROW_EM + _TIER_EM
    amount_at = bar_at + _BAR_EM
    change_at = amount_at + _SUM_EM
    for n, bar in enumerate(row.bars):
        name, amount, change = bar.texts
        drawn = (Bar(float(bar.start), float(bar.end), _TIERS[bar.tone]),) if bar.end > bar.start else ()
        pieces = [
            Piece(tier, bar_at, Tile((Para("図本文", words.runs(name)),), strokes="右", line=1)),
            Piece(bar_at, amount_at, Tile(bars=drawn)),
            Piece(amount_at, change_at, Tile((Para("図数値", words.runs(amount)),))),
        ]
        if change:
            pieces.append(Piece(change_at, WIDTH_EM, Tile((Para("図数値", words.runs(change)),))))
        if n == 0:
            pieces.append(Piece(0, tier, Tile(_lines(row.texts, words), rows=len(row.bars), line=0)))
        yield Strip(tuple(pieces), ends=Break.WELCOME if n == len(row.bars) - 1 else Break.NEVER)


def _lines(texts: tuple[nodes.Inlines, ...], words: Words) -> tuple[Para, ...]:
    """The first of the texts heads the others."""
    styles = ("図見出し", *["図本文"] * (len(texts) - 1))
    return tuple(Para(style, words.runs(text)) for style, text in zip(styles, texts, strict=True))
