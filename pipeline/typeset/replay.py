"""What a block came to on its pages, kept for documents in which it stands again: same block, same place, same result.

Partners of one master share most of their blocks (galley.shared makes them one object). Where a block is placed depends on
itself, on what follows it as far as it is kept together with that, and on the state of the page and of the structure tree;
if all of these are as they were, what was placed then is placed again. Anything else is set plainly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.diagnostics.light_dataclass import dataclass
from pipeline.galley import Block, Grid
from pipeline.typeset.elements import Elements, Open
from pipeline.typeset.layout import Bookmark, Element, Place
from pipeline.typeset.lines.memo import Recent
from pipeline.typeset.page_builder import Body, Sheets

# Blocks that are kept, and how many texts of one: a table of a thousand rows is not.
KEPT_BLOCKS, MOST_TEXTS = 400, 300


class Before(NamedTuple):
    """All that decides where a block goes, but for what follows it.

    `block` and `sheet`: their identities (the memory keeps the one, the design the other). `pages` and `elements`: how many
    there are.
    """

    block: int
    y_pt: float
    fresh: bool
    pages: int
    elements: int
    open: Open
    sheet: int


class Start(NamedTuple):
    """How much there was where a block began."""

    pages: int
    body: tuple[int, int, int, int]
    elements: int
    bookmarks: int
    anchors: int


class Seen(NamedTuple):
    """A block and those behind it that were looked at; `to_end`: nothing follows them."""

    blocks: tuple[Block, ...]
    to_end: bool


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
    """What the blocks of many documents of one design came to."""

    def __init__(self) -> None:
        self._kept: Recent[Before, _Came] = Recent(KEPT_BLOCKS)

    def again(self, before: Before, behind: Sequence[Block], to: Onto) -> bool:
        """Places a block as it was placed before; False if it never was, with the same `behind` it."""
        came = self._kept.get(before)
        if came is None:
            return False
        ahead = came.seen.blocks[1:]
        if not _same(ahead, behind if came.seen.to_end else behind[: len(ahead)]):
            return False
        groups = to.groups(came.seen.blocks)
        if not all(_same(was, now) for was, now in zip(came.sisters, groups, strict=True)):
            return False
        sheets = to.sheets
        for n, body in enumerate(came.pages):
            if n:
                sheets.new_page()
            sheets.put_all(body)
        sheets.y_pt = came.y_pt
        sheets.bookmarks += came.bookmarks
        sheets.anchors.update(came.anchors)
        to.elements.resume(came.elements, came.open)
        return True

    def keep(self, before: Before, start: Start, seen: Seen, at: Onto) -> None:
        """Keeps what a block came to."""
        sheets, elements = at.sheets, at.elements
        bookmarks = tuple(sheets.bookmarks[start.bookmarks :])
        if bookmarks and len(sheets.pages) > start.pages:
            return  # the running heads of the pages that it ended depend on when it became a bookmark
        pages = tuple(sheets.bodies(start.pages, start.body))
        if sum([len(body[0]) for body in pages]) > MOST_TEXTS:
            return
        made, anchors = tuple(elements.made[start.elements :]), tuple(list(sheets.anchors.items())[start.anchors :])
        groups = at.groups(seen.blocks)
        came = _Came(seen, groups, pages, sheets.y_pt, made, elements.open, bookmarks, anchors)
        self._kept.keep(before, came)


def _same(kept: Sequence[Block], blocks: Sequence[Block]) -> bool:
    """Whether these are the very blocks."""
    return len(kept) == len(blocks) and all(one is other for one, other in zip(kept, blocks, strict=True))
