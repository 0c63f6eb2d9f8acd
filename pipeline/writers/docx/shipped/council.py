"""The template of papers for a council (templates/docx/council.docx): the styles of letters, plain documents and clauses.

Such a paper holds others: an agreement as its 別紙, a 新旧対照表, a text as it will be.
"""

from __future__ import annotations

from pipeline.writers.docx.parts import pack
from pipeline.writers.docx.shipped import base, clauses
from pipeline.writers.docx.shipped.base import new_base_parts
from pipeline.writers.docx.shipped.styles import LINE_PT, Style, with_styles

_STYLES_PART = "word/styles.xml"
_NEXT = "keepNext"

# Outline: 件名 1, 別紙見出し 2, as galley headings count.
PARAGRAPHS = (
    Style("BillNumber", "議案番号", left=1),
    Style("BillTitle", "件名", "Heading1", "Preamble", before_pt=LINE_PT, after_pt=LINE_PT, left=3, right=3, align="left"),
    Style("LetterHead", "発信", keeps=(_NEXT,), right=1, align="right"),
    Style("Addressee", "宛名", before_pt=LINE_PT, after_pt=LINE_PT, left=1),
    Style("MiddleHeading", "中見出し", keeps=(_NEXT,), before_pt=LINE_PT, after_pt=LINE_PT / 2, align="center"),
    Style("EnclosureHeading", "別紙見出し", "Heading2", after_pt=LINE_PT / 2),
    Style("LetterItem", "記書き", left=3, hanging=2),
    Style("LetterSubitem", "記書き続き", left=5, hanging=2),
)  # fmt: skip


def new_council_template() -> bytes:
    """The bytes of a fresh template."""
    parts = new_base_parts()
    known = {style.name for style in base.PARAGRAPHS}
    more = (*(style for style in clauses.PARAGRAPHS if style.name not in known), *PARAGRAPHS)
    parts[_STYLES_PART] = with_styles(parts[_STYLES_PART], more, clauses.TABLES)
    return pack.archive(pack.entry(name, xml.encode()) for name, xml in parts.items())
