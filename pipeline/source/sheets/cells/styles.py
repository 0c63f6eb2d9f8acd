"""styles.xml and sharedStrings.xml -> how each style shows its cells, and the shared texts with what is struck out in them."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.source.sheets.cells import parts
from pipeline.source.sheets.cells.number_format import BUILT_IN

_ESCAPED = regex(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Style:
    """The number format of a cell, and whether its font is struck through."""

    code: str = "General"
    struck: bool = False


@dataclass(frozen=True, slots=True)
class RichText:
    """The words of a cell that count, and those of its parts that are struck through."""

    text: str
    struck: tuple[str, ...] = ()


def styles(data: bytes | None) -> tuple[Style, ...]:
    """The styles by their numbers; one plain style if there is no part."""
    if data is None:
        return (Style(),)
    codes: dict[int, str] = {}
    struck: list[bool] = []
    made: list[Style] = []
    for node in parts.elements(data, "numFmts", "fonts", "cellXfs"):
        match parts.local(node):
            case "numFmts":
                codes = {parts.integer(f.get("numFmtId"), -1): f.get("formatCode", "") for f in node}
            case "fonts":
                struck = [parts.is_on(parts.child(font, "strike")) for font in parts.children(node, "font")]
            case _:
                made = [_style(xf, codes, struck) for xf in parts.children(node, "xf")]
    return tuple(made) or (Style(),)


def _style(xf: etree._Element, codes: dict[int, str], struck: list[bool]) -> Style:
    number, font = parts.integer(xf.get("numFmtId")), parts.integer(xf.get("fontId"))
    # A number that neither the workbook nor the standard knows is shown as no format.
    code = codes.get(number) or BUILT_IN.get(number, f"#{number}")
    return Style(code, struck[font] if 0 <= font < len(struck) else False)


def shared_texts(data: bytes | None) -> tuple[RichText, ...]:
    """The texts that cells refer to by their numbers."""
    return tuple(rich_text(node) for node in parts.elements(data, "si")) if data is not None else ()


def rich_text(node: etree._Element) -> RichText:
    """An si or is: its text or its runs; readings (rPh) are none of them."""
    whole: list[str] = []
    struck: list[str] = []
    for piece in node:
        match parts.local(piece):
            case "t":
                whole.append(piece.text or "")
            case "r":
                words = "".join(t.text or "" for t in parts.children(piece, "t"))
                properties = parts.child(piece, "rPr")
                is_struck = properties is not None and parts.is_on(parts.child(properties, "strike"))
                (struck if is_struck else whole).append(words)
            case _:
                pass
    return RichText(unescaped("".join(whole)), tuple(unescaped(s) for s in struck if s))


def unescaped(text: str) -> str:
    """_x000D_ and its like are characters that XML cannot hold."""
    return _ESCAPED.sub(_unescaped, text) if "_x" in text else text


def _unescaped(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return "\ufffd" if "\ud800" <= char <= "\udfff" else char  # half a character is none
