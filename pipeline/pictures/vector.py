"""SVG -> shapes, by svglib. What it or paper cannot show as it is meant is refused by name: nothing is left out."""

from __future__ import annotations

import contextlib
import io
import logging
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from lxml import etree

from pipeline.late.regex import regex
from pipeline.pictures.picture import Clip, Group, Ink, Item, Matrix, Picture, PictureError, Segment, Shape, Words

if TYPE_CHECKING:
    from reportlab.graphics import shapes

MOST_SHAPES = 50_000
_SVG = "{http://www.w3.org/2000/svg}"
# What is no shape, and what it is called.
_REFUSED = {
    "image": "埋め込まれた写真",
    "foreignObject": "HTML",
    "script": "プログラム",
    "filter": "効果（ぼかし・影など）",
    "mask": "マスク",
    "pattern": "模様の塗り",
    "linearGradient": "グラデーション",
    "radialGradient": "グラデーション",
    "meshgradient": "グラデーション",
    "textPath": "曲線に沿った文字",
    "animate": "動き",
    "animateTransform": "動き",
    "animateMotion": "動き",
    "set": "動き",
    "marker": "線の端の矢印（マーカー）",
}
_CURE = "図のソフトで、その部分を線と塗りだけの図形に変えて保存し直すか、300dpiのPNGで保存してください"
_OUTSIDE = regex(r"url\(\s*['\"]?(?!#)|@import|(?:^|\s)(?:xlink:)?href\s*=\s*['\"](?!#)")
_COVERS = regex(r"(?:^|[;\s])opacity\s*:\s*(?!1(?:\.0*)?\s*(?:;|$)|100%)")
# A quarter of a circle as a cubic curve.
_ROUND = 0.5522847498
_BLACK: Ink = (0.0, 0.0, 0.0, 1.0)


def read(data: bytes, digest: str) -> Picture:
    """The picture. Raises PictureError."""
    _check(data)
    drawing = _drawn(data)
    if not (drawing.width > 0 and drawing.height > 0):
        raise PictureError("図の大きさが0です", "SVGに幅と高さ（又は viewBox）を付けて保存し直してください")
    counted = _Counted()
    group = Group((1.0, 0.0, 0.0, 1.0, 0.0, 0.0), tuple(counted.items(drawing)))
    if not counted.shapes:
        raise PictureError("図に線も塗りもありません", "図のソフトで開き、見えるかどうか確かめてください")
    return Picture("svg", digest, data, float(drawing.width), float(drawing.height), group=group)


def _check(data: bytes) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PictureError(
            f"SVGとして読めません（{error.lineno}行目）", "図のソフトで、SVGに保存し直してください"
        ) from error
    if root.tag != f"{_SVG}svg":
        raise PictureError("SVGではないXMLです", "SVGで保存し直してください")
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in data:
        raise PictureError("SVGに実体宣言があります", "図のソフトで、SVGに保存し直してください")
    names = [etree.QName(e).localname for e in root.iter() if isinstance(e.tag, str) and e.tag.startswith(_SVG)]
    for name in names:
        if name in _REFUSED:
            raise PictureError(f"SVGの「{_REFUSED[name]}」（{name}）は、そのとおりに印刷できません", _CURE)
    for element in root.iter(f"{_SVG}g", f"{_SVG}use", f"{_SVG}svg"):
        covers = _COVERS.search(f"opacity:{element.get('opacity', '1')};{element.get('style', '')}")
        if covers is not None:
            raise PictureError("SVGの、まとまり全体の透明度（opacity）は、そのとおりに印刷できません", _CURE)
    text = data.decode("utf-8", "replace")
    if _OUTSIDE.search(re.sub(r"<!DOCTYPE[^>]*>|xmlns(?::\w+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')", "", text)):
        raise PictureError("SVGが、ほかのファイルを参照しています", "一つのSVGの中に収めて保存し直してください")


def _drawn(data: bytes) -> shapes.Drawing:
    from svglib.svglib import svg2rlg  # noqa: PLC0415 - most documents have no pictures

    class Told(logging.Handler):
        """What svglib says that it does not do."""

        def __init__(self) -> None:
            super().__init__(logging.WARNING)
            self.said: list[str] = []

        def emit(self, record: logging.LogRecord) -> None:
            self.said.append(record.getMessage())

    told, log = Told(), logging.getLogger("svglib")
    before = log.propagate
    log.addHandler(told)
    log.propagate = False
    try:
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            drawing = svg2rlg(io.BytesIO(data))
    except Exception as error:  # whatever it meets in a broken file
        raise PictureError("SVGの図形が読めません", _CURE) from error
    finally:
        log.removeHandler(told)
        log.propagate = before
    said = [s for s in told.said if "font" not in s.lower()]  # words are drawn in fonts of ours
    if drawing is None or said:
        raise PictureError(f"SVGに印刷できないものがあります（{said[0] if said else '空'}）", _CURE)
    made: shapes.Drawing = drawing
    return made


