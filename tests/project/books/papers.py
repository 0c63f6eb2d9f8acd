"""PDFs of somebody else, made for tests: tagged and not, scans, locked, turned, torn."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfgen.canvas import Canvas

from tests.writers.pdf.kit import made


def tagged() -> bytes:
    """PDF/A-2a and PDF/UA-1, with links, bookmarks, heads of cells and a 別表."""
    return made()


def untagged() -> bytes:
    """Two pages of two sizes without tags and with a font that is not embedded; a link and two bookmarks by name."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.drawString(100, 700, "first")
    canvas.bookmarkPage("one")
    canvas.addOutlineEntry("One", "one", 0)
    canvas.linkRect("to two", "two", (100, 600, 200, 620))
    canvas.showPage()
    canvas.setPageSize(landscape(A3))
    canvas.drawString(100, 700, "second")
    canvas.bookmarkPage("two")
    canvas.addOutlineEntry("Two", "two", 1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def scan(pages: int = 2) -> bytes:
    """Pictures of pages."""
    pictures = []
    for n in range(pages):
        picture = Image.new("L", (300, 424), 255)
        ImageDraw.Draw(picture).rectangle((20 + n, 20, 200, 300), outline=0)
        pictures.append(picture)
    out = BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=36)
    return changed(out.getvalue(), _undated)


def _undated(pdf: pikepdf.Pdf) -> None:
    """The same on every day."""
    del pdf.trailer["/Info"]


def changed(data: bytes, change: Any, **how: Any) -> bytes:
    """The same PDF after a change."""
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, **(how or {"static_id": True}))
        return out.getvalue()


def locked(user: str) -> bytes:
    """With a password that opens it, or ("") with one that lets everybody read it."""
    return changed(untagged(), lambda pdf: None, encryption=pikepdf.Encryption(owner="owner", user=user))


def turned(by: int) -> bytes:
    """Its pages lie on their side, and its sheet does not begin at zero."""

    def turn(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj["/Rotate"] = by
            x0, y0, x1, y1 = (float(edge) for edge in page.obj["/MediaBox"])
            page.obj["/MediaBox"] = Array([x0 + 30, y0 + 20, x1 + 30, y1 + 20])

    return changed(untagged(), turn)


def with_form() -> bytes:
    """A page that is to be filled in."""

    def add(pdf: pikepdf.Pdf) -> None:
        field = pdf.make_indirect(Dictionary(FT=Name("/Tx"), T=String("name")))
        pdf.Root["/AcroForm"] = Dictionary(Fields=Array([field]))

    return changed(untagged(), add)


def with_hidden_layer() -> bytes:
    """A layer that nobody sees."""

    def add(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name("/OCG"), Name=String("x")))
        pdf.Root["/OCProperties"] = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))

    return changed(untagged(), add)


def undeclared() -> bytes:
    """Tagged, and it does not say that it is PDF/A or PDF/UA."""

    def forget(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/Metadata"]

    return changed(tagged(), forget)


def with_roles(meaning: str) -> bytes:
    """Tagged, with a role of its own that means `meaning`, and a class."""

    def add(pdf: pikepdf.Pdf) -> None:
        tree: Any = pdf.Root["/StructTreeRoot"]
        tree["/RoleMap"] = Dictionary({"/Own": Name(f"/{meaning}")})
        kid = next(k for k in tree["/K"]["/K"] if str(k["/S"]) == "/P")
        kid["/S"] = Name("/Own")

    return changed(tagged(), add)
