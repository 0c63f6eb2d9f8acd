"""Entries of 目次 -> their styles: words of one level begin below one another, no further behind their labels than these need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.galley import Block, Para
from pipeline.galley.styles import CONTENTS_STYLES
from pipeline.typeset.lines.paragraph import Setter
from pipeline.typeset.styling.design import TextStyle

# Room of a number of one or two digits, as before the words of a heading (house).
LEAST_EM = 2


def has_entries(blocks: Sequence[Block]) -> bool:
    """Whether 目次 is among these blocks."""
    return any(isinstance(block, Para) and block.style in CONTENTS_STYLES for block in blocks)


def entry_styles(blocks: Sequence[Block], texts: Mapping[str, TextStyle], setter: Setter) -> Mapping[str, TextStyle]:
    """The styles of the entries among these blocks whose labels are all shorter than the room that their style gives them."""
    widest: dict[str, float] = {}
    for block in blocks:
        if isinstance(block, Para) and block.style in CONTENTS_STYLES and block.label:
            _, width = setter.label(block.label, texts[block.style])
            widest[block.style] = max(widest.get(block.style, 0.0), width)
    least = {name: max(width, LEAST_EM * texts[name].size_pt) for name, width in widest.items()}
    return {name: replace(texts[name], label_pt=pt) for name, pt in least.items() if pt < texts[name].label_pt}
