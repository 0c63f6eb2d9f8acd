"""A paper as a tree of what it prints: sections, paragraphs, tables, rows, cells. What two papers are compared by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Literal

from pipeline.late.dataclass import dataclass

# 節: a heading and all that it governs. 文: a paragraph. 表: 欄名 and 行 of 欄. 図: a drawing, whose words are 文.
Kind = Literal["文書", "節", "文", "表", "欄名", "行", "欄", "図"]
# Between the paragraphs of a cell. No source can hold it in a word.
PARTED = "\n"
# The form of a cell in which the one above it goes on (it bears the words of that one), and of one that spans columns.
JOINED, ACROSS = "続", "横"

Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a paper. `label` is its number with the blanks behind it, `words` what it says by itself.

    `look` is how it is set (style, marks within the words), `form` what it is beside its words: the level of a heading,
    how many columns a cell spans. `key` (a permanent name) and `column` (where a cell begins) only help to find its
    other; `source` leads back to what printed it. `listed`: it repeats what stands elsewhere (目次). Where sections and
    heads of tables are not told, `level` is that of a heading (0: none), and a row has the names of its `columns`.
    """

    kind: Kind
    label: str = ""
    words: str = ""
    look: str = ""
    form: str = ""
    children: tuple[Node, ...] = ()
    key: str = field(default="", compare=False)
    column: int = field(default=0, compare=False)
    listed: bool = field(default=False, compare=False)
    level: int = field(default=0, compare=False)
    columns: tuple[str, ...] = field(default=(), compare=False)
    source: object = field(default=None, compare=False, repr=False)

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in reading order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    @property
    def is_joined(self) -> bool:
        """Whether a cell is the one above it going on."""
        return self.form.startswith(JOINED)

    @property
    def spans(self) -> int:
        """How many columns a cell spans."""
        said = self.form.partition(ACROSS)[2]
        return int(said) if said.isdecimal() else 1

    @property
    def text(self) -> str:
        """Label and words as they stand in the paper."""
        return self.label + self.words


def lines_of(node: Node) -> Iterator[str]:
    """The words of a node and all below it, line by line: a row is a line, its cells parted by tabs."""
    if node.kind in ("行", "欄名"):
        cells = ((("" if c.is_joined else c.text.replace(PARTED, " ")) + "\t" * (c.spans - 1)) for c in node.children)
        yield "\t".join(cells)
        return
    if node.text:
        yield node.text.replace(PARTED, " ")
    for child in node.children:
        yield from lines_of(child)


def bare(text: str) -> str:
    """Words without blanks."""
    return "".join(text.split())


def at(root: Node, path: Path) -> Node:
    """The node at a path."""
    for n in path:
        root = root.children[n]
    return root


def trail(root: Node, path: Path) -> tuple[Node, ...]:
    """The nodes above the one at a path, outermost first, the root left out; the node itself is the last."""
    made = []
    for n in path:
        root = root.children[n]
        made.append(root)
    return tuple(made)
