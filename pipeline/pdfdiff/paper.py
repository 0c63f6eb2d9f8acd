"""The pages of a printed paper -> its words in one run, with the places where lines and pages begin.

Only words count: where lines and pages break, blanks, page numbers and heads that every page repeats do not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from pipeline.pdfdiff import tag_order
from pipeline.pdfdiff.furniture import is_furniture, masked, repeated, running, without_leaders
from pipeline.pdfdiff.page import PrintedLine, PrintedPage

# What goes on in the next line begins at most so far from where the line above began, in fractions of the width.
_INDENT = 0.06


class PrintedPaper:
    """The words of one paper in one run.

    `starts` says where in it each line starts, `breaks` where a blank, a paragraph or a cell parts the words for sure.
    `tagged`: the words follow each other as the tags of the file say, else as the file prints them.
    """

    def __init__(self, pages: Sequence[PrintedPage]) -> None:
        self.count = len(pages)
        heads = running(pages)
        self.heads = tuple(dict.fromkeys(text for p in pages for line in p.lines if (text := masked(line)) in heads))
        self.lines: list[tuple[int, PrintedLine]] = []
        self.starts: list[int] = []
        self.breaks: set[int] = set()
        self.tagged = tag_order.is_tagged(pages)
        made: list[str] = []
        at = 0
        before: tuple[int, PrintedLine] | None = None
        for number, line in tag_order.in_order(pages, heads) if self.tagged else _as_printed(pages, heads):
            self.lines.append((number, line))
            self.starts.append(at)
            self.breaks.update(at + gap for gap in line.gaps)
            if before is None or _stands_apart(before, (number, line)):
                self.breaks.add(at)
            before = number, line
            made.append(line.text)
            at += len(line.text)
        self.text = "".join(made)
        self.notes = self._notes()

    def _notes(self) -> tuple[tuple[int, int], ...]:
        """Where each note of a tagged paper stands; they are its last words."""
        held = [
            (line.tag.note_at, n) for n, (_, line) in enumerate(self.lines) if line.tag is not None and line.tag.note
        ]
        ends = [*self.starts, len(self.text)]
        groups = [[n for _, n in same] for _, same in groupby(held, key=itemgetter(0))]
        return tuple([(ends[group[0]], ends[group[-1] + 1]) for group in groups])

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
        return self.lines[max(0, bisect_right(self.starts, at) - 1)][0] if self.lines else 0

    def page_end(self, at: int) -> int:
        """Where the stretch of a character on its page ends."""
        n = bisect_right(self.starts, at)
        page = self.lines[n - 1][0]
        while n < len(self.lines) and self.lines[n][0] == page:
            n += 1
        return self.starts[n] if n < len(self.lines) else len(self.text)


def _as_printed(pages: Sequence[PrintedPage], heads: frozenset[str]) -> Iterator[tuple[int, PrintedLine]]:
    """The lines in the order in which the file prints them."""
    bodies: list[list[PrintedLine]] = []
    for number, page in enumerate(pages):
        body = [line for line in page.lines if not is_furniture(line, page, heads)]
        body = body[repeated(body, bodies) :]
        bodies.append(body)
        yield from without_leaders([(number, line) for line in body])


def _stands_apart(before: tuple[int, PrintedLine], after: tuple[int, PrintedLine]) -> bool:
    """Whether a line begins something else; if not, it may go on with the words of the line above it."""
    (page_above, line_above), (page, line) = before, after
    above, box = line_above.box(0, len(line_above.text)), line.box(0, len(line.text))
    below = page != page_above or above.top < box.top < above.bottom + 1.5 * (above.bottom - above.top)
    return line_above.text.endswith("。") or abs(box.left - above.left) > _INDENT or not below
