"""Bound tree -> galley: every label, bracket, space and width is decided here, once for all formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from pipeline.galley.blocks import Block, Cell, Galley, Grid, Para, Part, Row, Run, plain
from pipeline.notation import enumeration
from pipeline.notation.citation import article_label, schedule_label
from pipeline.notation.house import House
from pipeline.tree.nodes import (
    Article,
    Closing,
    Cover,
    Inlines,
    Item,
    Name,
    Paragraph,
    Path,
    Preamble,
    Reference,
    Schedule,
    Section,
    Signature,
    Subitem,
    Table,
    Text,
    Title,
)
from pipeline.tree.number import Position
from pipeline.tree.refer import BoundDocument

# What parts a label from its text: one ideographic space (左横書きの例, domain notes 2.5).
_GAP = "　"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What describes the file and is not part of its words."""

    title: str
    subject: str
    author: str
    day: date | None
    sources_sha256: str


def compose(bound: BoundDocument, house: House, particulars: Particulars) -> Galley:
    """The galley of a document in a house style."""
    composer = _Composer(house, bound.positions)
    document = bound.document
    parts = []
    if document.cover is not None:
        parts.append(Part("表紙", composer.cover(document.cover)))
    main = tuple(b for block in document.body if not isinstance(block, Schedule) for b in composer.block(block))
    parts.append(Part("本文", main))
    annexes = tuple(b for block in document.body if isinstance(block, Schedule) for b in composer.schedule(block))
    if annexes:
        parts.append(Part("別表", annexes))
    fields = [("題名", particulars.title)]
    if document.cover is not None:
        fields.append(("締結日", plain(composer.runs(document.cover.date))))
    return Galley(
        title=particulars.title,
        subject=particulars.subject,
        author=particulars.author,
        day=particulars.day,
        parts=tuple(parts),
        fields=tuple(fields),
        sources_sha256=particulars.sources_sha256,
    )


class _Composer:
    """Sets the nodes of one document in one house style."""

    def __init__(self, house: House, positions: Mapping[Path, Position]) -> None:
        self.house = house
        self.positions = positions

    def runs(self, inlines: Inlines, style: str | None = None) -> tuple[Run, ...]:
        """Inlines as they print; names keep every character."""
        made = []
        for inline in inlines:
            match inline:
                case Text(text=text, origin=origin):
                    made.append(Run(self.house.text(text), style, origin))
                case Name(text=text, origin=origin):
                    made.append(Run(text, style, origin))
                case Reference(printed=str() as text, origin=origin, targets=targets):
                    target = self._anchor(targets[0]) if len(targets) == 1 else None
                    made.append(Run(self.house.text(text), style, origin, target))
                case _:
                    raise AssertionError("an unbound reference reached the galley")
        return tuple(made)

    def _anchor(self, path: Path) -> str:
        """The anchor of a node: the first 項 stands in the paragraph of its 条."""
        at = self.positions[path]
        return "/".join(path[:1] if at.paragraph == 1 and at.item is None else path)

    def _label(self, text: str) -> tuple[Run, ...]:
        return (Run(self.house.text(text) + _GAP),)

    def _bracketed(self, number: int) -> tuple[Run, ...]:
        """(1) where digits are half width, （１） where a digit alone is full width."""
        return self._label(enumeration.paren(number) if self.house.digits == "half" else f"（{number}）")

    def cover(self, cover: Cover) -> tuple[Block, ...]:
        parties: list[Run] = []
        for party in cover.parties:
            parties += [Run(_GAP)] * bool(parties) + list(self.runs(party))
        title = self.runs(cover.title)
        return (
            Para("表紙題名", title, heading=1, outline=plain(title)),
            Para("表紙日付", self.runs(cover.date)),
            Para("表紙当事者", tuple(parties)),
        )

    def block(self, block: Title | Preamble | Article | Closing | Signature) -> tuple[Block, ...]:
        match block:
            case Title(text=text):
                title = self.runs(text)
                return (Para("題名", title, heading=2, outline=plain(title)),)
            case Preamble(text=text):
                return (Para("前文", self.runs(text)),)
            case Article():
                return self.article(block)
            case Closing(text=text):
                return (Para("末文", self.runs(text)),)
            case Signature():
                return self.signature(block)
            case _:
                assert_never(block)

    def article(self, article: Article) -> tuple[Block, ...]:
        number = article_label(article.number or ())
        caption = (Run("（"), *self.runs(article.caption), Run("）"))
        outline = self.house.text(number) + plain(caption)
        made: list[Block] = [Para("条見出し", caption, heading=3, outline=outline)]
        for paragraph in article.paragraphs:
            made += self._paragraph(paragraph, number, article.key)
        return tuple(made)

    def _paragraph(self, paragraph: Paragraph, article_number: str, above: str) -> list[Block]:
        text, anchor = self.runs(paragraph.text), f"{above}/{paragraph.key}"
        if paragraph.number == 1:
            made: list[Block] = [Para("条", text, self._label(article_number), anchor=above)]
        else:
            made = [Para("項", text, self._label(str(paragraph.number)), anchor=anchor)]
        for item in paragraph.items:
            made += self._item(item, anchor)
        return made

    def _item(self, item: Item, above: str) -> list[Block]:
        label = self._bracketed(item.number or 0)
        text = Para("号", self.runs(item.text), label, anchor=f"{above}/{item.key}")
        return [text, *(self._subitem(s) for s in item.subitems)]

    def _subitem(self, subitem: Subitem) -> Block:
        return Para("号細分", self.runs(subitem.text), self._label(enumeration.aiueo(subitem.number or 0)))

    def signature(self, signature: Signature) -> tuple[Block, ...]:
        made: list[Block] = [Para("締結日", self.runs(signature.date))]
        for signer in signature.signers:
            made.append(Para("記名", self.runs(signer.office), self._label(signer.symbol)))
            made.append(Para("記名者", self.runs(signer.name, "氏名")))
        return tuple(made)

    def schedule(self, schedule: Schedule) -> tuple[Block, ...]:
        number = schedule_label(() if schedule.number is None else (schedule.number,))
        related = "、".join(r.printed or "" for r in schedule.relates_to)
        origin = schedule.relates_to[0].origin if schedule.relates_to else schedule.origin
        label = self.house.text(number + (f"（{related}関係）" if related else ""))
        head = Para("別表見出し", (Run(label, origin=origin),), heading=2, outline=label, anchor=schedule.key)
        return (head, *self._schedule_blocks(schedule.blocks, label, 1))

    def _schedule_blocks(self, blocks: tuple[Section | Table, ...], above: str, level: int) -> tuple[Block, ...]:
        made: list[Block] = []
        for block in blocks:
            if isinstance(block, Table):
                made.append(self._grid(block, above))
                continue
            number = block.number or 0
            label = self._label(str(number)) if level == 1 else self._bracketed(number)
            heading = self.runs(block.heading)
            words = plain((*label, *heading))
            made.append(Para(f"別表項目{level}", heading, label, heading=level + 2, outline=words))
            made += self._schedule_blocks(block.blocks, f"{above} {words}", level + 1)
        return tuple(made)

    def _grid(self, table: Table, title: str) -> Grid:
        head = Row(tuple(Cell((Para("表見出し", self.runs(c.heading)),)) for c in table.columns))
        rows = tuple(Row(tuple(Cell((Para("表本文", self.runs(c)),)) for c in row.cells)) for row in table.rows)
        return Grid("役割分担表", (head,), rows, title)
