"""Objects under their numbers, pages and streams -> the bytes of a file; what is around the pages reportlab makes."""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate, chain
from typing import NamedTuple

from pipeline.late.dataclass import dataclass
from pipeline.writers.pdf.frame import frame
from pipeline.writers.zlib_window import window

# Long glyph programs hardly shrink: Huffman coding alone takes half the time for a tenth more.
_LONG = 40_000
# Page content shrinks by 2 KB more at level 6, for three times the time.
_LEVEL = 1
# Packed page contents that are kept: those that partners of one master share.
_KEPT = 64
_FONTS = 1
_HEADER, _END = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", b"\nendstream\nendobj\n"
# Entries of the cross-reference table: type (an object that stands itself, or within a stream), place, number in its stream.
_PLACE = 24
_ITSELF, _WITHIN = 1 << 56, 2 << 56
# The head of the list of free objects has generation 65535 (ISO 32000-1, 7.5.4), also where the field could hold more.
_FREE = 0xFFFF


def deflate(data: bytes) -> bytes:
    """A zlib stream, the same on every run."""
    strategy = zlib.Z_HUFFMAN_ONLY if len(data) > _LONG else zlib.Z_DEFAULT_STRATEGY
    bits, memory = window(len(data))
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, bits, memory, strategy)
    return packer.compress(data) + packer.flush()


@lru_cache(maxsize=_KEPT)
def _content(operators: str) -> bytes:
    """The packed content of a page."""
    return deflate(f"\n{operators}\n \n".encode("ascii"))


@dataclass(slots=True)
class _Sheet:
    """A page before it is an object."""

    width_pt: float
    height_pt: float
    operators: str
    annotations: list[int] = field(default_factory=list)


class _Stream(NamedTuple):
    """A stream, packed or as it is, and the entries of its dictionary."""

    entries: bytes
    data: bytes


class Shell:
    """A document of pages, and every object in it."""

    def __init__(self) -> None:
        self.pages: list[int] = []
        self._sheets: list[_Sheet] = []
        # By number; there is no object 0. That of a stream is empty.
        self._bodies = [b""] * (_FONTS + 1)
        self._streams: dict[int, _Stream] = {}
        self._digest = sha256()
        self._fonts: dict[str, int] = {}
        self._pictures: dict[str, int] = {}

    @property
    def next(self) -> int:
        """The number that the next new object will have."""
        return len(self._bodies)

    def reserve(self) -> int:
        """The number of an object that is put later."""
        self._bodies.append(b"")
        return len(self._bodies) - 1

    def put(self, number: int, body: bytes) -> None:
        """Fills a reserved number."""
        self._bodies[number] = body

    def add(self, body: bytes) -> int:
        """A new object; its number."""
        self._bodies.append(body)
        return len(self._bodies) - 1

    def add_all(self, bodies: Sequence[bytes]) -> None:
        """New objects, under the next numbers."""
        self._bodies += bodies

    def stream(self, data: bytes, entries: bytes = b"") -> int:
        """A new compressed stream; `entries` go into its dictionary."""
        return self.plain_stream(deflate(data), b"/Filter/FlateDecode" + entries)

    def plain_stream(self, data: bytes, entries: bytes) -> int:
        """A new stream as it is, e.g. metadata, which must be readable without decoding (ISO 19005-2, 6.6.2.1)."""
        self._digest.update(data)
        number = self.reserve()
        self._streams[number] = _Stream(entries, data)
        return number

    def page(self, width_pt: float, height_pt: float, operators: str) -> None:
        """A page; all of them come before any other object."""
        assert self.next == _FONTS + 1 + len(self.pages), "something came before a page"
        self._sheets.append(_Sheet(width_pt, height_pt, operators))
        self.pages.append(self.reserve())

    def annotate(self, page: int, numbers: Sequence[int]) -> None:
        """The annotations of a page, which counts from 0."""
        self._sheets[page].annotations.extend(numbers)

    def font(self, name: str, number: int) -> None:
        """Makes a font object known to the pages under a resource name."""
        self._fonts[name] = number

    def picture(self, name: str, number: int) -> None:
        """Makes an XObject known to the pages under a resource name."""
        self._pictures[name] = number

    def finish(self, catalog: Mapping[str, bytes]) -> bytes:
        """The file. `catalog` holds further entries of the catalog."""
        tree = self.next + 1  # behind the content of the first page
        xobjects = b"".join([b"/%s %d 0 R" % (name.encode(), number) for name, number in self._pictures.items()])
        resources = b"/Font %d 0 R%s" % (_FONTS, b"/XObject<<%s>>" % xobjects if xobjects else b"")
        for n, sheet in enumerate(self._sheets):
            content = self.plain_stream(_content(sheet.operators), b"/Filter/FlateDecode")
            if n == 0:
                self.reserve()
            annotations = b" ".join([b"%d 0 R" % annotation for annotation in sheet.annotations])
            self._bodies[self.pages[n]] = (
                b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.6g %.6g]/Resources<<%s>>/Contents %d 0 R/StructParents %d/Tabs/S%s>>"
                % (
                    *(tree, sheet.width_pt, sheet.height_pt, resources, content, n),
                    b"/Annots[%s]" % annotations if annotations else b"",
                )
            )
        around = frame(len(self.pages), tree, tuple(self._fonts.items()), tuple(catalog.items()))
        self._bodies[_FONTS], self._bodies[tree] = around.fonts, around.tree
        root = self.add(around.catalog)
        identity = self._digest.hexdigest()[:32].encode()
        return _serialised(self._bodies, self._streams, b"/Root %d 0 R/ID[<%s><%s>]" % (root, identity, identity))


