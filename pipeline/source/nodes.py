"""What a YAML file says, with the place of every word: mappings, sequences and scalars, nothing converted."""

from __future__ import annotations

from pipeline.diagnostics import Span, Written
from pipeline.late.dataclass import dataclass

# The one tag that a source may hold; it stands before {ファイル: 別表.xlsx, …}.
TABLE_TAG = "!表"
# The key that says the same in YAML of any editor: { 表の元: 別表.xlsx, シート: 別表 }.
TABLE_KEY = "表の元"


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping and its value."""

    key: Written
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order written; no key stands twice."""

    entries: tuple[Entry, ...]
    place: Span

    def get(self, key: str) -> Node | None:
        """The value under this key, None if the key is not there."""
        return next((e.value for e in self.entries if e.key.text == key), None)

    def without(self, key: str) -> Mapping:
        """The same mapping less one key."""
        return Mapping(tuple(e for e in self.entries if e.key.text != key), self.place)


@dataclass(frozen=True, slots=True)
class TableCall(Mapping):
    """!表 {ファイル: …}: stands where the rows of a sheet belong, until `sheets.fill` puts them there."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """Items in the order written."""

    items: tuple[Node, ...]
    place: Span


Node = Mapping | Sequence | Written


def span_of(node: Node) -> Span:
    """Where a node stands: the whole of a scalar, the first line of a mapping or sequence."""
    return node.span() if isinstance(node, Written) else node.place
