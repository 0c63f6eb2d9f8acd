"""Nodes of an agreement -> galley blocks: cover, articles, signatures, schedules."""

from __future__ import annotations

from pipeline.galley.blocks import Block, Cell, Grid, Para, Row, Run, plain
from pipeline.galley.words import Words
from pipeline.labels.marks import CAPTION, GAP
from pipeline.tree.nodes import (
    Article,
    Cover,
    Item,
    Paragraph,
    Schedule,
    Section,
    Signature,
    Subitem,
    Table,
)


class Clauses:
    """Sets the parts of one agreement."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.labels = words.labels

    def cover(self, cover: Cover) -> tuple[Block, ...]:
        """表紙: the heading of the file, its date, the parties on one line."""
        parties: list[Run] = []
        for party in cover.parties:
            parties += [Run(GAP)] * bool(parties) + list(self.words.runs(party))
        title = self.words.runs(cover.title)
        return (
            Para("表紙題名", title, heading=1, outline=plain(title)),
            Para("表紙日付", self.words.runs(cover.date)),
            Para("表紙当事者", tuple(parties)),
        )

    def article(self, article: Article) -> tuple[Block, ...]:
        """条: its caption, then its paragraphs with what stands below them."""
        number, (opening, closing) = self.labels.article(article.number or ()), CAPTION
        caption = (Run(opening), *self.words.runs(article.caption), Run(closing))
        outline = number + plain(caption)
        made: list[Block] = [Para("条見出し", caption, heading=3, outline=outline)]
        for paragraph in article.paragraphs:
            made += self._paragraph(paragraph, number, article.key)
        return tuple(made)

    def _paragraph(self, paragraph: Paragraph, article_number: str, above: str) -> list[Block]:
        text, anchor = self.words.runs(paragraph.text), f"{above}/{paragraph.key}"
        if paragraph.number == 1:
            made: list[Block] = [Para("条", text, self.words.label(article_number), anchor=above)]
        else:
            made = [
                Para("項", text, self.words.label(self.labels.paragraph_mark((paragraph.number or 0,))), anchor=anchor)
            ]
        for item in paragraph.items:
            made += self._item(item, anchor)
        return made

    def _item(self, item: Item, above: str) -> list[Block]:
        label = self.words.label(self.labels.item_mark((item.number or 0,)))
        anchor = f"{above}/{item.key}"
        text = Para("号", self.words.runs(item.text), label, anchor=anchor)
        return [text, *(self._subitem(s, anchor) for s in item.subitems)]

    def _subitem(self, subitem: Subitem, above: str) -> Block:
        label = self.words.label(self.labels.subitem_mark((subitem.number or 0,)))
        return Para("号細分", self.words.runs(subitem.text), label, anchor=f"{above}/{subitem.key}")

    def signature(self, signature: Signature) -> tuple[Block, ...]:
        """記名押印欄."""
        made: list[Block] = [Para("締結日", self.words.runs(signature.date))]
        for signer in signature.signers:
            made.append(Para("記名", self.words.runs(signer.office), self.words.label(signer.symbol)))
            made.append(Para("記名者", self.words.runs(signer.name, "氏名")))
        return tuple(made)

    def schedule(self, schedule: Schedule) -> tuple[Block, ...]:
        """別表: its label, which leads to the articles that it belongs to, and its divisions."""
        runs = [Run(self.labels.schedule(() if schedule.number is None else (schedule.number,)))]
        around = self.labels.related(len(schedule.relates_to))
        for before, reference in zip(around, self.words.runs(schedule.relates_to), strict=False):
            runs += [Run(before), reference]
        runs += [Run(closing) for closing in around[-1:]]
        label = plain(runs)
        head = Para("別表見出し", tuple(runs), heading=2, outline=label, anchor=schedule.key)
        return (head, *self._schedule_blocks(schedule.blocks, label, 1))

    def _schedule_blocks(self, blocks: tuple[Section | Table, ...], above: str, level: int) -> tuple[Block, ...]:
        made: list[Block] = []
        for block in blocks:
            if isinstance(block, Table):
                made.append(self._grid(block, above))
                continue
            label = self.words.label(self.labels.division((block.number or 0,), level))
            heading = self.words.runs(block.heading)
            words = plain((*label, *heading))
            made.append(Para(f"別表項目{level}", heading, label, heading=level + 2, outline=words))
            made += self._schedule_blocks(block.blocks, f"{above} {words}", level + 1)
        return tuple(made)

    def _grid(self, table: Table, title: str) -> Grid:
        head = Row(tuple(Cell((Para("表見出し", self.words.runs(c.heading)),)) for c in table.columns))
        rows = tuple(Row(tuple(Cell((Para("表本文", self.words.runs(c)),)) for c in row.cells)) for row in table.rows)
        return Grid("役割分担表", (head,), rows, title)
