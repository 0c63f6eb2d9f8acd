"""Bound tree -> galley: every label, bracket, space and width is decided here, once for all formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from pipeline.galley.blocks import Block, Galley, PageBreak, Para, Part, plain
from pipeline.galley.clauses import Clauses
from pipeline.galley.prose import Prose
from pipeline.galley.words import Words
from pipeline.notation.house_style import House
from pipeline.tree import nodes
from pipeline.tree.refer import BoundDocument


@dataclass(frozen=True, slots=True)
class Particulars:
    """What describes the file and is not part of its words."""

    title: str
    subject: str
    author: str
    day: date | None
    sources_sha256: str


def compose(bound: BoundDocument, house: House, particulars: Particulars) -> Galley:
    """The galley of a document in a house style."""
    document = bound.document
    composer = _Composer(Words(house, bound.positions), document, bound.cited_headings)
    parts = []
    if document.cover is not None:
        parts.append(Part("表紙", composer.clauses.cover(document.cover)))
    schedules = [block for block in document.body if isinstance(block, nodes.Schedule)]
    main = tuple(b for block in document.body if not isinstance(block, nodes.Schedule) for b in composer.block(block))
    parts += _sheets(main)
    if schedules:
        parts.append(Part("別表", tuple(b for schedule in schedules for b in composer.clauses.schedule(schedule))))
    fields = [("題名", particulars.title)]
    if document.cover is not None:
        fields.append(("締結日", plain(composer.words.runs(document.cover.date))))
    return Galley(
        title=particulars.title,
        subject=particulars.subject,
        author=particulars.author,
        day=particulars.day,
        parts=tuple(parts),
        fields=tuple(fields),
        sources_sha256=particulars.sources_sha256,
    )


def _sheets(blocks: tuple[Block, ...]) -> Iterator[Part]:
    """The body, parted where its sheets turn."""
    landscape, begin = False, 0
    for at, block in enumerate(blocks):
        if isinstance(block, PageBreak) and block.landscape != landscape:
            if at > begin:
                yield Part("本文", blocks[begin:at], landscape)
            landscape, begin = block.landscape, at + 1
    yield Part("本文", blocks[begin:], landscape)


class _Composer:
    """Hands each node of one document to the room that sets it."""

    def __init__(self, words: Words, document: nodes.Document, cited: frozenset[nodes.Path]) -> None:
        self.words = words
        self.clauses = Clauses(words)
        self.prose = Prose(words, document.body, cited)
        # A cover bears the highest heading; without one the title is.
        self.title_level = 1 if document.cover is None else 2

    def block(self, block: nodes.Block) -> tuple[Block, ...]:
        """What a block of the body prints."""
        match block:
            case nodes.Title(text=text):
                title = self.words.runs(text)
                return (Para("題名", title, heading=self.title_level, outline=plain(title)),)
            case nodes.Preamble(text=text):
                return (Para("前文", self.words.runs(text)),)
            case nodes.Article():
                return self.clauses.article(block)
            case nodes.Closing(text=text):
                return (Para("末文", self.words.runs(text)),)
            case nodes.Signature():
                return self.clauses.signature(block)
            case nodes.Schedule():
                return self.clauses.schedule(block)
            case (
                nodes.Heading()
                | nodes.Passage()
                | nodes.Bullet()
                | nodes.CellTable()
                | nodes.Figure()
                | nodes.Chart()
                | nodes.PageBreak()
                | nodes.Contents()
            ):
                return self.prose.block(block)
            case _:
                assert_never(block)
