"""Headings of a galley -> their levels in the outline: the bookmarks and tags of a PDF and the navigation of Word are one."""

from __future__ import annotations

from pipeline.galley.blocks import Block, Para
from pipeline.galley.styles import PICTURE_SOURCE_STYLE, PICTURE_STYLE, PROSE_HEADING_STYLES

# Tags of PDF know six (ISO 32000-1, 14.8.4.3).
DEEPEST = 6


def stands_alone(block: Block, following: Block | None) -> bool:
    """Whether nothing stands under a heading: an item of a budget whose amount says all. It leads to no line behind it."""
    if not (isinstance(block, Para) and isinstance(following, Para)):
        return False
    if block.heading is None or following.heading is None or following.heading > block.heading:
        return False
    return block.style in PROSE_HEADING_STYLES and following.style in PROSE_HEADING_STYLES


def leads_nowhere(block: Block, following: Block | None) -> bool:
    """Whether a line whose style leads to what follows does not: nothing stands under it, or it ends a picture."""
    if isinstance(block, Para) and block.style == PICTURE_STYLE:
        return not (isinstance(following, Para) and following.style == PICTURE_SOURCE_STYLE)
    return stands_alone(block, following)


class Outline:
    """Asked for one paragraph after another, in reading order."""

    def __init__(self) -> None:
        # Levels of the headings that the last one stands below, and its own.
        self.open: list[int] = []

    def level(self, para: Para) -> int | None:
        """1 for the highest; None for what is no heading: body text, a heading printed once more, a quotation.

        Headings of one level below the same heading are of one level here, too.
        """
        if para.heading is None:
            return None
        # A level must not be skipped (ISO 14289-1, 7.4.2).
        while self.open and self.open[-1] >= para.heading:
            self.open.pop()
        self.open.append(para.heading)
        return min(len(self.open), DEEPEST)
