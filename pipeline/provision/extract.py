"""Bound tree -> provision: the words as they are printed, with printed numbers and the keys of the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeGuard

from pipeline.labels.amendment_style import Manner
from pipeline.labels.contents import entries
from pipeline.labels.marks import DELETED, GAP
from pipeline.labels.printed import words
from pipeline.notation.citation import schedule_label
from pipeline.notation.house_style import House
from pipeline.provision.schedule_units import Schedules
from pipeline.provision.unit import CHAPTERS, SUBITEMS, Level, Provision, Unit
from pipeline.tree.clauses import MarkerRole
from pipeline.tree.nodes import (
    Article,
    Block,
    Chapter,
    ChapterContents,
    ChapterLevel,
    Closing,
    Inlines,
    Item,
    Marker,
    Notes,
    Paragraph,
    Preamble,
    Reference,
    Schedule,
    Supplement,
    Table,
    Title,
)
from pipeline.tree.refer import BoundDocument

_CHAPTERS: Mapping[ChapterLevel, Level] = dict(zip(("編", "章", "節", "款", "目"), CHAPTERS, strict=True))


def provision(bound: BoundDocument, house: House) -> Provision:
    """The provision of a document in a house style. Cover, publication, dates and signatures stay outside."""
    body = bound.document.body
    extractor = _Extractor(house.with_labels(bound.document.labels))
    return Provision(
        title="".join(extractor.words(b.text) for b in body if isinstance(b, Title)),
        contents=tuple(
            entry.label + (GAP + extractor.words(entry.heading) + entry.articles if entry.heading else "")
            for b in body
            if isinstance(b, ChapterContents)
            for entry in entries(b, body, extractor.labels)
        ),
        # 記 ends what leads to the body, 以上 begins what stands behind it: as a reader of the plain text finds them.
        preamble=tuple(extractor.words(b.text) for b in body if isinstance(b, Preamble) or _is_marker(b, "記")),
        enacting=sum(isinstance(b, Preamble) and b.enacting for b in body),
        articles=tuple(u for b in body if isinstance(b, Article | Chapter) for u in extractor.body(b)),
        closing=tuple(extractor.words(b.text) for b in body if isinstance(b, Closing) or _is_marker(b, "以上")),
        supplement=extractor.supplements(tuple(b for b in body if isinstance(b, Supplement))),
        schedules=tuple(extractor.schedules_of(b for b in body if isinstance(b, Schedule))),
        supplement_place="末文の前" if _leads(body) else "末文の後",
    )


def _is_marker(block: Block, role: MarkerRole) -> TypeGuard[Marker]:
    return isinstance(block, Marker) and block.role == role


def _leads(body: tuple[Block, ...]) -> bool:
    """Whether the 附則 stand before the 末文."""
    ends = [block for block in body if isinstance(block, Supplement | Closing)]
    return bool(ends) and isinstance(ends[0], Supplement)


class _Extractor:
    """Reads the nodes of one document in one house style."""

    def __init__(self, house: House) -> None:
        self.labels = Manner(house)
        self.schedules = Schedules(self.words, self.skeleton, self.labels)

    def words(self, inlines: Inlines) -> str:
        return words(inlines, self.labels)

    def skeleton(self, inlines: Inlines) -> str:
        """The words with every reference by its target, so that ハネ can be told from what somebody wrote."""
        return "".join(
            "〔" + "・".join("/".join(path) for path in inline.targets) + "〕"
            if isinstance(inline, Reference) and inline.targets
            else self.words((inline,))
            for inline in inlines
        )

    def body(self, block: Article | Chapter) -> Iterator[Unit]:
        """What a block of the body is in a provision: a 条, the 項 of a paper without 条, the heading of a 章."""
        if isinstance(block, Chapter):
            text = self.words(block.heading)
            yield Unit(
                _CHAPTERS[block.level], block.number or (), text, key=block.key, skeleton=self.skeleton(block.heading)
            )
        elif block.bare:
            yield from map(self._paragraph, block.paragraphs)
        else:
            yield self._article(block)

    def _article(self, article: Article) -> Unit:
        children = (Unit("項", (1,), DELETED, skeleton=DELETED),) if article.deleted else ()
        return Unit(
            "条",
            article.number or (),
            caption=self.words(article.caption) or None,
            children=children or tuple(map(self._paragraph, article.paragraphs)),
            key=article.key,
        )

    def supplements(self, supplements: tuple[Supplement, ...]) -> tuple[Unit, ...]:
        """Its 項 or 条; where there are several or one has a title, each 附則 as a unit that holds its own."""
        if len(supplements) == 1 and not supplements[0].title:
            return self._inside(supplements[0])
        return tuple(
            Unit(
                "各附則",
                (),
                self.words(s.title),
                self._own_word(s),
                children=self._inside(s),
                key=s.key,
                skeleton=self.skeleton(s.title),
            )
            for s in supplements
        )

    def _own_word(self, supplement: Supplement) -> str | None:
        return None if supplement.word in ("", self.labels.house.supplement) else supplement.word

    def _inside(self, supplement: Supplement) -> tuple[Unit, ...]:
        return tuple(
            self._marked_only(unit) if article.bare and article.several and len(article.paragraphs) == 1 else unit
            for article in supplement.articles
            for unit in self.body(article)
        )

    def _marked_only(self, paragraph: Unit) -> Unit:
        """The only 項 that an extract of an 附則 shows of several: it bears its number, and its mark tells so."""
        return replace(paragraph, mark=self.labels.paragraph_mark(paragraph.number))

    def _paragraph(self, paragraph: Paragraph) -> Unit:
        below = [self._after(paragraph.opening)] if paragraph.opening else []
        below += [self._item(item, 0) for item in paragraph.items]
        below += self._behind(paragraph.after, paragraph.tables, ())
        below += [self._after(paragraph.ending)] if paragraph.ending else []
        below += self._behind((), (), paragraph.notes)
        return self._clause(
            "項", (paragraph.number or 0,), paragraph.text, tuple(below), paragraph.key, paragraph.caption
        )

    def _item(self, item: Item, depth: int) -> Unit:
        level: Level = SUBITEMS[min(depth, len(SUBITEMS)) - 1] if depth else "号"
        number = item.number or ()
        if item.deleted:
            return Unit(level, number, DELETED, key=item.key, skeleton=DELETED)
        below = [self._after(item.text)] if item.caption and item.text else []
        below += [self._item(each, depth + 1) for each in item.items]
        below += self._behind(item.after, item.tables, ())
        return self._clause(level, number, item.caption or item.text, tuple(below), item.key)

    def _behind(
        self, after: tuple[Inlines, ...], tables: tuple[Table, ...], notes: tuple[Notes, ...]
    ) -> Iterator[Unit]:
        """What goes on below a clause: text without a label, tables with their titles and notes."""
        yield from map(self._after, after)
        for table in tables:
            if table.title:
                yield self._after(table.title)
            yield self.schedules.table(table)
            yield from (unit for each in table.notes for unit in self._notes(each))
            yield from map(self._after, table.after)
        yield from (unit for each in notes for unit in self._notes(each))

    def _notes(self, notes: Notes) -> Iterator[Unit]:
        """Notes below a clause are text behind it, as they are printed."""
        if len(notes.texts) == 1:
            yield self._marked(notes.kind, notes.texts[0])
            return
        yield Unit("後文", (), notes.kind, skeleton=notes.kind)
        for n, text in enumerate(notes.texts, 1):
            yield self._marked(self.labels.remark_mark((n,)), text)

    def _marked(self, mark: str, text: Inlines) -> Unit:
        made = self._after(text)
        return replace(made, text=mark + GAP + made.text, skeleton=mark + GAP + made.skeleton)

    def _after(self, text: Inlines) -> Unit:
        return Unit("後文", (), self.words(text), skeleton=self.skeleton(text))

    def _clause(
        self, level: Level, number: tuple[int, ...], text: Inlines, children: tuple[Unit, ...], key: str,
        caption: Inlines = (),
    ) -> Unit:  # fmt: skip
        return Unit(
            level,
            number,
            self.words(text),
            self.words(caption) or None,
            children=children,
            key=key,
            skeleton=self.skeleton(text),
        )

    def schedules_of(self, schedules: Iterable[Schedule]) -> Iterator[Unit]:
        """別表 by their numbers; sheets by other names are told apart by numbers that no 別表 has."""
        sheets = 0
        for schedule in schedules:
            if schedule.label:
                sheets += 1
                yield self._schedule(schedule, (0, sheets))
            else:
                yield self._schedule(schedule, () if schedule.number is None else (schedule.number,))

    def _schedule(self, schedule: Schedule, number: tuple[int, ...]) -> Unit:
        related = self.labels.related(len(schedule.relates_to), schedule.joint)
        head = "".join(
            before + self.words((reference,)) for before, reference in zip(related, schedule.relates_to, strict=False)
        )
        text = head + "".join(related[-1:])
        match schedule.heading_place:
            case "関係の前" if schedule.heading:
                text = GAP + self.words(schedule.heading) + text
            case "関係の後" if schedule.heading:
                text += GAP + self.words(schedule.heading)
        return Unit(
            "別表",
            number,
            text,
            self.words(schedule.label) or None,
            children=tuple(self.schedules.inside(schedule)),
            key=schedule.key or schedule_label(number),
            skeleton=self.skeleton(schedule.relates_to),
        )
