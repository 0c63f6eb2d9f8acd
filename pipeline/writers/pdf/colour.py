"""sRGB as an ICC profile of half a kilobyte: primaries adapted to D50 and the curve of IEC 61966-2-1. Its date is fixed."""

from __future__ import annotations

import struct

# Source: ICC.1:2010 (profile version 4.2), IEC 61966-2-1; D50-adapted primaries as in the ICC's own sRGB profiles.
_D50 = (0.9642, 1, 0.8249)
_RED, _GREEN, _BLUE = (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.7141)
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def srgb_profile() -> bytes:
    """The bytes of the profile."""
    curve = b"para\0\0\0\0\0\3\0\0" + _fixed(*_CURVE)
    tags = [
        (b"desc", _text("sRGB")),
        (b"cprt", _text("CC0")),
        (b"wtpt", _xyz(*_D50)),
        (b"rXYZ", _xyz(*_RED)),
        (b"gXYZ", _xyz(*_GREEN)),
        (b"bXYZ", _xyz(*_BLUE)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
        (b"chad", b"sf32\0\0\0\0" + _fixed(*_ADAPTATION)),
    ]
    body, index, first = b"", b"", 132 + 12 * len(tags)
    placed: dict[bytes, int] = {}
    for name, data in tags:
        if data not in placed:
            placed[data] = first + len(body)
            body += data + bytes(-len(data) % 4)
        index += name + struct.pack(">II", placed[data], len(data))
    date = (2026, 1, 1, 0, 0, 0)
    head = struct.pack(
        ">I4sI4s4s4s6H4s", first + len(body), bytes(4), 0x04200000, b"mntr", b"RGB ", b"XYZ ", *date, b"acsp"
    )
    head += bytes(28) + _fixed(*_D50)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + index + body


def _fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(*values)


def _text(words: str) -> bytes:
    encoded = words.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(encoded), 28) + encoded
