"""A PDF -> the names of fonts that its pages use and that it does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def unembedded(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Names of fonts without a program, each as often as it is met on another object."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        holders: list[Any] = [page.obj, *_appearances(page.obj)]
        while holders:
            holder = holders.pop()
            if holder.objgen != (0, 0):
                if holder.objgen in seen:
                    continue
                seen.add(holder.objgen)
            resources = _resources(page) if holder.objgen == page.obj.objgen else holder.get("/Resources")
            if resources is None:
                continue
            yield from (name for font in resources.get("/Font", {}).values() if (name := _lacking(font)))
            for kind in ("/XObject", "/Pattern"):
                holders += [x for x in resources.get(kind, {}).values() if isinstance(x, pikepdf.Stream)]
            holders += [f for f in resources.get("/Font", {}).values() if str(f.get("/Subtype")) == "/Type3"]


def _resources(page: pikepdf.Page) -> Any:  # noqa: ANN401 - objects of pikepdf have no types
    try:
        return page.resources
    except (AttributeError, KeyError):
        return None


def _appearances(page: Any) -> Iterator[Any]:  # noqa: ANN401
    for annotation in page.get("/Annots", []):
        for shown in annotation.get("/AP", {}).values():
            if isinstance(shown, pikepdf.Stream):
                yield shown
            elif isinstance(shown, pikepdf.Dictionary):
                yield from (s for s in shown.values() if isinstance(s, pikepdf.Stream))


def _lacking(font: Any) -> str:  # noqa: ANN401
    """The name of a font that is not embedded; "" if it is."""
    kind = str(font.get("/Subtype", ""))
    if kind == "/Type3":
        return ""
    holder = font["/DescendantFonts"][0] if kind == "/Type0" and "/DescendantFonts" in font else font
    descriptor = holder.get("/FontDescriptor")
    if descriptor is not None and any(program in descriptor for program in _PROGRAMS):
        return ""
    return str(font.get("/BaseFont", "/？")).lstrip("/")
