"""Bound tree -> provision: the words as they are printed, with printed numbers and the keys of the source."""

from __future__ import annotations

from pipeline.labels.amendment_style import Manner
from pipeline.labels.printed import words
from pipeline.notation.citation import schedule_label
from pipeline.notation.house_style import House
from pipeline.provision.unit import Level, Provision, Unit
from pipeline.tree.nodes import (
    Article,
    Closing,
    Inlines,
    Item,
    Paragraph,
    Preamble,
    Reference,
    Row,
    Schedule,
    Section,
    Subitem,
    Table,
    Title,
)
from pipeline.tree.refer import BoundDocument


def provision(bound: BoundDocument, house: House) -> Provision:
    """The provision of a document in a house style. Cover and signatures stay outside."""
    body = bound.document.body
    extractor = _Extractor(house)
    return Provision(
        title="".join(extractor.words(b.text) for b in body if isinstance(b, Title)),
        preamble=tuple(extractor.words(b.text) for b in body if isinstance(b, Preamble)),
        articles=tuple(extractor.article(b) for b in body if isinstance(b, Article)),
        closing=tuple(extractor.words(b.text) for b in body if isinstance(b, Closing)),
        schedules=tuple(extractor.schedule(b) for b in body if isinstance(b, Schedule)),
    )


class _Extractor:
    """Reads the nodes of one document in one house style."""

    def __init__(self, house: House) -> None:
        self.labels = Manner(house)

    def words(self, inlines: Inlines) -> str:
        return words(inlines, self.labels)

    def skeleton(self, inlines: Inlines) -> str:
        """The words with every reference by its target, so that ハネ can be told from what somebody wrote."""
        return "".join(
            "〔" + "・".join("/".join(path) for path in inline.targets) + "〕"
            if isinstance(inline, Reference)
            else self.words((inline,))
            for inline in inlines
        )

    def article(self, article: Article) -> Unit:
        return Unit(
            "条",
            article.number or (),
            caption=self.words(article.caption) or None,
            children=tuple(self._paragraph(p) for p in article.paragraphs),
            key=article.key,
        )

    def _paragraph(self, paragraph: Paragraph) -> Unit:
        return self._clause("項", paragraph, tuple(self._item(i) for i in paragraph.items))

    def _item(self, item: Item) -> Unit:
        return self._clause("号", item, tuple(self._subitem(s, "細分") for s in item.subitems))

    def _subitem(self, subitem: Subitem, level: Level) -> Unit:
        return self._clause(level, subitem, tuple(self._subitem(s, "小細分") for s in subitem.subitems))

    def _clause(self, level: Level, node: Paragraph | Item | Subitem, children: tuple[Unit, ...]) -> Unit:
        return Unit(
            level,
            (node.number or 0,),
            self.words(node.text),
            children=children,
            key=node.key,
            skeleton=self.skeleton(node.text),
        )

    def schedule(self, schedule: Schedule) -> Unit:
        around = self.labels.related(len(schedule.relates_to))
        related = [self.words((r,)) for r in schedule.relates_to]
        number = () if schedule.number is None else (schedule.number,)
        return Unit(
            "別表",
            number,
            "".join(map(str.__add__, around, [*related, ""])),
            children=self._blocks(schedule.blocks, "節"),
            key=schedule.key or schedule_label(number),
            skeleton=self.skeleton(schedule.relates_to),
        )

    def _blocks(self, blocks: tuple[Section | Table, ...], level: Level) -> tuple[Unit, ...]:
        return tuple(
            self._table(block)
            if isinstance(block, Table)
            else Unit(
                level,
                (block.number or 0,),
                self.words(block.heading),
                children=self._blocks(block.blocks, "小節"),
                key=block.key,
                skeleton=self.skeleton(block.heading),
            )
            for block in blocks
        )

    def _table(self, table: Table) -> Unit:
        return Unit(
            "表",
            cells=tuple(self.words(c.heading) for c in table.columns),
            children=tuple(self._row(row) for row in table.rows),
        )

    def _row(self, row: Row) -> Unit:
        return Unit(
            "行",
            cells=tuple(self.words(c) for c in row.cells),
            key=row.key,
            skeleton="\t".join(self.skeleton(c) for c in row.cells),
        )
