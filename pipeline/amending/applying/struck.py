"""第6条から第8条まで　削除: one line that stands for several 条."""

from __future__ import annotations

from pipeline.amending.applying.working_tree import Node
from pipeline.labels.amendment_style import Number
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS
from pipeline.provision.read import number_of
from pipeline.provision.unit import Unit

_N = f"(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)"
_BEHIND = regex(rf"(及び|から|[、，])第({_N})条((?:の{_N})*)(?:まで)?")


def last(node: Node | Unit) -> Number | None:
    """The last 条 for which a line of 削除 stands; None for a 条 that stands for itself alone."""
    m = _BEHIND.fullmatch(node.text) if node.level == "条" else None
    return number_of(m[2], m[3]) if m is not None else None


def numbers(node: Node | Unit) -> list[Number]:
    """All 条 for which a node stands."""
    end = last(node)
    if end is None:
        return [node.number]
    whole = len(node.number) == 1 == len(end) and "から" in node.text
    return [(n,) for n in range(node.number[0], end[0] + 1)] if whole else [node.number, end]
