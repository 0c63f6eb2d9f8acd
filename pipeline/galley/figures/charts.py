"""図表 -> drawings: bars over months, bars of parts that make a whole, bars measured by the longest of them.

Greys and hatchings tell bars apart on paper without colour; what each of them is stands beside it in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import assert_never

from pipeline.galley.blocks import Bar, Break, Drawing, Para, Tile, Tone, plain
from pipeline.galley.figures.raster import ALL, WIDTH_EM, Piece, Strip, drawing
from pipeline.galley.figures.raster_layout import SIDE_EM
from pipeline.galley.words import Words, figure_text
from pipeline.notation.text.char_width import width_em
from pipeline.tree import nodes

# Bars that stand side by side follow each other in this order: no two neighbours look alike.
PARTS = (Tone.DARK, Tone.RISING, Tone.PALE, Tone.GRID, Tone.PAPER, Tone.FALLING)
# 比較: of the year before its first budget and its last, and of this year.
_TIERS = (Tone.PALE, Tone.RISING, Tone.DARK)
# 日程: the column of words, and what it keeps where figures of full width need more room; times get what they ask for, the
# scale the rest. Figures of the scale and bars keep so far from its lines.
_WORDS_EM, _LEAST_WORDS_EM, _BESIDE_EM, _INSET_EM = 17.5, 8.0, 0.1, 0.15
# So many times of a bar stand one below another.
_FEW_TIMES: int = 3
# 内訳: the swatch of a part.
_SWATCH_EM = 1.8
# What words in columns get at most; longer ones go on in the next line.
_MOST_NAME_EM, _MOST_FIGURE_EM, _MOST_TIER_EM = 11.2, 15.0, 9.0
# Figures and their marks are narrower than kanji; programs put a space between these.
_FIGURES, _FIGURE_EM, _SPACE_EM = frozenset("0123456789,.()"), 0.6, 0.3
_GAP_EM = 0.5


def chart(drawn: nodes.Chart, words: Words) -> Drawing:
    """The chart in its shape."""
    title = plain(words.runs(drawn.title))
    match drawn.shape:
        case "日程":
            return _plan(drawn, title, words)
        case "内訳":
            return drawing(title, (), _wholes(drawn.rows, words))
        case "比較":
            return drawing(title, (), _comparisons(drawn.rows, words))
        case _:
            assert_never(drawn.shape)


def _asked_em(texts: Iterable[nodes.Inlines], most_em: float, words: Words) -> float:
    """The width that the longest of these texts asks for in one line, but no more than `most_em`."""
    lines = (plain(words.runs(text)) for text in texts)
    return min(2 * SIDE_EM + _SPACE_EM + max(map(_line_em, lines), default=0.0), most_em)


def _line_em(line: str) -> float:
    """Figures with the space before and behind them: 令和8年度."""
    spaces = sum((a in _FIGURES) != (b in _FIGURES) for a, b in pairwise(line))
    return sum(_FIGURE_EM if c in _FIGURES else 1.0 for c in line) + _SPACE_EM * max(spaces - 1, 0)


def _plan(drawn: nodes.Chart, title: str, words: Words) -> Drawing:
    """A row for each work: what it is, when it is done, and its bar; faint lines lead the eye down from the scale."""
    times = [text for row in drawn.rows for bar in row.bars for text in _abreast(bar.texts)]
    asked = _asked_em([drawn.scale[1], *times], _MOST_TIER_EM, words)
    scale = len(drawn.scale) - 2
    column = max(width_em(plain(words.runs(text))) for text in drawn.scale[2:]) + _BESIDE_EM
    first = min(_WORDS_EM, max(_LEAST_WORDS_EM, WIDTH_EM - asked - scale * column))
    start = first + asked
    edges = [0.0, first, *(start + (WIDTH_EM - start) * n / scale for n in range(scale + 1))]
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


def _abreast(texts: Sequence[nodes.Inlines]) -> Iterator[nodes.Inlines]:
    """The times of a bar, one below another; of a long one, several in a line, so that its row is no page."""
    count = 1 if len(texts) <= _FEW_TIMES else 2 if len(texts) <= 2 * _FEW_TIMES else 3
    for n in range(0, len(texts), count):
        first, *others = texts[n : n + count]
        yield (*first, *(inline for text in others for inline in (nodes.Text(" "), *text)))


def _planned(row: nodes.ChartRow, edges: Sequence[float], words: Words, last: bool) -> Iterator[Piece]:
    if not row.bars:
        yield Piece(0, WIDTH_EM, Tile(_lines(row.texts, words), strokes=ALL, line=0))
        return
    foot, faint = ("下", "") if last else ("", "下")
    yield Piece(0, edges[1], Tile(_lines(row.texts, words), strokes=f"左右{foot}", guides=faint, line=1))
    times = tuple(Para("表中央", words.runs(text)) for bar in row.bars for text in _abreast(bar.texts))
    yield Piece(edges[1], edges[2], Tile(times, strokes=f"右{foot}", guides=faint))
    scale = edges[2:]
    bars = {int(bar.start * (len(scale) - 1)): int(bar.end * (len(scale) - 1)) for bar in row.bars}
    at = 0
    while at < len(scale) - 1:
        end = bars.get(at, at + 1)
        side = "右" if end == len(scale) - 1 else ""
        inset = _INSET_EM / (scale[end] - scale[at])
        filled = (Bar(inset, 1 - inset, Tone.MIDDLE),) if at in bars else ()
        tile = Tile(
            bars=filled, strokes=f"{side}{foot}", guides=f"{faint}{'' if side else '右'}{'中' if end - at > 1 else ''}"
        )
        yield Piece(scale[at], scale[end], tile)
        at = end


def _wholes(rows: Sequence[nodes.ChartRow], words: Words) -> Iterator[Strip]:
    """Bars as wide as the page, cut into their parts, and below them what each of these is: two in a line, if they fit."""
    parts = [bar.texts for row in rows for bar in row.bars]
    names, *figures = zip(*parts, strict=True)
    figures_em = [_asked_em(column, _MOST_FIGURE_EM, words) for column in figures]
    widths = [_asked_em(names, WIDTH_EM - _SWATCH_EM - sum(figures_em), words), *figures_em]
    spare = WIDTH_EM / 2 - _SWATCH_EM - sum(widths)
    abreast = 2 if spare >= 0 else 1
    if spare >= 0:
        widths[0] += spare
    for n, row in enumerate(rows):
        if n:
            yield Strip((), _GAP_EM)
        yield from _whole(row, widths, abreast, words)


def _whole(row: nodes.ChartRow, widths: Sequence[float], abreast: int, words: Words) -> Iterator[Strip]:
    name, amount = row.texts
    split = WIDTH_EM - _asked_em((amount,), _MOST_FIGURE_EM, words)
    named, told = Tile((Para("図見出し", words.runs(name)),), line=0), Tile((Para("図数値", words.runs(amount)),))
    yield Strip((Piece(0, split, named), Piece(split, WIDTH_EM, told)))
    bars = tuple(Bar(float(b.start), float(b.end), PARTS[b.tone]) for b in row.bars if b.end > b.start)
    yield Strip((Piece(SIDE_EM, WIDTH_EM - SIDE_EM, Tile(bars=bars)),))
    for n in range(0, len(row.bars), abreast):
        some = row.bars[n : n + abreast]
        pieces = [piece for k, bar in enumerate(some) for piece in _part(bar, k * WIDTH_EM / 2, widths, words)]
        yield Strip(tuple(pieces), ends=Break.WELCOME if n + abreast >= len(row.bars) else Break.NEVER)


def _part(bar: nodes.Bar, at: float, widths: Sequence[float], words: Words) -> Iterator[Piece]:
    """What a part is: its swatch, name, amount and share."""
    name, *figures = bar.texts
    edge = at + _SWATCH_EM
    yield Piece(at + SIDE_EM, edge, Tile(bars=(Bar(0, 1, PARTS[bar.tone]),)))
    yield Piece(edge, edge + widths[0], Tile((Para("図本文", words.runs(name)),), line=1))
    edge += widths[0]
    for text, width in zip(figures, widths[1:], strict=True):
        yield Piece(edge, edge + width, Tile((Para("図数値", words.runs(text)),)))
        edge += width


def _comparisons(rows: Sequence[nodes.ChartRow], words: Words) -> Iterator[Strip]:
    """Bars from one line on, the amounts at their right; the bars get what the words leave."""
    tiers, amounts, changes = zip(*(bar.texts for row in rows for bar in row.bars), strict=True)
    name = _asked_em((row.texts[0] for row in rows), _MOST_NAME_EM, words)
    tier = _asked_em(tiers, _MOST_TIER_EM, words)
    amount = _asked_em(amounts, _MOST_FIGURE_EM, words)
    change = _asked_em(changes, _MOST_TIER_EM, words)
    edges = (0.0, name, name + tier, WIDTH_EM - change - amount, WIDTH_EM - change)
    for n, row in enumerate(rows):
        if n:
            yield Strip((), _GAP_EM)
        yield from _compared(row, edges, words)


def _compared(row: nodes.ChartRow, edges: Sequence[float], words: Words) -> Iterator[Strip]:
    for n, bar in enumerate(row.bars):
        name, amount, change = bar.texts
        drawn = (Bar(float(bar.start), float(bar.end), _TIERS[bar.tone]),) if bar.end > bar.start else ()
        pieces = [
            Piece(edges[1], edges[2], Tile((Para("図本文", words.runs(name)),), strokes="右", line=1)),
            Piece(edges[2], edges[3], Tile(bars=drawn)),
            Piece(edges[3], edges[4], Tile((Para("図数値", words.runs(amount)),))),
        ]
        if change:
            pieces.append(Piece(edges[4], WIDTH_EM, Tile((Para("図数値", words.runs(change)),))))
        if n == 0:
            pieces.append(Piece(0, edges[1], Tile(_lines(row.texts, words), rows=len(row.bars), line=0)))
        yield Strip(tuple(pieces), ends=Break.WELCOME if n == len(row.bars) - 1 else Break.NEVER)


def _lines(texts: tuple[nodes.Inlines, ...], words: Words) -> tuple[Para, ...]:
    """The first of the texts heads the others."""
    head, *others = texts
    return (Para("図見出し", words.runs(head)), *[figure_text(words.runs(text)) for text in others])
