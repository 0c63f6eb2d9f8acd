"""Two trees -> which node of the old is which of the new: by what is equal, by keys, by place, by likeness, in this order.

Time grows with the size of the trees: likeness is asked between few, or of those that share rare pairs of letters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from pipeline.comparing.index import Index, likeness
from pipeline.comparing.node import Node
from pipeline.comparing.pairing import columns
from pipeline.comparing.pairing.order import rising

# How much two nodes that stand between the same neighbours must share to be one, and two that stand far apart.
_NEAR, _FAR = 0.4, 0.62
# Two alone between the same neighbours are one sooner.
_ALONE = 0.25
# So many pairs at most are compared one by one in a gap.
_MOST_PAIRS = 4_000
# What moves far must be told apart from others: so many letters at least.
_LEAST_FAR = 8
# Of the letters of a far candidate the rarest are asked who shares them.
_RARE, _TOO_MANY = 24, 40
_MOVABLE = ("節", "文", "表", "行", "図")


class Matching:
    """The pairs of two indexed trees."""

    def __init__(self, old: Index, new: Index) -> None:
        self.old, self.new = old, new
        self.to_new: dict[int, int] = {}
        self.to_old: dict[int, int] = {}
        self._columns: dict[tuple[int, int], dict[int, int]] = {}
        self._waiting: list[tuple[int, int]] = []
        self._pair(0, 0)
        self._settle()
        self._far()

    def _pair(self, a: int, b: int) -> None:
        self.to_new[a], self.to_old[b] = b, a
        if self.old.signs[a] == self.new.signs[b] and self.old.size(a) == self.new.size(b):
            self._lockstep(a, b)
        else:
            self._waiting.append((a, b))

    def _lockstep(self, a: int, b: int) -> None:
        """Equal subtrees: all below them pairs in order."""
        for n in range(1, self.old.size(a)):
            self.to_new[a + n], self.to_old[b + n] = b + n, a + n

    def _settle(self) -> None:
        while self._waiting:
            a, b = self._waiting.pop()
            if self.old.node(a).kind in ("行", "欄名"):
                self._cells(a, b)
            else:
                self._children(a, b)

    def _children(self, a: int, b: int) -> None:
        olds = [n for n in self.old.below[a] if n not in self.to_new]
        news = [n for n in self.new.below[b] if n not in self.to_old]
        head = 0
        while head < min(len(olds), len(news)) and self._same(olds[head], news[head]):
            self._pair(olds[head], news[head])
            head += 1
        olds, news = olds[head:], news[head:]
        while olds and news and self._same(olds[-1], news[-1]):
            self._pair(olds.pop(), news.pop())
        self._by(olds, news, lambda index, n: index.signs[n])
        for rank in range(4):
            self._by(olds, news, lambda index, n, r=rank: _key(index, n, r))  # type: ignore[misc]
        self._between(olds, news)

    def _same(self, a: int, b: int) -> bool:
        return self.old.signs[a] == self.new.signs[b]

    def _by(self, olds: Sequence[int], news: Sequence[int], name: Callable[[Index, int], Hashable | None]) -> None:
        """Pairs what bears a name that stands once on both sides; equal names that stand as often pair in order."""
        sides: list[dict[Hashable, list[int]]] = []
        for index, numbers, done in ((self.old, olds, self.to_new), (self.new, news, self.to_old)):
            held: dict[Hashable, list[int]] = defaultdict(list)
            for n in numbers:
                if n not in done and (called := name(index, n)) is not None:
                    held[called].append(n)
            sides.append(held)
        for called, left in sides[0].items():
            right = sides[1].get(called, [])
            if len(left) == len(right):
                for a, b in zip(left, right, strict=True):
                    self._pair(a, b)

    def _between(self, olds: list[int], news: list[int]) -> None:
        """What is left between neighbours that pair."""
        place = {n: i for i, n in enumerate(news)}
        held = [(i, place[self.to_new[n]]) for i, n in enumerate(olds) if self.to_new.get(n) in place]
        kept = rising([j for _, j in held], [self.old.size(olds[i]) for i, _ in held])
        start = (0, 0)
        for i, j in (*(held[k] for k in kept), (len(olds), len(news))):
            left = [n for n in olds[start[0] : i] if n not in self.to_new]
            right = [n for n in news[start[1] : j] if n not in self.to_old]
            if left and right:
                self._gap(left, right)
            start = i + 1, j + 1

    def _gap(self, olds: list[int], news: list[int]) -> None:
        kinds = {self.old.node(n).kind for n in olds} & {self.new.node(n).kind for n in news}
        for kind in sorted(kinds):
            left = [n for n in olds if self.old.node(n).kind == kind]
            right = [n for n in news if self.new.node(n).kind == kind]
            if len(left) * len(right) > _MOST_PAIRS:
                self._alike_by_letters(left, right, _NEAR)
                continue
            least = _ALONE if len(left) == len(right) == 1 else _NEAR
            found = sorted(
                (-like, abs(i - j), i, j)
                for i, a in enumerate(left)
                for j, b in enumerate(right)
                if (like := self._likeness(a, b)) >= least
            )
            for _, _, i, j in found:
                if left[i] not in self.to_new and right[j] not in self.to_old:
                    self._pair(left[i], right[j])

    def _likeness(self, a: int, b: int) -> float:
        one, other = self.old.node(a), self.new.node(b)
        if one.kind == "欄名":
            return 1.0
        like = likeness(self.old.letters(a), self.new.letters(b))
        if one.kind == "節":  # a heading is not the same because its matter is, nor the matter because of its heading
            return max(like, likeness(_letters(one.words), _letters(other.words)) * 0.9)
        return like

    def _cells(self, a: int, b: int) -> None:
        """The cells of two rows by the columns of their tables."""
        above = self.old.entries[a].above, self.new.entries[b].above
        if above not in self._columns:
            tables = self.old.node(above[0]), self.new.node(above[1])
            self._columns[above] = columns.of_tables(*tables)
        to_new = self._columns[above]
        starts = {self.new.node(n).column: n for n in self.new.below[b]}
        for n in self.old.below[a]:
            other = starts.get(to_new.get(self.old.node(n).column, -1))
            if other is not None and n not in self.to_new and other not in self.to_old:
                self._pair(n, other)

    def _far(self) -> None:
        """What went to another place: equal first, then by key, then by likeness; the greatest first."""
        for name in (_equal_far, _key_far):
            olds, news = self._left()
            self._by_size(olds, news, name)
            self._settle()
        olds, news = self._left()
        for kind in _MOVABLE:
            left = [n for n in olds if n not in self.to_new and self.old.node(n).kind == kind]
            right = [n for n in news if n not in self.to_old and self.new.node(n).kind == kind]
            self._alike_by_letters(left, right, _FAR)
            self._settle()

    def _left(self) -> tuple[list[int], list[int]]:
        return (
            [n for n in range(len(self.old.entries)) if n not in self.to_new],
            [n for n in range(len(self.new.entries)) if n not in self.to_old],
        )

    def _by_size(self, olds: Iterable[int], news: Iterable[int], name: Callable[[Index, int], Hashable | None]) -> None:
        """Pairs of names that stand once among all that is left, whole sections before their parts."""
        sides: list[dict[Hashable, list[int]]] = []
        for index, numbers in ((self.old, olds), (self.new, news)):
            held: dict[Hashable, list[int]] = defaultdict(list)
            for n in numbers:
                if (called := name(index, n)) is not None:
                    held[called].append(n)
            sides.append(held)
        pairs = [(a[0], sides[1][k][0]) for k, a in sides[0].items() if len(a) == 1 == len(sides[1].get(k, ()))]
        for a, b in sorted(pairs, key=lambda p: (-self.old.size(p[0]), p)):
            if a not in self.to_new and b not in self.to_old:
                self._pair(a, b)
                self._settle()

    def _alike_by_letters(self, olds: Sequence[int], news: Sequence[int], least: float) -> None:
        """Pairs the most alike of many: only those are compared that share a rare pair of letters."""
        where: dict[str, list[int]] = defaultdict(list)
        for b in news:
            for pair in self.new.letters(b):
                where[pair].append(b)
        found: list[tuple[float, int, int]] = []
        for a in olds:
            own = self.old.letters(a)
            if own.total() < _LEAST_FAR:
                continue
            rare = sorted((len(where[p]), p) for p in own if p in where)[:_RARE]
            candidates = {b for count, p in rare if count <= _TOO_MANY for b in where[p]}
            found += [(-like, a, b) for b in candidates if (like := self._likeness(a, b)) >= least]
        for _, a, b in sorted(found):
            if a not in self.to_new and b not in self.to_old:
                self._pair(a, b)


def _key(index: Index, n: int, rank: int) -> Hashable | None:
    keys = index.keys(n)
    return (index.node(n).kind, keys[rank]) if rank < len(keys) else None


def _equal_far(index: Index, n: int) -> Hashable | None:
    if index.node(n).kind not in _MOVABLE or index.letters(n).total() < _LEAST_FAR:
        return None
    return index.signs[n]


def _key_far(index: Index, n: int) -> Hashable | None:
    """Sections by their headings, rows by their key cells."""
    node: Node = index.node(n)
    keys = index.keys(n)
    return (node.kind, keys[-1 if node.kind == "行" else 0]) if node.kind in ("節", "行") and keys else None


def _letters(words: str) -> Counter[str]:
    return Counter(words[i : i + 2] for i in range(len(words)))
