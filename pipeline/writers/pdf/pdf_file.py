"""reportlab as a shell: its canvas makes pages, resources, images and catalog; the numbers and the file are ours.

What reportlab 5.1 would write is not PDF/A: an unembedded Helvetica in the preamble of every page, no end of line
before `endstream`, ASCII85 images, an Info dictionary. So page streams and our own objects are ready bytes that share
its counter, and the last loop over all objects is here.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import field
from hashlib import sha256
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from pipeline.late.dataclass import dataclass
from pipeline.writers.zlib_window import window

# Long glyph programs hardly shrink: Huffman coding alone takes half the time for a tenth more.
_LONG = 40_000
# Page content shrinks by 2 KB more at level 6, for three times the time.
_LEVEL = 1


def deflate(data: bytes) -> bytes:
    """A zlib stream, the same on every run."""
    strategy = zlib.Z_HUFFMAN_ONLY if len(data) > _LONG else zlib.Z_DEFAULT_STRATEGY
    bits, memory = window(len(data))
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, bits, memory, strategy)
    return packer.compress(data) + packer.flush()


@dataclass(slots=True)
class _Sheet:
    """A page of the canvas, and what it does not know of it."""

    width_pt: float
    height_pt: float
    page: Any  # reportlab's page has no types
    annotations: list[int] = field(default_factory=list)

    @property
    def bare(self) -> bool:
        """Nothing but text and lines stands on it: its resources are the fonts."""
        return not (self.page.XObjects or self.page.ExtGState)


class Shell(Canvas):
    """A document of pages of one size, and every object in it."""

    # Inner parts of reportlab's canvas, which its type stubs leave out.
    _doc: Any
    _code: list[str]

    def __init__(self) -> None:
        super().__init__("", invariant=1, pdfVersion=(1, 7))
        self.pages: list[int] = []
        self._sheets: list[_Sheet] = []
        self._ready: dict[int, bytes] = {}
        self._digest = sha256()
        self._pictures: dict[str, int] = {}

    def _make_preamble(self) -> None:
        # It would name a Helvetica that is not embedded.
        self._preamble = ""

    def reserve(self) -> int:
        """The number of an object that is put later."""
        document = self._doc
        document.objectcounter += 1
        return int(document.objectcounter)

    def put(self, number: int, body: bytes) -> None:
        """Fills a reserved number."""
        self._ready[number] = body

    def add(self, body: bytes) -> int:
        """A new object; its number."""
        number = self.reserve()
        self._ready[number] = body
        return number

    def stream(self, data: bytes, entries: bytes = b"") -> int:
        """A new compressed stream; `entries` go into its dictionary."""
        return self._stream(deflate(data), b"/Filter/FlateDecode" + entries)

    def plain_stream(self, data: bytes, entries: bytes) -> int:
        """A new stream as it is, e.g. metadata, which must be readable without decoding (ISO 19005-2, 6.6.2.1)."""
        return self._stream(data, entries)

    def page(self, width_pt: float, height_pt: float, operators: str) -> None:
        """Finishes a page; what else was drawn on the canvas comes along."""
        self.setPageSize((width_pt, height_pt))
        self._code.append(operators)
        self.showPage()
        self._sheets.append(_Sheet(width_pt, height_pt, self._doc.Pages.pages[-1]))
        self.pages.append(int(self._doc.objectcounter))

    def annotate(self, page: int, numbers: Sequence[int]) -> None:
        """The annotations of a page, which counts from 0."""
        self._sheets[page].annotations.extend(numbers)

    def font(self, name: str, number: int) -> None:
        """Makes a font object known to the pages under a resource name."""
        self._doc.idToObject["BasicFonts"].dict[name] = b"%d 0 R" % number

    def picture(self, name: str, number: int) -> None:
        """Makes an XObject known to the pages under a resource name."""
        self._pictures[name] = number

    def finish(self, catalog: dict[str, bytes]) -> bytes:
        """The file. `catalog` holds further entries of the catalog."""
        document = self._doc
        document.info = None
        document.Catalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents", "AF"]
        # Its own outline, empty, cannot be formatted.
        for key, value in {"Outlines": None, **catalog}.items():
            setattr(document.Catalog, key, value)
        for n, number in enumerate(self.pages):
            self._finish_page(n, number)
        root = int(document.Reference(document.Catalog).format(document).split()[0])
        number = 0
        while number < document.objectcounter:  # formatting an object may register others
            number += 1
            if number not in self._ready:
                self._ready[number] = self._formatted(document, number)
        identity = self._digest.hexdigest()[:32].encode()
        return _serialised(self._ready, b"/Root %d 0 R/ID[<%s><%s>]" % (root, identity, identity))

    def _finish_page(self, n: int, number: int) -> None:
        """The dictionary of a page: ours where it can be, for formatting reportlab's takes ten times as long."""
        document, sheet = self._doc, self._sheets[n]
        content = self.stream(sheet.page.stream.encode("ascii"))
        if not sheet.bare:
            page = sheet.page
            page.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs, page.Trans = n, b"/S", None
            page.Contents = b"%d 0 R" % content
            page.Annots = [b"%d 0 R" % annotation for annotation in sheet.annotations]
            return
        parent, fonts = (
            document.Reference(part).format(document) for part in (document.Pages, document.idToObject["BasicFonts"])
        )
        annotations = b" ".join([b"%d 0 R" % annotation for annotation in sheet.annotations])
        self.put(
            number,
            b"<</Type/Page/Parent %s/MediaBox[0 0 %.6g %.6g]/Resources<</Font %s%s>>/Contents %d 0 R/StructParents %d/Tabs/S%s>>"
            % (
                *(parent, sheet.width_pt, sheet.height_pt, fonts, self._xobjects(), content, n),
                b"/Annots[%s]" % annotations if annotations else b"",
            ),
        )

    def _xobjects(self) -> bytes:
        names = b"".join([b"/%s %d 0 R" % (name.encode(), number) for name, number in self._pictures.items()])
        return b"/XObject<<%s>>" % names if names else b""

    def _formatted(self, document: Any, number: int) -> bytes:  # noqa: ANN401 - reportlab's document has no types
        body: bytes = pdfdoc.format(document.idToObject[document.numberToId[number]], document, toplevel=1).rstrip(
            b"\n"
        )
        return body[:-9] + b"\nendstream" if body.endswith(b"endstream") else body

    def _stream(self, data: bytes, entries: bytes) -> int:
        self._digest.update(data)
        return self.add(b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), entries, data))


