"""Galleys of one batch -> the same galleys, of which every block that says the same is the very same object.

Partners of one master differ in a handful of blocks. Whoever writes the others can keep what they came to by their identity,
without comparing their words again. What came from the same nodes of the tree is not even set again (`KnownBlocks`); other
blocks are compared (`SharedBlocks`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.galley.blocks import Block, Galley, PageBreak, Part
from pipeline.galley.clauses import Form
from pipeline.notation.house_style import House
from pipeline.tree import nodes
from pipeline.tree.position import Position
from pipeline.tree.sharing.generations import Generations

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
        # The identities of the blocks of each: what came as the very same block need not be compared.
        self._young_ids: set[int] = set()
        self._old_ids: set[int] = set()
        # By the identity of a block that came before: it, and the known one that says the same.
        self._same: dict[int, tuple[Block, Block]] = {}

    def known(self, galley: Galley) -> Galley:
        """The galley with known blocks in the place of equal ones."""
        used: set[int] = set()
        return replace(galley, parts=tuple([self._part(part, used) for part in galley.parts]))

    def keep(self, galley: Galley) -> None:
        """Nothing had to be said of this galley: its blocks are known from now on."""
        for part in galley.parts:
            for block in part.blocks:
                if isinstance(block, PageBreak) or id(block) in self._young_ids:
                    continue
                if len(self._young) >= MOST_BLOCKS:
                    self._old, self._young = self._young, {}
                    self._old_ids, self._young_ids = self._young_ids, set()
                    self._same.clear()
                if self._young.setdefault(block, block) is block:
                    self._young_ids.add(id(block))

    def _known(self, block: Block) -> Block:
        if id(block) in self._young_ids or id(block) in self._old_ids:
            return block
        same = self._same.get(id(block))
        if same is not None:
            return same[1]
        found = self._young.get(block) or self._old.get(block)
        if found is None:
            return block
        if len(self._same) >= MOST_BLOCKS:
            self._same.clear()
        self._same[id(block)] = block, found
        return found

    def _part(self, part: Part, used: set[int]) -> Part:
        blocks = []
        for block in part.blocks:
            known = self._known(block)
            # Two that say the same stay two: what is known of one of them by its identity is not said of the other.
            blocks.append(block if id(known) in used else known)
            used.add(id(known))
        return replace(part, blocks=tuple(blocks))


class KnownBlocks:
    """What the nodes of one master print, by their identity.

    Whoever hears that something was said of a galley forgets all: a block of which nothing is said is never one of which
    something was.
    """

    def __init__(self) -> None:
        self._printed: Generations[int, tuple[nodes.Block, tuple[Block, ...]]] = Generations()
        self._form, self._house = Form(), House()
        self._positions: Mapping[nodes.Path, Position] = {}

    def turn(self) -> None:
        """A new generation begins."""
        self._printed.turn()

    def begin(self, form: Form, house: House, positions: Mapping[nodes.Path, Position]) -> None:
        """Another document is set: if it is made up otherwise than the one before, no block prints what it printed."""
        if self._positions is not positions or self._form != form or self._house != house:
            self.forget()
            self._form, self._house, self._positions = form, house, positions

    def get(self, block: nodes.Block) -> tuple[Block, ...] | None:
        """What a block printed; None if it was not seen."""
        known = self._printed.get(id(block))
        return None if known is None else known[1]

    def keep(self, block: nodes.Block, printed: tuple[Block, ...]) -> None:
        """Keeps what a block prints in every document."""
        self._printed.keep(id(block), (block, printed))

    def forget(self) -> None:
        """Something was said of what these blocks printed, or they print something else now."""
        self._printed.forget()
