"""The tags of a page -> where each marked stretch of it stands in the document, and which words are no part of it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as c

from pipeline.pdfdiff.page import Tag

# A tree deeper or wider than this on one page is none that a person made.
_DEEPEST, _MOST_NODES = 60, 200_000
_ARTIFACT = "Artifact"
_NOTES, _HEAD_CELL, _OVER, _LONGEST_TYPE = ("Note", "FENote"), "TH", ("RT", "RP"), 60


def tags(page: pdfium.PdfPage) -> dict[int, Tag]:
    """What the tree says of the marked stretches of a page, by their numbers on it; of a page without tags nothing."""
    tree = c.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        found: dict[int, Tag] = {}
        left = [_MOST_NODES]
        for n in range(min(c.FPDF_StructTree_CountChildren(tree), _MOST_NODES)):
            for number, tag in _stretches(c.FPDF_StructTree_GetChildAtIndex(tree, n), Tag((n,), 0, head=False), left):
                found.setdefault(number, tag)
        return found
    finally:
        c.FPDF_StructTree_Close(tree)


def _stretches(element: object, above: Tag, left: list[int]) -> Iterator[tuple[int, Tag]]:
    """The stretches of an element and of all below it."""
    if not element or len(above.place) > _DEEPEST:
        return
    kind = _kind(element)
    note = above.note or (len(above.place) if kind in _NOTES else 0)
    own = Tag(above.place, note, above.head or kind == _HEAD_CELL, above.over or kind in _OVER)
    for n in range(c.FPDF_StructElement_CountChildren(element)):
        left[0] -= 1
        if left[0] < 0:
            return
        below = own._replace(place=(*own.place, n))
        number = c.FPDF_StructElement_GetChildMarkedContentID(element, n)
        if number >= 0:
            yield number, below
        else:
            yield from _stretches(c.FPDF_StructElement_GetChildAtIndex(element, n), below, left)


def _kind(element: object) -> str:
    """The type of an element, after the role map of the file; a long one is none that we ask for."""
    size = c.FPDF_StructElement_GetType(element, None, 0)
    if not 2 < size <= _LONGEST_TYPE:
        return ""
    name = ctypes.create_string_buffer(size)
    c.FPDF_StructElement_GetType(element, name, size)
    return name.raw[:-2].decode("utf-16-le", "replace")


class Marks:
    """How the characters of a page are marked; those of one text object alike."""

    def __init__(self, text: pdfium.PdfTextPage, found: dict[int, Tag]) -> None:
        self._text, self._tags = text, found
        self._known: dict[int, tuple[Tag | None, bool]] = {}

    def of(self, n: int) -> tuple[Tag | None, bool]:
        """What the tags say of character n (None: nothing), and whether it is no part of the document (a page number)."""
        item = c.FPDFText_GetTextObject(self._text, n)
        address = ctypes.cast(item, ctypes.c_void_p).value or 0
        if address not in self._known:
            number = c.FPDFPageObj_GetMarkedContentID(item) if address else -1
            aside = number < 0 and address != 0 and _is_artifact(item)
            self._known[address] = self._tags.get(number), aside
        return self._known[address]


def _is_artifact(item: object) -> bool:
    return any(
        _name(c.FPDFPageObj_GetMark(item, n)) == _ARTIFACT for n in range(max(c.FPDFPageObj_CountMarks(item), 0))
    )


def _name(mark: object) -> str:
    """The name of a mark; a longer one than we ask for is none of ours."""
    size, name = ctypes.c_ulong(), ctypes.create_string_buffer(2 * (len(_ARTIFACT) + 1))
    buffer = ctypes.cast(name, ctypes.POINTER(c.FPDF_WCHAR))
    known = c.FPDFPageObjMark_GetName(mark, buffer, len(name), size) and size.value == len(name)
    return name.raw[:-2].decode("utf-16-le", "replace") if known else ""
