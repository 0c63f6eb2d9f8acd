"""The paragraphs that we sent and those that came back -> pairs, those that are gone, those that nobody sent."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.comparing.long_diff import same_ends
from pipeline.importing.word.returned import Passage
from pipeline.late.dataclass import dataclass
from pipeline.review.paragraphs import Ours

# Paragraphs are compared one by one in stretches of at most so many pairs; less alike than this they are others.
_MOST_PAIRS, _ALIKE = 2_500, 0.4
# Whether the words are equal, and which they are on both sides.
_Stretch = tuple[bool, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph that was sent (index) and how it came back (index); None: gone, or never sent."""

    sent: int | None
    back: int | None


def aligned(sent: Sequence[Ours], back: Sequence[Passage]) -> tuple[Pair, ...]:
    """Pairs in reading order. Empty paragraphs outside tables say nothing and are passed over."""
    a = [n for n, each in enumerate(sent) if each.words or each.in_table]
    b = [n for n, each in enumerate(back) if each.before or each.row is not None or _has_words(each)]
    words_a, words_b = [sent[n].words for n in a], [back[n].before for n in b]
    return tuple(
        Pair(a[i] if i is not None else None, b[j] if j is not None else None) for i, j in _pairs(words_a, words_b)
    )


def _has_words(passage: Passage) -> bool:
    return any(s.text.strip() for s in passage.stretches if s.fate == "加")


def _pairs(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    first, last = same_ends(a, b)
    yield from ((n, n) for n in range(first))
    inner_a, inner_b = a[first : len(a) - last], b[first : len(b) - last]
    for region in _regions(inner_a, inner_b):
        for i, j in _paired(region, inner_a, inner_b):
            yield (None if i is None else first + i), (None if j is None else first + j)
    yield from ((len(a) - last + n, len(b) - last + n) for n in range(last))


def _regions(a: Sequence[str], b: Sequence[str]) -> Iterator[list[_Stretch]]:
    """What differs, with equal words between that stand elsewhere too (○ in a table): which of them is which is not said by them."""
    in_a, in_b = Counter(a), Counter(b)
    held: list[_Stretch] = []
    for tag, a0, a1, b0, b1 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        each = (tag == "equal", a0, a1, b0, b1)
        if tag != "equal" or all(in_a[word] > 1 or in_b[word] > 1 for word in a[a0:a1]):
            held.append(each)
            continue
        yield from filter(None, (held, [each]))
        held = []
    yield from filter(None, (held,))


def _paired(region: list[_Stretch], a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """One by one where as many stand on both sides and at least as many are equal so, else as the stretches go."""
    (_, a0, _, b0, _), (_, _, a1, _, b1) = region[0], region[-1]
    equal = sum(stretch[2] - stretch[1] for stretch in region if stretch[0])
    if a1 - a0 == b1 - b0 and sum(x == y for x, y in zip(a[a0:a1], b[b0:b1], strict=True)) >= equal:
        yield from ((a0 + n, b0 + n) for n in range(a1 - a0))
        return
    for is_equal, i0, i1, j0, j1 in region:
        if is_equal:
            yield from ((i0 + n, j0 + n) for n in range(i1 - i0))
            continue
        for i, j in _likely(a[i0:i1], b[j0:j1]):
            yield (None if i is None else i0 + i), (None if j is None else j0 + j)


def _likely(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """As many on both sides were changed where they stand; else pairs that are most alike on the whole, without crossing."""
    if len(a) == len(b):
        yield from ((n, n) for n in range(len(a)))
        return
    if len(a) * len(b) > _MOST_PAIRS:
        yield from ((n, None) for n in range(len(a)))
        yield from ((None, n) for n in range(len(b)))
        return
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    likeness = [[_likeness(x, y) for y in b] for x in a]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            paired = best[i + 1][j + 1] + likeness[i][j] if likeness[i][j] >= _ALIKE else -1.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(a) or j < len(b):
        both = i < len(a) and j < len(b)
        if both and likeness[i][j] >= _ALIKE and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            yield i, j
            i, j = i + 1, j + 1
        elif i < len(a) and (j == len(b) or best[i][j] == best[i + 1][j]):
            yield i, None
            i += 1
        else:
            yield None, j
            j += 1


def _likeness(a: str, b: str) -> float:
    if not a or not b:
        return float(a == b)
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()
