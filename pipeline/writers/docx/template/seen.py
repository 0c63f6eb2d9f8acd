"""Blocks and parts that one template was filled with -> what was found out of them, for documents in which they stand again."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from pipeline.late.dataclass import dataclass
from pipeline.typeset.lines.memo import Recent
from pipeline.writers.docx.parts.pack import own_entry

if TYPE_CHECKING:
    from pipeline.galley import Block, Para
    from pipeline.writers.docx.parts.pack import Entry

# Of each of two generations: what the partners of one master say, and some that one alone says.
_MOST_BLOCKS, _MOST_PARTS = 1000, 16
# A paragraph stands below and above few others; a part that is longer is the body, which no two documents share.
_MOST_WAYS, _LONGEST = 4, 10_000


@dataclass(frozen=True, slots=True)
class Seen:
    """A block that a document held: `sound` if nothing has to be said of it, `anchored` are its paragraphs that may be cited.

    `cites` are the places that it names; `counted`: it bears a number that counts what stands before it.
    `xml` is what a paragraph came to, by all that decides it besides the paragraph.
    """

    block: Block
    sound: bool
    anchored: tuple[Para, ...]
    cites: tuple[str, ...]
    counted: bool
    xml: dict[tuple[object, ...], str] = field(default_factory=dict)

    def keep(self, way: tuple[object, ...], xml: str) -> str:
        """Keeps what a paragraph came to, and gives it back."""
        if len(self.xml) >= _MOST_WAYS:
            self.xml.clear()
        self.xml[way] = xml
        return xml


def no_blocks_seen() -> Recent[int, Seen]:
    """For what will be known, by the identity of a block."""
    return Recent(_MOST_BLOCKS)


class SeenParts:
    """Parts of documents, packed: most headers and what is told of the file are alike in all documents of a batch."""

    def __init__(self) -> None:
        self._kept: Recent[tuple[str, str], Entry] = Recent(_MOST_PARTS)

    def entry(self, part: str, xml: str) -> Entry:
        """The part, packed."""
        if len(xml) > _LONGEST:
            return own_entry(part, xml.encode())
        return self._kept.get((part, xml)) or self._kept.keep((part, xml), own_entry(part, xml.encode()))
