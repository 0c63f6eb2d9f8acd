"""A page of a draft -> 案, large and pale behind its text: an artifact, and an outline, since it is no text to be read."""

from __future__ import annotations

from functools import lru_cache

from pipeline.typeset.layout import Page
from pipeline.writers.pdf.fonts.faces import Face

DRAFT = "案"
# Part of the width of the sheet that the character takes, and its grey: text on it stays black on white (house).
_WIDTH, _GREY = 0.55, 0.92
# The middle of an ideograph's ink above the baseline, in em.
_MIDDLE_EM = 0.38

_Point = tuple[float, float]


def draft_mark(face: Face, page: Page) -> str:
    """Operators that draw the mark in the middle of the page, before anything else."""
    size = _WIDTH * min(page.width_pt, page.height_pt)
    x, y = (page.width_pt - size) / 2, page.height_pt / 2 - _MIDDLE_EM * size
    scale = size / 1000
    return (
        f"/Artifact<</Type/Pagination/Subtype/Watermark>>BDC\nq\n{_GREY} g\n"
        f"{scale:.4f} 0 0 {scale:.4f} {x:.2f} {y:.2f} cm\n{_outline(face)}\nf\nQ\nEMC\n"
    )


@lru_cache(maxsize=8)
def _outline(face: Face) -> str:
    pen = Pen()
    face.draw(DRAFT, pen)
    return "\n".join(pen.operators)


class Pen:
    """Path operators of an outline, in 1/1000 em; the methods are those of a fontTools pen, which HarfBuzz calls."""

    def __init__(self) -> None:
        self.operators: list[str] = []
        self._at: _Point = (0.0, 0.0)

    def moveTo(self, to: _Point) -> None:  # noqa: D102, N802
        self._add("m", to)

    def lineTo(self, to: _Point) -> None:  # noqa: D102, N802
        self._add("l", to)

    def curveTo(self, first: _Point, second: _Point, to: _Point) -> None:  # noqa: D102, N802
        self._add("c", first, second, to)

    def qCurveTo(self, bend: _Point, to: _Point) -> None:  # noqa: D102, N802
        # PDF has no quadratic curves: both handles of the cubic lie two thirds on the way to the bend.
        (x0, y0), (x, y), (x1, y1) = self._at, bend, to
        self.curveTo((x0 + (x - x0) * 2 / 3, y0 + (y - y0) * 2 / 3), (x1 + (x - x1) * 2 / 3, y1 + (y - y1) * 2 / 3), to)

    def closePath(self) -> None:  # noqa: D102, N802
        self.operators.append("h")

    def _add(self, operator: str, *points: _Point) -> None:
        self._at = points[-1]
        self.operators.append(" ".join([f"{x:.0f} {y:.0f}" for x, y in points]) + f" {operator}")
