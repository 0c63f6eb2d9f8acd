"""What a document says of the looks of a run -> whether its words count: struck out, hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.galley.styles import DRAWN_STYLES
from pipeline.importing.paper import BELOW, Role
from pipeline.late.regex import regex

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF = ("0", "false", "off")
# Styles of entries of 目次.
_LISTED = regex("(?:toc|目次) ?[0-9]", re.IGNORECASE)
_HEADING = regex("(?:heading|見出し) ?([1-9])", re.IGNORECASE)
# Styles of words without a label among clauses (`galley.clauses.articles`).
_ROLES: Mapping[str, Role] = {
    "後文": "後文", **dict(zip(("号後文", "細分後文", "細分後文2", "細分後文3", "細分後文4"), BELOW, strict=True)),
}  # fmt: skip
# The level of what is in no outline (ECMA-376 part 1, 17.3.1.20).
_NO_LEVEL = 9
# Properties that take words out of force, and what a reader of the paper would call them. What webHidden hides is printed.
_VOID = (("strike", "取消線"), ("dstrike", "二重取消線"), ("vanish", "隠し文字"))
# Properties that print small letters as capital ones.
_CAPITALS = ("caps", "smallCaps")


class Styles:
    """Answers for one document: its runs, with the styles that they and their paragraphs bear."""

    def __init__(self, root: _Element | None) -> None:
        found = root.iterfind(f"{W}style") if root is not None else ()
        self._styles = {e.get(f"{W}styleId", ""): e for e in found}
        self._usual = next((key for key, e in self._styles.items() if is_usual(e)), "")
        self._default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._is_plain = root is None or not any(
            next(root.iter(f"{W}{name}"), None) is not None for name in (*(n for n, _ in _VOID), *_CAPITALS)
        )

    def void(self, run: _Element, paragraph: _Element) -> str:
        """Why the words of a run do not count; "" if they do."""
        if run.find(f"{W}rPr") is None and self._is_plain:
            return ""
        layers = self.layers(run, paragraph)
        return next((called for name, called in _VOID if _is_on(name, layers)), "")

    def is_capital(self, run: _Element, paragraph: _Element) -> bool:
        """Whether small letters of a run are printed as capital ones."""
        if run.find(f"{W}rPr") is None and self._is_plain:
            return False
        layers = self.layers(run, paragraph)
        return any(_is_on(name, layers) for name in _CAPITALS)

    def is_hidden(self, paragraph: _Element) -> bool:
        """Whether the end of a paragraph is hidden: without its words it is not there, and Word does not count it."""
        end = paragraph.find(f"{W}pPr/{W}rPr")
        return end is not None and _is_on("vanish", [end])

    def layers(self, run: _Element, paragraph: _Element) -> list[_Element]:
        """The properties of a run, its own first, then those of its styles."""
        own = run.find(f"{W}rPr")
        held = [own, *self._chain(own, "rStyle"), *self._chain(paragraph.find(f"{W}pPr"), "pStyle"), self._default]
        return [properties for properties in held if properties is not None]

    def heading(self, paragraph: _Element) -> int:
        """The level in the outline, from 1; 0 for running text. A paragraph may say otherwise than its style."""
        properties = paragraph.find(f"{W}pPr")
        own = properties.find(f"{W}outlineLvl") if properties is not None else None
        levels = [own.get(f"{W}val", "")] if own is not None else map(_level, self._styles_of(properties, "pStyle"))
        value = next(filter(None, levels), "")
        return int(value) + 1 if value.isdecimal() and int(value) < _NO_LEVEL else 0

    def is_listed(self, paragraph: _Element) -> bool:
        """Whether a paragraph is an entry of 目次: its style is one of Word's own for them, or of ours."""
        return _LISTED.fullmatch(self._name(paragraph)) is not None

    def role(self, paragraph: _Element) -> Role:
        """What a line without a label is, by the style that we gave it."""
        return _ROLES.get(self._name(paragraph), "")

    def _chain(self, properties: _Element | None, name: str) -> list[_Element]:
        """The run properties of a style and of those it is based on."""
        held = (style.find(f"{W}rPr") for style in self._styles_of(properties, name))
        return [properties for properties in held if properties is not None]

    def _styles_of(self, properties: _Element | None, name: str) -> list[_Element]:
        """A style and those it is based on."""
        named = properties.find(f"{W}{name}") if properties is not None else None
        made: list[_Element] = []
        seen: set[str] = set()
        key = str(named.get(f"{W}val", "")) if named is not None else ""
        if key not in self._styles and name == "pStyle":
            key = self._usual
        while key in self._styles and key not in seen:
            seen.add(key)
            style = self._styles[key]
            made.append(style)
            based = style.find(f"{W}basedOn")
            key = str(based.get(f"{W}val", "")) if based is not None else ""
        return made

    def of_paragraph(self, paragraph: _Element) -> list[_Element]:
        """What the styles of a paragraph say of paragraphs."""
        held = (style.find(f"{W}pPr") for style in self._styles_of(paragraph.find(f"{W}pPr"), "pStyle"))
        return [properties for properties in held if properties is not None]

    def of_table(self, table: _Element) -> list[_Element]:
        """The styles of a table."""
        return self._styles_of(table.find(f"{W}tblPr"), "tblStyle")

    def is_drawing(self, table: _Element) -> bool:
        """Whether a table is a drawing of ours: it has no style, and a description that begins with its title.

        LibreOffice 7.4 drops both when it saves; the styles of the words stay.
        """
        if table.find(f"{W}tblPr/{W}tblStyle") is not None:
            return False
        title, words = (table.find(f"{W}tblPr/{W}{name}") for name in ("tblCaption", "tblDescription"))
        if title is not None and words is not None:
            return str(words.get(f"{W}val", "")).startswith(str(title.get(f"{W}val", "")) + "\u3000")
        return any(
            self._name(p) in DRAWN_STYLES for p in table.iter(f"{W}p") if next(p.iter(f"{W}t"), None) is not None
        )

    def _name(self, paragraph: _Element) -> str:
        """What the style of a paragraph is called; "" if it has none of its own."""
        return self._called(paragraph.find(f"{W}pPr/{W}pStyle"))

    def name_of_run(self, run: _Element) -> str:
        """What the style of a run is called; "" if it has none."""
        return self._called(run.find(f"{W}rPr/{W}rStyle"))

    def _called(self, named: _Element | None) -> str:
        style = self._styles.get(str(named.get(f"{W}val", "")) if named is not None else "")
        name = style.find(f"{W}name") if style is not None else None
        return str(name.get(f"{W}val", "")) if name is not None else ""


def _level(style: _Element) -> str:
    """The level that a style says, or that its name is known for: LibreOffice 7.4 leaves that of Heading 1 away."""
    own, name = style.find(f"{W}pPr/{W}outlineLvl"), style.find(f"{W}name")
    known = _HEADING.fullmatch(name.get(f"{W}val", "")) if name is not None else None
    return own.get(f"{W}val", "") if own is not None else str(int(known[1]) - 1) if known is not None else ""


def is_usual(style: _Element) -> bool:
    """Whether it is the style of paragraphs that name none."""
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in OFF


def _is_on(name: str, layers: list[_Element]) -> bool:
    said = next((e for p in layers if (e := p.find(f"{W}{name}")) is not None), None)
    return said is not None and said.get(f"{W}val", "1") not in OFF
