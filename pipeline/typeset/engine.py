"""Galley + design -> layout: the whole of typesetting in the order of its steps."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.galley import Galley
from pipeline.galley.footnotes import by_anchor
from pipeline.typeset.elements import Elements
from pipeline.typeset.flow import Flow
from pipeline.typeset.foot import Foot
from pipeline.typeset.layout import Layout
from pipeline.typeset.lines.paragraph import Setter
from pipeline.typeset.metrics import Metrics
from pipeline.typeset.page_builder import Sheets
from pipeline.typeset.styling.design import Design


def lay_out(galley: Galley, design: Design, metrics: Mapping[str, Metrics]) -> Layout:
    """Sets the galley. `metrics` holds every font that the design names; the galley passed `check_styles`."""
    return lay_out_by(Setter(design.runs, metrics), galley, design)


def lay_out_by(setter: Setter, galley: Galley, design: Design) -> Layout:
    """Sets the galley by a setter of the same design, which keeps the paragraphs that it has set."""
    elements = Elements()
    notes = by_anchor(galley) if galley.notes else {}
    sheets = Sheets(design, setter, galley.title, Foot(design, setter, notes))
    flow = Flow(design, setter, sheets, elements)
    for part in galley.parts:
        flow.part(part)
    sheets.finish()
    return Layout(tuple(sheets.pages), tuple(elements.made), tuple(sheets.bookmarks), sheets.anchors, flow.narrow)
