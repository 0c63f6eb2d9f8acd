"""What differs between two printed papers -> one web page: the words, then the pages side by side with boxes on them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from pipeline.late.dataclass import dataclass
from pipeline.pdfdiff import Box
from pipeline.pdfdiff.compare import Facing, PrintedReport
from pipeline.writers.html.pages import environment

# Words longer than this are told by their beginning and end; the pictures show them all.
_LONGEST = 400
# Boxes stand off the letters by so many points.
_OFF_PT = 1.5


@dataclass(frozen=True, slots=True)
class Plate:
    """The picture (PNG) of a page, its number (from 1) and size, and the boxes of lines and words by their change."""

    number: int
    width_pt: float
    height_pt: float
    png: bytes
    lines: tuple[tuple[str, Box], ...]
    words: tuple[tuple[str, Box], ...]

    @property
    def address(self) -> str:
        """The picture as an address that holds it."""
        return "data:image/png;base64," + b64encode(self.png).decode()

    def frame(self, box: Box) -> tuple[float, float, float, float]:
        """Left, top, width and height of a box in points, a little away from what it frames."""
        x, y = box.left * self.width_pt, box.top * self.height_pt
        width, height = box.right * self.width_pt - x, box.bottom * self.height_pt - y
        return tuple(  # type: ignore[return-value]
            round(n, 2) for n in (x - _OFF_PT, y - _OFF_PT, width + 2 * _OFF_PT, height + 2 * _OFF_PT)
        )


def printed_page(
    title: str,
    found: PrintedReport,
    plates: Sequence[tuple[Plate | None, Plate | None]],
    restyled: Sequence[Facing],
    left_out: int,
) -> str:
    """The report. `restyled` pages have the same words and look different; `left_out` pages are not pictured."""
    return (
        environment()
        .get_template("printed.html.j2")
        .render(title=title, found=found, plates=plates, restyled=restyled, left_out=left_out, cut=_cut)
    )


def _cut(words: str) -> str:
    left_out = len(words) - _LONGEST
    return words if left_out <= 0 else f"{words[: _LONGEST // 2]}……（{left_out}字略）……{words[-_LONGEST // 2 :]}"
