"""本書2通を作成し: the number of copies, typed where the number of parties should be computed."""

from __future__ import annotations

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers import number

TYPED_COPIES = regex(r"([0-9０-９]+|[一二三四五六七八九十]+)通を?作成")


@dataclass(frozen=True, slots=True)
class Copies:
    """Where a text says how many copies are made, in which words, and how many that is."""

    start: int
    end: int
    words: str
    count: int


def typed_copies(text: str) -> Copies | None:
    """What a text says of copies in its own figures; None if it says nothing, or lets the number be computed."""
    found = TYPED_COPIES.search(text)
    return Copies(found.start(), found.end(), found[0], int(number.parse(found[1]).value)) if found else None
