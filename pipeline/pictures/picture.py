"""A picture that can be printed, and what shapes a drawn one is made of."""

from __future__ import annotations

from dataclasses import field
from typing import Literal, NamedTuple

from pipeline.late.dataclass import dataclass

# Red, green, blue and how much of them covers what is below, from 0 to 1.
Ink = tuple[float, float, float, float]
# a, b, c, d, e, f: x' = ax + cy + e, y' = bx + dy + f.
Matrix = tuple[float, float, float, float, float, float]
# m(ove), l(ine), c(urve), h (close) with their coordinates.
Segment = tuple[str, tuple[float, ...]]


class PictureError(Exception):
    """Why a file cannot be printed as a picture; message and cure in Japanese."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.message, self.cure = message, cure


class Shape(NamedTuple):
    """An outline: its fill and its stroke, None for neither. `dash` are lengths of strokes and gaps."""

    segments: tuple[Segment, ...]
    fill: Ink | None
    stroke: Ink | None
    width: float
    dash: tuple[float, ...]
    cap: int
    join: int
    even_odd: bool


class Clip(NamedTuple):
    """What follows in its group is seen within this outline alone."""

    segments: tuple[Segment, ...]


class Words(NamedTuple):
    """Words in a drawn picture: they are drawn as outlines. `anchor` is where in them x lies; y points upwards."""

    text: str
    x: float
    y: float
    size: float
    anchor: Literal["start", "middle", "end"]
    fill: Ink


class Group(NamedTuple):
    """Items in a system of coordinates of their own."""

    matrix: Matrix
    items: tuple[Item, ...]


Item = Shape | Clip | Words | Group


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture. Two are equal if their files are.

    `data` is the file as it goes into Word and the web (JPEG, PNG or SVG): pixels in sRGB without transparency.
    `width_px` and `height_px` count pixels; of shapes they are points, as `group` places them with the origin at the lower left.
    """

    form: Literal["png", "jpeg", "svg"]
    sha256: str
    data: bytes = field(compare=False, repr=False)
    width_px: float = field(compare=False)
    height_px: float = field(compare=False)
    grey: bool = field(default=False, compare=False)
    group: Group | None = field(default=None, compare=False, repr=False)

    @property
    def ratio(self) -> float:
        """Height as a part of the width."""
        return self.height_px / self.width_px
