"""A paper that strikes several 条 in one line -> the same with a line for each, as our papers print them: 第4条から第6条まで　削除."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from pipeline.importing.paper import Line, Paper
from pipeline.importing.structure import marks
from pipeline.labels.amendment_style import Number
from pipeline.labels.marks import DELETED
from pipeline.late.regex import regex
from pipeline.notation.numbers.enumeration import AIUEO
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, in_kanji
from pipeline.notation.text.width_policy import apply

_TOKEN = rf"(?:{marks.N}|[ァ-ヶ])"
_BRANCHES = f"(?:の{marks.N})*"
# (2), 3, 第3条の2, 別表第2, 様式第3号, 第3号様式.
_LABEL = (
    rf"(?:\((?:{_TOKEN})\)(?:{_BRANCHES})|第(?:{marks.N})条(?:{_BRANCHES})|別表第?(?:{marks.N})(?:{_BRANCHES})"
    rf"|(?:別記)?様式第?(?:{marks.N})号?(?:{_BRANCHES})|(?:別記)?第(?:{marks.N})号様式(?:{_BRANCHES})|(?:{_TOKEN})(?:{_BRANCHES}))"
)
_SEVERAL = regex(rf"(?P<first>{_LABEL})(?:及び|から)(?P<last>{_LABEL})(?:まで)?(?P<gap> +)(?:削除|略)")
# More than these are no list of labels.
_MOST = 40
_LAST_NUMBER = regex(rf"{_TOKEN}(?=[^0-9{KANJI_NUMERALS}ァ-ヶ]*$)")


class Apart(NamedTuple):
    """The paper with a line for each 条, the lines that stood for several, and the 条 that these struck.

    `others` are those of these lines that struck 号, 項, 別表 or 枝番.
    """

    paper: Paper
    lines: tuple[str, ...]
    numbers: frozenset[Number]
    others: tuple[str, ...] = ()


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


def each_apart(paper: Paper) -> tuple[Paper, tuple[Line, ...]]:
    """The paper with a line for each 号, 項, 別表, 様式 and 枝番 that one line strikes or leaves out together, and those lines.

    (2)及び(3)　削除, 3から5まで　削除, 別表第2及び別表第3　削除: a source has no other words for them. Lines of 条 whose numbers
    have no 枝番 are read as they stand.
    """
    made: list[Line] = []
    told: list[Line] = []
    for line in paper.lines:
        several = _labels_of(line.bare) if not line.cells else ()
        made += [replace(line, text=text) for text in several] or [line]
        told += [line] if several else []
    return replace(paper, lines=tuple(made)), tuple(told)


def _labels_of(text: str) -> tuple[str, ...]:
    """The lines that stand for one; () where it is no such line."""
    folded = marks.fold(text)
    found = _SEVERAL.fullmatch(folded)
    head = marks.article(text) if found is not None else None
    if found is None or (head is not None and head.through):
        return ()
    first, last = (_LAST_NUMBER.search(found[each]) for each in ("first", "last"))
    if first is None or last is None:
        return ()
    around = [(m.string[: m.start()], m.string[m.end() :]) for m in (first, last)]
    start, end = (_place(m[0]) for m in (first, last))
    if around[0] != around[1] or start is None or end is None or not 0 < end - start < _MOST:
        return ()
    before, behind = text[: first.start()], text[first.end() : len(found["first"])]
    token = text[first.start() : first.end()]
    return tuple(f"{before}{_counted(token, n)}{behind}{text[found.start('gap') :]}" for n in range(start, end + 1))


def _place(token: str) -> int | None:
    """Which in its row a number or a kana is; None for none."""
    return AIUEO.index(token) + 1 if token in AIUEO else marks.value(token)


def _counted(token: str, number: int) -> str:
    return AIUEO[number - 1] if token in AIUEO else _like(token, number)


def _like(token: str, number: int) -> str:
    """A number in the digits of another."""
    if token[0] in KANJI_NUMERALS:
        return in_kanji(number)
    return str(number) if token.isascii() else apply(str(number), "full")
