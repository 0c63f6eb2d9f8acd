"""Marks of notes and the notes that they call: numbered in reading order, through the document or page by page.

A mark is a run of MARK_STYLE whose target is the anchor of its note. Notes at the foot of pages stand apart from the blocks
(`Galley.notes`), those of a table as paragraphs below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.galley.blocks import (
    LEADING_STYLE,
    Block,
    Cell,
    Drawing,
    Galley,
    Grid,
    Image,
    PageBreak,
    Para,
    Part,
    Row,
    Run,
)
from pipeline.galley.styles import MARK_STYLE, TABLE_NOTE_STYLE
from pipeline.labels.marks import GAP, TABLE_NOTE
from pipeline.notation.house_style import House
from pipeline.notation.numbers.scheme import scheme

Notes = Mapping[str, Para]


def without_marks(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The words of a paragraph alone, for where it is printed once more."""
    return tuple([run for run in runs if run.style != MARK_STYLE])


def entry(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The words of a paragraph as its entries elsewhere (bookmarks, 目次) have them: nothing leads within them."""
    return tuple([replace(r, style=None) if r.style == LEADING_STYLE else r for r in without_marks(runs)])


def called(block: Block, notes: Notes) -> Iterator[Para]:
    """The notes at the foot of a page that the marks in a block call, in reading order."""
    if notes:
        for run in _runs(block):
            if _is_mark(run, notes):
                yield notes[run.target or ""]


def by_anchor(galley: Galley) -> dict[str, Para]:
    """The notes at the foot of pages by what their marks target."""
    return {note.anchor: note for note in galley.notes if note.anchor is not None}


def numbered(parts: Sequence[Part], notes: Notes, house: House) -> tuple[tuple[Part, ...], tuple[Para, ...]]:
    """Marks and notes with the numbers of one series; notes whose marks nobody prints are gone."""
    every = (run for part in parts for block in part.blocks for run in _runs(block) if _is_mark(run, notes))
    order = dict.fromkeys(run.target or "" for run in every)
    return _with_numbers(parts, notes, {target: n for n, target in enumerate(order, 1)}, house)


def renumbered(galley: Galley, pages: Mapping[str, int], house: House) -> Galley:
    """The galley with notes that begin at 1 on each page; `pages` are those of the anchors of notes."""
    count: dict[int, int] = {}
    numbers: dict[str, int] = {}
    for note in galley.notes:
        anchor = note.anchor or ""
        page = pages[anchor]
        count[page] = numbers[anchor] = count.get(page, 0) + 1
    parts, notes = _with_numbers(galley.parts, by_anchor(galley), numbers, house)
    return replace(galley, parts=parts, notes=notes)


def below_table(grid: Grid, notes: dict[str, Para]) -> tuple[Grid | Para, ...]:
    """A table whose marks of its own notes are numbered, and these notes below it; they are taken out of `notes`."""
    order = [run.target or "" for run in _runs(grid) if _is_mark(run, notes)]
    order = [target for target in order if notes[target].style == TABLE_NOTE_STYLE]
    if not order:
        return (grid,)
    marks = {target: f"{TABLE_NOTE}{n}" for n, target in enumerate(order, 1)}
    marked = _marked(grid, marks)
    assert isinstance(marked, Grid)
    below = [replace(notes.pop(target), label=(Run(mark + GAP),)) for target, mark in marks.items()]
    return (marked, *below)


def _is_mark(run: Run, notes: Notes) -> bool:
    return run.style == MARK_STYLE and run.target in notes


def _with_numbers(
    parts: Sequence[Part], notes: Notes, numbers: Mapping[str, int], house: House
) -> tuple[tuple[Part, ...], tuple[Para, ...]]:
    form = scheme(house.footnote_sign)
    marks = {target: form.label(n) for target, n in numbers.items()}
    made = [replace(notes[target], label=(Run(mark + GAP),)) for target, mark in marks.items()]
    return tuple(replace(p, blocks=tuple([_marked(b, marks) for b in p.blocks])) for p in parts), tuple(made)


def _marked(block: Block, marks: Mapping[str, str]) -> Block:
    """The block with the words of these marks."""

    def runs(para: Para) -> Para:
        if not any(run.style == MARK_STYLE and run.target in marks for run in para.runs):
            return para
        return replace(para, runs=tuple([replace(r, text=marks.get(r.target or "", r.text)) for r in para.runs]))

    def cells(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple([Row(tuple([Cell(tuple(map(runs, c.paras)), c.columns, c.rows) for c in r.cells])) for r in rows])

    match block:
        case Para():
            return runs(block)
        case Grid(head=head, rows=rows):
            if not any(run.style == MARK_STYLE for run in _runs(block)):
                return block
            return replace(block, head=cells(head), rows=cells(rows))
        case Drawing() | Image() | PageBreak():
            return block


def _runs(block: Block) -> Iterator[Run]:
    match block:
        case Para(runs=runs):
            yield from runs
        case Grid(head=head, rows=rows):
            for row in (*head, *rows):
                for cell in row.cells:
                    for para in cell.paras:
                        yield from para.runs
        case Drawing() | Image() | PageBreak():
            return
