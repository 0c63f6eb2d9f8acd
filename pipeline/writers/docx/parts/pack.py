"""Parts -> the bytes of a .docx: one order, one date, no extra fields, so that the same parts give the same bytes."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from pipeline.late.dataclass import dataclass
from pipeline.writers.docx.parts.package import ROOT_RELATIONSHIPS, TYPES_PART
from pipeline.writers.zlib_window import window

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")

# 1980-01-01 00:00, the first date that zip knows; version 2.0; deflate; names in UTF-8 where they are not ASCII.
_TIME, _DATE = 0, 1 << 5 | 1
_VERSION, _DEFLATE, _UTF8 = 20, 8, 0x800
# A document is packed each time it is written; its template once. 3 packs in half the time of 6, to a tenth more.
_LEVEL_ONCE, _LEVEL_EACH_TIME = 6, 3
_FIRST = (TYPES_PART, ROOT_RELATIONSHIPS)


@dataclass(frozen=True, slots=True)
class Entry:
    """A part, compressed once and for all."""

    name: str
    crc: int
    size: int
    packed: bytes


def entry(name: str, data: bytes) -> Entry:
    """Compresses a part that many documents share."""
    return _entry(name, data, _LEVEL_ONCE)


def own_entry(name: str, data: bytes) -> Entry:
    """Compresses a part of one document."""
    return _entry(name, data, _LEVEL_EACH_TIME)


def _entry(name: str, data: bytes, level: int) -> Entry:
    bits, memory = window(len(data))
    packer = zlib.compressobj(level, zlib.DEFLATED, -bits, memory)
    return Entry(name, zlib.crc32(data), len(data), packer.compress(data) + packer.flush())


def archive(entries: Iterable[Entry]) -> bytes:
    """The zip file: content types and root relationships first, the others by name."""
    body: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for part in sorted(entries, key=_rank):
        name = part.name.encode()
        flags = 0 if part.name.isascii() else _UTF8
        common = (flags, _DEFLATE, _TIME, _DATE, part.crc, len(part.packed), part.size, len(name), 0)
        local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *common) + name
        directory.append(_CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *common, 0, 0, 0, 0, at) + name)
        body += (local, part.packed)
        at += len(local) + len(part.packed)
    size = sum(map(len, directory))
    count = len(directory)
    return b"".join((*body, *directory, _END.pack(b"PK\x05\x06", 0, 0, count, count, size, at, 0)))


def _rank(part: Entry) -> tuple[int, str]:
    return (_FIRST.index(part.name) if part.name in _FIRST else len(_FIRST), part.name)
