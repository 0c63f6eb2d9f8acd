"""Walks over a tree: every stretch of inlines in reading order, and rewriting them in place."""

from __future__ import annotations

from typing import assert_never

from pipeline.tree.chapters import governing
from pipeline.tree.nodes import (
    Article,
    Block,
    Box,
    Bullet,
    Cell,
    CellRow,
    CellTable,
    Chapter,
    ChapterContents,
    Chart,
    ChartRow,
    Closing,
    Contents,
    ContentsLine,
    ContentsTitle,
    DateLine,
    Document,
    Enclosure,
    Figure,
    Heading,
    Illustration,
    Inlines,
    Marker,
    PageBreak,
    Passage,
    Path,
    Preamble,
    PublicationLine,
    Schedule,
    Signature,
    Supplement,
    Title,
)
from pipeline.tree.walking import clauses
from pipeline.tree.walking.spots import Rewrite, Spot, SpotRole, each, with_parts

__all__ = ["Rewrite", "Spot", "SpotRole", "rewrite", "rewritten"]


def rewrite(document: Document, change: Rewrite) -> Document:
    """The document with `change` applied to every stretch of words of the body, in reading order.

    What does not change stays the very same object.
    """
    if not any(isinstance(block, Heading) for block in document.body):
        return with_parts(document, body=each(document.body, lambda block: rewritten(block, change, ())))
    paths = governing(document.body)
    return with_parts(document, body=each(document.body, lambda block: rewritten(block, change, next(paths))))


def rewritten(block: Block, change: Rewrite, under: Path = ()) -> Block:
    """`under` is the path of the heading under which the block stands."""
    match block:
        case (
            Title()
            | PublicationLine()
            | Preamble()
            | DateLine()
            | Marker()
            | ChapterContents()
            | Chapter()
            | Article()
            | Supplement()
            | Closing()
            | Signature()
            | Schedule()
        ):
            return clauses.rewrite(block, change)
        case Heading():
            spot = Spot(under, clause=False, role="見出し")
            return with_parts(
                block, text=change(block.text, spot), listed=change(block.listed, spot) if block.listed else ()
            )
        case Passage():
            return with_parts(block, text=change(block.text, Spot(under)))
        case Bullet():
            return with_parts(block, text=change(block.text, Spot(under, role="箇条")))
        case CellTable():
            return _cell_table(block, under, change)
        case Figure():
            return _figure(block, under, change)
        case Chart():
            return _chart(block, under, change)
        case Illustration():
            told, below = Spot(under, clause=False, role="見出し"), Spot(under, role="図")
            parts = {
                name: change(words, below) for name in ("title", "source", "rights") if (words := getattr(block, name))
            }
            return with_parts(block, alt=change(block.alt, told), **parts)
        case Contents():
            return with_parts(block, title=change(block.title, Spot((), clause=False, role="見出し")))
        case ContentsTitle():
            return with_parts(block, text=change(block.text, Spot((), clause=False, role="見出し")))
        case PageBreak() | Enclosure() | ContentsLine():  # titles of other papers cite nothing of this one
            return block
        case _:
            assert_never(block)


def _cell_table(table: CellTable, under: Path, change: Rewrite) -> CellTable:
    title = change(table.title, Spot(under, clause=False, role="見出し"))
    head = each(table.head, lambda row: _cell_row(row, Spot(under, clause=False, role="欄名"), change))
    rows = each(table.rows, lambda row: _cell_row(row, Spot(under, role="欄"), change))
    return with_parts(table, title=title, head=head, rows=rows)


def _cell_row(row: CellRow, spot: Spot, change: Rewrite) -> CellRow:
    def changed(cell: Cell) -> Cell:
        return with_parts(cell, texts=each(cell.texts, lambda t: with_parts(t, text=change(t.text, spot))))

    return with_parts(row, cells=each(row.cells, changed))


def _figure(figure: Figure, under: Path, change: Rewrite) -> Figure:
    title = change(figure.title, Spot(under, clause=False, role="見出し"))
    return with_parts(figure, title=title, boxes=each(figure.boxes, lambda b: _box(b, under, change)))


def _box(box: Box, under: Path, change: Rewrite) -> Box:
    lines = each(box.lines, lambda line: change(line, Spot(under, role="図")))
    boxes = each(box.boxes, lambda b: _box(b, under, change))
    arrow_text = change(box.arrow_text, Spot(under, role="図")) if box.arrow_text else ()
    return with_parts(box, lines=lines, boxes=boxes, arrow_text=arrow_text)


def _chart(chart: Chart, under: Path, change: Rewrite) -> Chart:
    title, spot = change(chart.title, Spot(under, clause=False, role="見出し")), Spot(under, role="図")
    scale = each(chart.scale, lambda text: change(text, spot))
    return with_parts(chart, title=title, scale=scale, rows=each(chart.rows, lambda row: _chart_row(row, spot, change)))


def _chart_row(row: ChartRow, spot: Spot, change: Rewrite) -> ChartRow:
    def changed(texts: tuple[Inlines, ...]) -> tuple[Inlines, ...]:
        return each(texts, lambda text: change(text, spot))

    return with_parts(
        row, texts=changed(row.texts), bars=each(row.bars, lambda bar: with_parts(bar, texts=changed(bar.texts)))
    )
