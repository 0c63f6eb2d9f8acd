"""A galley that names its own pages (目次) or counts notes on them -> the same with those of the PDF; pages of its headings."""

from __future__ import annotations

from pipeline.diagnostics import Problems
from pipeline.galley import LINE_OF, Galley
from pipeline.galley.contents import by_line, with_pages
from pipeline.galley.footnotes import by_anchor, renumbered
from pipeline.kinds.kind import PageSpan
from pipeline.notation.house_style import House
from pipeline.typeset import Design, Layout, check_styles
from pipeline.typeset.layout import ARTIFACT, Bookmark, Place
from pipeline.typeset.replay import Memory
from pipeline.writers import pdf

# A page put in may move what follows it by a line; a third layout has never told anything else than the second.
_MOST_LAYOUTS = 3
# What the first layout set is set again by the second, but for the lines that name pages.
_ALL = 1_000_000


def paged(
    galley: Galley, design: Design, fonts: pdf.FontProvider, house: House, problems: Problems
) -> tuple[Galley, Layout | None]:
    """The galley with its pages, and the layout of it, if it was told by the last one. Raises Rejected if there is none."""
    _check(galley, design, fonts, problems)
    memory = Memory(most=_ALL, most_texts=_ALL)
    for _ in range(_MOST_LAYOUTS):
        layout = pdf.laid_out(galley, design, fonts, memory)
        pages = {anchor: _label(layout, place.page) for anchor, place in layout.anchors.items()}
        pages |= {anchor + LINE_OF: str(_line(layout, layout.anchors[anchor])) for anchor in by_line(galley)}
        settled = with_pages(galley, pages, house)
        if house.footnotes_by_page:
            settled = renumbered(settled, {a: layout.anchors[a].page for a in by_anchor(galley)}, house)
        if settled == galley:
            return galley, layout
        galley = settled
    return galley, None


def laid_out(galley: Galley, design: Design, fonts: pdf.FontProvider, problems: Problems) -> Layout:
    """The pages of a galley. Raises Rejected if it cannot be laid out."""
    _check(galley, design, fonts, problems)
    return pdf.laid_out(galley, design, fonts)


def spans(galley: Galley, design: Design, fonts: pdf.FontProvider, problems: Problems) -> list[PageSpan]:
    """For each entry of the outline the pages from its heading up to the next of its level or above. Raises Rejected."""
    layout = laid_out(galley, design, fonts, problems)
    found = []
    for n, entry in enumerate(layout.bookmarks):
        after = next((b for b in layout.bookmarks[n + 1 :] if b.level <= entry.level), None)
        if after is None:
            last = len(layout.pages) - 1
        else:
            last = after.page if _begins_below_words(layout, after) else after.page - 1
        found.append(PageSpan(_number(layout, entry.page), _number(layout, max(last, entry.page))))
    return found


def _begins_below_words(layout: Layout, entry: Bookmark) -> bool:
    """Whether words of what comes before stand on the page on which an entry begins."""
    texts = layout.pages[entry.page].texts
    return any(text.y_pt > entry.y_pt and text.element != ARTIFACT for text in texts)


def _line(layout: Layout, place: Place) -> int:
    """Which line of its page begins at a place, from the top; page numbers and heads that a page repeats are not counted."""
    lines = (
        text.y_pt - n * text.text.style.leading_pt
        for text in layout.pages[place.page].texts
        if text.element != ARTIFACT
        for n in range(text.last - text.first)
    )
    return 1 + len({round(y) for y in lines if y > place.y_pt})


def _number(layout: Layout, page: int) -> int:
    return layout.pages[page].number or page + 1


def _label(layout: Layout, page: int) -> str:
    return layout.pages[page].label or str(page + 1)


def _check(galley: Galley, design: Design, fonts: pdf.FontProvider, problems: Problems) -> None:
    check_styles(galley, design, problems)
    fonts.chains(design, problems)
    problems.stop_if_errors()
