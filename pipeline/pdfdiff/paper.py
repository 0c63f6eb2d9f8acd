"""The pages of a printed paper -> its words in one run, with the places where lines and pages begin.

Only words count: where lines and pages break, blanks, page numbers and heads that every page repeats do not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.late.regex import regex
from pipeline.pdfdiff.page import PrintedLine, PrintedPage

# Dots that lead to a page, and the page.
_LEADER = regex(r"[…‥・.．･·]{3,}[0-9０-９ivxⅰ-ⅻ－-]*(?:頁|ページ)?$")
_LED_TO = regex("[0-9０-９ivxⅰ-ⅻ－-]+(?:頁|ページ)?")
# Dots that lead from a name to an amount at the right.
_LED_AMOUNT = regex("(?<=.)[…‥・.．･·]{3,}(?=[△▲約]?[0-9０-９][^、。…]{0,24}$)")
# What repeats a head holds so many letters, each line within so much of the width of where it stood.
_LETTERS = regex("[ぁ-んァ-ヶ一-龠々]")
_LEAST_HEAD, _SAME_PLACE = 4, 0.01
# Where page numbers and running heads stand: the outer part of a page, in fractions of its height.
_MARGIN = 0.1
# What goes on in the next line begins at most so far from where the line above began, in fractions of the width.
_INDENT = 0.06
_NUMBERS = regex("[0-9０-９]+")
_PAGE_NUMBER = regex("[-‐－―–—ー・/／ⅰ-ⅻ頁ページpP.第()（）#]*")


class PrintedPaper:
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
        bodies: list[list[PrintedLine]] = []
        for number, page in enumerate(pages):
            self.page_starts.append(at)
            body = [li for li in page.lines if not (_in_margin(li) and (_is_page_number(li) or _masked(li) in running))]
            body = body[_repeated(body, bodies) :]
            bodies.append(body)
            for line in _without_leaders(body):
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


def _without_leaders(body: Iterable[PrintedLine]) -> Iterator[PrintedLine]:
    """Entries of 目次 up to the dots that lead to their pages; both follow from where things stand.

    An amount is kept, without the dots that lead to it.
    """
    led = False
    for whole in body:
        line = _without_dots(whole)
        found = _LEADER.search(line.text)
        if found is None:
            if not (led and _LED_TO.fullmatch(line.text)):
                yield line
            led = False
            continue
        end = found.start()
        led = _LED_TO.search(found[0]) is None
        if end:
            yield PrintedLine(line.text[:end], line.edges[: 4 * end], tuple(g for g in line.gaps if g < end))


def _without_dots(line: PrintedLine) -> PrintedLine:
    """A line without the dots that lead to its amount; a blank stands in their place."""
    found = None if _LEADER.search(line.text) else _LED_AMOUNT.search(line.text)
    if found is None:
        return line
    start, end = found.span()
    edges = line.edges[: 4 * start] + line.edges[4 * end :]
    gaps = sorted({start, *(g if g <= start else g - (end - start) for g in line.gaps if not start < g < end)})
    return PrintedLine(line.text[:start] + line.text[end:], edges, tuple(gaps))


def _repeated(body: Sequence[PrintedLine], before: Sequence[Sequence[PrintedLine]]) -> int:
    """How many lines at the head of a page stand on the page before, one behind the other and as far from the left.

    A table says its head again; a few figures that are alike by chance are no head.
    """
    if not before or not body:
        return 0
    above = before[-1]
    best = 0
    for start in range(len(above)):
        count = 0
        while count < min(len(body), len(above) - start) and _is_again(above[start + count], body[count]):
            count += 1
        best = max(best, count)
    words = "".join(line.text for line in body[:best])
    return best if best > 1 and len(_LETTERS.findall(words)) >= _LEAST_HEAD else 0


def _is_again(above: PrintedLine, line: PrintedLine) -> bool:
    return above.text == line.text and abs(above.edges[0] - line.edges[0]) < _SAME_PLACE
