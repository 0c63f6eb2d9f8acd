"""Galley -> plain text: the words as printed, for reviewers, git and golden tests."""

from __future__ import annotations

import hashlib

from pipeline.galley import Galley
from pipeline.galley.footnotes import by_anchor, called
from pipeline.galley.printed import block_lines


def write(galley: Galley) -> bytes:
    """UTF-8 with LF. A paragraph a line, an empty line between blocks.

    A note at the foot of a page stands behind the block with its mark. A row of a table is a line, its cells parted by tabs; a drawing prints its words line by line.
    """
    notes = by_anchor(galley)
    every = [each for part in galley.parts for block in part.blocks for each in (block, *called(block, notes))]
    blocks = [[label + words for _, label, words in block_lines(block)] for block in every]
    return ("\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n").encode("utf-8")


def printed_sha256(galley: Galley) -> str:
    """The hash of all words of a paper, as its plain text has them."""
    return hashlib.sha256(write(galley)).hexdigest()
