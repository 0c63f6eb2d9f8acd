"""A galley that names its own pages (目次) -> the same with the pages that the PDF gives them."""

from __future__ import annotations

from pipeline.diagnostics import Problems
from pipeline.galley import Galley
from pipeline.galley.contents import outlined, with_pages
from pipeline.notation.house import House
from pipeline.typeset import Design, check_styles, lay_out
from pipeline.writers import pdf

# A page put in may move what follows it by a line; a third layout has never told anything else than the second.
_MOST_LAYOUTS = 3


def paged(galley: Galley, design: Design, fonts: pdf.FontProvider, house: House, problems: Problems) -> Galley:
    """The galley with its pages. Raises Rejected if it cannot be laid out."""
    check_styles(galley, design, problems)
    chains = fonts.chains(design, problems)
    problems.stop_if_errors()
    assert chains is not None, "a font that is missing is an error"
    metrics = {name: chain.metrics for name, chain in chains.items()}
    for _ in range(_MOST_LAYOUTS):
        layout = lay_out(galley, design, metrics)
        entries = zip(outlined(galley), layout.bookmarks, strict=True)
        pages = {p.anchor: layout.pages[b.page].number or b.page + 1 for p, b in entries if p.anchor is not None}
        settled = with_pages(galley, pages, house)
        if settled == galley:
            break
        galley = settled
    return galley
