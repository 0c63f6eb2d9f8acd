"""Heads of two tables -> which column of the one is which of the other, by name, else by place."""

from __future__ import annotations

from difflib import SequenceMatcher

from pipeline.comparing.node import Node


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
