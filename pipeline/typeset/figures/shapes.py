"""Tones and arrows of drawings -> grey areas, lines of hatchings and corners of block arrows, in points on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.galley.blocks import Arrow, Tone
from pipeline.typeset.layout import Fill, Polygon, Rule

# Greys (0 white, 1 black) that differ from each other and, with black words on them, from these. PALE bears words.
SHADES: Mapping[Tone, float] = {Tone.PALE: 0.1, Tone.MIDDLE: 0.4, Tone.DARK: 0.65}
# Hatchings: directions of their lines. Distance and width in pt.
_HATCHES: Mapping[Tone, tuple[str, ...]] = {
    Tone.RISING: ("／",),
    Tone.FALLING: ("＼",),
    Tone.ACROSS: ("―",),
    Tone.GRID: ("―", "｜"),
}
_HATCH_PITCH_PT, _HATCH_PT = 3.0, 0.5
# Faint strokes: they guide the eye and bear no meaning of their own.
GUIDE_PT, GUIDE_SHADE = 0.4, 0.45
# Block arrows: 3:1 against white at least (JIS X 8341-3, 1.4.11).
ARROW_SHADE = 0.6
# The head of a block arrow as a part of its length, and the shaft as a part of its breadth.
_HEAD, _SHAFT = 0.45, 0.5
# Of each of two heads: a shaft is left between them.
_HEAD_OF_TWO = 0.3


def filled(tone: Tone, left: float, bottom: float, right: float, top: float) -> tuple[Fill, tuple[Rule, ...]]:
    """A rectangle in a tone: its ground and the lines on it."""
    ground = Fill(left, bottom, right, top, SHADES.get(tone, 0.0))
    lines = [rule for way in _HATCHES.get(tone, ()) for rule in _lines(way, left, bottom, right, top)]
    return ground, tuple(lines)


def _lines(way: str, left: float, bottom: float, right: float, top: float) -> Iterator[Rule]:
    width, height, pitch = right - left, top - bottom, _HATCH_PITCH_PT
    if way == "―":
        for n in range(1, int(height / pitch) + 1):
            if n * pitch < height:
                yield Rule(left, bottom + n * pitch, right, bottom + n * pitch, _HATCH_PT)
        return
    if way == "｜":
        for n in range(1, int(width / pitch) + 1):
            if n * pitch < width:
                yield Rule(left + n * pitch, bottom, left + n * pitch, top, _HATCH_PT)
        return
    step = pitch * 2**0.5
    for n in range(1, int((width + height) / step) + 1):
        # A line of 45 degrees from the foot (or the left) to the head (or the right) of the rectangle.
        along = n * step
        x0, y0 = max(0.0, along - height), min(along, height)
        x1, y1 = min(along, width), max(0.0, along - width)
        if x0 >= x1:
            continue
        if way == "＼":
            yield Rule(left + x0, bottom + y0, left + x1, bottom + y1, _HATCH_PT)
        else:
            yield Rule(left + x0, top - y0, left + x1, top - y1, _HATCH_PT)


def arrow(drawn: Arrow, x_pt: float, y_pt: float, em_pt: float) -> Polygon:
    """A block arrow about a middle; one that points both ways has two heads."""
    along = "上" in drawn.points or "下" in drawn.points
    length, breadth = (drawn.height_em, drawn.width_em) if along else (drawn.width_em, drawn.height_em)
    both = len(drawn.points) == 2
    corners = _both_ways(length, breadth) if both else _one_way(length, breadth)
    turned = [_turned(drawn.points[-1], a, b) for a, b in corners]
    return Polygon(tuple((x_pt + x * em_pt, y_pt + y * em_pt) for x, y in turned), ARROW_SHADE)


def _turned(way: str, along: float, across: float) -> tuple[float, float]:
    """A corner of an arrow to the right, turned to another way."""
    sign = -1 if way in "左下" else 1
    return (sign * along, across) if way in "左右" else (across, sign * along)


def _one_way(length: float, breadth: float) -> list[tuple[float, float]]:
    """Corners of an arrow to the right about the origin."""
    end, shaft, wing = length / 2, breadth * _SHAFT / 2, breadth / 2
    neck = end - min(length * _HEAD, breadth)
    upper = [(-end, shaft), (neck, shaft), (neck, wing)]
    return [*upper, (end, 0.0), *((a, -b) for a, b in reversed(upper))]


def _both_ways(length: float, breadth: float) -> list[tuple[float, float]]:
    end, shaft, wing = length / 2, breadth * _SHAFT / 2, breadth / 2
    neck = end - min(length * _HEAD_OF_TWO, breadth)
    upper = [(-neck, wing), (-neck, shaft), (neck, shaft), (neck, wing)]
    return [(-end, 0.0), *upper, (end, 0.0), *((a, -b) for a, b in reversed(upper))]
