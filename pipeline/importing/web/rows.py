"""Tables whose rows are the lines of a paper (第1条 or (1) in one cell, its words in the next) -> these lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.comparing.node import PARTED, Node
from pipeline.importing.paper import BLANKS
from pipeline.importing.structure import marks
from pipeline.importing.web.beside import Shown

_SENTENCE = ("。", "削除")
_LABEL_END = "\u3000"


def as_lines(blocks: Sequence[Shown]) -> tuple[list[Shown], list[str]]:
    """The blocks, such tables as lines; how each of them begins that was no mere frame."""
    made: list[Shown] = []
    begins: list[str] = []
    for block in blocks:
        rows = block.node.children
        if block.node.kind != "表":
            made.append(block)
        elif all(len(row.children) <= 1 for row in rows):  # a frame: a table of a single column is no table
            made += (_line(w) for row in rows for cell in row.children for w in _paras(cell))
        elif _is_of_clauses(rows):
            lines = [words for row in rows for words in _joined(row)]
            begins.append(lines[0])
            made += map(_line, lines)
        else:
            made.append(block)
    return made, begins


def _line(words: str) -> Shown:
    return Shown(0, Node("文", words=words), (False,) * len(words))


def _paras(cell: Node) -> list[str]:
    return [w for each in cell.words.split(PARTED) if (w := each.strip(BLANKS))]


def _is_of_clauses(rows: Sequence[Node]) -> bool:
    """Whether each row holds words of one cell, with nothing but labels at their left, and these are of 条 or count 号."""
    held = [[_paras(cell) for cell in row.children if _paras(cell)] for row in rows]
    if any(cell.is_joined for row in rows for cell in row.children):
        return False
    labels = [cells[:-1] for cells in held if cells]
    if not all(len(label) == 1 and _is_label(label[0]) for row in labels for label in row):
        return False
    of_articles = [cells for cells in held if any(marks.article(c[0] + _LABEL_END) is not None for c in cells[:-1])]
    # A table of a schedule may name 条 at its left: beside these stand names and sums, and no sentences.
    found = of_articles or [cells for cells in held if cells]
    return all(cells[-1][0].endswith(_SENTENCE) for cells in found) and (bool(of_articles) or _counts_items(labels))


def _counts_items(labels: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Whether each row has one label, and these are (1), (2) … or ア, イ …, from the first on without a gap."""
    ways = [marks.labels(row[0][0] + _LABEL_END) for row in labels if len(row) == 1]
    kinds = {label.kind for found in ways for label in found}
    return bool(ways) and len(ways) == len(labels) and any(
        all(any((label.kind, label.number) == (kind, (n,)) for label in found) for n, found in enumerate(ways, 1))
        for kind in kinds
    )  # fmt: skip


def _is_label(words: str) -> bool:
    """Whether a cell holds a number and nothing else."""
    text = words + _LABEL_END
    article = marks.article(text)
    if article is not None:
        return not text[article.end :].strip(BLANKS) and not article.caption
    return any(not text[label.end :].strip(BLANKS) for label in marks.labels(text))


def _joined(row: Node) -> Iterator[str]:
    """A row as lines: its labels before its first words; what stands below these in its cell are lines of their own."""
    held = [_paras(cell) for cell in row.children if _paras(cell)]
    if held:
        yield _LABEL_END.join([*(label[0] for label in held[:-1]), held[-1][0]])
        yield from held[-1][1:]
