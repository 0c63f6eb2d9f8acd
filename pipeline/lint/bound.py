"""Bound document -> sheet: every stretch of words as it is printed, with the way back to the source."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.diagnostics import Span
from pipeline.late.dataclass import dataclass
from pipeline.lint.mask import masked
from pipeline.lint.passage import MASK, Group, Passage, Sheet
from pipeline.notation.house_style import House
from pipeline.tree.inlines import span_in
from pipeline.tree.nodes import Article, Inlines, Name, Reference, Text, text_of
from pipeline.tree.refer import BoundDocument
from pipeline.tree.walk import Spot, rewrite


def sheet(name: str, bound: BoundDocument, house: House, group: Group, settled: Collection[str] = ()) -> Sheet:
    """The document as a sheet; passages whose words are `settled` (signed already) are left out."""
    made: list[Passage] = []

    def keep(inlines: Inlines, spot: Spot) -> Inlines:
        text = _printed(inlines, house)
        if text and text not in settled:
            made.append(Passage(text, _masked(inlines, text, house), spot.role, spot.path, _Way(inlines).span))
        return inlines

    rewrite(bound.document, keep)
    articles = any(isinstance(block, Article) for block in bound.document.body)
    return Sheet(name, group, tuple(made), articles, bound=True)


@dataclass(frozen=True, slots=True)
class _Way:
    """The way back from printed characters: printing changes widths, never lengths."""

    inlines: Inlines

    def span(self, start: int, end: int) -> Span | None:
        return span_in(self.inlines, start, end)


def _printed(inlines: Inlines, house: House) -> str:
    made = [house.text(i.text) if isinstance(i, Text) else text_of((i,)) for i in inlines]
    whole = "".join(made)
    # Where a house joins or parts characters, places would be off: judge the words as written.
    return whole if len(whole) == len(text_of(inlines)) else text_of(inlines)


def _masked(inlines: Inlines, text: str, house: House) -> str:
    pieces: list[str] = []
    at, whole = 0, masked(text)
    for inline in inlines:
        length = len(text_of((inline,)))
        piece = whole[at : at + length]
        pieces.append(MASK * length if isinstance(inline, (Name, Reference)) else piece)
        at += length
    del house
    return "".join(pieces)
