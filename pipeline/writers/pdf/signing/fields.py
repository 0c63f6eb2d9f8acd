"""Boxes for signatures on the pages -> signature fields that a signature fills, each with its widget, still empty."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.typeset.layout import Page
from pipeline.writers.pdf.links import PRINTED, Link
from pipeline.writers.pdf.pdf_file import Shell
from pipeline.writers.pdf.strings import text_string


def add_signature_fields(shell: Shell, pages: Sequence[Page], first_key: int) -> list[Link]:
    """Adds the fields of all pages; their keys in the parent tree begin at `first_key`, in this order.

    The frame is drawn on the page: what a field looks like is nothing until it is signed (ISO 19005-2, 6.3.3 asks for a look).
    """
    made: list[Link] = []
    for n, page in enumerate(pages):
        for placed in page.boxes:
            left, bottom, right, top = placed.edges_pt
            look = shell.plain_stream(
                b"", b"/Type/XObject/Subtype/Form/BBox[0 0 %.2f %.2f]/Resources<<>>" % (right - left, top - bottom)
            )
            body = b"<</Type/Annot/Subtype/Widget/FT/Sig/T%s/TU%s" % (
                text_string(placed.box.name),
                text_string(placed.box.spoken),
            )
            body += b"/Rect[%.2f %.2f %.2f %.2f]/F %d/P %d 0 R/AP<</N %d 0 R>>" % (
                *(left, bottom, right, top, PRINTED, shell.pages[n]),
                look,
            )
            number = shell.add(body + b"/StructParent %d>>" % (first_key + len(made)))
            made.append(Link(number, n, placed.element))
    return made


def form(shell: Shell, fields: Sequence[Link]) -> int:
    """The form of all fields; its number."""
    return shell.add(b"<</Fields[%s]>>" % b" ".join([b"%d 0 R" % field.number for field in fields]))
