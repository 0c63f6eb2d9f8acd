"""体系 -> drawing: the root over the whole width, below it what hangs from it, level by level to the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.galley.blocks import Break, Drawing, Para, Tile, Tone, plain
from pipeline.galley.figures.raster import ALL, WIDTH_EM, Piece, Strip, drawing
from pipeline.galley.figures.raster_layout import SIDE_EM
from pipeline.galley.words import Words, figure_text
from pipeline.late.dataclass import dataclass
from pipeline.tree import nodes

# Between two levels: from what stands left to the trunk, and from the trunk to the box. In em.
_REACH_EM = 1.0
# Room between boxes, and between the branches of the root.
_GAP_EM, _BRANCH_GAP_EM = 0.5, 0.8
# Levels get what their longest words ask for, but none is taken for shorter or longer than this, in characters.
_LEAST, _MOST = 9, 24


@dataclass(frozen=True, slots=True)
class _Start:
    """A box where it begins: its level below the root, and whether it is the last that hangs from the box above it."""

    box: nodes.Box
    level: int
    last: bool


# The boxes that begin on one line: each but the first hangs from the one before it.
_Line = tuple[_Start, ...]


@dataclass(frozen=True, slots=True)
class _Level:
    """Where a level stands: trunk, and box from left to right; its connectors begin at `left_em`."""

    left_em: float
    trunk_em: float
    box_em: float
    end_em: float


def tree(root: nodes.Box, title: str, words: Words) -> Drawing:
    """The figure of one root. A page may end between its branches; the root is repeated there."""
    banner = Strip((Piece(0, WIDTH_EM, _box(root, 0, words)),))
    if not root.boxes:
        return drawing(title, (), (banner,))
    lines = list(_lines(root, 1))
    levels = _levels(lines, words)
    strips: list[Strip] = []
    open_ = {1}  # levels whose trunk comes from above
    for line, following in zip(lines, (*lines[1:], None), strict=True):
        gap_em = _BRANCH_GAP_EM if line[0].level == 1 else _GAP_EM
        below = {level for level in open_ if level < line[0].level} | {s.level for s in line if not s.last}
        ends = Break.WELCOME if following is None or following[0].level == 1 else Break.IF_NEEDED
        strips += [
            Strip(tuple(_trunks(levels, open_)), gap_em),
            Strip(tuple(_upper(line, levels, open_, words))),
            Strip(tuple(_trunks(levels, below)), ends=ends),
        ]
        open_ = below
    return drawing(title, (banner,), strips)


def _lines(box: nodes.Box, level: int) -> Iterator[_Line]:
    """The boxes that hang from a box, in reading order, those that begin on one line together."""
    for n, inner in enumerate(box.boxes):
        start = _Start(inner, level, n == len(box.boxes) - 1)
        below = list(_lines(inner, level + 1))
        if not below:
            yield (start,)
            continue
        yield (start, *below[0])
        yield from below[1:]


def _levels(lines: Sequence[_Line], words: Words) -> list[_Level]:
    """The levels from left to right, the first of them at place 1."""
    longest: dict[int, int] = {}
    for start in (s for line in lines for s in line):
        length = max((len(plain(words.runs(text))) for text in start.box.lines), default=0)
        longest[start.level] = max(longest.get(start.level, _LEAST), min(length, _MOST))
    needs = {level: length + 2 * SIDE_EM for level, length in longest.items()}
    share = (WIDTH_EM - 2 * _REACH_EM * len(longest)) / sum(needs.values())
    levels, at = [_Level(0, 0, 0, 0)], 0.0
    for level in sorted(longest):
        box = at + 2 * _REACH_EM
        end = box + needs[level] * share
        levels.append(_Level(at, at + _REACH_EM, box, end if level < len(longest) else WIDTH_EM))
        at = end
    return levels


def _trunks(levels: Sequence[_Level], open_: set[int]) -> Iterator[Piece]:
    """The trunks that pass through a strip."""
    for level in sorted(open_):
        at = levels[level]
        yield Piece(at.left_em, at.trunk_em, Tile(strokes="右"))


def _upper(line: _Line, levels: Sequence[_Level], above: set[int], words: Words) -> Iterator[Piece]:
    """The upper half of a line: its boxes, which reach into the lower half, and the connectors to their middle."""
    first = line[0].level
    yield from _trunks(levels, {level for level in above if level < first})
    for start in line:
        at = levels[start.level]
        comes_from_trunk = start.level == first
        yield Piece(at.left_em, at.trunk_em, Tile(strokes="右" if comes_from_trunk else "下"))
        yield Piece(at.trunk_em, at.box_em, Tile(strokes="下"))
        yield Piece(at.box_em, at.end_em, _box(start.box, start.level, words))


def _box(box: nodes.Box, level: int, words: Words) -> Tile:
    runs = map(words.runs, box.lines)
    heads = level == 0 or box.boxes
    paras = tuple(Para("図見出し", line) if heads else figure_text(line) for line in runs)
    if level == 0:
        return Tile(paras, strokes=ALL, tone=Tone.PALE, line=level)
    return Tile(paras, rows=2, strokes=ALL, line=level)
