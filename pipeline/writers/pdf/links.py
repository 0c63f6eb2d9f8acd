"""Links and anchors of the layout -> link annotations and named destinations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.typeset.layout import ARTIFACT, Page, Place
from pipeline.writers.pdf.pdf_file import Shell
from pipeline.writers.pdf.strings import text_string

# The box of a link around its words, in em above and below the baseline: that of the em box (see sheets.py).
_ABOVE_EM, _BELOW_EM = 0.88, 0.12
# An annotation is printed with the page; ISO 19005-2, 6.3.2 asks that it be neither hidden nor screen-only.
PRINTED = 4
# Name trees that are kept: partners of one master mostly have the same places.
_KEPT = 8


class Link(NamedTuple):
    """An annotation: its object, the page (from 0) and the element of its words."""

    number: int
    page: int
    element: int


def add_links(shell: Shell, pages: Sequence[Page], anchors: Mapping[str, Place]) -> list[Link]:
    """Adds the annotations of all pages; their keys in the parent tree follow those of the pages, in this order."""
    links: list[Link] = []
    for n, page in enumerate(pages):
        for text in page.texts:
            if text.element == ARTIFACT or not text.inlines:
                continue
            size, leading = text.text.style.size_pt, text.text.style.leading_pt
            for k, line in enumerate(text.text.lines[text.first : text.last]):
                y = text.y_pt - k * leading
                for link in line.links:
                    assert link.target in anchors, f"a link leads to {link.target}, which is no anchor"
                    box = (text.x_pt + link.x0_pt, y - _BELOW_EM * size, text.x_pt + link.x1_pt, y + _ABOVE_EM * size)
                    element = text.inlines[link.inline].words
                    body = b"<</Type/Annot/Subtype/Link/Rect[%.2f %.2f %.2f %.2f]/Border[0 0 0]/F %d" % (*box, PRINTED)
                    body += b"/Dest%s/Contents%s" % (text_string(link.target), text_string(link.words))
                    number = shell.add(body + b"/StructParent %d>>" % (len(pages) + len(links)))
                    links.append(Link(number, n, element))
    return links


def destinations(anchors: Mapping[str, Place], pages: Sequence[int]) -> bytes:
    """The name tree of all anchors, in the order of their bytes."""
    return _destinations(tuple(anchors.items()), tuple(pages))


@lru_cache(maxsize=_KEPT)
def _destinations(anchors: tuple[tuple[str, Place], ...], pages: tuple[int, ...]) -> bytes:
    named = sorted((name.encode("utf-16-be"), name, place) for name, place in anchors)
    entries = [
        b"%s[%d 0 R/XYZ null %d null]" % (text_string(name), pages[place.page], round(place.y_pt))
        for _, name, place in named
    ]
    return b"<</Names[%s]>>" % b"".join(entries)
