"""Lines that are closed up into one text, as Japanese is: where that reads otherwise than the lines did."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.late.regex import regex

_LIST_MARK = regex(
    r"^(?:[・○●◯◎■□◆◇▪•※→]|-(?![0-9０-９])|[①-⑳]|[(（]?[0-9０-９]{1,2}(?:[)）]|[.．](?![0-9０-９]))"
    r"|(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2}|[(（]?[ア-ン][)）]?)[ 　])"
)
# A number or a Latin word at the end of a line, and at the head of one.
_LAST, _FIRST = regex(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+$"), regex(r"^[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+")


def is_entry(line: str) -> bool:
    """Whether a line begins as the entry of a list does."""
    return _LIST_MARK.match(line) is not None


def joints(lines: Sequence[str]) -> list[str]:
    """The last character of each line and the first of the next one; no line may be empty."""
    return [f"{above[-1]}{below[0]}" for above, below in pairwise(lines)]


def one_word(above: str, below: str) -> tuple[str, str] | None:
    """What becomes one number or one word where two lines meet: 10 and 20 (1020), Wi-Fi and Spot; None if nothing does."""
    last, first = _LAST.search(above), _FIRST.search(below)
    return None if last is None or first is None else (last[0], first[0])
