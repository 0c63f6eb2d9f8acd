"""Blocks of papers of clauses -> the same with their words rewritten, in reading order."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from pipeline.notation.citation.other_paper import amends_another
from pipeline.tree.clauses import (
    Article,
    CellLine,
    Chapter,
    ChapterContents,
    ClauseBlock,
    Closing,
    Column,
    DateLine,
    Item,
    Lead,
    Marker,
    Notes,
    Paragraph,
    Preamble,
    PublicationLine,
    Row,
    Schedule,
    ScheduleBlock,
    Section,
    Signature,
    Supplement,
    Table,
    TableCell,
    Title,
)
from pipeline.tree.inlines import Inlines, Path, text_of
from pipeline.tree.walking.spots import Rewrite, Spot, SpotRole, each, with_parts


def rewrite(block: ClauseBlock, change: Rewrite) -> ClauseBlock:
    """The block with `change` applied to all its words. Names and dates at its end stay as they are."""
    match block:
        case Title():
            return with_parts(block, text=change(block.text, Spot((), clause=False, role="題名")))
        case Preamble():
            return with_parts(block, text=change(block.text, Spot((), role="前文")))
        case Closing():
            return with_parts(block, text=change(block.text, Spot((), role="末文")))
        case PublicationLine() | DateLine() | Marker() | Signature() | ChapterContents():
            return block
        case Chapter():
            return with_parts(block, heading=_heading(block.heading, (), change))
        case Article():
            return _article(block, (), change)
        case Supplement():
            return _supplement(block, change)
        case Schedule():
            path = (block.key,)
            heading = _heading(block.heading, path, change)
            return with_parts(block, heading=heading, blocks=_blocks(block.blocks, path, change))
        case _:
            assert_never(block)


def _heading(text: Inlines, path: Path, change: Rewrite) -> Inlines:
    return change(text, Spot(path, clause=False, role="見出し")) if text else text


def _article(article: Article, above: Path, change: Rewrite) -> Article:
    path = above if article.bare and above else (*above, article.key)
    caption = _heading(article.caption, path, change)
    paragraphs = each(article.paragraphs, lambda p: _paragraph(p, path, change))
    return with_parts(article, caption=caption, paragraphs=paragraphs)


def _supplement(supplement: Supplement, change: Rewrite) -> Supplement:
    path = (supplement.key,)
    title = _heading(supplement.title, path, change)
    return with_parts(supplement, title=title, articles=each(supplement.articles, lambda a: _article(a, path, change)))


def _paragraph(paragraph: Paragraph, above: Path, change: Rewrite) -> Paragraph:
    path = (*above, paragraph.key)
    spot, below = Spot(path, role="項"), change
    if paragraph.after or paragraph.tables or paragraph.notes:
        below = _below(paragraph.text, change)
    return with_parts(
        paragraph,
        caption=_heading(paragraph.caption, path, change),
        text=change(paragraph.text, spot) if paragraph.text else paragraph.text,
        items=each(paragraph.items, lambda i: _item(i, path, "号", change)),
        after=each(paragraph.after, lambda text: below(text, spot)),
        tables=each(paragraph.tables, lambda t: _table(t, path, below)),
        notes=each(paragraph.notes, lambda n: _notes(n, path, below)),
    )


def _item(item: Item, above: Path, role: SpotRole, change: Rewrite) -> Item:
    path = (*above, item.key)
    spot, below = Spot(path, role=role), change
    if item.after or item.tables:
        below = _below(item.text, change)
    return with_parts(
        item,
        caption=_heading(item.caption, path, change),
        text=change(item.text, spot) if item.text else item.text,
        items=each(item.items, lambda i: _item(i, path, "細分", change)),
        after=each(item.after, lambda text: below(text, spot)),
        tables=each(item.tables, lambda t: _table(t, path, below)),
    )


def _below(words: Inlines, change: Rewrite) -> Rewrite:
    """How what goes on below these words is changed; below 「…の一部を次のように改正する。」 it cites the paper that is amended."""
    if not amends_another(text_of(words)):
        return change
    return lambda text, spot: change(text, replace(spot, of="他の文書"))


def _blocks(blocks: tuple[ScheduleBlock, ...], path: Path, change: Rewrite) -> tuple[ScheduleBlock, ...]:
    return each(blocks, lambda block: _schedule_block(block, path, change))


def _schedule_block(block: ScheduleBlock, path: Path, change: Rewrite) -> ScheduleBlock:
    match block:
        case Section():
            below = (*path, block.key)
            heading = _heading(block.heading, below, change)
            return with_parts(block, heading=heading, blocks=_blocks(block.blocks, below, change))
        case Table():
            return _table(block, path, change)
        case Lead():
            return with_parts(block, text=change(block.text, Spot(path, role="段落")))
        case Notes():
            return _notes(block, path, change)
        case _:
            assert_never(block)


def _notes(notes: Notes, path: Path, change: Rewrite) -> Notes:
    return with_parts(notes, texts=each(notes.texts, lambda text: change(text, Spot(path, role="備考"))))


def _table(table: Table, above: Path, change: Rewrite) -> Table:
    spot = Spot(above, clause=False, role="欄名")
    title = _heading(table.title, above, change)
    columns = _columns(table.columns, spot, change)
    return with_parts(
        table,
        title=title,
        columns=columns,
        rows=each(table.rows, lambda row: _row(row, above, change)),
        notes=each(table.notes, lambda n: _notes(n, above, change)),
        after=each(table.after, lambda text: change(text, Spot(above, role="段落"))),
    )


def _columns(columns: tuple[Column, ...], spot: Spot, change: Rewrite) -> tuple[Column, ...]:
    """Heads from left to right; one that stands above several columns is read once."""
    made: list[Column] = []
    for at, column in enumerate(columns):
        groups: list[Inlines] = []
        for n, group in enumerate(column.groups):
            again = at > 0 and columns[at - 1].groups[: n + 1] == column.groups[: n + 1]
            groups.append(made[-1].groups[n] if again else change(group, spot))
        kept = column.groups if all(a is b for a, b in zip(groups, column.groups, strict=True)) else tuple(groups)
        heading = change(column.heading, spot) if column.heading else column.heading
        made.append(with_parts(column, groups=kept, heading=heading))
    return columns if all(new is old for new, old in zip(made, columns, strict=True)) else tuple(made)


def _row(row: Row, above: Path, change: Rewrite) -> Row:
    spot = Spot((*above, row.key), role="欄")

    def line(each_line: CellLine) -> CellLine:
        return with_parts(each_line, text=change(each_line.text, spot)) if each_line.text else each_line

    def cell(lines: TableCell) -> TableCell:
        return each(lines, line)

    return with_parts(row, cells=each(row.cells, cell))
