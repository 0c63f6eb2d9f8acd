"""The words of one 項 or 号 -> its 本文 and ただし書, or its 前段 and 後段, and what happens to each of them (R8)."""

from __future__ import annotations

from typing import Literal

from pipeline.late.dataclass import dataclass
from pipeline.notation.sentences import sentence_ends

PartName = Literal["本文", "ただし書", "前段", "後段"]


@dataclass(frozen=True, slots=True)
class Halves:
    """Words that fall into two parts, and what the parts are called."""

    first: str
    second: str
    names: tuple[PartName, PartName]


def halves(text: str) -> Halves | None:
    """The two parts of a text; None if it is one sentence, or more than two without a ただし書."""
    ends = sentence_ends(text)
    for end in ends[:-1]:
        if text.startswith(("ただし、", "ただし，"), end):
            return Halves(text[:end], text[end:], ("本文", "ただし書"))
    if len(ends) == 2:
        return Halves(text[: ends[0]], text[ends[0] :], ("前段", "後段"))
    return None


def is_one_sentence(text: str) -> bool:
    """Whether a text is a single sentence with its 「。」, so that a second one may be added to it."""
    return sentence_ends(text) == [len(text)] and text.endswith("。")
