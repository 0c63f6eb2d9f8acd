"""A page of a PDF -> the straight strokes on it, and whether words are set that one does not see or that lie askew."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as c

from pipeline.pdfdiff.page import Box, Drawn

MOST_OBJECTS = 50_000
# A filled rectangle no thicker than this (points) is a stroke.
_THIN_PT = 3.0
# A stroke departs so little (points) from the level.
_LEVEL_PT = 0.5
_TURNED = 0.05
_Point = tuple[float, float]


def drawn(page: pdfium.PdfPage, seen: Callable[[float, float], _Point]) -> Drawn:
    """Strokes as one sees them on the page; `seen` turns a point of the file into one of the page."""
    strokes: list[Box] = []
    hidden = 0
    for n in range(min(c.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        item = c.FPDFPage_GetObject(page, n)
        kind = c.FPDFPageObj_GetType(item)
        if kind == c.FPDF_PAGEOBJ_PATH:
            for (x0, y0), (x1, y1) in _segments(item):
                (a, b), (d, e) = seen(x0, y0), seen(x1, y1)
                strokes.append(Box(min(a, d), min(b, e), max(a, d), max(b, e)))
        elif kind == c.FPDF_PAGEOBJ_TEXT and c.FPDFTextObj_GetTextRenderMode(item) == c.FPDF_TEXTRENDERMODE_INVISIBLE:
            hidden += 1
    return Drawn(tuple(strokes), hidden, _turned(page))


def _turned(page: pdfium.PdfPage) -> int:
    """How many characters do not stand upright on the page as one sees it."""
    text = page.get_textpage()
    turn = math.radians(page.get_rotation())
    count = 0
    for n in range(text.count_chars()):
        angle = c.FPDFText_GetCharAngle(text, n)
        blank = chr(c.FPDFText_GetUnicode(text, n)).isspace() or c.FPDFText_IsGenerated(text, n) == 1
        seen_angle = (angle + turn) % (2 * math.pi)
        count += not blank and angle >= 0 and min(seen_angle, 2 * math.pi - seen_angle) > _TURNED
    return count


def _segments(path: c.FPDF_PAGEOBJECT) -> Iterator[tuple[_Point, _Point]]:
    """The level and upright strokes of a path."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(path, filled, stroked)
    corners = list(_corners(path))
    if not stroked.value:
        xs, ys = [p[0] for line in corners for p in line], [p[1] for line in corners for p in line]
        if not filled.value or not xs:
            return
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if min(wide, high) <= _THIN_PT:
            x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
            yield ((min(xs), y), (max(xs), y)) if wide >= high else ((x, min(ys)), (x, max(ys)))
        return
    for line in corners:
        for a, b in pairwise(line):
            if abs(a[0] - b[0]) <= _LEVEL_PT or abs(a[1] - b[1]) <= _LEVEL_PT:
                yield a, b


def _corners(path: c.FPDF_PAGEOBJECT) -> Iterator[list[_Point]]:
    """The corners of each stretch of a path, in the measure of the page; a closed one ends where it begins."""
    matrix = c.FS_MATRIX()
    c.FPDFPageObj_GetMatrix(path, matrix)
    line: list[_Point] = []
    for n in range(c.FPDFPath_CountSegments(path)):
        segment = c.FPDFPath_GetPathSegment(path, n)
        x, y = ctypes.c_float(), ctypes.c_float()
        c.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if c.FPDFPathSegment_GetType(segment) == c.FPDF_SEGMENT_MOVETO:
            if line:
                yield line
            line = []
        line.append(point)
        if c.FPDFPathSegment_GetClose(segment):
            line.append(line[0])
    if line:
        yield line
