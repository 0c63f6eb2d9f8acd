"""Strokes of a page -> tables: their rows and columns, and which cells are one. What does not close to rectangles is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.late.dataclass import dataclass
from pipeline.pdfdiff import Box

# Strokes meet that end so near each other, and are one line so near each other (points).
_NEAR_PT = 2.5
# A border is there if so much of it is drawn.
_DRAWN = 0.8
_Line = tuple[float, float, float]  # where it lies, from, to


class UnruledError(Exception):
    """Why the strokes are no table, in Japanese."""


@dataclass(frozen=True, slots=True)
class Block:
    """A cell: its first column and row, and how many it takes."""

    column: int
    row: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Ruling:
    """A table: where its columns and rows are parted (points), and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    blocks: tuple[Block, ...]

    def at(self, x: float, y: float) -> Block | None:
        """The cell in which a point lies; None beside the table."""
        column, row = _between(self.xs, x), _between(self.ys, y)
        if column is None or row is None:
            return None
        return next(
            b for b in self.blocks if b.column <= column < b.column + b.columns and b.row <= row < b.row + b.rows
        )


def rulings(strokes: Sequence[Box], width_pt: float, height_pt: float) -> tuple[Ruling, ...]:
    """The tables of a page, from the top. Raises UnruledError."""
    level: list[_Line] = []
    upright: list[_Line] = []
    for s in strokes:
        x0, x1, y0, y1 = s.left * width_pt, s.right * width_pt, s.top * height_pt, s.bottom * height_pt
        if x1 - x0 >= y1 - y0 and x1 - x0 > _NEAR_PT:
            level.append(((y0 + y1) / 2, x0, x1))
        elif y1 - y0 > _NEAR_PT:
            upright.append(((x0 + x1) / 2, y0, y1))
    made = [_ruling(*group) for group in _groups(level, upright)]
    return tuple(sorted((r for r in made if r is not None), key=lambda r: r.ys[0]))


def _groups(level: list[_Line], upright: list[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Strokes that hang together."""
    groups: list[tuple[list[_Line], list[_Line]]] = []
    for line, is_level in [*((x, True) for x in level), *((x, False) for x in upright)]:
        own: tuple[list[_Line], list[_Line]] = ([line], []) if is_level else ([], [line])
        rest = []
        for group in groups:
            crossing = group[1] if is_level else group[0]
            along = group[0] if is_level else group[1]
            if any(_cross(line, x) for x in crossing) or any(_run_on(line, x) for x in along):
                own = (own[0] + group[0], own[1] + group[1])
            else:
                rest.append(group)
        groups = [*rest, own]
    return groups


def _cross(a: _Line, b: _Line) -> bool:
    return b[1] - _NEAR_PT <= a[0] <= b[2] + _NEAR_PT and a[1] - _NEAR_PT <= b[0] <= a[2] + _NEAR_PT


def _run_on(a: _Line, b: _Line) -> bool:
    return abs(a[0] - b[0]) <= _NEAR_PT and a[1] <= b[2] + _NEAR_PT and b[1] <= a[2] + _NEAR_PT


def _ruling(level: list[_Line], upright: list[_Line]) -> Ruling | None:
    """The table of strokes that hang together; None for a frame, an underline or a single row of lines."""
    if not level or not upright:
        return None
    # The sides of a table may be left open: its level strokes end there.
    left, right = min(x[1] for x in level), max(x[2] for x in level)
    top, bottom = min(x[0] for x in level), max(x[0] for x in level)
    upright = [*upright, (left, top, bottom), (right, top, bottom)]
    xs, ys = _places(x[0] for x in upright), _places(x[0] for x in level)
    if len(xs) <= 2 or len(ys) < 2:
        return None
    return Ruling(xs, ys, tuple(_blocks(xs, ys, level, upright)))


def _places(found: Iterable[float]) -> tuple[float, ...]:
    made: list[list[float]] = []
    for value in sorted(found):
        if made and value - made[-1][-1] <= _NEAR_PT:
            made[-1].append(value)
        else:
            made.append([value])
    return tuple(sum(each, 0.0) / len(each) for each in made)


def _is_drawn(lines: Sequence[_Line], at: float, start: float, end: float) -> bool:
    """Whether a border is drawn from one place to another."""
    covered = sum((max(0.0, min(x[2], end) - max(x[1], start)) for x in lines if abs(x[0] - at) <= _NEAR_PT), 0.0)
    return covered >= _DRAWN * (end - start)


def _blocks(
    xs: tuple[float, ...], ys: tuple[float, ...], level: Sequence[_Line], upright: Sequence[_Line]
) -> list[Block]:
    width, height = len(xs) - 1, len(ys) - 1
    parted_right = [[_is_drawn(upright, xs[c + 1], ys[r], ys[r + 1]) for c in range(width)] for r in range(height)]
    parted_below = [[_is_drawn(level, ys[r + 1], xs[c], xs[c + 1]) for c in range(width)] for r in range(height)]
    taken: set[tuple[int, int]] = set()
    made: list[Block] = []
    for row in range(height):
        for column in range(width):
            if (column, row) in taken:
                continue
            right, below = column, row
            while right + 1 < width and not parted_right[row][right]:
                right += 1
            while below + 1 < height and not parted_below[below][column]:
                below += 1
            inside = [(c, r) for r in range(row, below + 1) for c in range(column, right + 1)]
            if any(spot in taken for spot in inside) or any(
                (c < right and parted_right[r][c]) or (r < below and parted_below[r][c]) for c, r in inside
            ):
                raise UnruledError("表の罫線が閉じていないところがあり、欄の区切りが定まりません")
            taken.update(inside)
            made.append(Block(column, row, right - column + 1, below - row + 1))
    return made


def _between(places: tuple[float, ...], at: float) -> int | None:
    return next((n for n in range(len(places) - 1) if places[n] <= at < places[n + 1]), None)
