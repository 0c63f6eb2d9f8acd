"""Two trees and their changes -> one tree that holds both, in the order of a reader: what stays, comes, goes or moves.

Read without what goes it is the new tree, without what comes the old one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pipeline.comparing.changes import Compared
from pipeline.comparing.node import Node, Path
from pipeline.late.dataclass import dataclass

# 移入, 移出: the same node where it comes to and where it left.
Fate = Literal["同", "加", "削", "移入", "移出"]


@dataclass(frozen=True, slots=True)
class Merged:
    """A node of one or both trees, with its places in them.

    `other` is where a moved one stands on the other side, `within` whether that is below the same node.
    Below what only comes or only goes, or left, all nodes share its fate but for those that moved in or out by themselves.
    """

    fate: Fate
    old: Node | None
    new: Node | None
    below: tuple[Merged, ...]
    old_at: Path | None = None
    new_at: Path | None = None
    other: Path | None = None
    within: bool = False

    @property
    def node(self) -> Node:
        """The new node, or the old one where there is no new."""
        node = self.new if self.new is not None else self.old
        assert node is not None
        return node

    @property
    def is_kept(self) -> bool:
        """Whether both trees have it."""
        return self.old is not None and self.new is not None

    @property
    def is_same(self) -> bool:
        """Whether nothing differs in it or below it."""
        return self.fate == "同" and self.old == self.new

    def walk(self) -> Iterator[Merged]:
        """The node and all below it."""
        yield self
        for child in self.below:
            yield from child.walk()


def merged(compared: Compared) -> Merged:
    """Both trees in one."""
    return _Merger(compared).both(compared.old, compared.new, (), ())


class _Merger:
    def __init__(self, compared: Compared) -> None:
        self.compared = compared
        moves = [c for c in compared.changes if c.what == "移動"]
        self.went = {c.old_at: c.new_at for c in moves}
        self.came = {c.new_at: c.old_at for c in moves}
        self.gone = {c.old_at for c in compared.changes if c.what == "削除"}
        self.added = {c.new_at for c in compared.changes if c.what == "追加"}

    def both(
        self, old: Node, new: Node, old_at: Path, new_at: Path, fate: Fate = "同", *, within: bool = False
    ) -> Merged:
        """A node that both trees have."""
        below = tuple(self._below(old, new, old_at, new_at))
        return Merged(fate, old, new, below, old_at, new_at, old_at if fate == "移入" else None, within)

    def _below(self, old: Node, new: Node, old_at: Path, new_at: Path) -> Iterator[Merged]:
        waiting = list(enumerate(old.children))
        for n, child in enumerate(new.children):
            at = (*new_at, n)
            if at in self.added:
                yield self.only_new(child, at)
                continue
            came = self.came.get(at)
            if came is not None:
                yield self._moved_in(child, came, at, old_at)
                continue
            while waiting:
                m, before = waiting.pop(0)
                if not self._leaves((*old_at, m)):
                    yield self.both(before, child, (*old_at, m), at)
                    break
                yield self.only_old(before, (*old_at, m), new_at)
        yield from (self.only_old(before, (*old_at, m), new_at) for m, before in waiting)

    def _leaves(self, at: Path) -> bool:
        return at in self.gone or at in self.went

    def _moved_in(self, new: Node, came: Path, at: Path, above: Path | None) -> Merged:
        old = self.compared.old
        for n in came:
            old = old.children[n]
        return self.both(old, new, came, at, "移入", within=came[:-1] == above)

    def only_old(self, node: Node, at: Path, above: Path | None) -> Merged:
        """What goes: removed, or moved to another place."""
        to = self.went.get(at)
        below = tuple(self.only_old(c, (*at, n), None) for n, c in enumerate(node.children))
        within = to is not None and to[:-1] == above
        return Merged("削" if to is None else "移出", node, None, below, at, None, to, within)

    def only_new(self, node: Node, at: Path) -> Merged:
        """What comes, with what moved into it."""
        below = []
        for n, child in enumerate(node.children):
            came = self.came.get((*at, n))
            below.append(
                self._moved_in(child, came, (*at, n), None) if came is not None else self.only_new(child, (*at, n))
            )
        return Merged("加", None, node, tuple(below), None, at)


def old_of(tree: Merged) -> Node | None:
    """The old tree of a merged one."""
    return _side(tree, ("加", "移入"), "old")


def new_of(tree: Merged) -> Node | None:
    """The new tree of a merged one."""
    return _side(tree, ("削", "移出"), "new")


def _side(tree: Merged, without: tuple[Fate, ...], side: Literal["old", "new"]) -> Node | None:
    if tree.fate in without:
        return None
    node = tree.old if side == "old" else tree.new
    if node is None:
        return None
    held = [made for c in tree.below if (made := _side(c, without, side)) is not None]
    return Node(
        node.kind, node.label, node.words, node.look, node.form, tuple(held), node.key, node.column, node.listed
    )
