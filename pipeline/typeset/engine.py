"""Galley + design -> layout: the whole of typesetting in the order of its steps."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from pipeline.galley import Galley, Part
from pipeline.galley.footnotes import by_anchor
from pipeline.typeset.elements import Elements
from pipeline.typeset.ends import Laid, Pages, mended
from pipeline.typeset.entries import has_entries
from pipeline.typeset.flow import Flow
from pipeline.typeset.foot import Foot
from pipeline.typeset.layout import Layout
from pipeline.typeset.lines.paragraph import Setter
from pipeline.typeset.metrics import Metrics
from pipeline.typeset.page_builder import Change, Sheets
from pipeline.typeset.replay import Memory
from pipeline.typeset.signature_boxes import has_boxes
from pipeline.typeset.styling.design import Design


def lay_out(galley: Galley, design: Design, metrics: Mapping[str, Metrics]) -> Layout:
    """Sets the galley. `metrics` holds every font that the design names; the galley passed `check_styles`."""
    return lay_out_by(Setter(design.runs, metrics), galley, design)


def lay_out_by(setter: Setter, galley: Galley, design: Design, memory: Memory | None = None) -> Layout:
    """Sets the galley by a setter of the same design, which keeps the paragraphs that it has set.

    `memory`, of the same setter and design, knows where blocks of other documents came to stand.
    """
    if galley.notes or any(map(_decides_more, galley.parts)):
        memory = None
    made = _lay_out(setter, galley, design, memory, {})
    return mended(partial(_lay_out, setter, galley, design, None), made, galley, design)


def _decides_more(part: Part) -> bool:
    """Whether more decides where blocks stand than a memory knows of: their paper in a book, boxes to sign, labels of 目次."""
    return part.opens is not None or has_boxes(part.blocks) or has_entries(part.blocks)


def _lay_out(
    setter: Setter, galley: Galley, design: Design, memory: Memory | None, changes: Mapping[int, Change]
) -> Laid:
    """The galley on its pages, and how it came to them."""
    elements = Elements()
    notes = by_anchor(galley) if galley.notes else {}
    sheets = Sheets(design, setter, galley.title, Foot(design, setter, notes), galley.running, changes)
    flow = Flow(design, setter, sheets, elements, memory)
    for part in galley.parts:
        flow.part(part)
    sheets.finish()
    made = Layout(tuple(sheets.pages), tuple(elements.made), tuple(sheets.bookmarks), sheets.anchors, flow.narrow)
    return made, Pages(sheets.stretches, sheets.free)