def _serialised(objects: dict[int, bytes], trailer: bytes) -> bytes:
    """Streams one by one; all else in one object stream; a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8)."""
    out, at = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"], 15
    where: dict[int, bytes] = {}
    index: list[bytes] = []
    inside: list[bytes] = []
    length = 0
    host = len(objects) + 1
    for number in range(1, host):
        body = objects[number]
        if body.endswith(b"endstream"):
            written = b"%d 0 obj\n%s\nendobj\n" % (number, body)
            where[number] = b"\1" + at.to_bytes(4, "big") + b"\0\0\0"
            out.append(written)
            at += len(written)
        else:
            where[number] = b"\2" + host.to_bytes(4, "big") + len(index).to_bytes(3, "big")
            index.append(b"%d %d" % (number, length))
            inside.append(body)
            length += len(body) + 1
    head = b" ".join(index) + b"\n"
    packed = deflate(head + b"\n".join(inside))
    written = b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Length %d/Filter/FlateDecode>>stream\n%s\nendstream\nendobj\n" % (
        host, len(index), len(head), len(packed), packed,
    )  # fmt: skip
    where[host], start = b"\1" + at.to_bytes(4, "big") + b"\0\0\0", at + len(written)
    where[host + 1] = b"\1" + start.to_bytes(4, "big") + b"\0\0\0"
    # The head of the list of free objects has generation 65535 (ISO 32000-1, 7.5.4), also where the field could hold more.
    table = deflate(b"\0" * 6 + b"\xff\xff" + b"".join([where[n] for n in range(1, host + 2)]))
    out += [
        written,
        b"%d 0 obj\n<</Type/XRef/W[1 4 3]/Size %d%s/Length %d/Filter/FlateDecode>>stream\n%s\nendstream\nendobj\n"
        % (host + 1, host + 2, trailer, len(table), table),
        b"startxref\n%d\n%%%%EOF\n" % start,
    ]
    return b"".join(out)
