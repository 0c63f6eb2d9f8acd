"""A page -> whether it is nothing but pictures that PDF/A-2 takes as they are: a scan."""

from __future__ import annotations

from typing import Any

import pikepdf

# Place, clip and draw: nothing that paints but pictures.
_OPERATORS = frozenset({"q", "Q", "cm", "Do", "re", "W", "W*", "n", "w", "J", "j", "M"})
_FILTERS = frozenset({"/DCTDecode", "/FlateDecode", "/CCITTFaxDecode", "/JBIG2Decode", "/RunLengthDecode"})
_PLAIN = frozenset({"/DeviceGray", "/DeviceRGB"})
# What a picture may bring besides its pixels.
_ENTRIES = frozenset({
    "/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/ImageMask", "/Decode", "/Mask",
    "/SMask", "/Filter", "/DecodeParms", "/Length", "/Interpolate", "/Name",
})  # fmt: skip
_PAGE = frozenset({
    "/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/TrimBox", "/BleedBox", "/ArtBox",
})  # fmt: skip
_GRAY, _RGB = 1, 3
_HEADER = 128


def is_scan(page: Any) -> bool:  # noqa: ANN401 - objects of pikepdf have no types
    """Whether the page shows pictures alone, and nothing of them is beyond what is known here."""
    if set(page.keys()) - _PAGE:
        return False
    try:
        drawn = _pictures(page)
    except (pikepdf.PdfError, KeyError, AttributeError, TypeError):
        return False
    return bool(drawn) and all(_is_plain(picture) for picture in drawn)


def _pictures(page: Any) -> list[Any]:  # noqa: ANN401
    """The pictures that a page draws; none if it draws anything else."""
    named = page["/Resources"].get("/XObject", {})
    drawn = []
    commands: Any = pikepdf.parse_content_stream(pikepdf.Page(page))
    for operands, operator in commands:
        if str(operator) not in _OPERATORS:
            return []
        if str(operator) == "Do":
            drawn.append(named[str(operands[0])])
    return drawn


def _is_plain(picture: Any) -> bool:  # noqa: ANN401
    if str(picture.get("/Subtype")) != "/Image" or set(picture.keys()) - _ENTRIES:
        return False
    filters: Any = picture.get("/Filter", [])
    names = [filters] if isinstance(filters, pikepdf.Name) else list(filters)
    if {str(name) for name in names} - _FILTERS or bool(picture.get("/Interpolate", False)):
        return False
    mask = picture.get("/SMask")
    if isinstance(picture.get("/Mask"), pikepdf.Stream) or (mask is not None and not _is_plain(mask)):
        return False
    return bool(picture.get("/ImageMask", False)) or _is_known(picture["/ColorSpace"])


def _is_known(space: Any) -> bool:  # noqa: ANN401
    if isinstance(space, pikepdf.Name):
        return str(space) in _PLAIN
    match str(space[0]):
        case "/Indexed":
            return _is_known(space[1])
        case "/ICCBased":
            return _is_profile(space[1])
        case _:
            return False


def _is_profile(profile: Any) -> bool:  # noqa: ANN401
    """Whether it is an ICC profile of grey or three colours of a version that PDF 1.7 knows (ISO 19005-2, 6.2.4.2)."""
    data = profile.read_bytes()
    colours = {b"GRAY": _GRAY, b"RGB ": _RGB}.get(data[16:20])
    known = data[36:40] == b"acsp" and data[8] <= 4 and data[12:16] in (b"scnr", b"mntr", b"prtr", b"spac")
    return len(data) > _HEADER and known and colours == int(profile.get("/N", 0))
