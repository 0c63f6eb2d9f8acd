"""Marks -> document tree. What each mark takes stands in clauses.py, schedules.py and prose.py; a fault in it is a fault of a template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from pipeline.diagnostics import Problems
from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import OwnLabels
from pipeline.tree.nodes import Block, Document, text_of
from pipeline.tree.sharing.generations import Generations
from pipeline.wording import clauses, prose
from pipeline.wording.cursor import Cursor
from pipeline.wording.expressions import Scope
from pipeline.wording.ledger import WordingError
from pipeline.wording.marks import KnownMarks, Mark, render

# Of blocks with the same first mark (条, whose captions are alike in all editions) no more are kept.
_MOST_ALIKE = 3


@dataclass(frozen=True, slots=True)
class _Read:
    """A block that was read of some marks; what begins behind them ended it."""

    marks: tuple[Mark, ...]
    identities: tuple[int, ...]
    behind: tuple[str, str]
    block: Block


class KnownWords:
    """What the documents of one master said so far. A block that says the same again is the very same block."""

    def __init__(self) -> None:
        self.marks = KnownMarks()
        # By the identity of their first mark, and how often it stood before: two blocks of one document stay two.
        self._read: Generations[tuple[int, int], list[_Read]] = Generations()

    def turn(self) -> None:
        """A new generation begins."""
        self.marks.turn()
        self._read.turn()

    def blocks(self, cursor: Cursor) -> Iterator[Block]:
        """The blocks of what is left of a document."""
        identities, seen = tuple(map(id, cursor.marks)), Counter[int]()
        while not cursor.done:
            first = identities[cursor.at]
            seen[first] += 1
            key = first, seen[first]
            begun_so = self._read.get(key)
            yield self._block(cursor, identities, self._read.keep(key, []) if begun_so is None else begun_so)

    @staticmethod
    def _block(cursor: Cursor, identities: tuple[int, ...], begun_so: list[_Read]) -> Block:
        begin = cursor.at
        for known in begun_so:
            end = begin + len(known.marks)
            if identities[begin:end] == known.identities and _front(cursor.marks, end) == known.behind:
                cursor.at = end
                return known.block
        block = _block(cursor)
        del begun_so[: 1 - _MOST_ALIKE]
        own = slice(begin, cursor.at)
        begun_so.append(_Read(cursor.marks[own], identities[own], (cursor.name, cursor.first), block))
        return block


def _front(marks: tuple[Mark, ...], at: int) -> tuple[str, str]:
    """All that a reader sees of a mark that is not its own."""
    cursor = Cursor(marks, at)
    return cursor.name, cursor.first


def compose_tree(
    kind: str,
    wording: str,
    model: Mapping[str, object],
    scope: Scope,
    problems: Problems,
    known: KnownWords | None = None,
) -> Document:
    """The tree of a document: `wording` is the template of its kind, `model` what the template prints.

    表紙?, then the blocks of clauses and of prose, in any order. `known`: what other documents of the same master said.
    """
    known = KnownWords() if known is None else known
    cursor = Cursor(render(wording, model, scope, problems, known.marks))
    cover = clauses.cover(cursor) if cursor.name == "表紙" else None
    form = text_of(cursor.one("体裁")) if cursor.name == "体裁" else ""
    labels = clauses.labels(cursor) if cursor.name == "番号" else OwnLabels()
    return Document(kind, cover, tuple(known.blocks(cursor)), labels, "見出し" in form, "項" in form)


def _block(cursor: Cursor) -> Block:
    found = clauses.read(cursor) or prose.read(cursor)
    if found is None:
        raise WordingError(f"@{cursor.name} cannot stand here")
    return found
