"""A paper that strikes several 条 in one line -> the same with a line for each, as our papers print them: 第4条から第6条まで　削除."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from pipeline.importing.paper import Line, Paper
from pipeline.importing.structure import marks
from pipeline.labels.amendment_style import Number
from pipeline.labels.marks import DELETED
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, in_kanji
from pipeline.notation.text.width_policy import apply


class Apart(NamedTuple):
    """The paper with a line for each 条, the lines that stood for several, and the 条 that these struck."""

    paper: Paper
    lines: tuple[str, ...]
    numbers: frozenset[Number]


def struck_apart(paper: Paper) -> Apart:
    """Between two 枝番 others may lie, so a line of them stays one."""
    made: list[Line] = []
    told: list[str] = []
    numbers: set[Number] = set()
    for line in paper.lines:
        head = marks.article(line.bare) if not line.cells else None
        if head is None or not head.through:
            made.append(line)
            continue
        told.append(line.bare)
        at = line.bare.index("条")
        opening, token, closing = line.bare[0], line.bare[1:at], line.bare[at]
        label = line.bare.removesuffix(DELETED)
        gap = label[len(label.rstrip("\u3000 ")) :]
        several = range(head.number[0], head.through[0] + 1)
        made += [replace(line, text=f"{opening}{_like(token, n)}{closing}{gap}{DELETED}") for n in several]
        numbers |= {(n,) for n in several}
    return Apart(replace(paper, lines=tuple(made)), tuple(told), frozenset(numbers))


def _like(token: str, number: int) -> str:
    """A number in the digits of another."""
    if token[0] in KANJI_NUMERALS:
        return in_kanji(number)
    return str(number) if token.isascii() else apply(str(number), "full")
