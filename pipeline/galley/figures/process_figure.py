"""仕組み, 体制 -> drawings: who does what by which means; bodies, what belongs to them, and the arrows between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.galley.blocks import Arrow, Break, Drawing, Para, Tile, Tone
from pipeline.galley.figures.raster import ALL, WIDTH_EM, Piece, Strip, drawing
from pipeline.galley.words import Words, figure_text
from pipeline.tree import nodes

# Between a frame and what stands in it, and between frames, in em.
_PAD_EM, _ROOM_EM = 0.6, 1.0
# 仕組み: the name of the way, the box of who acts, and the arrow behind it; about them.
_NAME_EM, _ACTOR_EM, _ARROW_EM, _SLIM_EM = 7.1, 10.1, 5.2, 0.4
# 体制: the distance of boxes side by side, bare and with an arrow in it.
_APART_EM, _ARROW_APART_EM = 0.8, 3.0
# Boxes narrower than this hold too few characters a line; more of them go on below, in em.
_NARROWEST_EM = 9.0
# A block arrow, along it and across it.
_LONG_EM, _WIDE_EM = 2.0, 1.4


def scheme(figure: nodes.Figure, title: str, words: Words) -> Drawing:
    """仕組み: a panel for each box: its name, who acts, by which means (over the arrow), and to which end."""
    strips: list[Strip] = []
    for n, box in enumerate(figure.boxes):
        strips += [Strip((), _ROOM_EM / 2)] if n else []
        strips += _panel(box, words)
    return drawing(title, (), strips)


def _panel(box: nodes.Box, words: Words) -> Iterator[Strip]:
    head, *actor = box.lines
    if not box.boxes:
        tile = Tile((Para("図見出し", words.runs(head)), *_paras(tuple(actor), words)), strokes=ALL, line=0)
        yield Strip((Piece(0, WIDTH_EM, tile),), ends=Break.WELCOME)
        return
    rows = 3 * len(box.boxes) - 1
    name = Tile((Para("図中央", words.runs(head)),), rows=rows, strokes="右左", tone=Tone.PALE, line=0)
    left, right = _NAME_EM + _SLIM_EM, WIDTH_EM - _SLIM_EM
    arrow = left + _ACTOR_EM
    target = arrow + _ARROW_EM
    side = Piece(right, WIDTH_EM, Tile(strokes="右"))
    yield Strip(_edge("上"), _SLIM_EM)
    for n, inner in enumerate(box.boxes):
        if n:
            yield Strip((side,), _SLIM_EM)
        means, *ends = inner.lines
        upper = [
            Piece(arrow, target, Tile((Para("図中央", words.runs(means)),), line=1)),
            Piece(target, right, Tile(_paras(tuple(ends), words), rows=2, strokes=ALL, line=2)),
        ]
        if n == 0 and actor:
            who = Tile(tuple(Para("図中央", words.runs(a)) for a in actor), rows=rows, strokes=ALL, line=1)
            upper.insert(0, Piece(left, arrow, who))
        if n == 0:
            upper.insert(0, Piece(0, _NAME_EM, name))
        yield Strip((side, *upper))
        yield Strip((side, Piece(arrow, target, Tile(arrow=_across("右", _ARROW_EM - 1.0)))))
    yield Strip(_edge("下"), _SLIM_EM, Break.WELCOME)


def _edge(side: str) -> tuple[Piece, Piece]:
    """What closes a panel above or below, under its name and beside it."""
    name, panel = Tile(strokes=f"右左{side}", tone=Tone.PALE), Tile(strokes=f"右{side}")
    return Piece(0, _NAME_EM, name), Piece(_NAME_EM, WIDTH_EM, panel)


def bodies(figure: nodes.Figure, title: str, words: Words) -> Drawing:
    """体制: a frame for each box, one below the other; the boxes within it side by side. Arrows stand where a box says so."""
    strips: list[Strip] = []
    for n, box in enumerate(figure.boxes):
        strips += _frame(box, words)
        if n + 1 < len(figure.boxes):
            strips.append(_down(box, words))
    return drawing(title, (), strips)


def _frame(box: nodes.Box, words: Words) -> Iterator[Strip]:
    head, *said = box.lines
    tile = Tile((Para("図中央", words.runs(head)),), strokes=ALL, tone=Tone.PALE, line=0)
    closes = Break.IF_NEEDED
    if not said and not box.boxes:
        yield Strip((Piece(0, WIDTH_EM, tile),), ends=closes)
        return
    yield Strip((Piece(0, WIDTH_EM, tile),))
    if said:
        text = Tile(_paras(tuple(said), words), line=1)
        yield Strip(_sides(), _PAD_EM / 2)
        yield Strip((*_sides(), Piece(_PAD_EM, WIDTH_EM - _PAD_EM, text)))
    if box.boxes:
        yield Strip(_sides(), _PAD_EM / 2 if said else _PAD_EM)
    rows = tuple(_rows(box.boxes))
    for n, row in enumerate(rows):
        if n:
            yield Strip(_sides(), _APART_EM)
        ends = Break.NEVER if row is rows[-1] else closes
        yield Strip((*_sides(), *_side_by_side(row, words)), ends=ends)
    yield Strip((_foot(),), _PAD_EM if box.boxes else _PAD_EM / 2, closes)


def _rows(boxes: tuple[nodes.Box, ...]) -> Iterator[tuple[nodes.Box, ...]]:
    """The boxes, as many in a row as the width holds, the rows as even as can be; those with arrows in one."""
    if not boxes:
        return
    most = int((WIDTH_EM - 2 * _PAD_EM + _APART_EM) / (_NARROWEST_EM + _APART_EM))
    rows = 1 if any(box.arrow for box in boxes) else -(-len(boxes) // most)
    ends = [round(n * len(boxes) / rows) for n in range(rows + 1)]
    yield from (boxes[first:last] for first, last in pairwise(ends))


def _side_by_side(row: tuple[nodes.Box, ...], words: Words) -> Iterator[Piece]:
    """The boxes of a row, an arrow behind those that say so."""
    apart = [_ARROW_APART_EM if box.arrow else _APART_EM for box in row[:-1]]
    width = (WIDTH_EM - 2 * _PAD_EM - sum(apart)) / len(row)
    at = _PAD_EM
    for box, gap in zip(row, (*apart, 0.0), strict=True):
        head, *said = box.lines
        lines = (Para("図中央", words.runs(head)), *_paras(tuple(said), words))
        yield Piece(at, at + width, Tile(lines, strokes=ALL, high=True, line=1))
        if box.arrow and gap:
            yield Piece(at + width, at + width + gap, Tile(arrow=_across(box.arrow, _LONG_EM)))
        at += width + gap


def _down(box: nodes.Box, words: Words) -> Strip:
    """What parts a frame from the one below: room, or an arrow with its words."""
    if box.arrow is None:
        return Strip((), _ROOM_EM, Break.WELCOME)
    middle, half = WIDTH_EM / 2, _WIDE_EM / 2 + 0.5
    pieces = [Piece(middle - half, middle + half, Tile(arrow=Arrow(box.arrow, _WIDE_EM, _LONG_EM)))]
    if box.arrow_text:
        pieces.append(Piece(middle + half, WIDTH_EM, Tile((Para("図本文", words.runs(box.arrow_text)),), line=1)))
        return Strip(tuple(pieces))
    return Strip(tuple(pieces), _LONG_EM + _PAD_EM)


def _across(points: nodes.ArrowPoints, long_em: float) -> Arrow:
    return Arrow(points, long_em, _WIDE_EM)


def _paras(lines: tuple[nodes.Inlines, ...], words: Words) -> tuple[Para, ...]:
    return tuple(figure_text(words.runs(line)) for line in lines)


def _sides() -> tuple[Piece, Piece]:
    """The sides of a frame beside what stands in it."""
    left, right = Tile(strokes="左"), Tile(strokes="右")
    return Piece(0, _PAD_EM, left), Piece(WIDTH_EM - _PAD_EM, WIDTH_EM, right)


def _foot() -> Piece:
    """What closes a frame below."""
    return Piece(0, WIDTH_EM, Tile(strokes="右下左"))
