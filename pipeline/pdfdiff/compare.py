"""Two printed papers -> the words that differ between them, each with its places on the pages, and pages side by side.

Only words count: where lines and pages break, blanks, page numbers and heads that every page repeats do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.comparing.long_diff import Differing, differing
from pipeline.late.dataclass import dataclass
from pipeline.pdfdiff import Box, PrintedPage
from pipeline.pdfdiff.paper import PrintedPaper

# Of the words around a change: so many characters.
_AROUND = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """A box on a page (0 is the first)."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedChange:
    """One change: the words that go and come ("" if none), those around them, and where they stand.

    `before` and `after` are of the new paper, `before_old` and `after_old` of the old one: a quotation is of one paper.
    `lines_old` and `lines_new` are the boxes of the whole lines, `words_old` and `words_new` those of the words; where
    words only go or only come, the other side has a box without width at the place.
    """

    id: str
    old: str
    new: str
    before: str
    after: str
    before_old: str
    after_old: str
    lines_old: tuple[Spot, ...]
    lines_new: tuple[Spot, ...]
    words_old: tuple[Spot, ...]
    words_new: tuple[Spot, ...]

    @property
    def place(self) -> str:
        """前3頁 → 後4頁, as pages are counted in the file."""
        old, new = (f"{spots[0].page + 1}頁" if spots else "なし" for spots in (self.words_old, self.words_new))
        return f"前{old} → 後{new}"


@dataclass(frozen=True, slots=True)
class Facing:
    """Pages that hold the same text, side by side; None where a paper has no such page. `changes` by their ids."""

    old: int | None
    new: int | None
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """All changes from the front to the back, every page facing its other, and words of running heads that differ."""

    changes: tuple[PrintedChange, ...]
    facing: tuple[Facing, ...]
    heads_old: tuple[str, ...]
    heads_new: tuple[str, ...]


def printed_report(old: Sequence[PrintedPage], new: Sequence[PrintedPage]) -> PrintedReport:
    """What differs between two papers."""
    a, b = PrintedPaper(old), PrintedPaper(new)
    found = [_settled(d, a, b) for d in differing(a.text, b.text)]
    changes = tuple(_change(n, d, a, b) for n, d in enumerate(found, 1))
    heads = [tuple(h for h in x.heads if h not in y.heads) for x, y in ((a, b), (b, a))]
    return PrintedReport(changes, tuple(_facing(a, b, found, changes)), heads[0], heads[1])


def _settled(d: Differing, old: PrintedPaper, new: PrintedPaper) -> Differing:
    """The same change as a reader sees it: from where a line or a blank parts the words, if it may begin there."""
    if d.a0 == d.a1 or d.b0 == d.b1:
        paper, start, end = (new, d.b0, d.b1) if d.a0 == d.a1 else (old, d.a0, d.a1)
        by = _slide(paper, start, end)
        return Differing(d.a0 + by, d.a1 + by, d.b0 + by, d.b1 + by)
    least = min(d.a1 - d.a0, d.b1 - d.b0)
    head = next((n for n in range(least) if old.text[d.a0 + n] != new.text[d.b0 + n]), least)
    tail = next((n for n in range(least) if old.text[d.a1 - 1 - n] != new.text[d.b1 - 1 - n]), least)
    parted_before = (n for n in range(head, 0, -1) if d.a0 + n in old.breaks or d.b0 + n in new.breaks)
    by = next(parted_before, 0)
    a0, b0 = d.a0 + by, d.b0 + by
    most = min(tail, d.a1 - a0, d.b1 - b0)
    by = next((n for n in range(most, 0, -1) if d.a1 - n in old.breaks or d.b1 - n in new.breaks), 0)
    a1, b1 = d.a1 - by, d.b1 - by
    return Differing(a0, a1, b0, b1)


def _slide(paper: PrintedPaper, start: int, end: int) -> int:
    """By how much words that only come or go are better told earlier (less than 0) or later: behind a 。, at a break, far left."""
    text, length = paper.text, end - start
    back = next((n for n in range(min(start, length)) if text[start - 1 - n] != text[end - 1 - n]), min(start, length))
    ahead = next(
        (n for n in range(min(len(text) - end, length)) if text[start + n] != text[end + n]),
        min(len(text) - end, length),
    )

    def ill(by: int) -> tuple[bool, bool, float, int]:
        at = start + by
        return at > 0 and text[at - 1] != "。", at not in paper.breaks, paper.left(at), abs(by)

    return min(range(-back, ahead + 1), key=ill)


def _change(number: int, d: Differing, old: PrintedPaper, new: PrintedPaper) -> PrintedChange:
    lines, words = [], []
    for paper, start, end in ((old, d.a0, d.a1), (new, d.b0, d.b1)):
        held = list(paper.held(start, end))
        lines.append(tuple(Spot(page, line.box(0, len(line.text))) for page, line, _, _ in held))
        words.append(tuple(Spot(page, line.box(low, high)) for page, line, low, high in held))
    around_old = old.text[max(0, d.a0 - _AROUND) : d.a0], old.text[d.a1 : d.a1 + _AROUND]
    around = new.text[max(0, d.b0 - _AROUND) : d.b0], new.text[d.b1 : d.b1 + _AROUND]
    gone, put = old.text[d.a0 : d.a1], new.text[d.b0 : d.b1]
    return PrintedChange(f"変更{number}", gone, put, *around, *around_old, *lines, *words)


def _facing(
    old: PrintedPaper, new: PrintedPaper, found: Sequence[Differing], changes: Sequence[PrintedChange]
) -> Iterator[Facing]:
    """Pages paired by how many characters they share, in their order; as many that share none face in turn."""
    i = j = 0
    for a, b in (*_heaviest(_shared(old, new, found)), (old.count, new.count)):
        left, right = range(i, a), range(j, b)
        if len(left) == len(right):
            yield from (Facing(m, n, _ids(m, n, changes)) for m, n in zip(left, right, strict=True))
        else:
            yield from (Facing(n, None, _ids(n, None, changes)) for n in left)
            yield from (Facing(None, n, _ids(None, n, changes)) for n in right)
        if (a, b) != (old.count, new.count):
            yield Facing(a, b, _ids(a, b, changes))
        i, j = a + 1, b + 1


def _ids(old: int | None, new: int | None, changes: Sequence[PrintedChange]) -> tuple[str, ...]:
    """What changes on one of the two pages."""
    return tuple(c.id for c in changes if old in {s.page for s in c.words_old} or new in {s.page for s in c.words_new})


def _shared(old: PrintedPaper, new: PrintedPaper, found: Sequence[Differing]) -> Counter[tuple[int, int]]:
    """How many characters each pair of pages shares."""
    counts: Counter[tuple[int, int]] = Counter()
    a = b = 0
    for d in (*found, Differing(len(old.text), 0, len(new.text), 0)):
        while a < d.a0:
            step = min(d.a0, old.page_end(a), a + new.page_end(b) - b) - a
            counts[old.page(a), new.page(b)] += step
            a, b = a + step, b + step
        a, b = d.a1, d.b1
    return counts


def _heaviest(shared: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs in rising order on both sides that share most characters in all."""
    best: list[tuple[int, list[tuple[int, int]]]] = []
    pairs = sorted(shared)
    for i, j in pairs:
        weight, chain = max(
            ((w, c) for (a, b), (w, c) in zip(pairs, best, strict=False) if a < i and b < j),
            key=lambda held: held[0],
            default=(0, []),
        )
        best.append((weight + shared[i, j], [*chain, (i, j)]))
    return max(best, key=lambda held: held[0], default=(0, []))[1]
