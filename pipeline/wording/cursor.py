"""A flat list of marks, taken from the front: what the readers of all kinds of documents share."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Origin
from pipeline.tree.nodes import Inlines, text_of
from pipeline.wording.ledger import WordingError
from pipeline.wording.marks import Mark


class Cursor:
    """Where reading stands. A mark that is missing or has other fields is a fault of the template."""

    def __init__(self, marks: tuple[Mark, ...], at: int = 0) -> None:
        self.marks = marks
        self.at = at

    @property
    def done(self) -> bool:
        """Whether all marks are taken."""
        return self.at >= len(self.marks)

    @property
    def name(self) -> str:
        """The name of the mark at the front."""
        return "" if self.done else self.marks[self.at].name

    @property
    def first(self) -> str:
        """The words of the first field of the mark at the front."""
        fields = () if self.done else self.marks[self.at].fields
        return text_of(fields[0]) if fields else ""

    def each(self, name: str) -> Iterator[int]:
        """1, 2, 3 … while marks of this name stand at the front; whoever iterates takes them."""
        n = 0
        while self.name == name:
            n += 1
            yield n

    def take(self, name: str) -> Mark:
        """The mark at the front, which must have this name."""
        if self.name != name:
            raise WordingError(f"@{name} expected")
        self.at += 1
        return self.marks[self.at - 1]

    def one(self, name: str) -> Inlines:
        """The only field of the mark at the front."""
        fields = self.take(name).fields
        if len(fields) != 1:
            raise WordingError(f"@{name} takes one field")
        return fields[0]


def key_of(given: Inlines, otherwise: str) -> str:
    """The key that the clerk gave, or what stands for one."""
    return text_of(given) or otherwise


def origin_of(inlines: Inlines) -> Origin | None:
    """Where the first words that somebody wrote stand."""
    return next((i.origin for i in inlines if i.origin is not None), None)
