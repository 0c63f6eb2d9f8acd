"""A font of the marks that fonts for Japanese may lack, drawn here: the last of every chain.

Noto Serif JP and Noto Sans JP draw all of Windows-31J but ≒. Boxes to tick stand in forms; small figures in chemical
formulas (CO₂) and powers, which both lack but for ¹²³, are those of the packaged 明朝, smaller.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache
from math import cos, pi, sin

import pylopdf_fonts_jp
import uharfbuzz as hb

from pipeline.writers.pdf.fonts import sfnt
from pipeline.writers.pdf.fonts.faces import Face

_EM, _ASCENT, _DESCENT = 1000, 880, -120
_NAME = "renkei marks"
# Strokes are as thick as lies between 明朝 (44) and ゴシック (66).
_STROKE = 54

# A contour: points and whether each lies on the curve.
_Contour = Sequence[tuple[int, int, bool]]

# Small figures: their size, and how far those below the line and those above it stand from it.
_SMALL, _LOW, _HIGH = 0.62, -130, 330
_BELOW, _ABOVE = "₀₁₂₃₄₅₆₇₈₉", "⁰\0\0\0⁴⁵⁶⁷⁸⁹"
# A cubic curve is as many quadratic ones.
_PIECES = 3


@cache
def face() -> Face:
    """The face; one in a process."""
    blob = hb.Blob(program())
    return Face(lambda: hb.Face(blob))


def program() -> bytes:
    """The file of the font."""
    drawn = {0: _box(), 0x2252: _nearly(), 0x2610: _box(), 0x2611: (*_box(), _tick())}
    widths = dict.fromkeys(drawn, _EM)
    small = _small_figures()
    glyphs = dict(sorted((drawn | {code: contours for code, (contours, _) in small.items()}).items()))
    widths |= {code: width for code, (_, width) in small.items()}
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
            b"hmtx": b"".join(struct.pack(">Hh", widths[code], _left(glyphs[code])) for code in glyphs),
            b"loca": struct.pack(f">{count + 1}I", *offsets),
            b"maxp": struct.pack(">IHHH", 0x10000, count, points, 4) + bytes(22),
            b"name": _names({1: _NAME, 2: "Regular", 4: _NAME, 6: _NAME.replace(" ", "-")}),
            b"post": struct.pack(">I", 0x30000) + bytes(28),
        }
    )


def _small_figures() -> dict[int, tuple[tuple[_Contour, ...], int]]:
    """By their code, the contours and the width of figures below and above the line."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(pylopdf_fonts_jp.serif_path()))))
    made = {}
    for signs, rise in ((_BELOW, _LOW), (_ABOVE, _HIGH)):
        for figure, sign in enumerate(signs):
            if sign != "\0":
                glyph = font.get_nominal_glyph(ord(str(figure)))
                assert glyph is not None
                width = round(_SMALL * font.get_glyph_h_advance(glyph))
                made[ord(sign)] = (tuple([_smaller(c, rise) for c in _contours(font, glyph)]), width)
    return made


def _contours(font: hb.Font, glyph: int) -> list[list[tuple[float, float, bool]]]:
    """The contours of a glyph whose curves are cubic, with quadratic ones in their stead."""
    pen = hb.DrawFuncs()
    found: list[list[tuple[float, float, bool]]] = []

    def begin(x: float, y: float, _: object) -> None:
        found.append([(x, y, True)])

    def line(x: float, y: float, _: object) -> None:
        found[-1].append((x, y, True))

    def curve(x1: float, y1: float, x2: float, y2: float, x: float, y: float, _: object) -> None:
        x0, y0, _on = found[-1][-1]
        found[-1] += _quadratic(((x0, y0), (x1, y1), (x2, y2), (x, y)))

    def close(_: object) -> None:
        if len(found[-1]) > 1 and found[-1][0] == found[-1][-1]:
            found[-1].pop()

    pen.set_move_to_func(begin)
    pen.set_line_to_func(line)
    pen.set_cubic_to_func(curve)
    pen.set_close_path_func(close)
    font.draw_glyph(glyph, pen, found)
    return found


def _quadratic(points: Sequence[tuple[float, float]]) -> list[tuple[float, float, bool]]:
    """Quadratic curves in the stead of a cubic one: each meets it at its ends, with the tangents that it has there."""
    made = []
    for n in range(_PIECES):
        start, end = n / _PIECES, (n + 1) / _PIECES
        (ax, ay), (bx, by) = _on_curve(points, start), _on_curve(points, end)
        (ux, uy), (vx, vy) = _tangent(points, start), _tangent(points, end)
        step = (end - start) / 4
        middle = ((ax + bx) / 2 + step * (ux - vx), (ay + by) / 2 + step * (uy - vy))
        made += [(*middle, False), (bx, by, True)]
    return made


def _on_curve(points: Sequence[tuple[float, float]], t: float) -> tuple[float, float]:
    shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return sum(s * x for s, (x, _) in zip(shares, points, strict=True)), sum(
        s * y for s, (_, y) in zip(shares, points, strict=True)
    )


def _tangent(points: Sequence[tuple[float, float]], t: float) -> tuple[float, float]:
    shares = (-3 * (1 - t) ** 2, 3 * (1 - t) * (1 - 3 * t), 3 * t * (2 - 3 * t), 3 * t * t)
    return sum(s * x for s, (x, _) in zip(shares, points, strict=True)), sum(
        s * y for s, (_, y) in zip(shares, points, strict=True)
    )


def _smaller(contour: Sequence[tuple[float, float, bool]], rise: int) -> _Contour:
    """In the stead of a font with cubic curves, contours turn the other way about; filled they are the same."""
    return [(round(_SMALL * x), round(_SMALL * y) + rise, on) for x, y, on in reversed(contour)]


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
