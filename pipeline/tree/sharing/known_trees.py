"""Blocks of the documents of one master -> the same blocks with the numbers and references that they were given before.

Only what was made without a word is known: whoever meets it again has nothing to say either.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.late.dataclass import dataclass
from pipeline.notation.numbers.subitem import Subitems
from pipeline.tree.address import AddressBook, address_book
from pipeline.tree.nodes import Block, Inlines, Path, Schedule
from pipeline.tree.position import Position
from pipeline.tree.sharing.generations import Generations

Way = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class NumberedBlock:
    """A block with numbers, the block of which it was made, what numbered it (`way`), and the places that it took."""

    of: Block
    way: Way
    block: Block
    places: Mapping[Path, Position]


@dataclass(frozen=True, slots=True)
class BoundBlock:
    """A block whose words are bound, the block of which it was made, and its stretches of words in reading order."""

    of: Block
    block: Block
    stretches: tuple[Inlines, ...]
    words: tuple[str, ...]


class KnownTrees:
    """What the blocks of one master came to, by the identity of the block before: numbered, bound, and 別表 with their 条."""

    def __init__(self) -> None:
        self.numbered: Generations[int, NumberedBlock] = Generations()
        self.bound: Generations[int, BoundBlock] = Generations()
        self.related: Generations[int, tuple[Schedule, Schedule]] = Generations()
        self.book = address_book({})

    def turn(self) -> None:
        """A new generation begins."""
        self.numbered.turn()
        self.bound.turn()
        self.related.turn()

    def book_of(self, positions: Mapping[Path, Position], series: Subitems) -> AddressBook:
        """The addresses of a document. If they are others than those before, no block is bound as it was."""
        before = self.book
        if before.series != series or list(before.positions.items()) != list(positions.items()):
            self.book = address_book(positions, series)
            self.bound.forget()
            self.related.forget()
        return self.book
