"""Two tables -> which column of the one is which of the other: by their names, where there are none by what they hold."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

from pipeline.comparing.node import Node

# What a pair of columns that share no word is worth: less than any word, and more than none.
_BY_PLACE = 0.001


def of_tables(old: Node, new: Node) -> dict[int, int]:
    """Columns that are the same: old place -> new place. Without names, those of as many stand for each other in order."""
    names = heads(old), heads(new)
    if any(names[0]) or any(names[1]) or len(names[0]) == len(names[1]):
        return paired(*names)
    return _paired_by_words(_words(old), _words(new))


def heads(table: Node) -> tuple[str, ...]:
    """The name of every column, of several head rows one below the other; the words of a cell stand for all it spans."""
    wide = max((_wide(row) for row in table.children), default=0)
    names: list[list[str]] = [[] for _ in range(wide)]
    for row in table.children:
        if row.kind != "欄名":
            continue
        for cell, after in zip(row.children, (*row.children[1:], None), strict=True):
            for n in range(cell.column, wide if after is None else after.column):
                if cell.words and cell.words not in names[n]:
                    names[n].append(cell.words)
    return tuple("・".join(held) for held in names)


def _wide(row: Node) -> int:
    if not row.children:
        return 0
    last = row.children[-1]
    return last.column + last.spans


def paired(old: tuple[str, ...], new: tuple[str, ...]) -> dict[int, int]:
    """Columns that are the same: old place -> new place."""
    made: dict[int, int] = {}
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal" or a1 - a0 == b1 - b0:
            made.update(zip(range(a0, a1), range(b0, b1), strict=True))
    left = [n for n in range(len(new)) if n not in made.values()]
    for n, name in enumerate(old):
        if n not in made and name and old.count(name) == 1 == new.count(name) and new.index(name) in left:
            made[n] = new.index(name)
    return made


def _words(table: Node) -> list[Counter[str]]:
    """What each column holds, cell by cell."""
    made = [Counter[str]() for _ in range(max((_wide(row) for row in table.children), default=0))]
    for cell in (c for row in table.children for c in row.children):
        if cell.words:
            made[cell.column][cell.words] += 1
    return made


def _paired_by_words(old: list[Counter[str]], new: list[Counter[str]]) -> dict[int, int]:
    """The pairs, all in order, whose columns share the most cells."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    worth = [[(a & b).total() + _BY_PLACE for b in new] for a in old]
    for m in range(len(old) - 1, -1, -1):
        for n in range(len(new) - 1, -1, -1):
            best[m][n] = max(best[m + 1][n + 1] + worth[m][n], best[m + 1][n], best[m][n + 1])
    made: dict[int, int] = {}
    m = n = 0
    while m < len(old) and n < len(new):
        if best[m][n] == best[m + 1][n + 1] + worth[m][n]:
            made[m] = n
            m, n = m + 1, n + 1
        elif best[m][n] == best[m + 1][n]:
            m += 1
        else:
            n += 1
    return made
