"""Section properties (w:sectPr) -> the width of a line, the same sheet turned on its side, faults of the page."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.diagnostics import Place, Problems
from pipeline.writers.docx.parts.ooxml import Element, W, whole_number

if TYPE_CHECKING:
    from pipeline.writers.docx.template.contract import Contract

# Right margins are set in whole millimetres or twips; LibreOffice rounds them on save.
_TOLERANCE_TWIPS = 12
_TWIPS_A_MM = 1440 / 25.4

_GRIDS = frozenset({"lines", "linesAndChars", "snapToChars"})


def text_twips(section: Element) -> int:
    """Width between the margins."""
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    if size is None or margins is None:
        return 0
    return _number(size, "w") - sum(_number(margins, side) for side in ("left", "right", "gutter"))


def text_height_twips(section: Element) -> int:
    """Height between the margins."""
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    if size is None or margins is None:
        return 0
    return _number(size, "h") - sum(abs(_number(margins, side)) for side in ("top", "bottom"))


def chars(section: Element, char_twips: float) -> int:
    """Characters of the body text in a line."""
    return max(0, int((text_twips(section) + _TOLERANCE_TWIPS) / char_twips))


def line_pitch(section: Element) -> int | None:
    """Distance of the lines of the grid in twips; None without a grid."""
    grid = section.find(W + "docGrid")
    return whole_number(grid.get(W + "linePitch")) if grid is not None and grid.get(W + "type") in _GRIDS else None


def lies(section: Element) -> bool:
    """Whether the sheet is wider than high."""
    size = section.find(W + "pgSz")
    return size is not None and _number(size, "w") > _number(size, "h")


def across(section: Element, char_twips: float) -> Element:
    """A copy turned by a quarter: the binding margin comes to the top, and lines hold whole characters again."""
    turned = copy.deepcopy(section)
    size, margins = turned.find(W + "pgSz"), turned.find(W + "pgMar")
    _begin_page(turned)
    if lies(section) or size is None or margins is None:
        return turned
    width, height = _number(size, "w"), _number(size, "h")
    size.set(W + "w", str(height))
    size.set(W + "h", str(width))
    size.set(W + "orient", "landscape")
    top, bottom = _number(margins, "top"), _number(margins, "bottom")
    left, right = _number(margins, "left") + _number(margins, "gutter"), _number(margins, "right")
    room = height - top - bottom
    spare = room - round(int(room / char_twips) * char_twips)
    for side, amount in (("top", left), ("bottom", right), ("left", bottom), ("right", top + spare), ("gutter", 0)):
        margins.set(W + side, str(amount))
    return turned


def continued(section: Element) -> Element:
    """A copy for pages that go on in the section: numbers run on, and the first page was before."""
    later = copy.deepcopy(section)
    _begin_page(later)
    numbering = later.find(W + "pgNumType")
    if numbering is not None and W + "start" in numbering.attrib:
        del numbering.attrib[W + "start"]
    for title_page in later.findall(W + "titlePg"):
        later.remove(title_page)
    return later


def _begin_page(section: Element) -> None:
    kind = section.find(W + "type")
    if kind is not None:
        kind.set(W + "val", "nextPage")


def check(root: Element, contract: Contract, name: str, problems: Problems) -> None:
    """Reports sections with a slot whose lines are not as long as the contract says; lying ones hold whole characters."""
    slots: list[str] = []
    char = contract.size_pt * 20
    for element in root.iter(W + "sectPr", etree.PI):
        if element.tag != W + "sectPr":
            words = str(element.text).split(" ")
            slots += words[1:] if words[0] == "slot" else []
            continue
        room = text_twips(element)
        wanted = round(max(1, round(room / char)) * char) if lies(element) else contract.text_twips
        if slots and abs(room - wanted) > _TOLERANCE_TWIPS:
            margins = element.find(W + "pgMar")
            right = _number(margins, "right") if margins is not None else 0
            new = right + room - wanted
            cure = (
                f"右の余白を{new / _TWIPS_A_MM:.1f}mmにしてください"
                if new >= 0
                else f"用紙の大きさを元に戻すか、左の余白を{-new / _TWIPS_A_MM:.1f}mm以上減らしてください"
            )
            problems.error(
                "ひな形紙面",
                f"本文の幅が{room / 20:g}ポイントで、{wanted / char:.0f}字分の{wanted / 20:g}ポイントと合いません",
                f"［レイアウト］タブで、{cure}",
                Place(name, f"「{slots[0]}」のセクション"),
            )
        slots = []


def _number(element: Element, key: str) -> int:
    return whole_number(element.get(W + key)) or 0
