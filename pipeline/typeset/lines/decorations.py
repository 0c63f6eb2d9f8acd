"""A line at its final gaps -> its spans, and what stands over and under them: underlines, links, readings (ruby)."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.typeset.breaks.breaking import Cut
from pipeline.typeset.layout import Line, LinkBox, Reading, Span
from pipeline.typeset.lines.classes import LEAD, TRAIL, Units
from pipeline.typeset.lines.prepare import Prepared
from pipeline.typeset.styling.design import RunStyle, TextStyle


class Adjusted(NamedTuple):
    """A cut whose gaps are final; `end` is where what is seen of it ends, `x_mem` where it begins."""

    cut: Cut
    end: int
    x_mem: float
    spacing_mem: float
    moves: dict[int, float]

    def begins_mem(self, p: Prepared, at: int) -> float:
        """Where unit `at` begins in the line, less what is added before it."""
        moved = sum(shift - p.adjust.get(q, 0.0) for q, shift in self.moves.items() if q < at)
        start = self.cut.start
        return self.x_mem + p.starts[at] - p.starts[start] + moved + self.spacing_mem * (at - start)

    def ends_mem(self, p: Prepared, at: int) -> float:
        """Where the unit before `at` ends, less what is added behind it."""
        return self.begins_mem(p, at - 1) + p.starts[at] - p.starts[at - 1] - p.adjust.get(at - 1, 0.0)


def span(
    font: str,
    units: Units,
    start: int,
    end: int,
    moves: dict[int, float],
    inline: int | None = None,
    style: RunStyle | None = None,
) -> Span:
    """Units `start` up to `end` with what is added behind them."""
    scale, raised = (1.0, 0.0) if style is None else (style.scale, style.raised_em)
    if not moves:
        return Span(font, (units[start:end],), (0.0,), inline, scale, raised)
    texts, shifts, at = [], [], start
    for p in sorted(moves):
        if start <= p < end:
            texts.append(units[at : p + 1])
            shifts.append(moves[p])
            at = p + 1
    if at < end:
        texts.append(units[at:end])
        shifts.append(0.0)
    return Span(font, tuple(texts), tuple(shifts), inline, scale, raised)


def dressed(p: Prepared, line: Adjusted, style: TextStyle) -> Line:
    """A line of several styles, or of one that is more than characters."""
    cut, em = line.cut, style.size_pt / 1000
    spans: list[Span] = []
    underlines: list[tuple[float, float]] = []
    links: list[LinkBox] = []
    readings: list[Reading] = []
    for s in p.stretches:
        start, end = max(s.start, cut.start), min(s.end, cut.end)
        if start >= end:
            continue
        spans.append(span(s.font, p.units, start, end, line.moves, s.inline, s.style))
        end = min(end, line.end)
        if start >= end or (s.inline is None and s.style is None):
            continue
        x0, x1 = line.begins_mem(p, start), line.ends_mem(p, end)
        if s.style is not None and s.style.underline:
            # At the ends of a line a stroke ends with the ink, not with the blank half of a bracket or a full stop.
            ink0 = x0 + (LEAD.get(p.letters[start], 0.0) if start == cut.start else 0.0)
            ink1 = x1 - (TRAIL.get(p.letters[end - 1], 0.0) if end == line.end else 0.0)
            underlines.append((ink0 * em, ink1 * em))
        if s.inline is not None and s.target is not None:
            words = "".join(p.units[s.start : s.end])
            links.append(LinkBox(x0 * em, x1 * em, s.inline, s.target, words))
        if s.inline is not None and s.reading is not None and start == s.start:
            # Each character of the reading gets its share of the base: half before it, half behind it.
            share = max(0.0, (x1 - x0 - s.reading_mem) / len(s.reading))
            left = x0 + (x1 - x0 - s.reading_mem - share * (len(s.reading) - 1)) / 2
            readings.append(Reading(left * em, share * em, Span(s.font, (s.reading,), (0.0,), s.inline)))
    return Line(line.x_mem * em, line.spacing_mem, tuple(spans), tuple(underlines), tuple(links), tuple(readings))


def is_dressed(line: Line) -> bool:
    """Whether anything stands over or under the characters."""
    return bool(line.underlines or line.links or line.readings)
