"""Which paragraphs stand on the page of what follows them, beside those whose style says so."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.galley import Block, PageBreak, Para
from pipeline.typeset.styling.design import Design

_REMARK = "備考"


def leads(blocks: Sequence[Block], k: int, design: Design) -> bool:
    """Whether a paragraph is an item that has items of its own, or the word above numbered remarks: they begin on its page."""
    if k + 1 == len(blocks):
        return False
    item, below = blocks[k], blocks[k + 1]
    if not isinstance(item, Para) or not isinstance(below, Para):
        return False
    if item.style == below.style == _REMARK and below.label and not item.label:
        return True
    return 0 < design.texts[item.style].items < design.texts[below.style].items


def are_remarks(blocks: Sequence[Block], k: int) -> bool:
    """Whether paragraph k and the one behind it are remarks below a table (備考)."""
    return all(isinstance(block, Para) and block.style == _REMARK for block in blocks[k : k + 2]) and k + 1 < len(
        blocks
    )


def ends_at(blocks: Sequence[Block], k: int) -> bool:
    """Whether block k is the last of its pages."""
    return k + 1 == len(blocks) or isinstance(blocks[k + 1], PageBreak)
