"""Pictures of files -> their place on a page, in the middle of the text; those that no page holds are told."""

from __future__ import annotations

from pipeline.diagnostics import Place, Problems, Span
from pipeline.galley import Galley, Image
from pipeline.galley.blocks import COARSE_DPI
from pipeline.galley.styles import DRAWING_STYLE
from pipeline.typeset.elements import Elements
from pipeline.typeset.layout import PlacedImage
from pipeline.typeset.page_builder import Sheets
from pipeline.typeset.styling.design import Box, Design, GridStyle

# What stands below a picture has room on its page, too.
MOST_OF_FRAME = 0.9
_POINTS = 72


class ImageFlow:
    """Places the pictures of one document."""

    def __init__(self, design: Design, sheets: Sheets, elements: Elements) -> None:
        self._sheets, self._elements = sheets, elements
        self._style = design.grids.get(DRAWING_STYLE)

    @property
    def _before_pt(self) -> float:
        return self._sheets.space(self._style.before_pt, self._style) if self._style is not None else 0.0

    def height_pt(self, image: Image) -> float:
        """The picture and the room before it."""
        return self._before_pt + image.size_pt(self._room_pt)[1]

    @property
    def _room_pt(self) -> float:
        """As wide as tables and figures are."""
        return room_pt(self._sheets.frame, self._style)

    def place(self, image: Image) -> None:
        """The picture, on the next page if this one has no room."""
        sheets = self._sheets
        width, height = image.size_pt(self._room_pt)
        if not sheets.at_top:
            sheets.y_pt -= self._before_pt
            if height > sheets.left_pt:
                sheets.new_page()
        left = sheets.frame.left_pt + (self._room_pt - width) / 2
        box = (left, sheets.y_pt - height, left + width, sheets.y_pt)
        figure = self._elements.figure(image.alt)
        self._elements.drawn(figure, box)
        sheets.image(PlacedImage(figure, box, image.picture))
        sheets.y_pt -= height


def room_pt(frame: Box, style: GridStyle | None) -> float:
    """The width of text in a frame, which a style may end before its edge."""
    return frame.width_pt - (style.right_pt if style is not None else 0.0)


def _place(image: Image, galley: Galley) -> Span | Place:
    """Where a picture stands in the source."""
    return image.origin.span() if image.origin is not None else Place(galley.title, f"図版「{image.alt[:20]}」")


def check_images(galley: Galley, design: Design, problems: Problems) -> None:
    """Pictures that are higher than a page, and those whose pixels will be seen."""
    for part in galley.parts:
        frame = (design.turned if part.landscape else design.upright).frame
        room = room_pt(frame, design.grids.get(DRAWING_STYLE))
        for image in [block for block in part.blocks if isinstance(block, Image)]:
            width, height = image.size_pt(room)
            if image.width_pt is not None and image.width_pt > room:
                problems.error(
                    "図版",
                    f"図版「{image.alt[:20]}」の幅{image.width_pt * 25.4 / 72:.0f}mmは、本文の幅"
                    f"{room * 25.4 / 72:.0f}mmに入りません",
                    "幅を狭くするか、「100%」と書いてください",
                    _place(image, galley),
                )
            elif height > MOST_OF_FRAME * frame.height_pt:
                most = int(100 * MOST_OF_FRAME * frame.height_pt / image.picture.ratio / room)
                problems.error(
                    "図版",
                    f"図版「{image.alt[:20]}」は、この幅では頁より高くなります",
                    f"幅を{most}%以下にしてください",
                    _place(image, galley),
                )
            elif image.picture.form != "svg" and image.picture.width_px * _POINTS / width < COARSE_DPI:
                problems.warning(
                    "図版",
                    f"図版「{image.alt[:20]}」は{image.picture.width_px * _POINTS / width:.0f}dpiで、印刷すると粗く見えます",
                    "画素の多い画像にするか、幅を狭くしてください（200dpi以上）",
                    _place(image, galley),
                )
