"""Lines of a comparison that stand at one height -> cells on a raster: 欄名 above others span them, as in the table itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pipeline.galley.clauses.tables import head_rows_of
from pipeline.late.dataclass import dataclass
from pipeline.papers.side_by_side.comparison import Line, Piece
from pipeline.provision.unit import CHAPTERS

# Lines that head what stands below them.
_HEADINGS = frozenset({*CHAPTERS, "見出し", "別表", "様式", "節", "小節"})
# Those that head what stands below them where no words stand behind them: 備考, and not 備考　（略）.
_HEADING_ALONE = frozenset({"備考", "各附則"})
_STYLES = {"行": "表本文", "欄名": "表見出し"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of one side: `lines` of words, or the `pieces` of a cell of a table in their style."""

    side: int
    kind: Literal["文", "欄名", "行"]
    lines: tuple[Line, ...]
    pieces: tuple[Piece, ...]
    style: str
    columns: int
    rows: int


def placed(sides: Sequence[Sequence[Line]], raster: int) -> list[list[Placed]]:
    """The cells row by row: one row, or as many as the 欄名 of a side have levels. Each side is `raster` columns wide."""
    depth = max(_depth(lines[0]) for lines in sides)
    rows: list[list[Placed]] = [[] for _ in range(depth)]
    for side, lines in enumerate(sides):
        first = lines[0]
        if first.kind == "文":
            rows[0].append(Placed(side, "文", tuple(lines), (), "", raster, depth))
        elif _depth(first) > 1:
            for level, cell in _heads(first, side, raster, depth):
                rows[level].append(cell)
        else:
            edges = edges_of(len(first.cells), raster)
            for n, pieces in enumerate(first.cells):
                style = first.styles[n] if first.styles else _STYLES[first.kind]
                reach = first.reach[n] if first.reach else 1
                if reach:
                    down = reach if reach > 1 else depth
                    rows[0].append(Placed(side, first.kind, (), pieces, style, edges[n + 1] - edges[n], down))
    return rows


def heads(lines: Sequence[Line]) -> bool:
    """Whether lines end with 欄名 or with a heading."""
    last = lines[-1]
    alone = last.level in _HEADING_ALONE and last.label == len(last.text)
    return last.kind == "欄名" or last.level in _HEADINGS or alone


def edges_of(count: int, raster: int) -> list[int]:
    """Where the cells of a line begin and end on the raster, as even as it allows."""
    return [round(n * raster / count) for n in range(count + 1)]


def _depth(line: Line) -> int:
    return max(map(len, line.heads), default=1)


def _heads(line: Line, side: int, raster: int, depth: int) -> Iterator[tuple[int, Placed]]:
    """The 欄名 with their level; the lowest reach down to the `depth` of the other side."""
    edges = edges_of(len(line.heads), raster)
    found = head_rows_of(["".join(p.text for p in level) for level in levels] for levels in line.heads)
    for level, heads in enumerate(found):
        for head in heads:
            own = [line.heads[n] for n in range(head.column, head.column + head.columns)]
            each = [levels[min(level, len(levels) - 1)] for levels in own]
            # A head over 欄 that stay and over others that come is itself no new one.
            pieces = min(each, key=lambda ps: sum(p.marked for p in ps))
            reach = head.rows + (depth - len(found) if level + head.rows == len(found) else 0)
            width = edges[head.column + head.columns] - edges[head.column]
            yield level, Placed(side, "欄名", (), pieces, _STYLES["欄名"], width, reach)
