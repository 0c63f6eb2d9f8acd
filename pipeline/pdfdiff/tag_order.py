"""Lines of the pages of a tagged PDF -> the lines in the order of its tags, cells whole, without what is no part of the document."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from pipeline.pdfdiff.furniture import is_furniture, stand_level, without_leaders
from pipeline.pdfdiff.page import PrintedLine, PrintedPage, Tag

# So much of the words may stand outside the tags of a file that goes by them: they follow what they stand behind.
_MOST_UNTAGGED = 0.1
# Characters of one line overlap by so much of the width of the page at most.
_OVERLAP = 0.002
# What a page says behind a cell that began on the page before.
_CONTINUED = "（続き）"


class _Placed(NamedTuple):
    tag: Tag
    page: int
    line: PrintedLine


def without_readings(page: PrintedPage) -> PrintedPage:
    """The page without what its tags call readings of other words (ルビ)."""
    return replace(page, lines=tuple([line for line in page.lines if line.tag is None or not line.tag.over]))


def is_tagged(pages: Sequence[PrintedPage]) -> bool:
    """Whether the tags of a file say where its words stand."""
    lines = [line for page in pages for line in page.lines if not line.aside]
    untagged = sum(len(line.text) for line in lines if line.tag is None)
    return bool(lines) and untagged <= _MOST_UNTAGGED * sum(len(line.text) for line in lines)


def in_order(pages: Sequence[PrintedPage], heads: frozenset[str]) -> Iterator[tuple[int, PrintedLine]]:
    """The lines with their pages, notes behind all others.

    What stands aside is left out only if it is furniture, or says again what the document says; so is the head of a table
    that a page says again.
    """
    placed: list[_Placed] = []
    tag = Tag((), 0, head=False)
    for number, page in enumerate(pages):
        for line in page.lines:
            tag = line.tag or tag
            if line.tag is not None or not is_furniture(line, page, heads):
                placed.append(_Placed(tag, number, line))
    placed.sort(key=lambda held: (bool(held.tag.note), held.tag.place))
    level = [held for _, same in groupby(placed, key=lambda held: held[:2]) for held in _level(list(same))]
    words = "".join([held.line.text for held in level if not held.line.aside])
    said_once = _without_repeats(level)
    kept = [(held.page, held.line) for held in said_once if not (held.line.aside and _is_again(held.line.text, words))]
    return without_leaders(kept)


def _level(same: list[_Placed]) -> Iterator[_Placed]:
    """Stretches under one tag on one page, those of one line from left to right.

    LibreOffice 7.4 writes characters of a substitute font behind the others of their line.
    """
    at = 0
    while at < len(same):
        end = at + 1
        while end < len(same) and stand_level(same[at].line, same[end].line):
            end += 1
        lines = [held.line for held in same[at:end]]
        backwards = any(after.edges[0] < before.edges[-2] - _OVERLAP for before, after in pairwise(lines))
        yield from (same[at]._replace(line=line) for line in ((_sorted(lines),) if backwards else lines))
        at = end


def _sorted(lines: Sequence[PrintedLine]) -> PrintedLine:
    """One line of the characters of several, from left to right."""
    held = sorted(
        (line.edges[4 * n], n, char, line.edges[4 * n : 4 * n + 4])
        for line in lines
        for n, char in enumerate(line.text)
    )
    edges = array("f", [edge for *_, box in held for edge in box])
    return replace(lines[0], text="".join(char for _, _, char, _ in held), edges=edges, gaps=())


def _without_repeats(placed: Sequence[_Placed]) -> Iterator[_Placed]:
    """Chromium tags the head of a table again on every page that repeats it, below the same cell."""
    for _, cell in groupby(placed, key=lambda held: (held.tag.head, held.tag.place[:-1])):
        pages = [list(same) for _, same in groupby(cell, key=lambda held: held.page)]
        first = "".join(held.line.text for held in pages[0])
        for n, page in enumerate(pages):
            again = n > 0 and page[0].tag.head and first == "".join(held.line.text for held in page)
            yield from () if again else page


def _is_again(text: str, words: str) -> bool:
    return text.removesuffix(_CONTINUED) in words
