"""Tree -> numbered tree: 章, 条, 項, 号, 細分, sections and schedules get the numbers that their places give them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Protocol

from pipeline.diagnostics import Origin, Problems
from pipeline.late.dataclass import dataclass
from pipeline.tree.headings import number_prose
from pipeline.tree.nodes import (
    Article,
    Block,
    Chapter,
    ChapterLevel,
    Document,
    Item,
    Number,
    Paragraph,
    Path,
    Schedule,
    ScheduleBlock,
    Section,
    Supplement,
    Table,
)
from pipeline.tree.position import LEFT_OUT, Level, Position, Step, below
from pipeline.tree.sharing.known_trees import KnownTrees, NumberedBlock, Way

_CHAPTER_RANKS: Mapping[ChapterLevel, int] = {"編": 0, "章": 1, "節": 2, "款": 3, "目": 4}


@dataclass(frozen=True, slots=True)
class NumberedDocument:
    """A document whose every node carries its number; `positions` finds them by path."""

    document: Document
    positions: Mapping[Path, Position]


def number(document: Document, problems: Problems, known: KnownTrees | None = None) -> NumberedDocument:
    """Numbers the whole tree. Reports keys that stand twice where one node is meant. `known`: those of the same master."""
    numberer = _Numberer(problems, known or KnownTrees())
    body = number_prose(tuple(_numbered(document.body, numberer)), problems)
    return NumberedDocument(replace(document, body=body), numberer.positions)


def _numbered(body: tuple[Block, ...], numberer: _Numberer) -> Iterator[Block]:
    articles = [b for b in body if isinstance(b, Article) and not b.bare]
    supplements = sum(isinstance(b, Supplement) for b in body)
    schedules = sum(isinstance(b, Schedule) and not b.label for b in body)
    unnamed = sum(isinstance(b, Schedule) and not b.key for b in body)
    numbers = iter(list(_branched(articles)))
    order = Counter[type]()
    chapters = _Chapters()
    for block in body:
        order[type(block)] += 1
        match block:
            case Article(bare=False):
                path = (block.key or f"{_NUMBERED}{order[Article]}",)
                step = Step("条", next(numbers), order[Article], len(articles))
                here = Position((step,), chapters.steps)
                yield numberer.known(block, (path, here), partial(numberer.article, block, path, here))
            case Article():
                yield numberer.known(block, (), partial(numberer.article, block, (block.key,), Position()))
            case Chapter():
                number = chapters.enter(block.level)
                steps = chapters.steps
                yield numberer.known(block, (number, steps), partial(numberer.chapter, block, number, steps))
            case Supplement():
                way = (order[Supplement], supplements)
                yield numberer.known(block, way, partial(numberer.supplement, block, *way))
            case Schedule() if block.label:
                order[Schedule] -= 1
                yield numberer.known(block, (), partial(numberer.sheet, block))
            case Schedule():
                key = block.key or ("別表" if unnamed == 1 else f"{_NUMBERED}別表{order[Schedule]}")
                place = (order[Schedule], schedules)
                yield numberer.known(block, (key, *place), partial(numberer.schedule, replace(block, key=key), *place))
            case _:
                yield block


# The key of what has neither a key nor a heading is its place.
_NUMBERED = "#"
# What the way to a 章 begins with: it may bear the name of a 条 in it.
CHAPTER_KEY = "#章節"


class _Branching(Protocol):
    @property
    def branch(self) -> bool: ...


def _branched(nodes: Iterable[_Branching]) -> Iterator[Number]:
    """The number of each: one more than the one before, or a branch of it (第3条の2)."""
    last: Number = (0,)
    for node in nodes:
        passed = node.passed if isinstance(node, Article) else 0
        last = (last[0] + passed,) if passed else last
        joined = node.branch and last[0] > 0
        last = (last[0], last[1] + 1 if len(last) > 1 else 2) if joined else (last[0] + 1,)
        yield last


class _Chapters:
    """The 編, 章, 節 … under which reading stands. A heading begins those below it anew."""

    def __init__(self) -> None:
        self.open: list[tuple[ChapterLevel, int]] = []

    def enter(self, level: ChapterLevel) -> int:
        """The number of the next heading of this level."""
        rank = _CHAPTER_RANKS[level]
        before = next((n for at, n in self.open if at == level), 0)
        self.open = [(at, n) for at, n in self.open if _CHAPTER_RANKS[at] < rank]
        self.open.append((level, before + 1))
        return before + 1

    @property
    def steps(self) -> tuple[Step, ...]:
        """The way to what stands here now."""
        return tuple(Step(level, (n,), n) for level, n in self.open)


class _Numberer:
    """Gives numbers and remembers them; one instance a document."""

    def __init__(self, problems: Problems, trees: KnownTrees) -> None:
        self.problems, self.trees = problems, trees
        self.positions: dict[Path, Position] = {}
        self._placed: list[Path] = []
        self._retaken = 0

    def known(self, block: Block, way: Way, make: Callable[[], Block]) -> Block:
        """The block with its numbers, which `make` gives it unless it came by the same way before."""
        before = self.trees.numbered.get(id(block))
        if before is not None and before.way == way and self.positions.keys().isdisjoint(before.places):
            self.positions |= before.places
            return before.block
        said, placed, retaken = self.problems.said, len(self._placed), self._retaken
        made = make()
        # What takes the place of another is no business of this block alone.
        if self.problems.said == said and self._retaken == retaken:
            places = {path: self.positions[path] for path in self._placed[placed:]}
            self.trees.numbered.keep(id(block), NumberedBlock(block, way, made, places))
        return made

    def chapter(self, chapter: Chapter, n: int, steps: tuple[Step, ...]) -> Chapter:
        way = "".join(f"{s.level}{s.number[0]}" for s in steps)
        path = (f"{CHAPTER_KEY}{way}", chapter.key)
        self._place(path, Position(steps), chapter.origin)
        return replace(chapter, number=(n,), path=path)

    def article(self, article: Article, path: Path, here: Position) -> Article:
        """`here` is where it stands; of 項 without a 条, what holds them."""
        if not article.bare:
            self._place(path, here, article.origin)
        count = len(article.paragraphs) + article.left + sum([p.passed for p in article.paragraphs])
        n, paragraphs = 0, []
        for p in article.paragraphs:
            self._left_out(Step("項", (n,), n, count), p.passed, path, here)
            n += p.passed + 1
            step = Step("項", (n,), n, count)
            paragraphs.append(self._paragraph(p, (*path, p.key), below(here, step), article.origin))
        self._left_out(Step("項", (n,), n, count), article.left, path, here)
        own = here.steps[-1].number if here.steps and not article.bare else None
        return replace(
            article, key=path[-1] if not article.bare else article.key, number=own, paragraphs=tuple(paragraphs)
        )

    def _left_out(self, last: Step, passed: int, path: Path, here: Position) -> None:
        """Units that an extract leaves out behind the last one: they have places, and no nodes."""
        for n in range(1, passed + 1):
            step = replace(last, number=(last.number[0] + n,), order=last.order + n)
            self._place((*path, f"{LEFT_OUT}{step.order}"), below(here, step), None)

    def _paragraph(self, paragraph: Paragraph, path: Path, here: Position, origin: Origin | None) -> Paragraph:
        self._place(path, here, origin)
        for table in paragraph.tables:
            self._rows(table)
        items = self._items(paragraph.items, path, here, origin)
        return replace(paragraph, number=here.steps[-1].number[0], items=items)

    def _items(self, items: tuple[Item, ...], above: Path, holder: Position, origin: Origin | None) -> tuple[Item, ...]:
        """号 of a 項, or 細分 of a 号."""
        level: Level = "号" if holder.steps and holder.steps[-1].level == "項" else "細分"
        made = []
        for order, (item, own) in enumerate(zip(items, _branched(items), strict=True), 1):
            path, here = (*above, item.key), below(holder, Step(level, own, order, len(items)))
            self._place(path, here, origin)
            for table in item.tables:
                self._rows(table)
            made.append(replace(item, number=own, items=self._items(item.items, path, here, origin)))
        return tuple(made)

    def supplement(self, supplement: Supplement, order: int, count: int) -> Supplement:
        key = supplement.key or (f"{_NUMBERED}附則{order}" if count > 1 else "附則")
        here = Position((Step("附則", () if count == 1 else (order,), order, count),))
        self._place((key,), here, supplement.origin)
        articles = supplement.articles
        count = len(articles) + supplement.left + sum([a.passed for a in articles])
        made, last = [], Step("条", (0,), 0, count)
        for article, own in zip(articles, _branched(articles), strict=True):
            if article.bare:
                made.append(self.article(article, (key,), here))
                continue
            self._left_out(last, article.passed, (key,), here)
            last = replace(last, number=own, order=last.order + article.passed + 1)
            path = (key, article.key or f"{_NUMBERED}{last.order}")
            made.append(self.article(article, path, below(here, last)))
        self._left_out(last, supplement.left, (key,), here)
        return replace(supplement, key=key, articles=tuple(made))

    def schedule(self, schedule: Schedule, order: int, count: int) -> Schedule:
        mark = order if count > 1 else None
        step = Step("別表", () if mark is None else (mark,), order, count)
        self._place((schedule.key,), Position((step,)), schedule.origin)
        return replace(schedule, number=mark, blocks=self._blocks(schedule.blocks, (schedule.key,)))

    def sheet(self, schedule: Schedule) -> Schedule:
        """A sheet that goes by a name of its own: nothing counts it, and it is not cited by a number."""
        self._place((schedule.key,), Position(), schedule.origin)
        return replace(schedule, blocks=self._blocks(schedule.blocks, (schedule.key,)))

    def _blocks(self, blocks: tuple[ScheduleBlock, ...], above: Path) -> tuple[ScheduleBlock, ...]:
        made: list[ScheduleBlock] = []
        count = 0
        for block in blocks:
            match block:
                case Table():
                    self._rows(block)
                    made.append(block)
                case Section():
                    path = (*above, block.key)
                    self._place(path, Position(), block.origin)
                    counted = block.scheme is None or block.scheme.counter is not None
                    count += counted
                    inner = self._blocks(block.blocks, path)
                    made.append(replace(block, number=count if counted else None, blocks=inner))
                case _:
                    made.append(block)
        return tuple(made)

    def _rows(self, table: Table) -> None:
        """Rows of own columns may begin alike: their first cells need not tell them apart."""
        seen: set[str] = set()
        for row in table.rows:
            if row.key in seen and table.style == "役割分担表":
                self.problems.error(
                    "重複",
                    f"表の行「{row.key}」が同じ表に二度あります",
                    "行の先頭の語を変えるか、「キー:」で区別してください",
                    row.origin.span() if row.origin else None,
                )
            seen.add(row.key)

    def _place(self, path: Path, position: Position, origin: Origin | None) -> None:
        self._placed.append(path)
        self._retaken += path in self.positions
        if path in self.positions and not path[-1].startswith(_NUMBERED):  # the fault is then that of the node above
            self.problems.error(
                "重複",
                f"キー「{path[-1]}」が二度あります",
                "見出しを変えるか、「キー:」で区別してください",
                origin.span() if origin else None,
            )
        self.positions[path] = position
