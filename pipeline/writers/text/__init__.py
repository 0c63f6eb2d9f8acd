"""Galley -> plain text: the words as printed, for reviewers, git and golden tests."""

from __future__ import annotations

import hashlib

from pipeline.galley import Block, Galley
from pipeline.galley.footnotes import by_anchor, called
from pipeline.galley.printed import block_lines
from pipeline.typeset.lines.memo import Recent

# Of each of two generations: what the partners of one master say, and some that one alone says.
MOST_BLOCKS = 1000


class KnownLines:
    """The words of blocks by their identity, for documents in which the very same stand again."""

    def __init__(self) -> None:
        self._kept: Recent[int, tuple[Block, str]] = Recent(MOST_BLOCKS)

    def words(self, block: Block) -> str:
        """All lines of a block; "" if it prints none."""
        known = self._kept.get(id(block))
        if known is None:
            known = self._kept.keep(id(block), (block, _words(block)))
        return known[1]


def _words(block: Block) -> str:
    # A line without words is a line; a block without lines is nothing.
    return "".join([label + words + "\n" for _, label, words in block_lines(block)])


def write(galley: Galley, known: KnownLines | None = None) -> bytes:
    """UTF-8 with LF. A paragraph a line, an empty line between blocks.

    A note at the foot of a page stands behind the block with its mark. A row of a table is a line, its cells parted by tabs; a drawing prints its words line by line.
    """
    notes = by_anchor(galley)
    every = [each for part in galley.parts for block in part.blocks for each in (block, *called(block, notes))]
    words = _words if known is None else known.words
    return ("\n".join(filter(None, map(words, every))) or "\n").encode("utf-8")


def printed_sha256(galley: Galley) -> str:
    """The hash of all words of a paper, as its plain text has them."""
    return hashlib.sha256(write(galley)).hexdigest()
