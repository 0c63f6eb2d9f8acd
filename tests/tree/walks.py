"""Every word of a tree, for tests that look at all of them."""

from __future__ import annotations

from pipeline.tree.nodes import Document, Inlines
from pipeline.tree.walk import Spot, rewrite


def stretches(document: Document) -> list[tuple[Inlines, Spot]]:
    """Every stretch of words of the body, in reading order."""
    seen: list[tuple[Inlines, Spot]] = []

    def note(inlines: Inlines, spot: Spot) -> Inlines:
        seen.append((inlines, spot))
        return inlines

    rewrite(document, note)
    return seen
