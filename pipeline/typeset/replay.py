"""What a block came to on its pages, kept for documents in which it stands again: same block, same place, same result.

Partners of one master share most of their blocks (galley.shared makes them one object). Where a block is placed depends on
itself, on the height of what follows it as far as it is kept together with that, and on the state of the page and of the
structure tree; if all of these are as they were, what was placed then is placed again. Anything else is set plainly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from pipeline.galley import Block, Grid, Para
from pipeline.late.dataclass import dataclass
from pipeline.typeset.elements import Elements, Open
from pipeline.typeset.layout import Bookmark, Element, Place
from pipeline.typeset.lines.memo import Recent
from pipeline.typeset.page_builder import Body, Sheets

# Blocks that are kept, and how many texts of one: a table of a thousand rows is not.
KEPT_BLOCKS, MOST_TEXTS = 400, 300


class Page(NamedTuple):
    """How far a page is filled, and how many come before it; `sheet` is its identity, which the design keeps."""

    y_pt: float
    fresh: bool
    pages: int
    sheet: int


class Before(NamedTuple):
    """All that decides where a block goes, but for what follows it.

    `block`: its identity, which the memory keeps; `parted`: it was decided that a page ends within it. `elements`: how many
    there are.
    """

    block: int
    inside: bool
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
class _Came:
    """What a block came to, and what was looked at for it."""

    seen: Seen
    sisters: tuple[tuple[Grid, ...], ...]
    pages: tuple[Body, ...]
    y_pt: float
    elements: tuple[Element, ...]
    open: Open
    bookmarks: tuple[Bookmark, ...]
    anchors: tuple[tuple[str, Place], ...]


class Memory:
    """What the blocks of many documents of one design came to, or of one document that is set again.

    Of each of two generations `most` blocks are kept, none of more than `most_texts` texts.
    """

    def __init__(self, most: int = KEPT_BLOCKS, most_texts: int = MOST_TEXTS) -> None:
        self._kept: Recent[Before, _Came] = Recent(most)
        self._most_texts = most_texts

    def again(self, before: Before, behind: Sequence[Block], to: Onto) -> tuple[int, ...] | None:
        """Places a block as it was placed before; None if it never was, with as much `behind` it.

        What comes back are the identities of blocks within which a page will end.
        """
        came = self._kept.get(before)
        if came is None:
            return None
        seen = came.seen
        ahead = behind if seen.to_end else behind[: len(seen.lines)]
        if not _as_high(seen, ahead, to.lines):
            return None
        groups = to.groups(seen.blocks)
        if not all(_same(was, now) for was, now in zip(came.sisters, groups, strict=True)):
            return None
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
        return seen.parted

    def keep(self, before: Before, start: Start, seen: Seen, at: Onto) -> None:
        """Keeps what a block came to."""
        sheets, elements = at.sheets, at.elements
        bookmarks = tuple(sheets.bookmarks[start.bookmarks :])
        pages = tuple(sheets.bodies(start.pages, start.body))
        if sum([len(body[0]) for body in pages]) > self._most_texts:
            return
        made, anchors = tuple(elements.made[start.elements :]), _last(sheets.anchors, start.anchors)
        groups = at.groups(seen.blocks)
        came = _Came(seen, groups, pages, sheets.y_pt, made, elements.open, bookmarks, anchors)
        self._kept.keep(before, came)


def _last(anchors: dict[str, Place], before: int) -> tuple[tuple[str, Place], ...]:
    """Those behind the first so many; a long document has thousands before them."""
    return tuple(islice(reversed(anchors.items()), len(anchors) - before))[::-1]


def _as_high(seen: Seen, ahead: Sequence[Block], lines: Callable[[Para], int]) -> bool:
    """Whether these are the very blocks that followed then, or paragraphs of the same styles and as many lines."""
    if len(seen.lines) != len(ahead):
        return False
    for was, count, now in zip(seen.blocks[1:], seen.lines, ahead, strict=True):
        if was is now:
            continue
        if not (isinstance(was, Para) and isinstance(now, Para) and was.style == now.style and lines(now) == count):
            return False
    return True


def _same(kept: Sequence[Block], blocks: Sequence[Block]) -> bool:
    """Whether these are the very blocks."""
    return len(kept) == len(blocks) and all(one is other for one, other in zip(kept, blocks, strict=True))
