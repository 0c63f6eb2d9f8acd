"""Lines of pages -> those that are no words of the paper: page numbers, running heads, dots of 目次, heads that a page says again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from pipeline.late.regex import regex
from pipeline.notation.text.contents_line import DOTS, LEADER, PAGE, PART_NAME, UNIT, Entries
from pipeline.pdfdiff.page import PrintedLine, PrintedPage

# Dots that lead to a page, and the page.
_LEADER = regex(f"{LEADER}(?:{PAGE}|{UNIT})$|[{DOTS}]{{3,}}$")
_LED_TO = regex(PAGE)
# Dots that lead from a name to an amount at the right, the amount beside them or in a stretch of its own.
_AMOUNT = "[△▲約]?[0-9０-９][^、。…]{0,24}$"
_LED_AMOUNT = regex(f"(?<=.)[{DOTS}]{{3,}}(?={_AMOUNT})")
_DOTS = regex(f"[{DOTS}]{{3,}}$")
_IS_AMOUNT = regex(_AMOUNT)
# The unit of the number, where tags part the two.
_UNITS = ("頁", "ページ")
_UNIT = regex(UNIT)
# What repeats a head holds so many letters, each line within so much of the width of where it stood.
_LETTERS = regex("[ぁ-んァ-ヶ一-龠々]")
_LEAST_HEAD, _SAME_PLACE = 4, 0.01
# Where page numbers and running heads stand: the outer part of a page, in fractions of its longer side. Sheets that lie have
# the same margins as others.
_MARGIN = 0.1
_NUMBERS = regex("[0-9０-９]+")
_PART_PAGE = regex(f"{PART_NAME}[－-][0-9０-９]+{UNIT}?")
_PAGE_NUMBER = regex("[-‐－―–—ー・/／ⅰ-ⅻivx頁ページpP.第()（）#]*")


def masked(line: PrintedLine) -> str:
    """The words of a line, its numbers apart."""
    return _NUMBERS.sub("#", line.text)


def in_margin(line: PrintedLine, page: PrintedPage) -> bool:
    """Whether a line of a page stands where page numbers and running heads do."""
    box = line.box(0, len(line.text))
    margin = _MARGIN * max(1.0, page.width_pt / page.height_pt)
    return box.bottom < margin or box.top > 1 - margin


def is_page_number(line: PrintedLine) -> bool:
    """Whether a line is the number of a page, in any of the forms that are in use.

    One that bears the name of a part (参考資料1－3) only where tags call it no part of the document.
    """
    if line.aside and _PART_PAGE.fullmatch(line.text) is not None:
        return True
    return _PAGE_NUMBER.fullmatch(masked(line)) is not None


def running(pages: Sequence[PrintedPage]) -> frozenset[str]:
    """What stands in the margin of more than half of the pages, of those that stand or of those that lie, numbers apart.

    Of what tags call no part of the document two pages are enough. Page numbers are none of it.
    """
    lying = [page for page in pages if page.width_pt > page.height_pt]
    standing = [page for page in pages if page.width_pt <= page.height_pt]
    aside = _running(pages, lambda line: line.aside)
    often = [
        {text for text, count in _running(some, lambda _: True).items() if 2 * count > len(some)}
        for some in (pages, lying, standing)
    ]
    return frozenset().union(aside, *often)


def _running(pages: Sequence[PrintedPage], counts: Callable[[PrintedLine], bool]) -> dict[str, int]:
    """What stands in the margin of more than one page, and of how many."""
    found = Counter(
        text
        for page in pages
        for text in {
            masked(line) for line in page.lines if in_margin(line, page) and counts(line) and not is_page_number(line)
        }
    )
    return {text: count for text, count in found.items() if count > 1}


def without_leaders(body: Iterable[tuple[int, PrintedLine]]) -> Iterator[tuple[int, PrintedLine]]:
    """Lines with their pages, entries of 目次 up to the dots that lead to their pages; both follow from where things stand.

    Elsewhere dots lead to an amount, which is kept without them.
    """
    lines = list(body)
    entries = Entries()
    awaited: Literal["", "number", "unit"] = ""
    dots: PrintedLine | None = None
    for (number, line), (_, after) in zip(lines, [*lines[1:], *lines[-1:]], strict=True):
        form = _LED_TO if awaited == "number" else _UNIT
        if awaited and dots is not None and form.fullmatch(line.text) and stand_level(dots, line):
            awaited = "unit" if awaited == "number" else ""
            continue
        awaited = ""
        found = _LEADER.search(line.text)
        if not entries.takes(line.text, led=found is not None) or found is None:
            kept = _without_dots(line, after)
            if kept.text:
                yield number, kept
            continue
        end, dots = found.start(), line
        page = _LED_TO.search(found[0])
        awaited = "number" if page is None else "" if page[0].endswith(_UNITS) else "unit"
        if end:
            gaps = tuple(g for g in line.gaps if g < end)
            yield number, replace(line, text=line.text[:end], edges=line.edges[: 4 * end], gaps=gaps)


def _without_dots(line: PrintedLine, after: PrintedLine) -> PrintedLine:
    """A line without the dots that lead to its amount, which may be the stretch behind it; a blank stands in their place."""
    found = _LED_AMOUNT.search(line.text)
    if found is None and after is not line and _IS_AMOUNT.match(after.text) and stand_level(line, after):
        found = _DOTS.search(line.text)
    if found is None:
        return line
    start, end = found.span()
    edges = line.edges[: 4 * start] + line.edges[4 * end :]
    gaps = sorted({start, *(g if g <= start else g - (end - start) for g in line.gaps if not start < g < end)})
    return replace(line, text=line.text[:start] + line.text[end:], edges=edges, gaps=tuple(gaps))


def repeated(body: Sequence[PrintedLine], before: Sequence[Sequence[PrintedLine]]) -> int:
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


def stand_level(one: PrintedLine, other: PrintedLine) -> bool:
    """Whether two stretches stand on one line of the page."""
    a, b = one.box(0, len(one.text)), other.box(0, len(other.text))
    return 2 * (min(a.bottom, b.bottom) - max(a.top, b.top)) >= min(a.bottom - a.top, b.bottom - b.top)


def is_furniture(line: PrintedLine, page: PrintedPage, heads: frozenset[str]) -> bool:
    """Whether a line in the margin is a page number, or one of the heads that run over the pages."""
    return in_margin(line, page) and (is_page_number(line) or masked(line) in heads)
