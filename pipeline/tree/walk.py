"""Walks over a tree: every stretch of inlines in reading order, and rewriting them in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from pipeline.tree.nodes import (
    Article,
    Block,
    Closing,
    Document,
    Inlines,
    Item,
    Paragraph,
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


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a stretch of words stands: the path of the innermost keyed node, and whether it is the text of a clause.

    Captions, headings and titles are spots whose `clause` is False: references there are printed, never relative.
    """

    path: Path
    clause: bool = True


Rewrite = Callable[[Inlines, Spot], Inlines]


def stretches(document: Document) -> Iterator[tuple[Inlines, Spot]]:
    """Every stretch of words of the body, in reading order."""
    seen: list[tuple[Inlines, Spot]] = []

    def note(inlines: Inlines, spot: Spot) -> Inlines:
        seen.append((inlines, spot))
        return inlines

    rewrite(document, note)
    return iter(seen)


def rewrite(document: Document, change: Rewrite) -> Document:
    """The document with `change` applied to every stretch of words of the body, in reading order."""
    return replace(document, body=tuple(_block(block, change) for block in document.body))


def _block(block: Block, change: Rewrite) -> Block:
    match block:
        case Title():
            return replace(block, text=change(block.text, Spot((), clause=False)))
        case Preamble() | Closing():
            return replace(block, text=change(block.text, Spot(())))
        case Article():
            return _article(block, change)
        case Signature():
            return block
        case Schedule():
            return replace(block, blocks=_schedule_blocks(block.blocks, (block.key,), change))
        case _:
            assert_never(block)


def _article(article: Article, change: Rewrite) -> Article:
    path = (article.key,)
    caption = change(article.caption, Spot(path, clause=False))
    return replace(article, caption=caption, paragraphs=tuple(_paragraph(p, path, change) for p in article.paragraphs))


def _paragraph(paragraph: Paragraph, above: Path, change: Rewrite) -> Paragraph:
    path = (*above, paragraph.key)
    text = change(paragraph.text, Spot(path))
    return replace(paragraph, text=text, items=tuple(_item(i, path, change) for i in paragraph.items))


def _item(item: Item, above: Path, change: Rewrite) -> Item:
    path = (*above, item.key)
    text = change(item.text, Spot(path))
    return replace(item, text=text, subitems=tuple(_subitem(s, path, change) for s in item.subitems))


def _subitem(subitem: Subitem, above: Path, change: Rewrite) -> Subitem:
    path = (*above, subitem.key)
    text = change(subitem.text, Spot(path))
    return replace(subitem, text=text, subitems=tuple(_subitem(s, path, change) for s in subitem.subitems))


def _schedule_blocks(blocks: tuple[Section | Table, ...], path: Path, change: Rewrite) -> tuple[Section | Table, ...]:
    return tuple(_section(b, path, change) if isinstance(b, Section) else _table(b, path, change) for b in blocks)


def _section(section: Section, above: Path, change: Rewrite) -> Section:
    path = (*above, section.key)
    heading = change(section.heading, Spot(path, clause=False))
    return replace(section, heading=heading, blocks=_schedule_blocks(section.blocks, path, change))


def _table(table: Table, above: Path, change: Rewrite) -> Table:
    columns = tuple(replace(c, heading=change(c.heading, Spot(above, clause=False))) for c in table.columns)
    return Table(columns, tuple(_row(row, above, change) for row in table.rows))


def _row(row: Row, above: Path, change: Rewrite) -> Row:
    spot = Spot((*above, row.key))
    cells = tuple([change(cell, spot) for cell in row.cells])
    return row if all(a is b for a, b in zip(cells, row.cells, strict=True)) else replace(row, cells=cells)
