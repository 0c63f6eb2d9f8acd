"""What stands printed on a page: lines of characters, each with its place."""

from __future__ import annotations

from array import array
from typing import NamedTuple

from pipeline.late.dataclass import dataclass

# The path to a marked stretch in the tree of a tagged PDF: which child of which child of the root it is.
Place = tuple[int, ...]


class Tag(NamedTuple):
    """Where a stretch stands in the tree of a tagged PDF.

    `note`: how deep the note is in which it stands (0: in none); `head`: whether in a head cell; `over`: whether it says how
    other words are read (ルビ).
    """

    place: Place
    note: int
    head: bool
    over: bool = False

    @property
    def note_at(self) -> Place:
        """The note in which it stands."""
        return self.place[: self.note]


class Box(NamedTuple):
    """A rectangle on a page as one sees it, in fractions of its width and height from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def joined(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A run of characters on one line, blanks left out. `edges` holds four numbers a character: those of its Box.

    `gaps` says in front of which characters a blank stands. Where tags were asked for, `tag` is what they say of the line
    (None: nothing), and `aside` says that it is no part of the document (a page number, a head again).
    """

    text: str
    edges: array[float]
    gaps: tuple[int, ...] = ()
    tag: Tag | None = None
    aside: bool = False

    def box(self, start: int, end: int) -> Box:
        """The box around the characters from `start` up to `end`; without width in front of `start` if there are none."""
        if start >= end:
            at = min(start, len(self.text) - 1)
            left, top, right, bottom = self.edges[4 * at : 4 * at + 4]
            x = left if at == start else right
            return Box(x, top, x, bottom)
        held = self.edges[4 * start : 4 * end]
        return Box(min(held[0::4]), min(held[1::4]), max(held[2::4]), max(held[3::4]))


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page in the order in which the file prints it. Width and height in points, as one sees the page."""

    width_pt: float
    height_pt: float
    lines: tuple[PrintedLine, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What else is drawn on a page.

    Level and upright strokes (boxes without width or height), runs of words that nobody sees (those behind a scan), and how
    many characters do not stand upright.
    """

    strokes: tuple[Box, ...]
    hidden: int
    turned: int