class _Counted:
    """Shapes of reportlab -> ours."""

    def __init__(self) -> None:
        self.shapes = 0

    def items(self, group: shapes.Group) -> Iterator[Item]:
        """What a group holds."""
        from reportlab.graphics import shapes  # noqa: PLC0415

        for shape in group.contents:
            self.shapes += not isinstance(shape, shapes.Group)
            if self.shapes > MOST_SHAPES:
                raise PictureError(f"図形が多すぎます（{MOST_SHAPES:,}個まで）", "300dpiのPNGで保存してください")
            if isinstance(shape, shapes.Group):
                yield Group(_matrix(shape.transform), tuple(self.items(shape)))
            elif isinstance(shape, shapes.String):
                yield _words(shape)
            elif getattr(shape, "isClipPath", 0):
                yield Clip(tuple(_segments(shape)))
            else:
                yield _shape(shape)


def _matrix(numbers: Sequence[float]) -> Matrix:
    a, b, c, d, e, f = map(float, numbers)
    return a, b, c, d, e, f


def _words(string: Any) -> Words:  # noqa: ANN401 - reportlab's shapes have no types
    anchor = {"middle": "middle", "end": "end"}.get(string.textAnchor, "start")
    fill = _ink(string.fillColor, getattr(string, "fillOpacity", None)) or _BLACK
    return Words(str(string.text), float(string.x), float(string.y), float(string.fontSize), anchor, fill)  # type: ignore[arg-type]


def _shape(shape: Any) -> Shape:  # noqa: ANN401
    return Shape(
        tuple(_segments(shape)),
        _ink(getattr(shape, "fillColor", None), getattr(shape, "fillOpacity", None)),
        _ink(getattr(shape, "strokeColor", None), getattr(shape, "strokeOpacity", None)),
        float(shape.strokeWidth or 0),
        tuple(map(float, shape.strokeDashArray or ())),
        int(shape.strokeLineCap or 0),
        int(shape.strokeLineJoin or 0),
        getattr(shape, "fillMode", 1) == 0,
    )


def _ink(colour: Any, opacity: float | None) -> Ink | None:  # noqa: ANN401
    if colour is None:
        return None
    covers = float(getattr(colour, "alpha", 1.0) if opacity is None else opacity)
    return None if covers <= 0 else (float(colour.red), float(colour.green), float(colour.blue), covers)


def _segments(shape: Any) -> Iterator[Segment]:  # noqa: ANN401 - a kind of shape a branch
    from reportlab.graphics import shapes  # noqa: PLC0415

    match shape:
        case shapes.Path():
            places = iter(map(float, shape.points))
            for operator in map(int, shape.operators):
                name, count = (("m", 2), ("l", 2), ("c", 6), ("h", 0))[operator]
                yield name, tuple(next(places) for _ in range(count))
        case shapes.Rect():
            yield from _rectangle(*map(float, (shape.x, shape.y, shape.width, shape.height, shape.rx, shape.ry)))
        case shapes.Circle():
            yield from _ellipse(float(shape.cx), float(shape.cy), float(shape.r), float(shape.r))
        case shapes.Ellipse():
            yield from _ellipse(float(shape.cx), float(shape.cy), float(shape.rx), float(shape.ry))
        case shapes.Line():
            yield "m", (float(shape.x1), float(shape.y1))
            yield "l", (float(shape.x2), float(shape.y2))
        case shapes.PolyLine() | shapes.Polygon():
            points = list(map(float, shape.points))
            for n in range(0, len(points) - 1, 2):
                yield ("l" if n else "m"), (points[n], points[n + 1])
            if isinstance(shape, shapes.Polygon):
                yield "h", ()
        case _:
            raise PictureError(f"SVGの図形（{type(shape).__name__}）は印刷できません", _CURE)


def _ellipse(cx: float, cy: float, rx: float, ry: float) -> Iterator[Segment]:
    dx, dy = rx * _ROUND, ry * _ROUND
    yield "m", (cx + rx, cy)
    yield "c", (cx + rx, cy + dy, cx + dx, cy + ry, cx, cy + ry)
    yield "c", (cx - dx, cy + ry, cx - rx, cy + dy, cx - rx, cy)
    yield "c", (cx - rx, cy - dy, cx - dx, cy - ry, cx, cy - ry)
    yield "c", (cx + dx, cy - ry, cx + rx, cy - dy, cx + rx, cy)
    yield "h", ()


def _rectangle(x: float, y: float, width: float, height: float, rx: float, ry: float) -> Iterator[Segment]:
    right, top = x + width, y + height
    if not rx or not ry:
        yield "m", (x, y)
        for corner in ((right, y), (right, top), (x, top)):
            yield "l", corner
        yield "h", ()
        return
    kx, ky = rx * (1 - _ROUND), ry * (1 - _ROUND)
    yield "m", (x + rx, y)
    yield "l", (right - rx, y)
    yield "c", (right - kx, y, right, y + ky, right, y + ry)
    yield "l", (right, top - ry)
    yield "c", (right, top - ky, right - kx, top, right - rx, top)
    yield "l", (x + rx, top)
    yield "c", (x + kx, top, x, top - ky, x, top - ry)
    yield "l", (x, y + ry)
    yield "c", (x, y + ky, x + kx, y, x + rx, y)
    yield "h", ()
