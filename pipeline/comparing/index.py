"""A tree of a paper -> its nodes by number, with what tells likeness: signatures, keys, the letters they share."""

from __future__ import annotations

from collections import Counter

from pipeline.comparing.node import Node, Path
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

# Of a long section so many characters are looked at where likeness is asked.
_MOST = 6_000
# Words so short are also told by their letters one by one.
_FEW = 8
# What numbers a row and says nothing of it: 1, (2), ③, No.4.
_NUMBER = regex(r"(?:No\.?|№)?[（(]?[0-9０-９①-⑳]{0,3}[）)]?[.．]?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A node, its place, and the number of the node above it (-1: none)."""

    node: Node
    path: Path
    above: int


class Index:
    """The nodes of one tree in reading order; 0 is the root."""

    def __init__(self, root: Node) -> None:
        self.entries: list[Entry] = []
        self.below: list[list[int]] = []
        self._number(root)
        self.signs = [0] * len(self.entries)
        for n in range(len(self.entries) - 1, -1, -1):
            node = self.entries[n].node
            below = tuple(self.signs[c] for c in self.below[n])
            self.signs[n] = hash((node.kind, node.words, node.form if node.kind == "欄" else "", below))
        self.ends = [0] * len(self.entries)
        for n in range(len(self.entries) - 1, -1, -1):
            self.ends[n] = self.ends[self.below[n][-1]] if self.below[n] else n + 1
        self._letters: dict[int, Counter[str]] = {}

    def _number(self, root: Node) -> None:
        waiting: list[tuple[Node, Path, int]] = [(root, (), -1)]
        while waiting:
            node, path, above = waiting.pop()
            n = len(self.entries)
            self.entries.append(Entry(node, path, above))
            self.below.append([])
            if above >= 0:
                self.below[above].append(n)
            waiting.extend((c, (*path, i), n) for i, c in reversed(list(enumerate(node.children))))

    def node(self, n: int) -> Node:
        """The node of a number."""
        return self.entries[n].node

    def size(self, n: int) -> int:
        """How many nodes a subtree has."""
        return self.ends[n] - n

    def letters(self, n: int) -> Counter[str]:
        """Pairs of letters of all words of a subtree, and how often each stands."""
        found = self._letters.get(n)
        if found is None:
            found = Counter()
            held = 0
            for m in range(n, self.ends[n]):
                node = self.node(m)
                words = "" if node.is_joined else node.words
                found.update(words[i : i + 2] for i in range(len(words)))
                if len(words) <= _FEW:  # of a short name one letter more makes all pairs others
                    found.update(words)
                held += len(words)
                if held > _MOST:
                    break
            self._letters[n] = found
        return found

    def keys(self, n: int) -> tuple[str, ...]:
        """What names a node among its likes, the shortest name first; () if nothing does."""
        node = self.node(n)
        match node.kind:
            case "節":
                return tuple(k for k in (node.words, node.key) if k)
            case "表" | "図":
                head = self.below[n][:1]
                names = "\t".join(self.node(c).words for c in self.below[head[0]]) if head and node.kind == "表" else ""
                return tuple(k for k in (node.key, names) if k)
            case "行":
                return self._row_keys(n)
            case _:
                return ()

    def _row_keys(self, n: int) -> tuple[str, ...]:
        words = [self.node(c).words for c in self.below[n]]
        own = next((i for i, w in enumerate(words) if self._is_own(n, i) and not _NUMBER.fullmatch(w)), None)
        if own is None:
            return ()
        ends = range(own + 1, min(own + 3, len(words)) + 1)
        return (*("\t".join(words[:end]) for end in ends), words[own])

    def _is_own(self, n: int, i: int) -> bool:
        return not self.node(self.below[n][i]).is_joined


def likeness(old: Counter[str], new: Counter[str]) -> float:
    """How much two texts share, from 0 to 1."""
    whole = old.total() + new.total()
    if not whole:
        return 1.0
    few, many = (old, new) if len(old) <= len(new) else (new, old)
    return 2 * sum(min(count, many[pair]) for pair, count in few.items()) / whole
