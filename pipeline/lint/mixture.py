"""Places in a paper that do one thing in several ways -> the usual way, and the places that stray from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from pipeline.lint.passage import Passage, Sheet

Found = tuple[Passage, "re.Match[str]"]


def places(pattern: re.Pattern[str], sheet: Sheet) -> Iterator[Found]:
    """Where the pattern stands in a paper, what a reader does not see left out, in reading order."""
    for passage in sheet.passages:
        for match in pattern.finditer(passage.masked):
            yield passage, match


def strays(found: Iterable[Found], way: Callable[[re.Match[str]], str]) -> Iterator[tuple[Passage, re.Match[str], str]]:
    """The places whose way is not the usual one, each with the usual one; of two as usual, the first counts.

    A paper that keeps to one way has none.
    """
    of = [(passage, match, way(match)) for passage, match in found]
    counts = Counter(kind for _, _, kind in of)
    if len(counts) < 2:
        return
    usual = counts.most_common(1)[0][0]
    for passage, match, kind in of:
        if kind != usual:
            yield passage, match, usual
