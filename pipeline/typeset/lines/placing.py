"""Phase 4 of a paragraph, place: a cut -> a line with every gap at its final width."""

from __future__ import annotations

from bisect import bisect_left

from pipeline.typeset.breaks.breaking import TOLERANCE, UNSEEN_MEM, Cut, visible_end
from pipeline.typeset.layout import Line
from pipeline.typeset.lines.decorations import Adjusted, dressed, span
from pipeline.typeset.lines.gaps import CLOSED, IN_WORD, MIXED, MIXED_STRETCH, SHRINK, SHRINK_RANKS, WORD_STRETCH, spots
from pipeline.typeset.lines.prepare import Prepared
from pipeline.typeset.styling.design import TextStyle
from pipeline.typeset.styling.stylesheet import Align

# A line that would have to open its gaps further than 1/3 em stays ragged (house: URLs, columns of few characters).
CAP_MEM = 340
# 均等割付 opens gaps no further than one character; what is left stands at both ends, at least half a gap each.
SPREAD_MEM = 1000


class _Gaps:
    """The gaps of one line while it is being adjusted: `moves` by position, `spacing` behind every unit."""

    __slots__ = ("body", "cut", "moves", "p", "spacing", "spots")

    def __init__(self, p: Prepared, cut: Cut, body: int) -> None:
        self.p, self.cut, self.body, self.spacing = p, cut, body, 0.0
        self.moves = natural_moves(p, cut)
        found = spots(p.letters, cut.start, body)
        self.spots = [s for s in found if s not in p.rigid] if p.rigid else found

    def shrink(self, over: float) -> None:
        """Takes `over` out of the gaps, rank by rank, within a rank in proportion to what each can give."""
        letters, moves = self.p.letters, self.moves
        giving = [(s, SHRINK[letters[s : s + 2]]) for s in self.spots]
        for rank in range(SHRINK_RANKS):
            total = sum([most[rank] for _, most in giving])
            if not total:
                continue
            take = min(over, total)
            for s, most in giving:
                if most[rank]:
                    moves[s] = moves.get(s, 0.0) - take * most[rank] / total
            over -= take
            if over <= 0:
                return

    def stretch(self, room: float) -> None:
        """Opens word spaces, then 和欧間, then the gaps where a line may end; leaves the line ragged beyond the cap."""
        letters, before = self.p.letters, dict(self.moves)
        room -= self._open(room, WORD_STRETCH, [s for s in self.spots if letters[s] == "b"])
        room -= self._open(room, MIXED_STRETCH, [s for s in self.spots if letters[s : s + 2] in MIXED])
        gaps = self.body - self.cut.start - 1
        if room <= TOLERANCE or gaps <= 0:
            return
        closed = self._closed(room / gaps)
        share = room / (gaps - len(closed)) if gaps > len(closed) else CAP_MEM + 1
        if share > CAP_MEM:
            closed = self._words()
            share = room / (gaps - len(closed)) if gaps > len(closed) else CAP_MEM + 1
        if share > CAP_MEM:
            self.moves = before
            return
        self.space(share, closed)

    def space(self, share: float, closed: set[int]) -> None:
        """Adds `share` to every gap but the closed ones and those beyond the body of the line."""
        self.spacing = share
        for p in (*closed, *range(max(self.body - 1, self.cut.start), self.cut.end - 1)):
            self.moves[p] = self.moves.get(p, 0.0) - share

    def rigid(self) -> set[int]:
        """Gaps of fields within the body."""
        return {p for p in self.p.rigid if self.cut.start <= p < self.body - 1}

    def _open(self, room: float, most: int, part: list[int]) -> float:
        if not part:
            return 0.0
        give = max(0.0, min(room, most * len(part)))
        for s in part:
            self.moves[s] = self.moves.get(s, 0.0) + give / len(part)
        return give

    def _closed(self, share: float) -> set[int]:
        """Gaps that do not open: too little to see spares none but words and fields."""
        if share <= UNSEEN_MEM:
            return self._words()
        closed = {found.start() for found in CLOSED.finditer(self.p.letters, self.cut.start, self.body)}
        closed.update([at - 1 for at in self.p.bound if self.cut.start < at < self.body])
        return closed

    def _words(self) -> set[int]:
        """Gaps within words, numbers, dashes and fields."""
        inside = {found.start() for found in IN_WORD.finditer(self.p.letters, self.cut.start, self.body)}
        return inside | self.rigid() if self.p.rigid else inside


def natural_moves(p: Prepared, cut: Cut) -> dict[int, float]:
    """What the gaps of a line differ from nothing at their natural width."""
    adjusted, adjust = p.adjusted, p.adjust
    return {s: adjust[s] for s in adjusted[bisect_left(adjusted, cut.start) : bisect_left(adjusted, cut.end - 1)]}


def place(p: Prepared, cut: Cut, style: TextStyle) -> Line:
    """The line of a cut."""
    start, end = cut.start, cut.end
    body = visible_end(p, start, end) if p.letters[end - 1] in "bz" else end
    body -= cut.hung
    room, x, spacing, align, em = cut.room_mem, cut.indent_mem, 0.0, style.align, style.size_pt / 1000
    if room < -TOLERANCE or (room > TOLERANCE and (align is Align.SPREAD or _is_justified(align, p, cut))):
        gaps = _Gaps(p, cut, body)
        if room < 0:
            gaps.shrink(-room)
        elif align is Align.SPREAD:
            count = body - start
            share = min(SPREAD_MEM, room / count) if count > 1 else 0.0
            x += (room - share * (count - 1)) / 2
            gaps.space(share, gaps.rigid())
        else:
            gaps.stretch(room)
        moves, spacing = gaps.moves, gaps.spacing
    else:
        moves = natural_moves(p, cut) if p.adjusted else {}
        if room > TOLERANCE and align is Align.CENTRED:
            x += room / 2
        elif room > TOLERANCE and align is Align.RIGHT:
            x += room
    if p.plain:
        return Line(x * em, spacing, (span(p.stretches[0].font, p.units, start, end, moves),))
    return dressed(p, Adjusted(cut, body + cut.hung, x, spacing, moves), style)


def _is_justified(align: Align, p: Prepared, cut: Cut) -> bool:
    return align is Align.JUSTIFIED and cut.end < len(p.letters)
