"""Objects under their numbers, pages and streams -> the bytes of a file; what is around the pages reportlab makes."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from pipeline.late.dataclass import dataclass
from pipeline.writers.pdf.frame import frame
from pipeline.writers.pdf.packing import Packed, deflate, object_stream

# Packed page contents that are kept: those that partners of one master share.
_KEPT = 64
_FONTS = 1
_HEADER, _END = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", b"\nendstream\nendobj\n"
# Entries of the cross-reference table: type (an object that stands itself, or within a stream), place, number in its stream.
_PLACE = 24
_ITSELF, _WITHIN = 1 << 56, 2 << 56
# The head of the list of free objects has generation 65535 (ISO 32000-1, 7.5.4), also where the field could hold more.
_FREE = 0xFFFF


class _Content(NamedTuple):
    """The packed content of a page, and what tells it from any other."""

    data: bytes
    told: bytes


@lru_cache(maxsize=_KEPT)
def _content(operators: str) -> _Content:
    """The packed content of a page."""
    data = deflate(f"\n{operators}\n \n".encode("ascii"))
    return _Content(data, sha256(data).digest())


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
        # By number; there is no object 0. That of a stream, or of what is packed already, is empty.
        self._bodies = [b""] * (_FONTS + 1)
        self._streams: dict[int, _Stream] = {}
        self._packed: list[Packed] = []
        # What the streams say, for the identity of the file.
        self._told: list[bytes] = []
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

    def add_packed(self, objects: Packed) -> None:
        """New objects, under the next numbers, in a stream of their own."""
        assert objects.first == self.next, "objects were packed under other numbers"
        self._bodies += [b""] * objects.size
        self._packed.append(objects)

    def stream(self, data: bytes, entries: bytes = b"", told: bytes = b"") -> int:
        """A new compressed stream; `entries` go into its dictionary. `told`: see `plain_stream`."""
        return self.plain_stream(deflate(data), b"/Filter/FlateDecode" + entries, told)

    def plain_stream(self, data: bytes, entries: bytes, told: bytes = b"") -> int:
        """A new stream as it is, e.g. metadata, which must be readable without decoding (ISO 19005-2, 6.6.2.1).

        `told` tells what the stream says from anything else, if that is known without reading all of it.
        """
        self._told.append(told or data)
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
            packed = _content(sheet.operators)
            content = self.plain_stream(packed.data, b"/Filter/FlateDecode", packed.told)
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
        identity = sha256(b"".join(self._told)).hexdigest()[:32].encode()
        trailer = b"/Root %d 0 R/ID[<%s><%s>]" % (root, identity, identity)
        return _serialised(self._bodies, self._streams, self._packed, trailer)


def _serialised(
    bodies: Sequence[bytes], streams: Mapping[int, _Stream], packed: Sequence[Packed], trailer: bytes
) -> bytes:
    """Streams one by one; all else in object streams; a cross-reference stream (ISO 32000-1, 7.5.8)."""
    host, out, at = len(bodies), [_HEADER], len(_HEADER)
    end = host + len(packed) + 1  # the number of the cross-reference stream
    where = [_FREE, *[0] * end]
    for number, (entries, data) in streams.items():  # in the order of their numbers
        head = b"%d 0 obj\n<</Length %d%s>>stream\n" % (number, len(data), entries)
        out += (head, data, _END)
        where[number] = _ITSELF + (at << _PLACE)
        at += len(head) + len(data) + len(_END)
    numbers = [number for number, body in enumerate(bodies) if body]
    count = sum([objects.size for objects in packed])
    assert len(numbers) + len(streams) + count == host - 1, "a number was reserved and never filled"
    for number, entry in zip(numbers, range(_WITHIN + (host << _PLACE), _WITHIN + (host + 1 << _PLACE)), strict=False):
        where[number] = entry
    hosted = [object_stream(numbers, [bodies[number] for number in numbers])]
    for n, objects in enumerate(packed, host + 1):
        first = _WITHIN + (n << _PLACE)
        where[objects.first : objects.first + objects.size] = range(first, first + objects.size)
        hosted.append(objects.stream)
    for n, stream in enumerate(hosted, host):
        head = b"%d 0 obj\n" % n
        out += (head, stream, _END)
        where[n] = _ITSELF + (at << _PLACE)
        at += len(head) + len(stream) + len(_END)
    where[end] = _ITSELF + (at << _PLACE)
    table = array("Q", where)
    if sys.byteorder == "little":
        table.byteswap()
    data = deflate(table.tobytes())
    out += (
        b"%d 0 obj\n<</Type/XRef/W[1 4 3]/Size %d%s/Length %d/Filter/FlateDecode>>stream\n%s%s"
        % (end, end + 1, trailer, len(data), data, _END),
        b"startxref\n%d\n%%%%EOF\n" % at,
    )
    return b"".join(out)
