"""Signers that no page holds together -> where one of them ends, so that a page ends there and not within one.

Paragraphs that ask to stand with the next one are parted anywhere by Word and LibreOffice as soon as no page holds all of
them, and those of a 記名欄 all ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.galley import Block, Para
from pipeline.galley.styles import SIGNATURE_STYLES
from pipeline.writers.docx.template.stylesheet import StyleSheet

# The first line of a signer has the style 記名, where it does not stand as it came.
_FIRST = "記名"
# Lines of the sentence above (末文), which asks to stand with them.
_ABOVE = 3


def ends(blocks: Sequence[Block], styles: StyleSheet, page_lines: float, pitch: float) -> frozenset[int]:
    """The identities of the paragraphs behind which a page may end; `pitch` is the distance of lines in twips."""
    found: list[int] = []
    for group in _groups(blocks):
        spaces = sum(sum(styles.spaces.get(para.style, (0, 0))) for para in group)
        if len(group) + _ABOVE + spaces / pitch > page_lines:
            found += [
                id(above) for above, below in pairwise(group) if below.style == _FIRST and above.style != "締結日"
            ]
    return frozenset(found)


def _groups(blocks: Sequence[Block]) -> Iterator[list[Para]]:
    group: list[Para] = []
    for block in blocks:
        if isinstance(block, Para) and block.style in SIGNATURE_STYLES:
            group.append(block)
        elif group:
            yield group
            group = []
    if group:
        yield group
