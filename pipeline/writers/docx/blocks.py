"""Blocks of a galley -> WordprocessingML text: paragraphs with named styles, labels with bookmarks, fields of fixed width."""

from __future__ import annotations

import hashlib
import itertools
import operator
import unicodedata
from typing import TYPE_CHECKING

from pipeline.galley import Block, Grid, PageBreak, Para, Run, plain
from pipeline.writers.docx import tables
from pipeline.writers.docx.ooxml import TEXT_CLOSE, TEXT_OPEN, TINY_PARAGRAPH, TINY_PARAGRAPH_ON_NEW_PAGE, inside_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.writers.docx.template import Template


def bookmark_name(anchor: str) -> str:
    """Name of the bookmark of an anchor: 17 characters (Word takes 40), the same in every document.

    Word hides bookmarks whose name begins with an underscore from its list.
    """
    return "_" + hashlib.blake2b(anchor.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class BlockWriter:
    """Writes the blocks of one document; counts its bookmarks and fields."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self._openings = {n: f'<w:p><w:pPr><w:pStyle w:val="{i}"/>' for n, i in template.styles.paragraphs.items()}
        self._bookmarks = itertools.count(template.first_bookmark)
        self._fits = itertools.count(1)
        self._anchors: set[str] = set()

    def blocks(self, blocks: Iterable[Block]) -> str:
        """The content of a slot."""
        xml: list[str] = []
        new_page, after_grid = False, False
        for block in blocks:
            match block:
                case PageBreak():
                    new_page = bool(xml)  # a part begins a page anyway
                    continue
                case Para():
                    xml.append(self._para(block, "<w:pageBreakBefore/>" if new_page else ""))
                case Grid():
                    if new_page:
                        xml.append(TINY_PARAGRAPH_ON_NEW_PAGE)
                    elif after_grid:
                        xml.append(TINY_PARAGRAPH)
                    xml.append(tables.table(block, self.template, self.para))
            new_page, after_grid = False, isinstance(block, Grid)
        if after_grid:
            xml.append(TINY_PARAGRAPH)
        return "".join(xml)

    def para(self, para: Para) -> str:
        """A w:p."""
        return self._para(para, "")

    def _para(self, para: Para, properties: str) -> str:
        inner = self._text(para.runs, para.style)
        if para.anchor is not None:
            inner = self._anchored(para, para.anchor, inner)
        elif para.label:
            inner = self._text(para.label, para.style) + inner
        return f"{self._openings[para.style]}{properties}</w:pPr>{inner}</w:p>"

    def _anchored(self, para: Para, anchor: str, inner: str) -> str:
        """The bookmark holds the label without the space behind it: a field that refers to it prints 第3条."""
        if anchor in self._anchors:
            raise ValueError(f"anchor {anchor!r} stands twice in the galley")
        self._anchors.add(anchor)
        number = next(self._bookmarks)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(anchor)}"/>'
        end = f'<w:bookmarkEnd w:id="{number}"/>'
        if not para.label:
            return f"{start}{inner}{end}"
        *first, last = para.label
        bare = last.text.rstrip()
        label = self._text((*first, Run(bare, last.style)), para.style)
        space = self._text((Run(last.text[len(bare) :], last.style),), para.style)
        return f"{start}{label}{end}{space}{inner}"

    def _text(self, runs: Sequence[Run], paragraph_style: str) -> str:
        """Runs of one style are one w:r, so that a clerk can edit and search it."""
        if len(runs) == 1 and runs[0].style is None:  # nearly every paragraph
            return _run(runs[0].text, "")
        groups = itertools.groupby(runs, key=operator.attrgetter("style"))
        return "".join(self._styled(plain(group), style, paragraph_style) for style, group in groups)

    def _styled(self, text: str, style: str | None, paragraph_style: str) -> str:
        if style is None:
            return _run(text, "")
        properties = f'<w:rStyle w:val="{self.template.styles.characters[style]}"/>'
        if style not in self.template.contract.fit_chars:
            return _run(text, properties)
        return self._fitted(text, style, paragraph_style, properties)

    def _fitted(self, text: str, style: str, paragraph_style: str, properties: str) -> str:
        """均等割付: w:fitText for Word, w:spacing for LibreOffice 7.4, which ignores it. The text stays unbroken."""
        styles = self.template.styles
        half_points = styles.character_half_points.get(style) or styles.paragraph_half_points[paragraph_style]
        target = round(self.template.contract.fit_chars[style] * half_points * 10)
        parts = clusters(text)
        gap = (target - round(width_chars(text) * half_points * 10)) // max(1, len(parts) - 1)
        if len(parts) < 2 or gap <= 0:
            return _run(text, properties)
        fit = f'<w:fitText w:val="{target}" w:id="{next(self._fits)}"/>'
        spread = _run("".join(parts[:-1]), f'{properties}<w:spacing w:val="{gap}"/>{fit}')
        return spread + _run(parts[-1], properties + fit)


def clusters(text: str) -> list[str]:
    """Characters with the variation selectors and combining marks that belong to them (辻 + U+E0100 is one)."""
    parts: list[str] = []
    for char in text:
        if parts and (unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me")):
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def width_chars(text: str) -> float:
    """Width in full-width characters of a Japanese fixed-pitch font."""
    return sum(1.0 if unicodedata.east_asian_width(c[0]) in "WFA" else 0.5 for c in clusters(text))


def _run(text: str, properties: str) -> str:
    if not text:
        return ""
    around = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{around}{TEXT_OPEN}{inside_text(text)}{TEXT_CLOSE}</w:r>"
