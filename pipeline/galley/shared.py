"""Galleys of one batch -> the same galleys, of which every block that says the same is the very same object.

Partners of one master differ in a handful of blocks. Whoever writes the others can keep what they came to by their identity,
without comparing their words again.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.galley.blocks import Block, Galley, PageBreak, Part

# Of each of two generations: what the partners of one master say, and some that one alone says.
MOST_BLOCKS = 1000


class SharedBlocks:
    """The blocks of galleys of which nothing had to be said.

    Where the characters of a known block came from is what stood in another galley: so only those are known that were printed
    without a word, in which nobody will look for a place.
    """

    def __init__(self) -> None:
        self._young: dict[Block, Block] = {}
        self._old: dict[Block, Block] = {}

    def known(self, galley: Galley) -> Galley:
        """The galley with known blocks in the place of equal ones."""
        used: set[int] = set()
        return replace(galley, parts=tuple([self._part(part, used) for part in galley.parts]))

    def keep(self, galley: Galley) -> None:
        """Nothing had to be said of this galley: its blocks are known from now on."""
        for part in galley.parts:
            for block in part.blocks:
                if len(self._young) >= MOST_BLOCKS:
                    self._old, self._young = self._young, {}
                if not isinstance(block, PageBreak):
                    self._young.setdefault(block, block)

    def _part(self, part: Part, used: set[int]) -> Part:
        blocks = []
        for block in part.blocks:
            known = self._young.get(block) or self._old.get(block, block)
            # Two that say the same stay two: what is known of one of them by its identity is not said of the other.
            blocks.append(block if id(known) in used else known)
            used.add(id(known))
        return replace(part, blocks=tuple(blocks))
