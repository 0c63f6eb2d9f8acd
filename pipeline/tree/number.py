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
from pipeline.tree.position import Position, Step, below


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
        numbered[id(article)] = numberer.article(article, n, len(articles))
    for n, schedule in enumerate(schedules, 1):
        numbered[id(schedule)] = numberer.schedule(schedule, n, len(schedules))
    body = number_prose(tuple(numbered.get(id(block), block) for block in document.body), problems)
    return NumberedDocument(replace(document, body=body), numberer.positions)


class _Numberer:
    """Gives numbers and remembers them; one instance a document."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.positions: dict[Path, Position] = {}

    def article(self, article: Article, order: int, siblings: int) -> Article:
        here = Position((Step("条", (order,), order, siblings),))
        self._place((article.key,), here, article)
        count = len(article.paragraphs)
        paragraphs = [self._paragraph(article, p, n, count, here) for n, p in enumerate(article.paragraphs, 1)]
        return replace(article, number=(order,), paragraphs=tuple(paragraphs))

    def _paragraph(self, article: Article, paragraph: Paragraph, n: int, siblings: int, above: Position) -> Paragraph:
        path, here = (article.key, paragraph.key), below(above, Step("項", (n,), n, siblings))
        self._place(path, here, article)
        count = len(paragraph.items)
        items = [
            self._item(article, path, i, m, below(here, Step("号", (m,), m, count)))
            for m, i in enumerate(paragraph.items, 1)
        ]
        return replace(paragraph, number=n, items=tuple(items))

    def _item(self, article: Article, above: Path, item: Item, n: int, here: Position) -> Item:
        path = (*above, item.key)
        self._place(path, here, article)
        return replace(item, number=n, subitems=self._subitems(article, path, item.subitems, here))

    def _subitems(
        self, article: Article, above: Path, subitems: tuple[Subitem, ...], holder: Position
    ) -> tuple[Subitem, ...]:
        made = []
        for n, subitem in enumerate(subitems, 1):
            path, here = (*above, subitem.key), below(holder, Step("細分", (n,), n, len(subitems)))
            self._place(path, here, article)
            made.append(replace(subitem, number=n, subitems=self._subitems(article, path, subitem.subitems, here)))
        return tuple(made)

    def schedule(self, schedule: Schedule, order: int, count: int) -> Schedule:
        mark = order if count > 1 else None
        step = Step("別表", () if mark is None else (mark,), order, count)
        self._place((schedule.key,), Position((step,)), schedule)
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
            self._place(path, Position(), block)
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
