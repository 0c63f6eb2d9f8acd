"""Walks over a tree: every stretch of inlines in reading order, and rewriting them in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from operator import is_
from typing import TYPE_CHECKING, Literal, TypeVar, assert_never

from pipeline.diagnostics.light_dataclass import dataclass
from pipeline.tree.chapters import governing
from pipeline.tree.nodes import (
    Article,
    Block,
    Box,
    Bullet,
    Cell,
    CellRow,
    CellTable,
    Chart,
    ChartRow,
    Closing,
    Contents,
    Document,
    Figure,
    Heading,
    Inlines,
    Item,
    PageBreak,
    Paragraph,
    Passage,
    Path,
    Preamble,
    Row,
    Schedule,
    Section,
    Signature,
    Subitem,
    Table,
    Title,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


# What a stretch of words is to a reader; 見出し are captions and headings, 欄名 the heads of a table, 図 words of figures.
SpotRole = Literal["題名", "前文", "末文", "見出し", "項", "号", "細分", "欄名", "欄", "段落", "箇条", "図"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a stretch of words stands: the path of the innermost keyed node, and whether it is the text of a clause.

    Captions, headings and titles are spots whose `clause` is False: references there are printed, never relative.
    """

    path: Path
    clause: bool = True
    role: SpotRole = "段落"


Rewrite = Callable[[Inlines, Spot], Inlines]
T = TypeVar("T")
N = TypeVar("N", bound="DataclassInstance")


def rewrite(document: Document, change: Rewrite) -> Document:
    """The document with `change` applied to every stretch of words of the body, in reading order.

    What does not change stays the very same object.
    """
    if not any(isinstance(block, Heading) for block in document.body):
        return _with(document, body=_each(document.body, lambda block: _block(block, change, ())))
    paths = governing(document.body)
    return _with(document, body=_each(document.body, lambda block: _block(block, change, next(paths))))


def _with(node: N, **parts: object) -> N:
    """The node with these parts; itself if they are its own."""
    for name, part in parts.items():
        if getattr(node, name) is not part:
            return replace(node, **parts)
    return node


def _each(nodes: tuple[T, ...], change: Callable[[T], T]) -> tuple[T, ...]:
    """The nodes, each changed; the same tuple if none was."""
    made = tuple([change(node) for node in nodes])
    return nodes if all(map(is_, made, nodes)) else made


def _block(block: Block, change: Rewrite, under: Path) -> Block:
    """`under` is the path of the heading under which the block stands."""
    match block:
        case Title():
            return _with(block, text=change(block.text, Spot((), clause=False, role="題名")))
        case Preamble():
            return _with(block, text=change(block.text, Spot((), role="前文")))
        case Closing():
            return _with(block, text=change(block.text, Spot((), role="末文")))
        case Article():
            return _article(block, change)
        case Signature():
            return block
        case Schedule():
            return _with(block, blocks=_schedule_blocks(block.blocks, (block.key,), change))
        case Heading():
            spot = Spot(under, clause=False, role="見出し")
            return _with(
                block, text=change(block.text, spot), listed=change(block.listed, spot) if block.listed else ()
            )
        case Passage():
            return _with(block, text=change(block.text, Spot(under)))
        case Bullet():
            return _with(block, text=change(block.text, Spot(under, role="箇条")))
        case CellTable():
            return _cell_table(block, under, change)
        case Figure():
            return _figure(block, under, change)
        case Chart():
            return _chart(block, under, change)
        case Contents():
            return _with(block, title=change(block.title, Spot((), clause=False, role="見出し")))
        case PageBreak():
            return block
        case _:
            assert_never(block)


def _article(article: Article, change: Rewrite) -> Article:
    path = (article.key,)
    caption = change(article.caption, Spot(path, clause=False, role="見出し"))
    paragraphs = _each(article.paragraphs, lambda p: _paragraph(p, path, change))
    return _with(article, caption=caption, paragraphs=paragraphs)


