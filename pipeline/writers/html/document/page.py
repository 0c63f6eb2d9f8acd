"""Galley -> a whole web page (HTML 5, UTF-8): same words as DOCX, PDF and TXT, no script, nothing from elsewhere."""

from __future__ import annotations

from html import escape

from pipeline.galley import Galley, Part
from pipeline.galley.blocks import paras
from pipeline.galley.footnotes import by_anchor
from pipeline.galley.outline import Outline
from pipeline.typeset import Design
from pipeline.writers.html.document.blocks import Blocks
from pipeline.writers.html.document.rules import rules
from pipeline.writers.html.document.words import identifier
from pipeline.writers.html.pages import environment


def write(galley: Galley, design: Design) -> bytes:
    """The document, set as the design of its PDF says. The same galley gives the same bytes."""
    anchors = frozenset(p.anchor for part in galley.parts for p in paras(part.blocks) if p.anchor is not None)
    notes = by_anchor(galley)
    blocks = Blocks(anchors | notes.keys(), notes, design)
    parts = [_part(part, blocks) for part in galley.parts]
    page = environment().get_template("document/document.html.j2")
    day = galley.day.isoformat() if galley.day else None
    made = page.render(galley=galley, parts="\n".join(parts), day=day, rules=rules(galley, design))
    return made.encode("utf-8")


def _part(part: Part, blocks: Blocks) -> str:
    if part.opens is not None:
        blocks.outline = Outline()
    lies = " landscape" if part.landscape else ""
    name = escape(identifier(part.name))
    return f'<section class="part{lies}" data-part="{name}">\n{blocks.with_notes(part.blocks)}\n</section>'
