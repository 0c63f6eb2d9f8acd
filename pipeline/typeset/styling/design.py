"""The design: a stylesheet with every length in points and every inheritance followed. What layout and drawing see."""

from __future__ import annotations

from pipeline.late.dataclass import dataclass
from pipeline.typeset.styling.stylesheet import Align, Bracket, Keep

# Red, green and blue, from 0 to 1.
Colour = tuple[float, float, float]
PAGE_NUMBER_STYLE, RUNNING_STYLE = "ページ番号", "柱"


@dataclass(frozen=True, slots=True, eq=False)
class TextStyle:
    """A paragraph style. `turn_pt` None: run-over lines begin behind the label. `items`: depth as a list item, 0 if none.

    `even_figures`: digits are of one width, and the figures of a column stand under each other.
    `phrases`: a line ends with a phrase rather than full. `lone`: a last line may be of one character.
    `optimal`: the lines of a paragraph are weighed together. `squeezed`: the gaps of a line may give way for one more character.
    `shade` is the black behind the lines of a paragraph, from 0 to 1; `under_pt` the rule below them, `bar_pt` the bar at
    their left; both are in the colour of the house. `least_space`: as which part of them the spaces before and after it may be.
    """

    name: str
    font: str
    size_pt: float
    leading_pt: float
    start_pt: float
    turn_pt: float | None
    right_pt: float
    label_pt: float
    align: Align
    hanging: bool
    bracket: Bracket
    before_pt: float
    after_pt: float
    keep: Keep
    items: int
    shade: float
    even_figures: bool = False
    phrases: bool = False
    lone: bool = False
    squeezed: bool = True
    optimal: bool = False
    under_pt: float = 0.0
    bar_pt: float = 0.0
    least_space: float = 1.0

    @property
    def decorated(self) -> bool:
        """Whether anything is drawn behind, below or beside the lines."""
        return bool(self.shade or self.under_pt or self.bar_pt)


@dataclass(frozen=True, slots=True)
class RunStyle:
    """A character style; `field_em` is the width of its field, in characters.

    `scale`: its size as a part of the paragraph's; `raised_em`: how much higher it stands, in ems of the paragraph.
    """

    font: str | None
    field_em: float | None
    underline: bool
    scale: float = 1.0
    raised_em: float = 0.0


@dataclass(frozen=True, slots=True)
class GridStyle:
    """A table style; `columns_pt` are the measures of text in the columns, without padding (empty: to be balanced).

    A table of no more than `whole_pt` is not parted by a page break. It leaves `right_pt` of the frame free at its right;
    `on_grid`: what follows it begins on the grid of half lines.
    `least_space`: as for paragraphs.
    """

    columns_pt: tuple[float, ...]
    size_pt: float
    padding_pt: float
    shade: float
    rule_pt: float
    outline_pt: float
    before_pt: float
    after_pt: float
    whole_pt: float
    right_pt: float = 0.0
    on_grid: bool = True
    least_space: float = 1.0


@dataclass(frozen=True, slots=True)
class PartStyle:
    """Furniture of the pages of a part: the form of its page number and the number that it begins at, None if none.

    `running`: the form of its running head, which all pages of a part bear but the first.
    """

    page_number: str | None
    first_number: int | None
    running: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page; y grows upwards."""

    left_pt: float
    bottom_pt: float
    right_pt: float
    top_pt: float

    @property
    def width_pt(self) -> float:
        """From left to right."""
        return self.right_pt - self.left_pt

    @property
    def height_pt(self) -> float:
        """From bottom to top."""
        return self.top_pt - self.bottom_pt


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper and the frame of text on it."""

    width_pt: float
    height_pt: float
    frame: Box

    def turned(self, size_pt: float, pitch_pt: float) -> Sheet:
        """The same sheet a quarter turn to the right: the bound side is its head. Whole characters and lines."""
        old = self.frame
        columns, lines = int(old.height_pt / size_pt), int(old.width_pt / pitch_pt)
        left, top = self.height_pt - old.top_pt, self.width_pt - old.left_pt
        frame = Box(left, top - lines * pitch_pt, left + columns * size_pt, top)
        return Sheet(self.height_pt, self.width_pt, frame)


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """All of a stylesheet. `name` is what diagnostics call it; `turned` is the sheet of landscape parts.

    `running_pt`: from the head of the sheet to the line of running heads. `colour`: red, green and blue of what sets headings off, from 0 to 1; None: black.
    """

    name: str
    upright: Sheet
    turned: Sheet
    pitch_pt: float
    fonts: dict[str, tuple[str, ...]]
    continued: str
    page_number_pt: float
    parts: dict[str, PartStyle]
    texts: dict[str, TextStyle]
    runs: dict[str, RunStyle]
    grids: dict[str, GridStyle]
    colour: Colour | None = None
    running_pt: float = 0.0
