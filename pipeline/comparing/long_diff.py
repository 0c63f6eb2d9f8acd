"""Two long runs of characters -> where they differ, by whole words. Time grows with their length, not with its square.

What stands once in both (first long pieces, then shorter ones) is the same; between such pieces short rests are compared
word by word, and long rests that share nothing differ as a whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.amending.differences.word_diff import differences
from pipeline.late.dataclass import dataclass

# Lengths of the pieces looked for, in characters.
_PIECES = (32, 16, 8)
# Rests up to this long, old and new together, are compared word by word.
_SHORT = 4_000
# Words are told by the words around them: so many characters of what is the same are looked at on each side.
_AROUND = 40
_STOPS = "、。，．「」（）"


@dataclass(frozen=True, slots=True)
class Differing:
    """Characters a0 up to a1 of the old run stand against b0 up to b1 of the new one."""

    a0: int
    a1: int
    b0: int
    b1: int


def differing(old: str, new: str) -> tuple[Differing, ...]:
    """Where the runs differ, in order. What lies between is the same in both."""
    rests = list(_rests(old, new, Differing(0, len(old), 0, len(new)), _PIECES))
    found: list[Differing] = []
    for rest in _widened(old, rests, len(old), len(new)):
        found += _by_words(old, new, rest) if _length(rest) <= _SHORT else [rest]
    return tuple(found)


def same_ends(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """With how many items both begin, and with how many of the rest both end."""
    most = min(len(old), len(new))
    first = next((n for n in range(most) if old[n] != new[n]), most)
    left = most - first
    return first, next((n for n in range(left) if old[-1 - n] != new[-1 - n]), left)


def _length(rest: Differing) -> int:
    return rest.a1 - rest.a0 + rest.b1 - rest.b0


def _rests(old: str, new: str, within: Differing, pieces: tuple[int, ...]) -> Iterator[Differing]:
    """What is not the same, by the ends and by the pieces that stand once on both sides."""
    a0, a1, b0, b1 = within.a0, within.a1, within.b0, within.b1
    while a0 < a1 and b0 < b1 and old[a0] == new[b0]:
        a0, b0 = a0 + 1, b0 + 1
    while a0 < a1 and b0 < b1 and old[a1 - 1] == new[b1 - 1]:
        a1, b1 = a1 - 1, b1 - 1
    rest = Differing(a0, a1, b0, b1)
    if not pieces or a0 == a1 or b0 == b1:
        if _length(rest):
            yield rest
        return
    for a, b, size in (*_common(old, new, rest, pieces[0]), (a1, b1, 0)):
        yield from _rests(old, new, Differing(a0, a, b0, b), pieces[1:])
        a0, b0 = a + size, b + size


def _common(old: str, new: str, within: Differing, length: int) -> Iterator[tuple[int, int, int]]:
    """Stretches that are the same, in order on both sides: old and new start, number of characters."""
    once_old, once_new = _once(old, within.a0, within.a1, length), _once(new, within.b0, within.b1, length)
    pairs = [(a, once_new[piece]) for piece, a in once_old.items() if piece in once_new]
    if not pairs and _length(within) > _SHORT:
        pairs = _as_often(old, new, within, length)
    end_a, end_b = within.a0, within.b0
    for a, b in _rising(pairs):
        if a < end_a or b < end_b:
            continue
        back, ahead = 0, length
        while min(a - end_a, b - end_b) > back and old[a - back - 1] == new[b - back - 1]:
            back += 1
        while a + ahead < within.a1 and b + ahead < within.b1 and old[a + ahead] == new[b + ahead]:
            ahead += 1
        yield a - back, b - back, back + ahead
        end_a, end_b = a + ahead, b + ahead


def _once(text: str, start: int, end: int, length: int) -> dict[str, int]:
    """Pieces of a length that stand once in a stretch, by where they stand; in the order of their places."""
    found: dict[str, int] = {}
    again: set[str] = set()
    for at in range(start, end - length + 1):
        piece = text[at : at + length]
        if piece in found:
            again.add(piece)
        else:
            found[piece] = at
    return {piece: at for piece, at in found.items() if piece not in again}


def _as_often(old: str, new: str, within: Differing, length: int) -> list[tuple[int, int]]:
    """Pieces that stand as often on both sides, the first with the first and so on: for text that repeats itself."""
    places: list[dict[str, list[int]]] = []
    for text, start, end in ((old, within.a0, within.a1), (new, within.b0, within.b1)):
        found: dict[str, list[int]] = {}
        for at in range(start, end - length + 1):
            found.setdefault(text[at : at + length], []).append(at)
        places.append(found)
    a, b = places
    return sorted(
        pair for piece in a if len(a[piece]) == len(b.get(piece, ())) for pair in zip(a[piece], b[piece], strict=True)
    )


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second numbers rise; the first ones rise already."""
    ends: list[int] = []
    at_end: list[int] = []
    before: list[int] = []
    for n, (_, b) in enumerate(pairs):
        place = bisect_left(ends, b)
        before.append(at_end[place - 1] if place else -1)
        ends[place : place + 1] = [b]
        at_end[place : place + 1] = [n]
    made: list[tuple[int, int]] = []
    n = at_end[-1] if at_end else -1
    while n >= 0:
        made.append(pairs[n])
        n = before[n]
    return made[::-1]


def _widened(old: str, rests: list[Differing], length_a: int, length_b: int) -> Iterator[Differing]:
    """The rests with what is the same around them, up to where a clause begins or ends; those that then touch are one."""
    held: Differing | None = None
    for n, rest in enumerate(rests):
        left = rest.a0 - (rests[n - 1].a1 if n else 0)
        right = (rests[n + 1].a0 if n + 1 < len(rests) else length_a) - rest.a1
        left, right = min(left, _AROUND, rest.b0), min(right, _AROUND, length_b - rest.b1)
        back = next((k for k in range(left) if old[rest.a0 - k - 1] in _STOPS), left)
        ahead = next((k for k in range(right) if old[rest.a1 + k] in _STOPS), right)
        wide = Differing(rest.a0 - back, rest.a1 + ahead, rest.b0 - back, rest.b1 + ahead)
        if held is not None and wide.a0 <= held.a1:
            held = Differing(held.a0, wide.a1, held.b0, wide.b1)
            continue
        if held is not None:
            yield held
        held = wide
    if held is not None:
        yield held


def _by_words(old: str, new: str, rest: Differing) -> Iterator[Differing]:
    a, b = rest.a0, rest.b0
    for was, now, differ in differences(old[rest.a0 : rest.a1], new[rest.b0 : rest.b1]):
        if differ:
            yield Differing(a, a + len(was), b, b + len(now))
        a, b = a + len(was), b + len(now)
