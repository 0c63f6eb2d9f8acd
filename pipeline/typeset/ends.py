"""The last page before a break of the author's holds little -> what changes on the two last, so that it holds more or is not there.

What stands between two such breaks is a stretch; they are counted through the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from pipeline.galley import Block, Galley, PageBreak, Para
from pipeline.typeset.layout import Layout
from pipeline.typeset.page_builder import Change
from pipeline.typeset.styling.design import Design
from pipeline.typeset.tables.table import BLANK

# A last page holds no less of the frame than this, if that can be helped without leaving more than BLANK of the page before
# it empty (house).
LEAST_HELD = 0.2
# What is sent on goes by lines: so much more is asked for.
_ONE_LINE = 0.03


class Pages(NamedTuple):
    """How a document came to its pages: where each stretch begins, and how much of each page stayed free."""

    stretches: Sequence[int]
    free: Sequence[float]

    def of(self, stretch: int) -> range:
        """The pages of a stretch."""
        ends = [*self.stretches[1:], len(self.free)]
        return range(self.stretches[stretch], ends[stretch])

    def short(self, stretch: int) -> bool:
        """Whether its last page, which is not its only one, holds little."""
        pages = self.of(stretch)
        return len(pages) > 1 and 1 - self.free[pages[-1]] < LEAST_HELD


# A layout, and how it came to its pages.
Laid = tuple[Layout, Pages]


def mended(lay: Callable[[Mapping[int, Change]], Laid], made: Laid, galley: Galley, design: Design) -> Layout:
    """The layout in which those last pages that held little and may hold more do; `lay` makes one with changes."""
    layout, pages = made
    short = [n for n in range(len(pages.stretches)) if pages.short(n)]
    if short:
        yields = _yielding(galley, design)
        short = [n for n in short if yields[n]]
    last: Mapping[int, Change] = {}
    found: dict[int, Change] = {}
    for change in (_tightened, _lifted):
        tried = {n: change(pages, n) for n in short if n not in found}
        if not tried:
            break
        last = {**found, **tried}
        layout, came = lay(last)
        found |= {n: each for n, each in tried.items() if _helps(pages, came, n)}
    if found == last:
        return layout
    return lay(found)[0] if found else made[0]


def _yielding(galley: Galley, design: Design) -> list[bool]:
    """Of each stretch, whether spaces of its paragraphs may give way; the pages of others stay as they are."""

    def yields(blocks: Sequence[Block]) -> bool:
        return any(design.texts[block.style].least_space < 1 for block in blocks if isinstance(block, Para))

    return [yields(blocks) for blocks in chain.from_iterable([_stretches(part.blocks) for part in galley.parts])]


def _stretches(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    begin = 0
    for n, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            yield blocks[begin:n]
            begin = n + 1
    yield blocks[begin:]


def _tightened(made: Pages, stretch: int) -> Change:
    return Change(max(0, len(made.of(stretch)) - 2), True, 0.0)


def _lifted(made: Pages, stretch: int) -> Change:
    pages = made.of(stretch)
    return Change(len(pages) - 2, False, LEAST_HELD + _ONE_LINE - (1 - made.free[pages[-1]]))


def _helps(made: Pages, came: Pages, stretch: int) -> bool:
    before, after = made.of(stretch), came.of(stretch)
    if len(after) < len(before):
        return True
    return len(after) == len(before) and not came.short(stretch) and came.free[after[-2]] <= BLANK
