"""Links and bookmarks of a PDF by names -> by pages, so that no name of one paper meets that of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from pipeline.late.dataclass import dataclass

_DEEPEST, _MOST = 30, 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A bookmark: its depth from 0, its words, the page to which it leads (from 0) and the height there (None: its top)."""

    depth: int
    title: str
    page: int
    top_pt: float | None


def names(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """Every named destination as the array that it stands for."""
    root: Any = pdf.Root
    found: dict[str, Any] = {}
    tree = root.get("/Names", {}).get("/Dests")
    if tree is not None:
        found |= {str(name): value for name, value in pikepdf.NameTree(tree).items()}
    found |= {str(name).lstrip("/"): value for name, value in root.get("/Dests", {}).items()}
    return {name: array for name, value in found.items() if (array := _array(value)) is not None}


def _array(value: Any) -> Any:  # noqa: ANN401 - objects of pikepdf have no types
    value = value.get("/D") if isinstance(value, pikepdf.Dictionary) else value
    return value if isinstance(value, pikepdf.Array) and len(value) else None


def resolved(holder: Any, known: dict[str, Any]) -> Any:  # noqa: ANN401
    """The array to which a link or a bookmark leads; None if it leads nowhere in its file."""
    target = holder.get("/Dest")
    if target is None and str(holder.get("/A", {}).get("/S", "")) == "/GoTo":
        target = holder["/A"].get("/D")
    if isinstance(target, (pikepdf.String, pikepdf.Name)):
        return known.get(str(target).lstrip("/"))
    return _array(target) if target is not None else None


@dataclass(frozen=True, slots=True)
class Led:
    """A link of a page (both from 0) that leads to a page of its own file, and how it shows it (/XYZ …)."""

    page: int
    annotation: int
    to: int
    view: tuple[Any, ...]


def settle_links(pdf: pikepdf.Pdf) -> tuple[Led, ...]:
    """Where links lead, to be set anew in the book; takes away what would act."""
    known, pages = names(pdf), {page.objgen: n for n, page in enumerate(pdf.pages)}
    led = []
    for n, page in enumerate(pdf.pages):
        for key in ("/AA", "/B", "/PieceInfo", "/Thumb", "/Trans", "/Dur", "/PresSteps"):
            if key in page.obj:
                del page.obj[key]
        for k, annotation in enumerate(page.obj.get("/Annots", [])):
            target = resolved(annotation, known)
            _quiet(annotation)
            to = _page(target, pages)
            if to is not None:
                led.append(Led(n, k, to, tuple(target)[1:]))
    return tuple(led)


def _page(target: Any, pages: Mapping[Any, int]) -> int | None:  # noqa: ANN401
    """The page (from 0) to which an array leads; None if that is none of this file."""
    if target is None or not isinstance(target[0], pikepdf.Dictionary):
        return None
    return pages.get(target[0].objgen)


def _quiet(annotation: Any) -> None:  # noqa: ANN401
    for key in ("/AA", "/Dest"):
        if key in annotation:
            del annotation[key]
    action = annotation.get("/A")
    if action is not None and str(action.get("/S", "")) != "/URI":
        del annotation["/A"]


def bookmarks(pdf: pikepdf.Pdf) -> tuple[Entry, ...]:
    """The outline in reading order; what leads to no page of the file is left out."""
    outline: Any = pdf.Root.get("/Outlines")
    if outline is None:
        return ()
    pages = {page.objgen: n for n, page in enumerate(pdf.pages)}
    known = names(pdf)
    seen: set[tuple[int, int]] = set()

    def walk(item: Any, depth: int) -> Iterator[Entry]:  # noqa: ANN401
        while item is not None and item.objgen not in seen and len(seen) < _MOST:
            seen.add(item.objgen)
            target = resolved(item, known)
            page = _page(target, pages)
            if page is not None:
                yield Entry(depth, str(item.get("/Title", "")), page, _top(target))
            if "/First" in item and depth < _DEEPEST:
                yield from walk(item["/First"], depth + 1)
            item = item.get("/Next")

    return tuple(walk(outline.get("/First"), 0))


def _top(target: Any) -> float | None:  # noqa: ANN401
    """The height that a destination names."""
    place = {"/XYZ": 3, "/FitH": 2, "/FitBH": 2, "/FitR": 5}.get(str(target[1]) if len(target) > 1 else "")
    if place is None or len(target) <= place:
        return None
    try:
        return float(target[place])
    except (TypeError, ValueError):
        return None