def _serialised(bodies: Sequence[bytes], streams: Mapping[int, _Stream], trailer: bytes) -> bytes:
    """Streams one by one; all else in one object stream; a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8)."""
    host, out, at = len(bodies), [_HEADER], len(_HEADER)
    where = [_FREE, *[0] * (host + 1)]
    for number, (entries, data) in streams.items():  # in the order of their numbers
        head = b"%d 0 obj\n<</Length %d%s>>stream\n" % (number, len(data), entries)
        out += (head, data, _END)
        where[number] = _ITSELF + (at << _PLACE)
        at += len(head) + len(data) + len(_END)
    numbers = [number for number in range(1, host) if number not in streams]
    inside = [bodies[number] for number in numbers]
    for number, entry in zip(numbers, range(_WITHIN + (host << _PLACE), _WITHIN + (host + 1 << _PLACE)), strict=False):
        where[number] = entry
    begins = [end + n for n, end in enumerate(accumulate(map(len, inside[:-1]), initial=0))]
    index = b"%d %d " * len(numbers) % tuple(chain.from_iterable(zip(numbers, begins, strict=True)))
    packed = deflate(b"%s\n%s" % (index[:-1], b"\n".join(inside)))
    entries = b"/N %d/First %d/Length %d/Filter/FlateDecode" % (len(numbers), len(index), len(packed))
    written = b"%d 0 obj\n<</Type/ObjStm%s>>stream\n%s%s" % (host, entries, packed, _END)
    start = at + len(written)
    where[host], where[host + 1] = _ITSELF + (at << _PLACE), _ITSELF + (start << _PLACE)
    table = array("Q", where)
    if sys.byteorder == "little":
        table.byteswap()
    packed = deflate(table.tobytes())
    out += (
        written,
        b"%d 0 obj\n<</Type/XRef/W[1 4 3]/Size %d%s/Length %d/Filter/FlateDecode>>stream\n%s%s"
        % (host + 1, host + 2, trailer, len(packed), packed, _END),
        b"startxref\n%d\n%%%%EOF\n" % start,
    )
    return b"".join(out)
