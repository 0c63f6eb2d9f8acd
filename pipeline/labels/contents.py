"""Chapters of a paper and the articles in them -> the entries of its 目次, as 例規集 print them: 第1章　総則（第1条―第3条）."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import CAPTION
from pipeline.late.dataclass import dataclass
from pipeline.tree.nodes import (
    Article,
    Block,
    Chapter,
    ChapterContents,
    ChapterLevel,
    Inlines,
    Path,
    Schedule,
    Supplement,
)

_PAIR = 2
_ORDER: tuple[ChapterLevel, ...] = get_args(ChapterLevel)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the 目次: its label, the heading with the articles behind it, how deep it lies from 1, what it leads to."""

    label: str
    heading: Inlines
    articles: str
    depth: int
    path: Path = ()
    level: ChapterLevel | None = None


def entries(contents: ChapterContents, body: Sequence[Block], labels: Manner) -> Iterator[Entry]:
    """All lines below the word 目次, in their order."""
    used = sorted({_ORDER.index(b.level) for b in body if isinstance(b, Chapter)})
    for at, block in enumerate(body):
        if isinstance(block, Chapter):
            depth = used.index(_ORDER.index(block.level)) + 1
            label = labels.chapter(block.level, block.number or ())
            yield Entry(label, block.heading, _reach(contents, body[at + 1 :], labels), depth, block.path, block.level)
    supplement = next((b for b in body if isinstance(b, Supplement)), None)
    if contents.lists_supplement and supplement is not None:
        # Closed up: a heading spreads it out, a list does not.
        yield Entry(supplement.word or labels.house.supplement, (), "", 1, (supplement.key,))
    for block in body:
        if isinstance(block, Schedule) and contents.lists_schedules and not block.label:
            number = () if block.number is None else (block.number,)
            yield Entry(labels.schedule(number), (), "", 1, (block.key,))


def _reach(contents: ChapterContents, behind: Sequence[Block], labels: Manner) -> str:
    """（第1条―第3条）: the articles right below a heading; "" where other headings stand below it."""
    numbers = []
    for block in behind:
        if not isinstance(block, Article):
            break
        numbers.append(labels.article(block.number or ()))
    if not numbers:
        return ""
    joint = contents.pair if len(numbers) == _PAIR else contents.reach
    return joint.join(dict.fromkeys((numbers[0], numbers[-1]))).join(CAPTION)
