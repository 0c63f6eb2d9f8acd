"""別表 -> AppdxTable: its divisions as Items and Subitems, tables with what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from pipeline.galley.blocks import plain
from pipeline.labels.marks import GAP
from pipeline.tree import nodes
from pipeline.writers.lawxml.elements import Element, numbered
from pipeline.writers.lawxml.provisions import Provisions
from pipeline.writers.lawxml.sentences import Sentences
from pipeline.writers.lawxml.tables import Tables
from pipeline.writers.lawxml.unheld import UnheldError

_DEEPEST = 10


class Schedules:
    """Makes the 別表 of one document."""

    def __init__(self, sentences: Sentences, tables: Tables, provisions: Provisions) -> None:
        self.sentences, self.tables, self.provisions = sentences, tables, provisions
        self.words, self.labels = sentences.words, sentences.words.labels

    def schedule(self, schedule: nodes.Schedule, number: int) -> Element:
        """AppdxTable; `number` is its place among the 別表. Raises UnheldError."""
        number_ = () if schedule.number is None else (schedule.number,)
        label = plain(self.words.runs(schedule.label)) or self.labels.schedule(number_)
        heading = (GAP, *self.sentences.mixed(schedule.heading)) if schedule.heading else ()
        made = [self.sentences.titled("AppdxTableTitle", label, *heading)]
        around = self.labels.related(len(schedule.relates_to), schedule.joint)
        if around:
            cited = (plain(self.words.runs((reference,))) for reference in schedule.relates_to)
            related = "".join(before + words for before, words in zip(around, cited, strict=False)) + around[-1]
            made.append(Element("RelatedArticleNum", (related,)))
        return numbered("AppdxTable", str(number), *made, *self._parts(schedule.blocks, 0))

    def _parts(self, blocks: Sequence[nodes.ScheduleBlock], depth: int) -> list[Element]:
        """What stands in a division of this depth (0: in the 別表 itself), in reading order."""
        made: list[Element] = []
        lead: nodes.Lead | None = None
        waiting: list[nodes.Notes] = []
        count = 0
        for at, block in enumerate(blocks):
            match block:
                case nodes.Table():
                    titled = lead is not None and bool(block.title)
                    if lead is not None and titled:
                        made.append(self._loose(lead.text, depth, len(made) + 1))
                    before = tuple(self.tables.remarks(notes) for notes in waiting)
                    after, waiting = self._behind(blocks, at), []
                    made.append(self.tables.struct(block, lead.text if lead and not titled else (), before, after))
                    made += [self._loose(text, depth, len(made) + 1) for text in block.after]
                    lead = None
                case nodes.Lead():
                    made += self._let_go(lead, waiting, depth, len(made))
                    lead, waiting = block, []
                case nodes.Notes():
                    if not _belongs(blocks, at):
                        made += self._let_go(lead, [], depth, len(made))
                        lead = None
                        waiting.append(block)
                case nodes.Section():
                    made += self._let_go(lead, waiting, depth, len(made))
                    lead, waiting, count = None, [], count + 1
                    made += (
                        self._titled(block)
                        if depth == 0 and _is_title(block)
                        else self._section(block, depth + 1, count)
                    )
                case _:
                    assert_never(block)
        if depth == 0 and len(waiting) == 1:
            made += self._let_go(lead, [], depth, len(made))
            return [*made, self.tables.remarks(waiting[0])]
        return made + self._let_go(lead, waiting, depth, len(made))

    def _titled(self, section: nodes.Section) -> list[Element]:
        """A table whose title is the heading of the division that holds nothing else."""
        table = section.blocks[0]
        assert isinstance(table, nodes.Table)
        return [self.tables.struct(table, section.heading, after=self._behind(section.blocks, 0))]

    def _behind(self, blocks: Sequence[nodes.ScheduleBlock], at: int) -> tuple[Element, ...]:
        """The 備考 that follow a table at once."""
        made = []
        for block in blocks[at + 1 :]:
            if not isinstance(block, nodes.Notes):
                break
            made.append(self.tables.remarks(block))
        return tuple(made)

    def _let_go(
        self, lead: nodes.Lead | None, waiting: Sequence[nodes.Notes], depth: int, before: int
    ) -> list[Element]:
        """Words that no table takes up, where they stand."""
        made: list[Element] = []
        if lead is not None:
            made.append(self._loose(lead.text, depth, before + 1))
        for notes in waiting:
            if depth:
                made.append(self.provisions.noted(notes))
            else:
                held = self.provisions.noted(notes).children[0]
                assert isinstance(held, Element)
                sentence = Element("ItemSentence", held.children)
                made.append(numbered("Item", str(before + len(made) + 1), sentence))
        return made

    def _loose(self, text: nodes.Inlines, depth: int, number: int) -> Element:
        """Words that are neither a heading nor a cell."""
        if depth:
            return Element("List", (Element("ListSentence", self.sentences.flow(text)),))
        return numbered("Item", str(number), Element("ItemSentence", self.sentences.flow(text)))

    def _section(self, section: nodes.Section, depth: int, number: int) -> list[Element]:
        """A division. Below a table no division can stand: then it stands beside the one that it is in."""
        if depth - 1 > _DEEPEST:
            raise UnheldError(f"別表の項目が{depth}段あります（法令標準XMLに入りません）", "段を減らしてください")
        name = f"Subitem{depth - 1}" if depth > 1 else "Item"
        mark = self.labels.section(section.scheme, section.number, depth)
        title = (Element(f"{name}Title", (self.words.house.text(mark),)),) if mark else ()
        sentence = Element(f"{name}Sentence", self.sentences.flow(section.heading))
        below = self._parts(section.blocks, depth)
        deeper = f"Subitem{depth}"
        order = [part.name == deeper for part in below]
        if order != sorted(order, reverse=True):
            raise UnheldError(
                f"別表の「{mark}{plain(self.words.runs(section.heading))}」では、表の後に下の項目があります"
                "（法令標準XMLにはその形がありません）",
                "表を、下の項目の後に置くか、項目の中に入れてください",
            )
        return [numbered(name, str(section.number or number), *title, sentence, *below)]


def _is_title(section: nodes.Section) -> bool:
    """Whether a division is no more than a table with its title: an Item without a label would be a worse form."""
    table, *behind = section.blocks or (None,)
    numbered_ = section.number is not None or (section.scheme is not None and section.scheme.label(1) != "")
    plain_table = isinstance(table, nodes.Table) and not table.title and not table.after
    return not numbered_ and plain_table and all(isinstance(b, nodes.Notes) for b in behind)


def _belongs(blocks: Sequence[nodes.ScheduleBlock], at: int) -> bool:
    """Whether a 備考 stands right behind a table, or behind others that do."""
    return at > 0 and (
        isinstance(blocks[at - 1], nodes.Table)
        or (isinstance(blocks[at - 1], nodes.Notes) and _belongs(blocks, at - 1))
    )
