"""Sections of a template -> the same for a paper in a book, whose pages are numbered by the book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.late.regex import regex
from pipeline.tree.opening import Numbering
from pipeline.writers.docx.template.sections import Section, Sheet

_NUMBERING = regex(r"<w:pgNumType\b[^>]*/>")
# What stands behind w:pgNumType in a w:sectPr (CT_SectPr, ECMA-376 part 1, 17.6.17).
_BEHIND = regex(
    r"<w:(?:cols|formProt|vAlign|noEndnote|titlePg|textDirection|bidi|rtlGutter|docGrid|printerSettings)\b|</w:sectPr>"
)


def numbered(sections: Sequence[Section], numbering: Numbering) -> Iterator[Section]:
    """The sections of one paper: the first begins anew if its numbers do, all others go on."""
    form = ' w:fmt="lowerRoman"' if numbering.roman else ""
    begin = ' w:start="1"' if numbering.restarts or numbering.roman else ""
    for n, section in enumerate(sections):
        first = form + ("" if n else begin)
        yield replace(section, own=_sheet(section.own, first, form), across=_sheet(section.across, first, form))


def _sheet(sheet: Sheet, first: str, later: str) -> Sheet:
    return Sheet(_with(sheet.later, first), _with(sheet.later, later), sheet.chars)


def _with(properties: str, said: str) -> str:
    bare = _NUMBERING.sub("", properties)
    return _BEHIND.sub(lambda found: f"<w:pgNumType{said}/>{found[0]}", bare, count=1) if said else bare
