"""Galley + stylesheet -> layout: pages of placed lines, rules and fills. Pure: knows no PDF and opens no font."""

from pipeline.typeset.engine import lay_out, lay_out_by
from pipeline.typeset.figures.drawings import check_drawings
from pipeline.typeset.figures.images import check_images
from pipeline.typeset.layout import Layout
from pipeline.typeset.lines.paragraph import Setter
from pipeline.typeset.metrics import Metrics
from pipeline.typeset.styling.design import Design
from pipeline.typeset.styling.resolve import read
from pipeline.typeset.styling.styles import check_styles

__all__ = [
    "Design",
    "Layout",
    "Metrics",
    "Setter",
    "check_drawings",
    "check_images",
    "check_styles",
    "lay_out",
    "lay_out_by",
    "read",
]
