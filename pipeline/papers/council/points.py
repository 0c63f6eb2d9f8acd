"""The changes of an amendment and its 新旧対照表 -> where in the table each of them stands, and what a speaker says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.amending.differences.word_diff import differences
from pipeline.galley import Block, Galley, Grid, Row, plain
from pipeline.galley.tables.placed_rows import placed_rows
from pipeline.labels.marks import GAP
from pipeline.papers.changes import Entry

# The names of the places, counted from 1.
_ANCHOR = "変更点"


def anchored(table: Galley, entries: Sequence[Entry]) -> tuple[Galley, tuple[str, ...]]:
    """The table with an anchor at the row of each change, and these anchors ("" for a change that no row shows)."""
    grids = [block for part in table.parts for block in part.blocks if isinstance(block, Grid)]
    words = [said for grid in grids for said in _said(grid)]
    places = _places(words, entries)
    names = {at: f"{_ANCHOR}{n}" for n, at in enumerate(sorted({p for p in places if p is not None}), 1)}
    count = iter(range(len(words)))

    def marked(block: Block) -> Block:
        if not isinstance(block, Grid):
            return block
        return replace(block, rows=tuple(_marked(row, names.get(next(count))) for row in block.rows))

    parts = tuple(replace(part, blocks=tuple(map(marked, part.blocks))) for part in table.parts)
    return replace(table, parts=parts), tuple(names[at] if at is not None else "" for at in places)


def _said(grid: Grid) -> Iterator[str]:
    """The words of each row, those of cells that reach in from above among them."""
    width = sum(cell.columns for cell in (grid.head or grid.rows)[0].cells)
    for placed in placed_rows(grid.rows, width):
        yield "\n".join(plain(p.label) + plain(p.runs) for each in placed for p in each.cell.paras)


def _marked(row: Row, name: str | None) -> Row:
    if name is None or not row.cells:
        return row
    first, *others = row.cells
    head, *rest = first.paras
    return replace(row, cells=(replace(first, paras=(replace(head, anchor=name), *rest)), *others))


def _places(rows: Sequence[str], entries: Sequence[Entry]) -> list[int | None]:
    """The row of each change. Rows and changes go from the front to the back; what is not found on its way is looked for anew.

    What holds no word, an empty cell of a new 欄, stands where the change before it does.
    """
    made: list[int | None] = []
    at = 0
    for entry in entries:
        order = (*range(at, len(rows)), *range(at))
        sought = (n for asked in _asked(entry) if asked for n in order if all(piece in rows[n] for piece in asked))
        found = next(sought, None) if entry.old or entry.new else made[-1] if made else None
        made.append(found)
        at = found if found is not None else at
    return made


def _asked(entry: Entry) -> Iterator[list[str]]:
    """What the row holds: all words; of what goes over several rows those of its first line, or as much as one finds."""
    old, new = (list(_pieces(words)) for words in (entry.old, entry.new))
    yield [*old, *new]
    first = (entry.new or entry.old).split("\n")[0]
    yield list(_pieces(first))
    yield (new or old)[:1]
    yield [piece.split(GAP)[-1] for piece in (new or old)[:1]]


def _pieces(words: str) -> Iterator[str]:
    return (piece for line in words.split("\n") for piece in line.split("\t") if piece)


def spoken(entry: Entry) -> str:
    """What changes, as one says it: 「A」を「B」に改め、「C」を加えます."""
    if entry.kind == "追加":
        return "新たに加えます。"
    if entry.kind == "削除":
        return "削ります。"
    said = [
        f"「{old}」を「{new}」に改め" if old and new else f"「{new}」を加え" if new else f"「{old}」を削り"
        for old, new in _changed(entry)
    ]
    if not said:
        return "改めます。"
    ends = {"改め": "改めます。", "加え": "加えます。", "削り": "削ります。"}
    return "、".join(said)[:-2] + ends[said[-1][-2:]]


def _changed(entry: Entry) -> list[tuple[str, str]]:
    return [(old, new) for old, new, differ in differences(entry.old, entry.new) if differ]
