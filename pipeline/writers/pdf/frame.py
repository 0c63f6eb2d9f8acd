"""What is around the pages of a document -> ready objects, as reportlab makes them: resources, page tree, catalog.

Its document counts empty pages and makes the dictionaries that hold them; what else reportlab 5.1 would write is not PDF/A
(an unembedded Helvetica in the preamble of every page, no end of line before `endstream`, an Info dictionary), so pages,
streams and the file are ours, under the numbers of its counter. Its canvas and its fonts are not loaded.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.writers.pdf.bare_reportlab import pdfdoc as loaded

pdfdoc = loaded()

# Documents around which nothing differs, as partners of one master.
_KEPT = 16


class Frame(NamedTuple):
    """The objects around the pages: the names of fonts, the page tree, the catalog."""

    fonts: bytes
    tree: bytes
    catalog: bytes


@lru_cache(maxsize=_KEPT)
def frame(
    pages: int, tree_number: int, fonts: tuple[tuple[str, int], ...], entries: tuple[tuple[str, bytes], ...]
) -> Frame:
    """Of so many pages, whose numbers follow that of the fonts; `tree_number` is that of the page tree.

    `fonts` are resource names with the numbers of their objects, `entries` further ones of the catalog.
    """
    document: Any = pdfdoc.PDFDocument(invariant=1, pdfVersion=(1, 7))  # type stubs leave its inner parts out
    for _ in range(pages):
        document.addPage(pdfdoc.PDFPage())
    assert int(document.objectcounter) == pages + 1, "fonts and pages are numbered otherwise"
    document.objectcounter = tree_number - 1
    document.info = None
    document.Reference(document.Pages)
    document.Catalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents", "AF"]
    # Its own outline, empty, cannot be formatted.
    for key, value in {"Outlines": None, **dict(entries)}.items():
        setattr(document.Catalog, key, value)
    names = document.idToObject["BasicFonts"]
    names.dict = {name: b"%d 0 R" % number for name, number in fonts}
    made = [pdfdoc.format(part, document, toplevel=1) for part in (names, document.Pages, document.Catalog)]
    return Frame(*[body.rstrip(b"\n") for body in made])
