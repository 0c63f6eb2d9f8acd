"""Tables of a TrueType font <-> its file: the directory and its checksums (OpenType specification, "OpenType Font File")."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_WORD, _WHOLE = 0xFFFFFFFF, 0xB1B0AFBA
_HEAD_CHECKSUM = slice(8, 12)


def tables(program: bytes) -> dict[bytes, bytes]:
    """The tables of a file by their tags."""
    count = int.from_bytes(program[4:6], "big")
    entries = [struct.unpack(">4sIII", program[at : at + 16]) for at in range(12, 12 + 16 * count, 16)]
    return {tag: program[begin : begin + length] for tag, _, begin, length in entries}


def file(parts: Mapping[bytes, bytes]) -> bytes:
    """The tables behind their directory."""
    parts = {**parts, b"head": with_bytes(parts[b"head"], _HEAD_CHECKSUM, bytes(4))}
    count = len(parts)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">IHHHH", 0x10000, count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    at, index, body, head_at = 12 + 16 * count, b"", b"", 0
    for tag, data in sorted(parts.items()):
        if tag == b"head":
            head_at = at + len(body)
        index += struct.pack(">4sIII", tag, _checksum(data), at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    made = head + index + body
    whole = (_WHOLE - _checksum(made)) & _WORD
    return with_bytes(made, slice(head_at + 8, head_at + 12), whole.to_bytes(4, "big"))


def with_bytes(table: bytes, at: slice, value: bytes) -> bytes:
    """A table with other bytes at this place."""
    return table[: at.start] + value + table[at.stop :]


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    total: int = sum(struct.unpack(f">{len(padded) // 4}I", padded))
    return total & _WORD
