"""Plain text beside a paper that tells its drawings -> the lines of a drawing as the words of its parts, one by one.

What a plain text prints of a drawing are lines with tabs, which read as a table; a Word file and a web page tell its parts,
and not which of them stood in one line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.comparing.node import Node, bare
from pipeline.late.dataclass import dataclass

# Of a drawing in which something was changed, so many of its words must stand in the lines.
_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, or a row and the table that holds it; `words` are without blanks."""

    node: Node
    table: Node | None
    words: tuple[str, ...]


def loosened(root: Node, other: Node) -> Node:
    """A text of lines in which those that print a drawing of the other paper are its parts."""
    lines = [line for child in root.children for line in _lines(child)]
    found: set[int] = set()
    for drawing in (n for n in other.walk() if n.kind == "図" and n.children):
        words = tuple(w for part in drawing.children for n in part.walk() if (w := bare(n.text)))
        found |= _place(lines, words, found)
    if not found:
        return root
    return replace(root, children=tuple(_rebuilt(lines, found)))


def _lines(node: Node) -> Iterator[_Line]:
    if node.kind != "表":
        yield _Line(node, None, (bare(node.text),))
        return
    for row in node.children:
        yield _Line(row, node, tuple(w for c in row.children if (w := bare(c.text))))


def _place(lines: Sequence[_Line], words: Sequence[str], taken: set[int]) -> set[int]:
    """The numbers of the lines that print these words; of those that print most of them, where not all are printed."""
    wanted, best = Counter(words), (len(words) * _ENOUGH, range(0))
    for start in range(len(lines)):
        if start in taken or not wanted.keys() & set(lines[start].words):
            continue
        end = start
        held: list[str] = []
        while end < len(lines) and len(held) < len(words) and end not in taken:
            held += lines[end].words
            end += 1
        same = (wanted & Counter(held)).total()
        if same > best[0]:
            best = same, range(start, end)
            if tuple(held) == tuple(words):
                break
    return set(best[1])


def _rebuilt(lines: Sequence[_Line], found: set[int]) -> Iterator[Node]:
    """The lines in their order: tables of rows that follow each other, paragraphs, parts of drawings."""

    def holder(numbered: tuple[int, _Line]) -> tuple[bool, int]:
        n, line = numbered
        return n in found, id(line.table)

    for (is_drawn, _), group in groupby(enumerate(lines), holder):
        held = [line for _, line in group]
        table = held[0].table
        if is_drawn:
            yield from (part for line in held for part in _parts(line))
        elif table is not None:
            yield replace(table, children=tuple(line.node for line in held))
        else:
            yield from (line.node for line in held)


def _parts(line: _Line) -> Iterator[Node]:
    if line.table is None:
        yield line.node
        return
    for cell in line.node.children:
        if cell.text.strip():
            yield Node("文", words=cell.text.strip(" \u3000"))
