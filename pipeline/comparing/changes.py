"""Pairs of nodes -> the list of changes; applied to the old tree it gives the new one, turned round the old.

A change of place is a move, with the changes within it told apart. What is added or removed holds all its words but for
what moved into or out of it, which is told by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from pipeline.comparing.index import Index
from pipeline.comparing.match import Matching
from pipeline.comparing.node import Node, Path
from pipeline.comparing.pairing.order import rising
from pipeline.late.dataclass import dataclass

What = Literal["追加", "削除", "移動", "番号", "字句", "体裁", "形"]
# What a change of a node's own is called, by the field that holds it.
_OWN: tuple[tuple[What, str], ...] = (("番号", "label"), ("字句", "words"), ("体裁", "look"), ("形", "form"))


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `old_at` and `new_at` are paths in the two trees, None where the node does not exist.

    `old` and `new` are the values of a node's own (番号, 字句, 体裁, 形); `node` is what was added or removed.
    """

    what: What
    old_at: Path | None
    new_at: Path | None
    old: str = ""
    new: str = ""
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two trees, their pairs, and the changes in reading order."""

    old: Node
    new: Node
    changes: tuple[Change, ...]


def compare(old: Node, new: Node) -> Compared:
    """The changes that lead from one tree to the other; () if and only if they are equal."""
    pairs = Matching(Index(old), Index(new))
    found = list(_Lister(pairs).changes())
    if not found and old != new:
        raise AssertionError("two trees differ and no change tells it")
    return Compared(old, new, tuple(found))


class _Lister:
    def __init__(self, pairs: Matching) -> None:
        self.pairs = pairs
        self.old, self.new = pairs.old, pairs.new
        self.moved = frozenset(self._moved())

    def _moved(self) -> Iterator[int]:
        """Old numbers of nodes that pair and stand elsewhere: below another, or out of order."""
        by_parent: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for a, b in sorted(self.pairs.to_new.items()):
            if a == 0:
                continue
            above = self.old.entries[a].above
            if self.pairs.to_new.get(above) == self.new.entries[b].above:
                by_parent[above].append((a, b))
            else:
                yield a
        for held in by_parent.values():
            kept = set(rising([b for _, b in held], [self.old.size(a) for a, _ in held]))
            yield from (a for n, (a, _) in enumerate(held) if n not in kept)

    def changes(self) -> Iterator[Change]:
        """In the order of the new paper; what is gone stands where it stood."""
        gone = self._gone()
        yield from gone.pop(-1, ())
        for b in range(len(self.new.entries)):
            a = self.pairs.to_old.get(b)
            if a is None:
                above = self.new.entries[b].above
                if above in self.pairs.to_old:
                    node = self._pruned(self.new, b, self._came)
                    yield Change("追加", None, self.new.entries[b].path, node=node)
                continue
            yield from self._own(a, b)
            yield from gone.pop(a, ())

    def _own(self, a: int, b: int) -> Iterator[Change]:
        one, other = self.old.entries[a], self.new.entries[b]
        if a in self.moved:
            yield Change("移動", one.path, other.path)
        for what, field in _OWN:
            before, after = getattr(one.node, field), getattr(other.node, field)
            if before != after:
                yield Change(what, one.path, other.path, before, after)

    def _gone(self) -> dict[int, list[Change]]:
        """What was removed, by the last node before it that is still there (-1: none)."""
        made: dict[int, list[Change]] = defaultdict(list)
        last = -1
        for a in range(len(self.old.entries)):
            if a in self.pairs.to_new:
                last = a
            elif self.old.entries[a].above in self.pairs.to_new:
                node = self._pruned(self.old, a, self._went)
                made[last].append(Change("削除", self.old.entries[a].path, None, node=node))
        return made

    def _came(self, b: int) -> bool:
        return b in self.pairs.to_old

    def _went(self, a: int) -> bool:
        return a in self.pairs.to_new

    def _pruned(self, index: Index, n: int, is_elsewhere: Callable[[int], bool]) -> Node:
        """The subtree without what pairs."""
        children = tuple(self._pruned(index, c, is_elsewhere) for c in index.below[n] if not is_elsewhere(c))
        return replace(index.node(n), children=children)


def turned(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes that lead back."""
    other: dict[What, What] = {"追加": "削除", "削除": "追加"}
    return tuple(Change(other.get(c.what, c.what), c.new_at, c.old_at, c.new, c.old, c.node) for c in changes)


def apply(old: Node, changes: Sequence[Change]) -> Node:
    """The tree that the changes make of the old one. Knows nothing of the new one but what they say."""
    return _Applier(changes).built(old, (), ())


class _Applier:
    def __init__(self, changes: Sequence[Change]) -> None:
        self.leaves: set[Path] = {c.old_at for c in changes if c.what in ("移動", "削除") and c.old_at is not None}
        self.own: dict[Path, dict[str, str]] = defaultdict(dict)
        self.comes: dict[Path, dict[int, Change]] = defaultdict(dict)
        self.moved_from: list[Change] = [c for c in changes if c.what == "移動"]
        fields = dict(_OWN)
        for change in changes:
            if change.what in fields and change.old_at is not None:
                self.own[change.old_at][fields[change.what]] = change.new
            elif change.new_at:
                self.comes[change.new_at[:-1]][change.new_at[-1]] = change

    def built(self, root: Node, old_at: Path, new_at: Path) -> Node:
        self.root = root
        return self._node(root, old_at, new_at)

    def _node(self, node: Node, old_at: Path | None, new_at: Path) -> Node:
        """`old_at` None: the node is new, and so is all that it holds of its own."""
        stays = [
            (c, (*old_at, n) if old_at is not None else None)
            for n, c in enumerate(node.children)
            if old_at is None or (*old_at, n) not in self.leaves
        ]
        comes = self.comes.get(new_at, {})
        waiting = iter(stays)
        children = []
        for n in range(len(stays) + len(comes)):
            change = comes.get(n)
            if change is None:
                child, at = next(waiting)
            elif change.what == "移動":
                assert change.old_at is not None
                child, at = self._at(change.old_at), change.old_at
            else:
                assert change.node is not None
                child, at = change.node, None
            children.append(self._node(child, at, (*new_at, n)))
        own = self.own.get(old_at, {}) if old_at is not None else {}
        return Node(
            node.kind,
            own.get("label", node.label),
            own.get("words", node.words),
            own.get("look", node.look),
            own.get("form", node.form),
            tuple(children),
            node.key,
            node.column,
            node.listed,
        )

    def _at(self, path: Path) -> Node:
        node = self.root
        for n in path:
            node = node.children[n]
        return node
