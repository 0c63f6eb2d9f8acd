"""A font of the marks that fonts for Japanese may lack, drawn here: the last of every chain.

Noto Serif JP and Noto Sans JP draw all of Windows-31J but ≒. Boxes to tick stand in forms.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache
from math import cos, pi, sin

import uharfbuzz as hb

from pipeline.writers.pdf.fonts import sfnt
from pipeline.writers.pdf.fonts.faces import Face

_EM, _ASCENT, _DESCENT = 1000, 880, -120
_NAME = "renkei marks"
# Strokes are as thick as lies between 明朝 (44) and ゴシック (66).
_STROKE = 54

# A contour: points and whether each lies on the curve.
_Contour = Sequence[tuple[int, int, bool]]


@cache
def face() -> Face:
    """The face; one in a process."""
    blob = hb.Blob(_program())
    return Face(lambda: hb.Face(blob))


def _program() -> bytes:
    glyphs = {0: _box(), 0x2252: _nearly(), 0x2610: _box(), 0x2611: (*_box(), _tick())}
    outlines = [_outline(contours) for contours in glyphs.values()]
    offsets = [sum(map(len, outlines[:n])) for n in range(len(outlines) + 1)]
    points = max(sum(map(len, contours)) for contours in glyphs.values())
    count, codes = len(glyphs), [code for code in glyphs if code]
    return sfnt.file(
        {
            b"OS/2": struct.pack(">HhHHH", 4, _EM, 400, 5, 0)
            + bytes(58)
            + struct.pack(">hh", _ASCENT, _DESCENT)
            + bytes(24),
            b"cmap": _cmap(codes),
            b"glyf": b"".join(outlines),
            b"head": struct.pack(
                ">IIIIHHQQhhhhHHhhh",
                *(0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _EM, 0, 0),
                *(0, _DESCENT, _EM, _ASCENT, 0, 8, 2, 1, 0),
            ),
            b"hhea": struct.pack(">Ihhh", 0x10000, _ASCENT, _DESCENT, 0) + bytes(24) + struct.pack(">H", count),
            b"hmtx": b"".join(struct.pack(">Hh", _EM, _left(contours)) for contours in glyphs.values()),
            b"loca": struct.pack(f">{count + 1}I", *offsets),
            b"maxp": struct.pack(">IHHH", 0x10000, count, points, 4) + bytes(22),
            b"name": _names({1: _NAME, 2: "Regular", 4: _NAME, 6: _NAME.replace(" ", "-")}),
            b"post": struct.pack(">I", 0x30000) + bytes(28),
        }
    )


def _nearly() -> tuple[_Contour, ...]:
    """≒: two bars, a dot over the left and under the right."""
    bars = [_rectangle(150, middle - _STROKE // 2, 850, middle + _STROKE // 2) for middle in (266, 470)]
    return (*bars, _circle(262, 626), _circle(738, 110))


def _box() -> tuple[_Contour, ...]:
    inner = 60 + _STROKE
    return _rectangle(60, -60, 940, 820), tuple(reversed(_rectangle(inner, inner - 120, _EM - inner, _ASCENT - inner)))


def _tick() -> _Contour:
    corners = ((220, 400), (430, 150), (800, 640), (740, 690), (425, 275), (275, 455))
    return tuple((x, y, True) for x, y in reversed(corners))


def _rectangle(left: int, bottom: int, right: int, top: int) -> _Contour:
    """Clockwise: filled."""
    return ((left, bottom, True), (left, top, True), (right, top, True), (right, bottom, True))


def _circle(x: int, y: int, radius: int = 66) -> _Contour:
    """Eight arcs: points on the curve, and between them where their tangents meet."""
    made = []
    for n in range(8):
        for angle, distance, on in ((n * pi / 4, 1.0, True), ((n + 0.5) * pi / 4, 1 / cos(pi / 8), False)):
            made.append((round(x + radius * distance * sin(angle)), round(y + radius * distance * cos(angle)), on))
    return made


def _left(contours: Sequence[_Contour]) -> int:
    return min(x for contour in contours for x, _, _ in contour)


def _outline(contours: Sequence[_Contour]) -> bytes:
    """A simple glyph, its points as steps of two bytes, padded to four bytes."""
    points = [point for contour in contours for point in contour]
    xs, ys = [x for x, _, _ in points], [y for _, y, _ in points]
    ends = [sum(map(len, contours[: n + 1])) - 1 for n in range(len(contours))]
    data = struct.pack(">5h", len(contours), min(xs), min(ys), max(xs), max(ys))
    data += struct.pack(f">{len(ends)}HH", *ends, 0) + bytes([on for _, _, on in points])
    for values in (xs, ys):
        steps = [value - before for before, value in zip([0, *values], values, strict=False)]
        data += struct.pack(f">{len(steps)}h", *steps)
    return data + bytes(-len(data) % 4)


def _cmap(codes: Sequence[int]) -> bytes:
    groups = b"".join(struct.pack(">III", code, code, n + 1) for n, code in enumerate(codes))
    table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(codes)) + groups
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table


def _names(names: dict[int, str]) -> bytes:
    records, strings = b"", b""
    for number, words in names.items():
        data = words.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, number, len(data), len(strings))
        strings += data
    return struct.pack(">HHH", 0, len(names), 6 + len(records)) + records + strings
