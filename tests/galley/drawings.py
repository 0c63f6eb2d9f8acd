"""Figures for tests: marked text of random trees, and where the tiles of a drawing stand."""

from __future__ import annotations

from hypothesis import strategies as st

from pipeline.galley import Drawing, Para, plain
from pipeline.galley.blocks import Tile
from pipeline.galley.figures.raster_layout import placed

_WORDS = st.text(alphabet="施策取組地域産業連携（）、。12ー", min_size=1, max_size=60).filter(
    lambda t: t.strip("　 ") != ""
)
# A box: its lines, and the boxes below it.
Node = tuple[list[str], list["Node"]]


def nodes(depth: int, most: int = 4, lines: int = 3) -> st.SearchStrategy[Node]:
    """Boxes of at most so many levels."""
    words = st.lists(_WORDS, min_size=1, max_size=lines)
    below = st.lists(nodes(depth - 1, most, lines), max_size=most) if depth > 1 else st.just([])
    return st.tuples(words, below)


def marks(shape: str, roots: list[Node]) -> str:
    """The figure as marked text."""
    return "\n".join([f"@図 {shape} | 題", *(line for root in roots for line in _box(root, 1))])


def _box(node: Node, level: int) -> list[str]:
    lines, below = node
    return [f"@箱{level} {' | '.join(lines)}", *(line for inner in below for line in _box(inner, level + 1))]


def words_in_order(roots: list[Node]) -> list[str]:
    """Every line of every box, a box before those below it."""
    return [word for lines, below in roots for word in (*lines, *words_in_order(below))]


def paras(drawing: Drawing) -> list[Para]:
    """Paragraphs in reading order."""
    return [p for band in (*drawing.head, *drawing.bands) for tile in band.tiles for p in tile.paras]


def words(drawing: Drawing) -> list[str]:
    """Words in reading order, a paragraph each."""
    return [plain(p.runs) for p in paras(drawing)]


def cells(drawing: Drawing) -> dict[tuple[int, int], Tile]:
    """The tile at each band and column of the raster; raises AssertionError where two meet or none is."""
    bands, count = (*drawing.head, *drawing.bands), len(drawing.columns)
    taken: dict[tuple[int, int], Tile] = {}
    for n, slots in enumerate(placed(bands, count)):
        for column, tile in slots:
            for place in ((r, c) for r in range(n, n + tile.rows) for c in range(column, column + tile.columns)):
                assert place not in taken, f"two tiles at {place}"
                taken[place] = tile
    assert set(taken) == {(r, c) for r in range(len(bands)) for c in range(count)}
    return taken
