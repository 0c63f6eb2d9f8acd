"""Free lines before and after -> those that say the same beside one another, whatever numbers they bear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS

_NUMBER = regex(f"第(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)(?=[編章節款目条])(?:.の[0-9０-９{KANJI_NUMERALS}]+)*")


def side_by_side(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each line with the one beside it, "" where there is none: a 章 that came in moves the numbers of those behind it."""
    a, b = ([_NUMBER.sub("第", line) for line in side] for side in (old, new))
    for _, a0, a1, b0, b1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        yield from zip_longest(old[a0:a1], new[b0:b1], fillvalue="")
