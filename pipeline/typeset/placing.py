"""Phase 4 of a paragraph, place: a cut -> a line with every gap at its final width."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from pipeline.typeset.breaking import TOLERANCE, UNSEEN_MEM, Cut, visible_end, visible_mem
from pipeline.typeset.classes import Units
from pipeline.typeset.design import TextStyle
from pipeline.typeset.gaps import MAY_BREAK, MIXED, MIXED_STRETCH, SHRINK, SHRINK_RANKS, WORD_STRETCH
from pipeline.typeset.layout import Line, Span
from pipeline.typeset.prepare import Prepared
from pipeline.typeset.stylesheet import Align

# A line that would have to open its gaps further than 1/3 em stays ragged (house: URLs, columns of few characters).
CAP_MEM = 340
# 均等割付 opens gaps no further than one character; what is left stands at both ends, at least half a gap each.
SPREAD_MEM = 1000


class _Gaps:
    """The gaps of one line while it is being adjusted: `moves` by position, `spacing` behind every unit."""

    __slots__ = ("body", "cut", "end", "moves", "p", "spacing", "spots")

    def __init__(self, p: Prepared, cut: Cut) -> None:
        self.p, self.cut, self.spacing = p, cut, 0.0
        self.end = visible_end(p, cut.start, cut.end)
        self.body = self.end - 1 if cut.hung else self.end
        spots = p.spots[bisect_left(p.spots, cut.start) : bisect_left(p.spots, cut.end - 1)]
        inside = bisect_left(spots, self.body - 1)
        self.spots = [s for s in spots[:inside] if s not in p.rigid] if p.rigid else spots[:inside]
        self.moves = {s: p.adjust[s] for s in spots if s in p.adjust}
        for s in p.rigid:
            if cut.start <= s < cut.end - 1 and s in p.adjust:
                self.moves[s] = p.adjust[s]

    def room(self) -> float:
        """What is missing (above 0) or too much (below) at natural width."""
        return self.cut.width_mem - visible_mem(self.p, self.cut.start, self.body)

    def shrink(self, over: float) -> None:
        """Takes `over` out of the gaps, rank by rank, within a rank in proportion to what each can give."""
        letters = self.p.letters
        for rank in range(SHRINK_RANKS):
            can = {s: SHRINK[letters[s : s + 2]][rank] for s in self.spots}
            total = sum(can.values())
            take = min(over, total)
            if take <= 0:
                continue
            for s, most in can.items():
                if most:
                    self.moves[s] = self.moves.get(s, 0) - take * most / total
            over -= take

    def stretch(self, room: float) -> None:
        """Opens word spaces, then 和欧間, then the gaps where a line may end; leaves the line ragged beyond the cap."""
        before = dict(self.moves)
        room -= self._open(room, WORD_STRETCH, lambda pair: pair[0] == "b")
        room -= self._open(room, MIXED_STRETCH, MIXED.__contains__)
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
            self.moves[p] = self.moves.get(p, 0) - share

    def rigid(self) -> set[int]:
        """Gaps of fields within the body."""
        return {p for p in self.p.rigid if self.cut.start <= p < self.body - 1}

    def _open(self, room: float, most: int, takes_part: Callable[[str], bool]) -> float:
        letters = self.p.letters
        part = [s for s in self.spots if takes_part(letters[s : s + 2])]
        give = max(0.0, min(room, most * len(part)))
        for s in part:
            self.moves[s] = self.moves.get(s, 0) + give / len(part)
        return give

    def _closed(self, share: float) -> set[int]:
        """Gaps that do not open: too little to see spares none but words and fields."""
        if share <= UNSEEN_MEM:
            return self._words()
        letters, inner = self.p.letters, range(self.cut.start, self.body - 1)
        return {p for p in inner if p + 1 in self.p.bound or not MAY_BREAK[letters[p : p + 2]]}

    def _words(self) -> set[int]:
        """Gaps within words, numbers, dashes and fields."""
        letters, inner = self.p.letters, range(self.cut.start, self.body - 1)
        inside = {p for p in inner if letters[p] in "9wnjl" and letters[p + 1] in "9wnjl"}
        return inside | self.rigid()


def place(p: Prepared, cut: Cut, style: TextStyle) -> Line:
    """The line of a cut."""
    gaps = _Gaps(p, cut)
    x, room = cut.indent_mem, gaps.room()
    if room < -TOLERANCE:
        gaps.shrink(-room)
    elif room > TOLERANCE:
        match style.align:
            case Align.JUSTIFIED if cut.end < len(p.letters):
                gaps.stretch(room)
            case Align.SPREAD:
                count = gaps.body - cut.start
                share = min(SPREAD_MEM, room / count) if count > 1 else 0.0
                x += (room - share * (count - 1)) / 2
                gaps.space(share, gaps.rigid())
            case Align.CENTRED:
                x += room / 2
            case Align.RIGHT:
                x += room
            case _:
                pass
    em = style.size_pt / 1000
    return Line(x * em, gaps.spacing, _spans(p, cut, gaps.moves), _underlines(p, cut, gaps, x, em))


def _spans(p: Prepared, cut: Cut, moves: dict[int, float]) -> tuple[Span, ...]:
    if len(p.stretches) == 1:
        return (_span(p.stretches[0].font, p.units, cut.start, cut.end, moves),)
    return tuple(
        _span(s.font, p.units, max(s.start, cut.start), min(s.end, cut.end), moves)
        for s in p.stretches
        if s.start < cut.end and s.end > cut.start
    )


def _span(font: str, units: Units, start: int, end: int, moves: dict[int, float]) -> Span:
    texts, shifts, at = [], [], start
    for p in sorted(moves):
        if start <= p < end:
            texts.append(units[at : p + 1])
            shifts.append(moves[p])
            at = p + 1
    if at < end:
        texts.append(units[at:end])
        shifts.append(0.0)
    return Span(font, tuple(texts), tuple(shifts))


def _underlines(p: Prepared, cut: Cut, gaps: _Gaps, x: float, em: float) -> tuple[tuple[float, float], ...]:
    lined = [s for s in p.stretches if s.style is not None and s.style.underline]
    if not lined:
        return ()

    def offset(at: int) -> float:
        """Where unit `at` begins in the line, less what is added before it."""
        moved = sum(shift - p.adjust.get(q, 0) for q, shift in gaps.moves.items() if q < at)
        return x + p.starts[at] - p.starts[cut.start] + moved + gaps.spacing * (at - cut.start)

    def last(at: int) -> float:
        """Where the unit before `at` ends, less what is added behind it."""
        return offset(at - 1) + p.starts[at] - p.starts[at - 1] - p.adjust.get(at - 1, 0)

    pieces = [(max(s.start, cut.start), min(s.end, gaps.end)) for s in lined]
    return tuple((offset(a) * em, last(b) * em) for a, b in pieces if a < b)