def _paragraph(paragraph: Paragraph, above: Path, change: Rewrite) -> Paragraph:
    path = (*above, paragraph.key)
    text = change(paragraph.text, Spot(path, role="項"))
    return _with(paragraph, text=text, items=_each(paragraph.items, lambda i: _item(i, path, change)))


def _item(item: Item, above: Path, change: Rewrite) -> Item:
    path = (*above, item.key)
    text = change(item.text, Spot(path, role="号"))
    return _with(item, text=text, subitems=_each(item.subitems, lambda s: _subitem(s, path, change)))


def _subitem(subitem: Subitem, above: Path, change: Rewrite) -> Subitem:
    path = (*above, subitem.key)
    text = change(subitem.text, Spot(path, role="細分"))
    return _with(subitem, text=text, subitems=_each(subitem.subitems, lambda s: _subitem(s, path, change)))


def _schedule_blocks(blocks: tuple[Section | Table, ...], path: Path, change: Rewrite) -> tuple[Section | Table, ...]:
    return _each(blocks, lambda b: _section(b, path, change) if isinstance(b, Section) else _table(b, path, change))


def _section(section: Section, above: Path, change: Rewrite) -> Section:
    path = (*above, section.key)
    heading = change(section.heading, Spot(path, clause=False, role="見出し"))
    return _with(section, heading=heading, blocks=_schedule_blocks(section.blocks, path, change))


def _table(table: Table, above: Path, change: Rewrite) -> Table:
    spot = Spot(above, clause=False, role="欄名")
    columns = _each(table.columns, lambda c: _with(c, heading=change(c.heading, spot)))
    return _with(table, columns=columns, rows=_each(table.rows, lambda row: _row(row, above, change)))


def _row(row: Row, above: Path, change: Rewrite) -> Row:
    spot = Spot((*above, row.key), role="欄")
    return _with(row, cells=_each(row.cells, lambda cell: change(cell, spot)))


def _cell_table(table: CellTable, under: Path, change: Rewrite) -> CellTable:
    title = change(table.title, Spot(under, clause=False, role="見出し"))
    head = _each(table.head, lambda row: _cell_row(row, Spot(under, clause=False, role="欄名"), change))
    rows = _each(table.rows, lambda row: _cell_row(row, Spot(under, role="欄"), change))
    return _with(table, title=title, head=head, rows=rows)


def _cell_row(row: CellRow, spot: Spot, change: Rewrite) -> CellRow:
    def changed(cell: Cell) -> Cell:
        return _with(cell, texts=_each(cell.texts, lambda t: _with(t, text=change(t.text, spot))))

    return _with(row, cells=_each(row.cells, changed))


def _figure(figure: Figure, under: Path, change: Rewrite) -> Figure:
    title = change(figure.title, Spot(under, clause=False, role="見出し"))
    return _with(figure, title=title, boxes=_each(figure.boxes, lambda b: _box(b, under, change)))


def _box(box: Box, under: Path, change: Rewrite) -> Box:
    lines = _each(box.lines, lambda line: change(line, Spot(under, role="図")))
    boxes = _each(box.boxes, lambda b: _box(b, under, change))
    arrow_text = change(box.arrow_text, Spot(under, role="図")) if box.arrow_text else ()
    return _with(box, lines=lines, boxes=boxes, arrow_text=arrow_text)


def _chart(chart: Chart, under: Path, change: Rewrite) -> Chart:
    title, spot = change(chart.title, Spot(under, clause=False, role="見出し")), Spot(under, role="図")
    scale = _each(chart.scale, lambda text: change(text, spot))
    return _with(chart, title=title, scale=scale, rows=_each(chart.rows, lambda row: _chart_row(row, spot, change)))


def _chart_row(row: ChartRow, spot: Spot, change: Rewrite) -> ChartRow:
    def changed(texts: tuple[Inlines, ...]) -> tuple[Inlines, ...]:
        return _each(texts, lambda text: change(text, spot))

    return _with(row, texts=changed(row.texts), bars=_each(row.bars, lambda bar: _with(bar, texts=changed(bar.texts))))
