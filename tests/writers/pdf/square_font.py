"""A TrueType font made by hand: every character is a square of a full em. For tests of glyf fonts and of fallback."""

from __future__ import annotations

import struct
from pathlib import Path

NAME = "Small Square"
_POSTSCRIPT = "SmallSquare"
_EM, _SIDE = 1000, 800


def save(path: Path, characters: str, fs_type: int = 0) -> str:
    """Writes the font; `fs_type` are the licence bits of OS/2. Returns the path as text."""
    codes = sorted(map(ord, characters))
    glyphs = len(codes) + 1
    square = _square()
    tables = {
        b"OS/2": struct.pack(">HhHHH", 4, _EM, 400, 5, fs_type) + bytes(58) + struct.pack(">hh", 880, -120) + bytes(24),
        b"cmap": _cmap(codes),
        b"glyf": square * glyphs,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _EM, 0, 0, 0, 0, _SIDE, _SIDE, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">Ihhh", 0x10000, 880, -120, 0) + bytes(24) + struct.pack(">H", glyphs),
        b"hmtx": struct.pack(">Hh", _EM, 0) * glyphs,
        b"loca": struct.pack(f">{glyphs + 1}I", *range(0, len(square) * (glyphs + 1), len(square))),
        b"maxp": struct.pack(">IHHH", 0x10000, glyphs, 4, 1) + bytes(22),
        b"name": _names({1: NAME, 2: "Regular", 4: NAME, 6: _POSTSCRIPT}),
        b"post": struct.pack(">I", 0x30000) + bytes(28),
    }
    path.write_bytes(_file(tables))
    return str(path)


def _square() -> bytes:
    """One contour of four points on the curve, padded to four bytes."""
    head = struct.pack(">5h", 1, 0, 0, _SIDE, _SIDE) + struct.pack(">HH", 3, 0)
    flags = bytes([1] * 4)
    xs, ys = struct.pack(">4h", 0, 0, _SIDE, 0), struct.pack(">4h", 0, _SIDE, 0, -_SIDE)
    data = head + flags + xs + ys
    return data + bytes(-len(data) % 4)


def _cmap(codes: list[int]) -> bytes:
    groups = b"".join(struct.pack(">III", code, code, k + 1) for k, code in enumerate(codes))
    table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(codes)) + groups
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table


def _names(names: dict[int, str]) -> bytes:
    records, strings = b"", b""
    for number, words in names.items():
        data = words.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, number, len(data), len(strings))
        strings += data
    return struct.pack(">HHH", 0, len(names), 6 + len(records)) + records + strings


def _file(tables: dict[bytes, bytes]) -> bytes:
    at = 12 + 16 * len(tables)
    index, body = b"", b""
    for tag, data in tables.items():
        index += tag + struct.pack(">III", 0, at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, 0) + index + body
