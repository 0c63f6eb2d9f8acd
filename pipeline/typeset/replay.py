"""What a block came to on its pages, kept for documents in which it stands again: same block, same place, same result.

Partners of one master share most of their blocks (galley.shared makes them one object). Where a block is placed depends on
itself, on the height of what follows it as far as it is kept together with that, and on the state of the page and of the
structure tree; if all of these are as they were, what was placed then is placed again. Anything else is set plainly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, islice
from operator import is_
from typing import NamedTuple

from pipeline.galley import Block, Grid, Para
from pipeline.late.dataclass import dataclass
from pipeline.typeset.elements import Elements, Open
from pipeline.typeset.layout import Bookmark, Element, Fill, Picture, Place, Rule, Text
from pipeline.typeset.lines.memo import Recent
from pipeline.typeset.page_builder import Body, Sheets

# Blocks that are kept, and how many texts of one: a table of a thousand rows is not.
KEPT_BLOCKS, MOST_TEXTS = 400, 300
# How many blocks are kept together at least and at most, and how many such rows of one beginning.
_LEAST_IN_ROW, MOST_IN_ROW, _ROWS = 3, 64, 3


class Page(NamedTuple):
    """How far a page is filled, and how many come before it; `sheet` is its identity, which the design keeps."""

    y_pt: float
    fresh: bool
    pages: int
    sheet: int


class Before(NamedTuple):
    """All that decides where a block goes, but for what follows it.

    `block`: its identity, which the memory keeps; `parted`: it was decided that a page ends within it, or within what it
    leads to. `titled`: a table under its title. `elements`: how many there are.
    """

    block: int
    inside: bool
    titled: bool
    parted: bool
    page: Page
    elements: int
    open: Open


class Start(NamedTuple):
    """How much there was where a block began."""

    pages: int
    body: tuple[int, int, int, int]
    elements: int
    bookmarks: int
    anchors: int


class Seen(NamedTuple):
    """A block and those behind it that were looked at; `to_end`: nothing follows them.

    `lines`: how many each of those behind it has, 0 unless it is a paragraph. `parted`: the identities of those of which it
    was then decided that a page ends within them.
    """

    blocks: tuple[Block, ...]
    lines: tuple[int, ...]
    to_end: bool
    parted: tuple[int, ...]


class Onto(NamedTuple):
    """A document under construction; `sisters` are, by the identity of a table, those with the same columns.

    `lines` tells how many a paragraph has at the width of the page at hand.
    """

    sheets: Sheets
    elements: Elements
    sisters: Mapping[int, tuple[Grid, ...]]
    lines: Callable[[Para], int]

    def start(self) -> Start:
        """Where the next block begins."""
        sheets = self.sheets
        made, marks, anchors = len(self.elements.made), len(sheets.bookmarks), len(sheets.anchors)
        return Start(len(sheets.pages), sheets.counts(), made, marks, anchors)

    def groups(self, blocks: Sequence[Block]) -> tuple[tuple[Grid, ...], ...]:
        """Of each table among these, those with the same columns."""
        return tuple([self.sisters.get(id(block), ()) for block in blocks if isinstance(block, Grid)])


@dataclass(frozen=True, slots=True)
class Came:
    """What a block came to, and what was looked at for it."""

    seen: Seen
    sisters: tuple[tuple[Grid, ...], ...]
    pages: tuple[Body, ...]
    y_pt: float
    elements: tuple[Element, ...]
    open: Open
    bookmarks: tuple[Bookmark, ...]
    anchors: tuple[tuple[str, Place], ...]


class Hit(NamedTuple):
    """A block that was known."""

    before: Before
    block: Block
    came: Came


class _Row(NamedTuple):
    """Blocks that follow one another and were all known: what they came to together, and what is still to be asked.

    `beyond`: which of them, by their place in the row, looked behind its end. `tables`: what looked at tables.
    """

    blocks: tuple[Block, ...]
    identities: frozenset[int]
    beyond: tuple[tuple[int, Seen], ...]
    tables: tuple[Came, ...]
    came: Came


class Memory:
    """What the blocks of many documents of one design came to, or of one document that is set again.

    Of each of two generations `most` blocks are kept, none of more than `most_texts` texts.
    """

    def __init__(self, most: int = KEPT_BLOCKS, most_texts: int = MOST_TEXTS) -> None:
        self._kept: Recent[Before, Came] = Recent(most)
        self._rows: Recent[Before, tuple[_Row, ...]] = Recent(most)
        self._most_texts = most_texts

    def again(self, before: Before, blocks: Sequence[Block], n: int, to: Onto) -> Came | None:
        """Places block n as it was placed before; None if it never was, with as much behind it."""
        came = self._kept.get(before)
        if came is None or not _as_high(came.seen, blocks, n, to.lines) or not _with_sisters(came, to):
            return None
        _place(came, to)
        return came

    def row(
        self, before: Before, blocks: Sequence[Block], n: int, parted: AbstractSet[int], to: Onto
    ) -> tuple[int, Came] | None:
        """Places block n and those behind it that were known with it before: how many, and what they came to.

        `parted` are the identities of blocks within which a page will end.
        """
        for row in self._rows.get(before) or ():
            count = len(row.blocks)
            if count > len(blocks) - n or not all(map(is_, row.blocks, blocks[n : n + count])):
                continue
            if not parted.isdisjoint(row.identities):
                continue
            if not all(_as_high(seen, blocks, n + k, to.lines) for k, seen in row.beyond):
                continue
            if all(_with_sisters(came, to) for came in row.tables):
                _place(row.came, to)
                return count, row.came
        return None

    def keep_row(self, hits: Sequence[Hit]) -> None:
        """Blocks in a row that were known one by one are known together from now on."""
        if len(hits) < _LEAST_IN_ROW:
            return
        parted: set[int] = set()
        for hit in hits:
            if hit.before.parted and not parted:
                return  # decided before the row began
            parted.update(hit.came.seen.parted)
        first = hits[0].before
        self._rows.keep(first, (_row(hits, parted), *(self._rows.get(first) or ())[: _ROWS - 1]))

    def keep(self, before: Before, start: Start, seen: Seen, at: Onto) -> None:
        """Keeps what a block came to."""
        sheets, elements = at.sheets, at.elements
        bookmarks = tuple(sheets.bookmarks[start.bookmarks :])
        pages = tuple(sheets.bodies(start.pages, start.body))
        if sum([len(body[0]) for body in pages]) > self._most_texts:
            return
        made, anchors = tuple(elements.made[start.elements :]), _last(sheets.anchors, start.anchors)
        groups = at.groups(seen.blocks)
        came = Came(seen, groups, pages, sheets.y_pt, made, elements.open, bookmarks, anchors)
        self._kept.keep(before, came)


def _last(anchors: dict[str, Place], before: int) -> tuple[tuple[str, Place], ...]:
    """Those behind the first so many; a long document has thousands before them."""
    return tuple(islice(reversed(anchors.items()), len(anchors) - before))[::-1]


def _row(hits: Sequence[Hit], parted: AbstractSet[int]) -> _Row:
    pages: list[tuple[list[Text], list[Rule], list[Fill], list[Picture]]] = [([], [], [], [])]
    for hit in hits:
        for k, body in enumerate(hit.came.pages):
            if k:
                pages.append(([], [], [], []))
            texts, rules, fills, pictures = pages[-1]
            texts += body[0]
            rules += body[1]
            fills += body[2]
            pictures += body[3]
    cames, last = [hit.came for hit in hits], hits[-1].came
    whole = Came(
        last.seen._replace(parted=tuple(sorted(parted))),
        (),
        tuple([(tuple(t), tuple(r), tuple(f), tuple(p)) for t, r, f, p in pages]),
        last.y_pt,
        tuple(chain.from_iterable([came.elements for came in cames])),
        last.open,
        tuple(chain.from_iterable([came.bookmarks for came in cames])),
        tuple(chain.from_iterable([came.anchors for came in cames])),
    )
    blocks = tuple([hit.block for hit in hits])
    beyond = [(k, c.seen) for k, c in enumerate(cames) if c.seen.to_end or k + len(c.seen.lines) >= len(blocks)]
    tables = [came for came in cames if came.sisters]
    return _Row(blocks, frozenset(map(id, blocks)), tuple(beyond), tuple(tables), whole)


def _place(came: Came, to: Onto) -> None:
    sheets = to.sheets
    for n, body in enumerate(came.pages):
        if n:
            sheets.new_page()  # its running head asks for the bookmarks so far
        sheets.put_all(body)
        if came.bookmarks:
            sheets.bookmarks += [mark for mark in came.bookmarks if mark.page == len(sheets.pages)]
    sheets.y_pt = came.y_pt
    sheets.anchors.update(came.anchors)
    to.elements.resume(came.elements, came.open)


def _as_high(seen: Seen, blocks: Sequence[Block], n: int, lines: Callable[[Para], int]) -> bool:
    """Whether the very blocks follow block n that followed then, or paragraphs of the same styles and as many lines."""
    end = n + 1 + len(seen.lines)
    if end > len(blocks) or (seen.to_end and end < len(blocks)):
        return False
    for k, count in enumerate(seen.lines, 1):
        was, now = seen.blocks[k], blocks[n + k]
        if was is now:
            continue
        if not (isinstance(was, Para) and isinstance(now, Para) and lines(now) == count):
            return False
        if (was.style, was.heading) != (now.style, now.heading):
            return False
    return True


def _with_sisters(came: Came, to: Onto) -> bool:
    """Whether the tables that were looked at share their columns with the very tables with which they did."""
    if not came.sisters:
        return True
    return all(_same(was, now) for was, now in zip(came.sisters, to.groups(came.seen.blocks), strict=True))


def _same(kept: Sequence[Block], blocks: Sequence[Block]) -> bool:
    """Whether these are the very blocks."""
    return len(kept) == len(blocks) and all(one is other for one, other in zip(kept, blocks, strict=True))
