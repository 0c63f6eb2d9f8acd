"""The font of a cell or of a part of its text -> how the words look: struck, raised, white, of a font of symbols.

Source: ECMA-376 part 1, 18.8.22 (font), 18.4.7 (rPr), 18.8.27 (colours by number), 18.8.32 (patternFill).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.late.dataclass import dataclass
from pipeline.notation.looks.raised import MOVED, Raised
from pipeline.source.sheets.cells import parts

if TYPE_CHECKING:
    from lxml import etree

# White by its number: those of the old palette, and the first of the theme, which is the paper.
_WHITE_INDEXES = ("1", "9")
_PAPER_THEME = "0"


@dataclass(frozen=True, slots=True)
class Look:
    """How words look; `raised` is 上付き, 下付き or ""."""

    font: str = ""
    raised: Raised = ""
    struck: bool = False
    white: bool = False


def look(properties: etree._Element) -> Look:
    """Of a font of a style, or of the properties of a run, which name it otherwise."""
    name = parts.child(properties, "rFont")
    name = name if name is not None else parts.child(properties, "name")
    moved, colour = parts.child(properties, "vertAlign"), parts.child(properties, "color")
    return Look(
        name.get("val", "") if name is not None else "",
        MOVED.get(moved.get("val", ""), "") if moved is not None else "",
        parts.is_on(parts.child(properties, "strike")),
        colour is not None and _is_white(colour),
    )


def is_ground(fill: etree._Element) -> bool:
    """Whether a fill colours the cell, so that white words are seen on it."""
    pattern = parts.child(fill, "patternFill")
    if pattern is None:  # a gradient
        return len(fill) > 0
    colour = parts.child(pattern, "fgColor")
    match pattern.get("patternType", "none"):
        case "none":
            return False
        case "solid":
            return colour is None or not _is_white(colour)
        case _:
            return True


def _is_white(colour: etree._Element) -> bool:
    if colour.get("tint", "0").strip("-0.") != "":
        return False
    is_paper = colour.get("theme") == _PAPER_THEME or colour.get("indexed") in _WHITE_INDEXES
    return is_paper or colour.get("rgb", "").upper()[-6:] == "FFFFFF"
