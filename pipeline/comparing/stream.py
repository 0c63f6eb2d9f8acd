"""A tree -> its words in one run without blanks, with the place of every stretch: for papers of which only words are known."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.comparing.long_diff import Differing, differing
from pipeline.comparing.node import Node, Path
from pipeline.comparing.places import Places
from pipeline.galley.blocks import Drawing, drawn_lines
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.text.contents_line import DOTS, PAGE

# Blanks, and characters without width (joiners, soft hyphens), which no page shows.
_UNSEEN = regex(r"[\s\u3000\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+")
_LED_PAGE = f"[{DOTS}]*{PAGE}"
# What a page says behind a cell that began on the page before.
_CONTINUED = "（続き）"
# What stands in another order stands at most so many differences away.
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Stream:
    """All words of a tree. `starts` say where each stretch begins, `paths` which node says it, `listed` whether it is of a 目次."""

    text: str
    starts: tuple[int, ...]
    paths: tuple[Path, ...]
    listed: tuple[bool, ...]
    places: Places
    heads: frozenset[str]

    def place(self, at: int) -> tuple[str, str]:
        """Where a character stands: the place, and the column if it is in a cell."""
        if not self.paths:
            return "", ""
        path = self.paths[max(0, bisect_right(self.starts, at) - 1)]
        return self.places.place(path), self.places.column(path)

    def ends_entry(self, at: int) -> bool:
        """Whether an entry of a 目次 ends here."""
        n = bisect_right(self.starts, at - 1) - 1
        return n >= 0 and self.listed[n] and at == (*self.starts, len(self.text))[n + 1]

    def with_last(self, stretches: Sequence[str]) -> Stream:
        """The same with stretches of words at the end, in this order; what does not stand in it stays away."""
        cuts, taken = [], list(self.text)
        for words in stretches:
            at = "".join(taken).find(words) if words else -1
            if at >= 0:
                cuts.append((at, at + len(words)))
                taken[at : at + len(words)] = "\0" * len(words)
        ordered, at = [], 0
        for start, end in sorted(cuts):
            ordered.append((at, start))
            at = end
        return self._of([*ordered, (at, len(self.text)), *cuts])

    def _of(self, ranges: Sequence[tuple[int, int]]) -> Stream:
        """The stretches of these ranges, one behind the other."""
        starts: list[int] = []
        kept: list[int] = []
        at = 0
        for begin, end in ranges:
            start, n = begin, max(0, bisect_right(self.starts, begin) - 1)
            while start < end:
                stop = min(end, (*self.starts[n + 1 : n + 2], len(self.text))[0])
                starts.append(at)
                kept.append(n)
                at, start, n = at + stop - start, stop, n + 1
        text = "".join([self.text[start:end] for start, end in ranges])
        paths, listed = tuple([self.paths[n] for n in kept]), tuple([self.listed[n] for n in kept])
        return Stream(text, tuple(starts), paths, listed, self.places, self.heads)


def stream(root: Node) -> Stream:
    """The words as they follow each other; a cell that holds for several rows says its words once."""
    made: list[str] = []
    starts: list[int] = []
    paths: list[Path] = []
    listed: list[bool] = []
    at = 0
    for path, node in _walk(root, ()):
        words = bare(node.text)
        if words and not node.is_joined:
            starts.append(at)
            paths.append(path)
            listed.append(node.listed)
            made.append(words)
            at += len(words)
    return Stream("".join(made), tuple(starts), tuple(paths), tuple(listed), Places(root), frozenset(_heads(root)))


def bare(text: str) -> str:
    """The characters without blanks and what has no width: what pages show."""
    return _UNSEEN.sub("", text)


def _walk(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    waiting = [(path, node)]
    while waiting:
        at, held = waiting.pop()
        yield at, held
        waiting.extend(((*at, n), c) for n, c in reversed(list(enumerate(held.children))))


def _heads(root: Node) -> Iterator[str]:
    """The letters, in a fixed order, of what a page may say once more: heads of tables and drawings, boxes, headings."""
    for node in root.walk():
        if node.listed:
            yield letters(bare(node.text))
        elif node.kind == "図":
            yield from (letters(bare(tile.words)) for tile in node.children)
            if isinstance(node.source, Drawing):
                yield letters(bare("".join(drawn_lines(node.source.head))))
        elif node.kind == "表":
            cells = [c for row in node.children if row.kind == "欄名" for c in row.children if not c.is_joined]
            yield letters("".join(bare(c.words) for c in cells))


def letters(text: str) -> str:
    """The same characters in a fixed order."""
    return "".join(sorted(text))


def told(printed: str, tree: Stream) -> tuple[Differing, ...]:
    """Where a printed run differs from that of a tree; heads that a page says again, and pages in a 目次, are left out."""
    words = tree.text
    found = [_without_half(printed, words, _trimmed(printed, words, d)) for d in differing(printed, words)]
    return tuple([d for d in found if not _is_again(printed, d, tree) and not _is_page(printed, d, tree)])


def without_order(
    printed: str, words: str, found: Sequence[Differing]
) -> tuple[tuple[Differing, ...], tuple[Differing, ...]]:
    """What differs but for order, and what stands in another order alone, which only tags could tell from a change."""
    turned = {n for n, d in enumerate(found) if letters(printed[d.a0 : d.a1]) == letters(words[d.b0 : d.b1])}
    # By their letters: where words begin that both have around them is not said.
    gone = [(n, letters(printed[d.a0 : d.a1])) for n, d in enumerate(found) if d.b0 == d.b1]
    come = [(n, letters(words[d.b0 : d.b1])) for n, d in enumerate(found) if d.a0 == d.a1]
    for n, own in gone:
        other = next((m for m, w in come if m not in turned and w == own and abs(m - n) <= _NEAR), None)
        if other is not None:
            turned |= {n, other}
    parts = [tuple([d for n, d in enumerate(found) if (n in turned) is is_turned]) for is_turned in (False, True)]
    return parts[0], parts[1]


def _trimmed(old: str, new: str, d: Differing) -> Differing:
    a0, a1, b0, b1 = d.a0, d.a1, d.b0, d.b1
    if 0 in (a1 - a0, b1 - b0):
        return d
    head = 0
    while head < min(a1 - a0, b1 - b0) and old[a0 + head] == new[b0 + head]:
        head += 1
    tail = 0
    while tail < min(a1 - a0, b1 - b0) - head and old[a1 - 1 - tail] == new[b1 - 1 - tail]:
        tail += 1
    # Within words that both have, only what is all gone or all new is told shorter: the rest reads better whole.
    cut = Differing(a0 + head, a1 - tail, b0 + head, b1 - tail)
    return cut if 0 in (cut.a1 - cut.a0, cut.b1 - cut.b0) else d


def _is_again(printed: str, d: Differing, tree: Stream) -> bool:
    """Whether the pages say more than the tree, and only again what stands in both."""
    if d.b0 != d.b1:
        return False
    only = printed[d.a0 : d.a1]
    again = only.removesuffix(_CONTINUED)
    return letters(only) in tree.heads or (again != only and again in tree.text)


def _is_page(printed: str, d: Differing, tree: Stream) -> bool:
    """Whether the pages say more than the tree, and only the pages of entries of 目次 behind these."""
    ends = [at for at in range(d.b0, d.b1 + 1) if tree.ends_entry(at)]
    if not ends:
        return False
    parts = [tree.text[a:b] for a, b in pairwise((d.b0, *ends, d.b1))]
    return re.fullmatch(f"(?:{_LED_PAGE})?".join(map(re.escape, parts)), printed[d.a0 : d.a1]) is not None


def _without_half(old: str, new: str, d: Differing) -> Differing:
    """Words and the same once more with （続き）: the words alone."""
    if 0 not in (d.a1 - d.a0, d.b1 - d.b0):
        return d
    words = old[d.a0 : d.a1] or new[d.b0 : d.b1]
    again = words.removesuffix(_CONTINUED)
    half = len(again) // 2
    if again == words or again[:half] != again[half:]:
        return d
    return Differing(d.a0, min(d.a1, d.a0 + half), d.b0, min(d.b1, d.b0 + half))
