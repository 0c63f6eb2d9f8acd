"""What a block came to on its pages, kept for documents in which it stands again: same block, same place, same result.

Partners of one master share most of their blocks (galley.shared makes them one object). Where a block is placed depends on
itself, on what follows it as far as it is kept together with that, and on the state of the page and of the structure tree;
if all of these are as they were, what was placed then is placed again. Anything else is set plainly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from pipeline.diagnostics.light_dataclass import dataclass
from pipeline.galley import Block, Grid
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

    `parted`: the identities of those of which it was then decided that a page ends within them.
    """

    blocks: tuple[Block, ...]
    to_end: bool
    parted: tuple[int, ...]


class Onto(NamedTuple):
    """A document under construction; `sisters` are, by the identity of a table, those with the same columns."""

    sheets: Sheets
    elements: Elements
    sisters: Mapping[int, tuple[Grid, ...]]

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
        """Places a block as it was placed before; None if it never was, with the same `behind` it.

        What comes back are the identities of blocks within which a page will end.
        """
        came = self._kept.get(before)
        if came is None:
            return None
        ahead = came.seen.blocks[1:]
        if not _same(ahead, behind if came.seen.to_end else behind[: len(ahead)]):
            return None
        groups = to.groups(came.seen.blocks)
        if not all(_same(was, now) for was, now in zip(came.sisters, groups, strict=True)):
            return None
        sheets = to.sheets
        for n, body in enumerate(came.pages):
            if n:
                sheets.new_page()
            sheets.put_all(body)
        sheets.y_pt = came.y_pt
        sheets.bookmarks += came.bookmarks
        sheets.anchors.update(came.anchors)
        to.elements.resume(came.elements, came.open)
        return came.seen.parted

    def keep(self, before: Before, start: Start, seen: Seen, at: Onto) -> None:
        """Keeps what a block came to."""
        sheets, elements = at.sheets, at.elements
        bookmarks = tuple(sheets.bookmarks[start.bookmarks :])
        if bookmarks and len(sheets.pages) > start.pages:
            return  # the running heads of the pages that it ended depend on when it became a bookmark
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


def _same(kept: Sequence[Block], blocks: Sequence[Block]) -> bool:
    """Whether these are the very blocks."""
    return len(kept) == len(blocks) and all(one is other for one, other in zip(kept, blocks, strict=True))
