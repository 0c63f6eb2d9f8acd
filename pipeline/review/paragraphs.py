"""Galley -> its paragraphs with their names for people (第5条第2項, 「環境」の行の「役割」の欄), and the paragraphs of its own DOCX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.galley import LEADER, Galley, Grid, Para, Run, leads
from pipeline.galley.blocks import Block, Cell, Row, paras, plain
from pipeline.importing.word.returned import Passage
from pipeline.labels.marks import GAP
from pipeline.late.dataclass import dataclass

_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Named:
    """A paragraph of the galley, and what people call its place."""

    para: Para
    where: str

    @property
    def words(self) -> str:
        """Label and text, as our Word file has them: what leads is a tab."""
        return plain(self.para.label) + plain([Run(LEADER) if leads(run) else run for run in self.para.runs])


def named(galley: Galley) -> tuple[Named, ...]:
    """All paragraphs in reading order, notes at the foot of pages behind them."""
    notes = (Named(note, f"脚注 {plain(note.label).strip(GAP)}") for note in galley.notes)
    return (*(n for part in galley.parts for n in _of_part(part.blocks, part.name)), *notes)


# Paragraphs that stand for themselves, whatever heading stands above them.
_OWN = ("前文", "末文", "記名", "附則", "締結日", "立会人")


def _of_part(blocks: Iterable[Block], called: str) -> Iterator[Named]:
    above = called
    article = ""
    for block in blocks:
        if isinstance(block, Para):
            label = plain(block.label).strip(GAP)
            if block.outline is not None:
                above = _short(block.outline)
            if block.style == "条":
                article = label
            if block.style.startswith(_OWN):
                yield Named(block, block.style)
            elif block.heading is not None or not label:
                yield Named(block, above)
            else:
                yield Named(block, label if label == article else f"{article or above} {label}")
        elif isinstance(block, Grid):
            yield from _of_grid(block, above)
        else:
            yield from (Named(para, above) for para in paras((block,)))


def _of_grid(grid: Grid, above: str) -> Iterator[Named]:
    heads: dict[int, str] = {}
    reach: dict[int, int] = {}
    for row in grid.head:
        for column, cell in _columns(row, reach):
            text = "".join(plain(p.label) + plain(p.runs) for p in cell.paras)
            for n in range(column, column + cell.columns):
                heads[n] = text or heads.get(n, "")
            yield from (Named(p, f"{above}の表の見出し") for p in cell.paras)
    below: dict[int, int] = {}
    for row in grid.rows:
        key = ""
        for column, cell in _columns(row, below):
            text = "".join(plain(p.label) + plain(p.runs) for p in cell.paras)
            key = key or text
            head = f"の「{heads[column]}」の欄" if heads.get(column) else ""
            yield from (Named(p, f"{above}の表「{_short(key)}」の行{head}") for p in cell.paras)


def _columns(row: Row, below: dict[int, int]) -> Iterator[tuple[int, Cell]]:
    """Each cell with the column in which it begins; cells from above keep their columns."""
    column = 0
    for cell in row.cells:
        while below.get(column, 0):
            below[column] -= 1
            column += 1
        yield column, cell
        if cell.rows > 1:
            below.update(dict.fromkeys(range(column, column + cell.columns), cell.rows - 1))
        column += cell.columns
    while below.get(column, 0):
        below[column] -= 1
        column += 1


def _short(words: str) -> str:
    bare = words.replace(GAP, " ").strip()
    return bare if len(bare) <= _LONGEST else f"{bare[:_LONGEST]}…"


@dataclass(frozen=True, slots=True)
class Ours:
    """A paragraph of the DOCX that we make: its words, and which paragraph of the galley it is (None: the template's own)."""

    words: str
    paragraph: int | None
    in_table: bool


# How far a paragraph is looked for behind the next one: what a format leaves out (pictures, raster) is passed over.
_AHEAD = 40


def ours(passages: Iterable[Passage], paragraphs: Sequence[Named]) -> tuple[Ours, ...]:
    """Our own DOCX read back: it says the paragraphs of the galley in their order, and what the template has around them."""
    made: list[Ours] = []
    at = 0
    for passage in passages:
        words, in_table = passage.before, passage.row is not None
        ahead = range(at, min(at + (_AHEAD if words.strip() else 1), len(paragraphs)))
        found = next((n for n in ahead if not passage.continues and paragraphs[n].words == words), None)
        made.append(Ours(words, found, in_table))
        at = at if found is None else found + 1
    return tuple(made)
