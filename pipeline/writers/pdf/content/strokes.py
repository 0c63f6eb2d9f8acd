"""Areas, strokes, corners of a page -> content operators; and numbers as PDF writes them."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from pipeline.typeset.layout import Fill, Picture, Rule, Text
from pipeline.typeset.styling.design import Colour

UNDERLINE_PT = 0.5
# Distance of an underline from the baseline, in em.
UNDERLINE_EM = 0.16


def drawn(fills: tuple[Fill, ...], rules: tuple[Rule, ...]) -> list[str]:
    """What is drawn behind the words and is no part of the document: areas, then strokes."""
    if not (fills or rules):
        return []
    out = ["/Artifact<</Type/Layout>>BDC", *map(_filled, fills), "0 g"]
    by_pen: dict[tuple[float, Colour | None], list[Rule]] = defaultdict(list)
    for rule in rules:
        by_pen[rule.width_pt, rule.colour].append(rule)
    for (width, colour), same in by_pen.items():
        out.append(f"{number(width)} w" if colour is None else f"{_rgb(colour)} RG {number(width)} w")
        out += [f"{number(r.x0_pt)} {number(r.y0_pt)} m {number(r.x1_pt)} {number(r.y1_pt)} l" for r in same]
        out.append("S" if colour is None else "S 0 G")
    return [*out, "EMC"]


def _filled(fill: Fill) -> str:
    width, height = fill.x1_pt - fill.x0_pt, fill.y1_pt - fill.y0_pt
    ink = f"{number(1 - fill.shade)} g" if fill.colour is None else f"{_rgb(fill.colour)} rg"
    return f"{ink} {number(fill.x0_pt)} {number(fill.y0_pt)} {number(width)} {number(height)} re f"


def _rgb(colour: Colour) -> str:
    return " ".join(map(number, colour))


def pictured(picture: Picture) -> list[str]:
    """Operators of a figure: areas, lines in their order, arrows."""
    out = [*map(_filled, picture.fills)]
    pen = (0.0, 0.0)
    for rule in picture.rules:
        if pen != (rule.width_pt, rule.shade):
            pen = (rule.width_pt, rule.shade)
            out.append(f"{number(rule.width_pt)} w {number(1 - rule.shade)} G")
        out.append(f"{number(rule.x0_pt)} {number(rule.y0_pt)} m {number(rule.x1_pt)} {number(rule.y1_pt)} l S")
    for polygon in picture.polygons:
        first, *others = [f"{number(x)} {number(y)}" for x, y in polygon.corners_pt]
        corners = " ".join(f"{corner} l" for corner in others)
        out.append(f"{number(1 - polygon.shade)} g {first} m {corners} h f")
    return [*out, "0 g 0 G"]


def underlines(texts: tuple[Text, ...]) -> list[str]:
    """The strokes under words."""
    strokes = []
    for text in texts:
        if not text.text.dressed:
            continue
        style = text.text.style
        for k, line in enumerate(text.text.lines[text.first : text.last]):
            y = text.y_pt - k * style.leading_pt - UNDERLINE_EM * style.size_pt
            strokes += [Rule(text.x_pt + a, y, text.x_pt + b, y, UNDERLINE_PT) for a, b in line.underlines]
    return drawn((), tuple(strokes))


@lru_cache(maxsize=4096)
def number(value: float, digits: int = 3) -> str:
    """A number as PDF writes it: no exponent, no needless digits."""
    written = f"{value:.{digits}f}".rstrip("0").rstrip(".") if value else "0"
    return "0" if written == "-0" else written
