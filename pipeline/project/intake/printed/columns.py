"""Lines of a page that stand beside each other as columns (段組み) -> the lines in the order in which columns are read.

Columns are read as such where the numbers of 条 prove it: down the left and on down the right they count on. Where sentences
stand beside each other and nothing proves how they go on, nobody can say which words follow which: the page is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from pipeline.importing.structure import marks
from pipeline.late.dataclass import dataclass
from pipeline.project.intake.printed.lines import COLUMN, Glyph, begins, lines_of, rows

# So often the eye goes from one side to the other and back before there are columns: names and days stand apart, too.
_FEWEST_TURNS = 6
# So many lines on one side that fill it and go on below: sentences, and no cells of a list.
_FEWEST_CUT = 2
# A side of sentences is as wide as this (em), and its full lines end so near its edge.
_WIDE, _NEAR = 10.0, 1.3
_STEP_PT = 2.0
_ENDS = ("。", "）", "」", ")")


class UnorderedError(Exception):
    """Sentences stand beside each other, and nothing says in which order they are read. `begins`: the first of these lines."""

    def __init__(self, begins: str) -> None:
        super().__init__(begins)
        self.begins = begins


@dataclass(frozen=True, slots=True)
class Columns:
    """The characters of a page: those above columns, those in them as one column, and those below."""

    above: tuple[Glyph, ...]
    within: tuple[Glyph, ...]
    below: tuple[Glyph, ...]


class _Piece(NamedTuple):
    left: float
    right: float


def columns(found: Sequence[Glyph]) -> Columns | None:
    """The columns among these characters; None where there are none. Raises UnorderedError."""
    lines = lines_of(found)
    pieces = [_pieces(line) for line in lines]
    runs = [run for x in _gutters(pieces) if (run := _run(pieces, x)) is not None]
    if not runs:
        return None
    first, last, x = max(runs, key=lambda run: run[1] - run[0])
    held = [g for line in lines[first:last] for g in line]
    left, right = [g for g in held if g.right <= x], [g for g in held if g.left >= x]
    heads = [_heads(left), _heads(right)]
    if all(heads) and all(b == a + 1 for a, b in pairwise([*heads[0], *heads[1]])):
        return Columns(
            tuple(g for line in lines[:first] for g in line),
            (*left, *_below(left, right)),
            tuple(g for line in lines[last:] for g in line),
        )
    if _are_sentences(left) and _are_sentences(right):
        raise UnorderedError(rows(left)[0].text)
    return None


def _pieces(line: Sequence[Glyph]) -> list[_Piece]:
    """What stands together on a line: from where to where, room around it."""
    made: list[_Piece] = []
    for glyph in sorted(line, key=lambda g: g.left):
        if made and glyph.left - made[-1].right < COLUMN * glyph.height:
            made[-1] = _Piece(made[-1].left, max(made[-1].right, glyph.right))
        else:
            made.append(_Piece(glyph.left, glyph.right))
    return made


def _gutters(lines: Sequence[Sequence[_Piece]]) -> list[float]:
    """Where columns may part: in the middle of the room that a line leaves, or that two lines leave that stand side by side."""
    beside = [
        pair
        for above, below in pairwise(lines)
        for pair in ((above[-1], below[0]), (below[-1], above[0]))
        if pair[0].right < pair[1].left
    ]
    rooms = [*beside, *(pair for line in lines for pair in pairwise(line))]
    return sorted({round((a.right + b.left) / 2 / _STEP_PT) * _STEP_PT for a, b in rooms})


def _run(lines: Sequence[Sequence[_Piece]], x: float) -> tuple[int, int, float] | None:
    """The longest run of lines that nothing crosses at `x`, from one that begins at the left; None where no columns stand."""
    sides = [_side(line, x) for line in lines]
    best: tuple[int, int, float] | None = None
    first = 0
    for n, side in enumerate([*sides, "across"]):
        if side != "across":
            continue
        while first < n and sides[first] == "right":
            first += 1
        if _turns(sides[first:n]) >= _FEWEST_TURNS and (best is None or n - first > best[1] - best[0]):
            best = first, n, x
        first = n + 1
    return best


def _side(line: Sequence[_Piece], x: float) -> str:
    if line[-1].right <= x:
        return "left"
    if line[0].left >= x:
        return "right"
    return "across" if any(piece.left < x < piece.right for piece in line) else "both"


def _turns(sides: Sequence[str]) -> int:
    walk = [side for each in sides for side in (("left", "right") if each == "both" else (each,))]
    return sum(a != b for a, b in pairwise(walk))


def _heads(side: Sequence[Glyph]) -> list[int]:
    """The numbers of the 条 that begin on one side."""
    found = (marks.article(row.text) for row in rows(side))
    return [head.number[0] for head in found if head is not None and len(head.number) == 1]


def _below(left: Sequence[Glyph], right: Sequence[Glyph]) -> list[Glyph]:
    """The characters of the right column where they would stand if it went on below the left one."""
    across = min(g.left for g in left) - min(g.left for g in right)
    down = max(g.bottom for g in left) - min(g.top for g in right) + max(g.height for g in right)
    return [
        replace(g, left=g.left + across, right=g.right + across, top=g.top + down, bottom=g.bottom + down)
        for g in right
    ]


def _are_sentences(side: Sequence[Glyph]) -> bool:
    """Whether lines fill this side and go on below: names and addresses may be as long as each other, but have no 、 and no 。."""
    found = rows(side)
    if not any(mark in row.text for row in found for mark in "、。"):
        return False
    edge, left = max(row.right for row in found), min(row.left for row in found)
    cut = [
        row
        for row, after in pairwise(found)
        if edge - row.right <= _NEAR * row.height and not row.text.endswith(_ENDS) and not begins(after.text)
    ]
    return len(cut) >= _FEWEST_CUT and edge - left >= _WIDE * found[0].height
