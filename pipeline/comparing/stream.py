"""A tree -> its words in one run without blanks, with the place of every stretch: for papers of which only words are known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from pipeline.comparing.long_diff import Differing, differing
from pipeline.comparing.node import Node, Path
from pipeline.comparing.places import Places
from pipeline.galley.blocks import Drawing, drawn_lines
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

_BLANKS = regex(r"[\s\u3000]+")
# What a page says behind a cell that began on the page before.
_CONTINUED = "（続き）"
# What stands in another order stands at most so many differences away.
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Stream:
    """All words of a tree. `starts` say where each stretch begins, `paths` which node says it."""

    text: str
    starts: tuple[int, ...]
    paths: tuple[Path, ...]
    places: Places
    heads: frozenset[str]

    def place(self, at: int) -> tuple[str, str]:
        """Where a character stands: the place, and the column if it is in a cell."""
        if not self.paths:
            return "", ""
        path = self.paths[max(0, bisect_right(self.starts, at) - 1)]
        return self.places.place(path), self.places.column(path)


def stream(root: Node) -> Stream:
    """The words as they follow each other; a cell that holds for several rows says its words once."""
    made: list[str] = []
    starts: list[int] = []
    paths: list[Path] = []
    at = 0
    for path, node in _walk(root, ()):
        words = bare(node.text)
        if words and not node.is_joined:
            starts.append(at)
            paths.append(path)
            made.append(words)
            at += len(words)
    return Stream("".join(made), tuple(starts), tuple(paths), Places(root), frozenset(_heads(root)))


def bare(text: str) -> str:
    """The characters without blanks."""
    return _BLANKS.sub("", text)


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


def told(old: str, new: str, repeated: frozenset[str]) -> tuple[Differing, ...]:
    """Where two runs differ in words; what stands in another order alone, and heads that a page repeats, are left out."""
    found = [_without_half(old, new, _trimmed(old, new, d)) for d in differing(old, new)]
    found = [d for d in found if letters(old[d.a0 : d.a1]) != letters(new[d.b0 : d.b1])]
    found = [d for d in found if not _is_head(old, new, d, repeated)]
    # By their letters: where words begin that both have around them is not said.
    gone = [(n, letters(old[d.a0 : d.a1])) for n, d in enumerate(found) if d.b0 == d.b1]
    come = [(n, letters(new[d.b0 : d.b1])) for n, d in enumerate(found) if d.a0 == d.a1]
    out: set[int] = set()
    for n, words in gone:
        other = next((m for m, w in come if m not in out and w == words and abs(m - n) <= _NEAR), None)
        if other is not None:
            out |= {n, other}
    return tuple(d for n, d in enumerate(found) if n not in out)


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


def _is_head(old: str, new: str, d: Differing, repeated: frozenset[str]) -> bool:
    """Whether one side only says again what still stands in it and in the other."""
    if d.b0 == d.b1:
        only, other = old[d.a0 : d.a1], new
    elif d.a0 == d.a1:
        only, other = new[d.b0 : d.b1], old
    else:
        return False
    if letters(only) in repeated:
        return True
    again = only.removesuffix(_CONTINUED)
    return again != only and again in other


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
