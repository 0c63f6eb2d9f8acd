"""Notes at the foot of a page: how much room they take of it, and what of a long one goes on at the foot of the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.galley import Para
from pipeline.galley.styles import NOTE_STYLE
from pipeline.typeset.elements import Owners
from pipeline.typeset.layout import SetText
from pipeline.typeset.lines.hanging import SetPara, set_para
from pipeline.typeset.lines.paragraph import Setter
from pipeline.typeset.styling.design import Design

# The rule above the notes, as a part of the width of the frame, its strength, and what is free above and below it (house).
RULE, RULE_PT, ABOVE_PT, BELOW_PT = 1 / 3, 0.5, 7.0, 4.0
# Lines of a note that stay together at either side of a page break.
_WIDOW_LINES = 2
# What went on from the page before leaves so much of a page to the text.
_MOST_CARRIED = 0.5


class NotePiece(NamedTuple):
    """Lines `first` up to `last` of a note."""

    owners: Owners
    ready: SetPara
    first: int
    last: int


class Foot:
    """The notes of one document. `height_pt` is what those on the page at hand take of it."""

    def __init__(self, design: Design, setter: Setter, notes: Mapping[str, Para]) -> None:
        self._design, self._setter, self._notes = design, setter, notes
        self._ready: dict[tuple[str, float], SetPara] = {}
        self._placed: list[NotePiece] = []
        self._carried: list[NotePiece] = []
        self.height_pt = 0.0

    @property
    def waits(self) -> bool:
        """Whether something is left for the next page."""
        return bool(self._carried)

    def marks(self, text: SetText) -> tuple[tuple[int, str], ...]:
        """The lines of a text that bear marks, each with the anchor of its note."""
        if not text.dressed or not self._notes:
            return ()
        return tuple(
            [(n, link.target) for n, line in enumerate(text.lines) for link in line.links if link.target in self._notes]
        )

    def least_pt(self, anchors: Sequence[str], width_pt: float) -> float:
        """What a page must have left for these notes: all of them, but of the last only its beginning."""
        return self._need_pt(anchors, width_pt, whole=False)

    def need_pt(self, anchors: Sequence[str], width_pt: float) -> float:
        """What a page must have left for all of these notes."""
        return self._need_pt(anchors, width_pt, whole=True)

    def _need_pt(self, anchors: Sequence[str], width_pt: float, *, whole: bool) -> float:
        if not anchors:
            return 0.0
        need = 0.0 if self._placed else ABOVE_PT + BELOW_PT
        for n, anchor in enumerate(anchors):
            ready = self._set(anchor, width_pt)
            lines = ready.lines if whole or n < len(anchors) - 1 else _least_lines(ready.lines)
            need += lines * ready.style.leading_pt
        return need

    def take(self, anchor: str, owners: Owners, room_pt: float, width_pt: float, *, begun: bool) -> None:
        """A note whose mark was just placed: on this page as far as `room_pt` goes, the rest on the next.

        `begun`: something else stands on the page.
        """
        ready = self._set(anchor, width_pt)
        self._take(NotePiece(owners, ready, 0, ready.lines), room_pt, begun=begun)

    def begin_page(self, frame_pt: float, *, alone: bool) -> None:
        """What was left over by the page before; `alone`: nothing else will stand on this one."""
        waiting, self._carried, self._placed, self.height_pt = self._carried, [], [], 0.0
        most = (1.0 if alone else _MOST_CARRIED) * frame_pt
        for piece in waiting:
            self._take(piece, most - self.height_pt, begun=False)

    def _take(self, piece: NotePiece, room_pt: float, *, begun: bool) -> None:
        if not self._placed:
            room_pt -= ABOVE_PT + BELOW_PT
        lines, leading = piece.last - piece.first, piece.ready.style.leading_pt
        fit = 0 if self._carried else min(lines, int(room_pt / leading))
        if 0 < fit < lines:
            fit = min(fit, lines - _WIDOW_LINES)
            if fit < _WIDOW_LINES and (self._placed or begun):
                fit = 0
            fit = max(fit, 0)
        if fit > 0:
            self.height_pt += fit * leading + (0.0 if self._placed else ABOVE_PT + BELOW_PT)
            self._placed.append(piece._replace(last=piece.first + fit))
        if fit < lines:
            self._carried.append(piece._replace(first=piece.first + max(fit, 0)))

    def finish_page(self) -> tuple[NotePiece, ...]:
        """The notes of the page at hand, which is finished."""
        pieces, self._placed, self.height_pt = tuple(self._placed), [], 0.0
        return pieces

    def _set(self, anchor: str, width_pt: float) -> SetPara:
        ready = self._ready.get((anchor, width_pt))
        if ready is None:
            style = self._design.texts[NOTE_STYLE]
            ready = self._ready[anchor, width_pt] = set_para(self._setter, self._notes[anchor], style, width_pt)
        return ready


def _least_lines(lines: int) -> int:
    """So many lines of a note begin on the page of its mark, if it is not short enough to stand there whole."""
    return lines if lines < 2 * _WIDOW_LINES else _WIDOW_LINES
