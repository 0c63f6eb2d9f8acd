"""Two printed papers -> the words that differ between them, each with its places on the pages, and pages side by side.

Only words count: where lines and pages break, blanks, page numbers and heads that every page repeats do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.pdfdiff import Box, PrintedLine, PrintedPage
from pipeline.comparing.long_diff import Differing, differing

# Where page numbers and running heads stand: the outer part of a page, in fractions of its height.
_MARGIN = 0.1
# What goes on in the next line begins at most so far from where the line above began, in fractions of the width.
_INDENT = 0.06
_NUMBERS = re.compile("[0-9０-９]+")
_PAGE_NUMBER = re.compile("[-‐－―–—ー・/／ⅰ-ⅻ頁ページpP.第()（）#]*")
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


class _Paper:
    """The words of one paper in one run.

    `starts` says where in it each line starts, `breaks` where a blank, a paragraph or a cell parts the words for sure.
    """

    def __init__(self, pages: Sequence[PrintedPage]) -> None:
        self.count = len(pages)
        running = _running(pages)
        self.heads = tuple(dict.fromkeys(text for p in pages for line in p.lines if (text := _masked(line)) in running))
        self.lines: list[tuple[int, PrintedLine]] = []
        self.starts: list[int] = []
        self.breaks: set[int] = set()
        made: list[str] = []
        at = 0
        self.page_starts: list[int] = []
        before: tuple[int, PrintedLine] | None = None
        for number, page in enumerate(pages):
            self.page_starts.append(at)
            for line in page.lines:
                if _in_margin(line) and (_is_page_number(line) or _masked(line) in running):
                    continue
                self.lines.append((number, line))
                self.starts.append(at)
                self.breaks.update(at + gap for gap in line.gaps)
                if before is None or _stands_apart(before, (number, line)):
                    self.breaks.add(at)
                before = number, line
                made.append(line.text)
                at += len(line.text)
        self.text = "".join(made)

    def held(self, start: int, end: int) -> Iterator[tuple[int, PrintedLine, int, int]]:
        """Page, line and range within it of every line that a stretch touches.

        For an empty stretch one empty range: behind the character before it, where the reader comes from.
        """
        n = max(0, bisect_right(self.starts, max(0, start - 1) if start == end else start) - 1)
        for (page, line), at in zip(self.lines[n:], self.starts[n:], strict=True):
            if at > start and at >= end:
                return
            low, high = max(start - at, 0), min(end - at, len(line.text))
            yield page, line, low, high
            if start == end:
                return

    def left(self, at: int) -> float:
        """How far from the left a character stands, in hundredths of the width of the page."""
        n = bisect_right(self.starts, at) - 1
        _, line = self.lines[n]
        return round(line.box(at - self.starts[n], at - self.starts[n]).left, 2)

    def page(self, at: int) -> int:
        """The page on which a character stands."""
        return bisect_right(self.page_starts, at) - 1

    def page_end(self, at: int) -> int:
        """Where the page of a character ends."""
        return next((start for start in self.page_starts[self.page(at) + 1 :] if start > at), len(self.text))


def printed_report(old: Sequence[PrintedPage], new: Sequence[PrintedPage]) -> PrintedReport:
    """What differs between two papers."""
    a, b = _Paper(old), _Paper(new)
    found = [_settled(d, a, b) for d in differing(a.text, b.text)]
    changes = tuple(_change(n, d, a, b) for n, d in enumerate(found, 1))
    heads = [tuple(h for h in x.heads if h not in y.heads) for x, y in ((a, b), (b, a))]
    return PrintedReport(changes, tuple(_facing(a, b, found, changes)), heads[0], heads[1])


def _masked(line: PrintedLine) -> str:
    return _NUMBERS.sub("#", line.text)


def _in_margin(line: PrintedLine) -> bool:
    box = line.box(0, len(line.text))
    return box.bottom < _MARGIN or box.top > 1 - _MARGIN


def _stands_apart(before: tuple[int, PrintedLine], after: tuple[int, PrintedLine]) -> bool:
    """Whether a line begins something else; if not, it may go on with the words of the line above it."""
    (page_above, line_above), (page, line) = before, after
    above, box = line_above.box(0, len(line_above.text)), line.box(0, len(line.text))
    below = page != page_above or above.top < box.top < above.bottom + 1.5 * (above.bottom - above.top)
    return line_above.text.endswith("。") or abs(box.left - above.left) > _INDENT or not below


def _is_page_number(line: PrintedLine) -> bool:
    return _PAGE_NUMBER.fullmatch(_masked(line)) is not None


def _running(pages: Sequence[PrintedPage]) -> frozenset[str]:
    """What stands in the margin of more than half of the pages, numbers apart; page numbers are none of it."""
    counts = Counter(
        text
        for page in pages
        for text in {_masked(line) for line in page.lines if _in_margin(line) and not _is_page_number(line)}
    )
    return frozenset(text for text, count in counts.items() if count > 1 and 2 * count > len(pages))


def _settled(d: Differing, old: _Paper, new: _Paper) -> Differing:
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


def _slide(paper: _Paper, start: int, end: int) -> int:
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


def _change(number: int, d: Differing, old: _Paper, new: _Paper) -> PrintedChange:
    lines, words = [], []
    for paper, start, end in ((old, d.a0, d.a1), (new, d.b0, d.b1)):
        held = list(paper.held(start, end))
        lines.append(tuple(Spot(page, line.box(0, len(line.text))) for page, line, _, _ in held))
        words.append(tuple(Spot(page, line.box(low, high)) for page, line, low, high in held))
    around_old = old.text[max(0, d.a0 - _AROUND) : d.a0], old.text[d.a1 : d.a1 + _AROUND]
    around = new.text[max(0, d.b0 - _AROUND) : d.b0], new.text[d.b1 : d.b1 + _AROUND]
    gone, put = old.text[d.a0 : d.a1], new.text[d.b0 : d.b1]
    return PrintedChange(f"変更{number}", gone, put, *around, *around_old, *lines, *words)


def _facing(old: _Paper, new: _Paper, found: Sequence[Differing], changes: Sequence[PrintedChange]) -> Iterator[Facing]:
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


def _shared(old: _Paper, new: _Paper, found: Sequence[Differing]) -> Counter[tuple[int, int]]:
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
