"""Tree -> numbered tree: 条, 項, 号, 細分, sections and schedules get the numbers that their places give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.diagnostics import Problems
from pipeline.diagnostics.light_dataclass import dataclass
from pipeline.tree.headings import number_prose
from pipeline.tree.nodes import (
    Article,
    Document,
    Item,
    Paragraph,
    Path,
    Schedule,
    Section,
    Subitem,
    Table,
)


@dataclass(frozen=True, slots=True)
class Position:
    """The numbers that a node prints; None where it has none. `siblings` counts the 項 of its article."""

    article: tuple[int, ...] | None = None
    paragraph: int | None = None
    item: int | None = None
    schedule: int | None = None
    order: int = 0
    siblings: int = 1


@dataclass(frozen=True, slots=True)
class NumberedDocument:
    """A document whose every node carries its number; `positions` finds them by path."""

    document: Document
    positions: Mapping[Path, Position]


def number(document: Document, problems: Problems) -> NumberedDocument:
    """Numbers the whole tree. Reports keys that stand twice where one node is meant."""
    numberer = _Numberer(problems)
    articles = [b for b in document.body if isinstance(b, Article)]
    schedules = [b for b in document.body if isinstance(b, Schedule)]
    numbered: dict[int, Article | Schedule] = {}
    for n, article in enumerate(articles, 1):
        numbered[id(article)] = numberer.article(article, n)
    for n, schedule in enumerate(schedules, 1):
        numbered[id(schedule)] = numberer.schedule(schedule, n, len(schedules))
    body = number_prose(tuple(numbered.get(id(block), block) for block in document.body), problems)
    return NumberedDocument(replace(document, body=body), numberer.positions)


class _Numberer:
    """Gives numbers and remembers them; one instance a document."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.positions: dict[Path, Position] = {}

    def article(self, article: Article, order: int) -> Article:
        here = Position(article=(order,), order=order, siblings=len(article.paragraphs))
        self._place((article.key,), here, article)
        paragraphs = []
        for n, paragraph in enumerate(article.paragraphs, 1):
            position = replace(here, paragraph=n)
            self._place((article.key, paragraph.key), position, article)
            paragraphs.append(self._paragraph(article, paragraph, position))
        return replace(article, number=(order,), paragraphs=tuple(paragraphs))

    def _paragraph(self, article: Article, paragraph: Paragraph, position: Position) -> Paragraph:
        items = []
        for n, item in enumerate(paragraph.items, 1):
            self._place((article.key, paragraph.key, item.key), replace(position, item=n), article)
            items.append(_item(item, n))
        return replace(paragraph, number=position.paragraph, items=tuple(items))

    def schedule(self, schedule: Schedule, order: int, count: int) -> Schedule:
        mark = order if count > 1 else None
        self._place((schedule.key,), Position(schedule=order, order=order, siblings=count), schedule)
        return replace(schedule, number=mark, blocks=self._blocks(schedule.blocks, (schedule.key,)))

    def _blocks(self, blocks: tuple[Section | Table, ...], above: Path) -> tuple[Section | Table, ...]:
        made: list[Section | Table] = []
        count = 0
        for block in blocks:
            if isinstance(block, Table):
                self._rows(block)
                made.append(block)
                continue
            count += 1
            path = (*above, block.key)
            self._place(path, Position(order=count), block)
            made.append(replace(block, number=count, blocks=self._blocks(block.blocks, path)))
        return tuple(made)

    def _rows(self, table: Table) -> None:
        seen: set[str] = set()
        for row in table.rows:
            if row.key in seen:
                self.problems.error(
                    "重複",
                    f"表の行「{row.key}」が同じ表に二度あります",
                    "行の先頭の語を変えるか、「キー:」で区別してください",
                    row.origin.span() if row.origin else None,
                )
            seen.add(row.key)

    def _place(self, path: Path, position: Position, owner: Article | Schedule | Section) -> None:
        if path in self.positions and not path[-1].startswith("#"):  # the fault is then that of the node above
            self.problems.error(
                "重複",
                f"キー「{path[-1]}」が二度あります",
                "見出しを変えるか、「キー:」で区別してください",
                owner.origin.span() if owner.origin else None,
            )
        self.positions[path] = position


def _item(item: Item, n: int) -> Item:
    return replace(item, number=n, subitems=_subitems(item.subitems))


def _subitems(subitems: tuple[Subitem, ...]) -> tuple[Subitem, ...]:
    return tuple(replace(s, number=n, subitems=_subitems(s.subitems)) for n, s in enumerate(subitems, 1))
