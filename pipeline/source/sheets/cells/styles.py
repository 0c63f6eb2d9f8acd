"""styles.xml and sharedStrings.xml -> how each style shows its cells, and the shared texts with the looks of their parts."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.source.sheets.cells import parts
from pipeline.source.sheets.cells.looks import Look, is_ground, look
from pipeline.source.sheets.cells.number_format import BUILT_IN

_ESCAPED = regex(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Style:
    """The number format of a cell, how its words look, and whether the cell is coloured."""

    code: str = "General"
    look: Look = Look()
    has_ground: bool = False


@dataclass(frozen=True, slots=True)
class RichText:
    """The parts of a text, each with its own look (None: that of the cell), and the readings above it."""

    runs: tuple[tuple[str, Look | None], ...]
    readings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(words for words, _ in self.runs)


def plain(text: str) -> RichText:
    """A text that looks as its cell says."""
    return RichText(((text, None),) if text else ())


def styles(data: bytes | None) -> tuple[Style, ...]:
    """The styles by their numbers; one plain style if there is no part."""
    if data is None:
        return (Style(),)
    codes: dict[int, str] = {}
    fonts: list[Look] = []
    grounds: list[bool] = []
    made: list[Style] = []
    for node in parts.elements(data, "numFmts", "fonts", "fills", "cellXfs"):
        match parts.local(node):
            case "numFmts":
                codes = {parts.integer(f.get("numFmtId"), -1): f.get("formatCode", "") for f in node}
            case "fonts":
                fonts = [look(font) for font in parts.children(node, "font")]
            case "fills":
                grounds = [is_ground(fill) for fill in parts.children(node, "fill")]
            case _:
                made = [_style(xf, codes, fonts, grounds) for xf in parts.children(node, "xf")]
    return tuple(made) or (Style(),)


def _style(xf: etree._Element, codes: dict[int, str], fonts: list[Look], grounds: list[bool]) -> Style:
    number, font, fill = (parts.integer(xf.get(name)) for name in ("numFmtId", "fontId", "fillId"))
    # A number that neither the workbook nor the standard knows is shown as no format.
    code = codes.get(number) or BUILT_IN.get(number, f"#{number}")
    return Style(
        code,
        fonts[font] if 0 <= font < len(fonts) else Look(),
        grounds[fill] if 0 <= fill < len(grounds) else False,
    )


def shared_texts(data: bytes | None) -> tuple[RichText, ...]:
    """The texts that cells refer to by their numbers."""
    return tuple(rich_text(node) for node in parts.elements(data, "si")) if data is not None else ()


def rich_text(node: etree._Element) -> RichText:
    """An si or is: its text or its runs, and the readings (rPh), which stand above them if the cell shows them."""
    runs: list[tuple[str, Look | None]] = []
    readings: list[str] = []
    for piece in node:
        match parts.local(piece):
            case "t":
                runs.append((unescaped(piece.text or ""), None))
            case "r":
                properties = parts.child(piece, "rPr")
                runs.append((_words(piece), look(properties) if properties is not None else None))
            case "rPh":
                readings.append(_words(piece))
            case _:
                pass
    return RichText(tuple((words, own) for words, own in runs if words), tuple(r for r in readings if r.strip()))


def _words(piece: etree._Element) -> str:
    return unescaped("".join(t.text or "" for t in parts.children(piece, "t")))


def unescaped(text: str) -> str:
    """_x000D_ and its like are characters that XML cannot hold."""
    return _ESCAPED.sub(_unescaped, text) if "_x" in text else text


def _unescaped(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return "\ufffd" if "\ud800" <= char <= "\udfff" else char  # half a character is none
