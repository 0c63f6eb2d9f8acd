"""Runs + style + measure -> set text, in four phases: collect, prepare, break, place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.galley import Para, Run, plain
from pipeline.galley.tables.spread_heads import is_spread
from pipeline.notation.text.number_box import boxes
from pipeline.typeset.breaks.balanced import balanced
from pipeline.typeset.breaks.breaking import Cut, break_lines, visible_mem
from pipeline.typeset.breaks.dates import whole_dates
from pipeline.typeset.breaks.optimal import best_lines
from pipeline.typeset.breaks.phrases import DASHES
from pipeline.typeset.breaks.short_last_line import fed
from pipeline.typeset.breaks.titled import is_rest, phrased_lines, titled_lines
from pipeline.typeset.layout import Line, SetText
from pipeline.typeset.lines.classes import LEAD, TRAIL
from pipeline.typeset.lines.collect import collect
from pipeline.typeset.lines.decorations import is_dressed
from pipeline.typeset.lines.gaps import ADJUST
from pipeline.typeset.lines.memo import Recent
from pipeline.typeset.lines.placing import place
from pipeline.typeset.lines.prepare import Prepared, prepare
from pipeline.typeset.lines.tabular import beside_mem, even
from pipeline.typeset.metrics import Metrics
from pipeline.typeset.styling.design import RunStyle, TextStyle
from pipeline.typeset.styling.stylesheet import Align, Bracket


class Measure(NamedTuple):
    """Where lines begin (the first, the others) and end, in points from the left edge of the box."""

    first_pt: float
    turn_pt: float
    end_pt: float


class Label(NamedTuple):
    """A label and its width, the space at its end included."""

    text: SetText
    width_pt: float


# Runs less their origins.
_Words = tuple[tuple[str, str | None, str | None, str | None], ...]
_ENDLESS_PT = 1e6
# Of each generation: up to 2 MB, and enough for what the documents of a batch share.
KEPT_PARAGRAPHS = 400


# In so narrow a column lines are not opened, and end between phrases (house); in a wider one where one of them would be by
# more than this at each gap, or ends or begins with a dash; and in a still wider one those that are not opened anyway. Words
# of so many characters at most.
_CRAMPED_MEM, _TIGHT_MEM, _UNOPENED_MEM = 7000.0, 10000.0, 13000.0
_GAPING_MEM = 120.0
_MOST_CRAMPED: int = 60
_RAGGED: Mapping[Align, Align] = {Align.JUSTIFIED: Align.LEFT}


class Setter:
    """Sets paragraphs; the same words at the same measure are set once. One setter may serve many documents."""

    def __init__(self, run_styles: Mapping[str, RunStyle], metrics: Mapping[str, Metrics]) -> None:
        self._run_styles, self._metrics = run_styles, metrics
        self._kept: Recent[tuple[TextStyle, Measure, _Words], SetText] = Recent(KEPT_PARAGRAPHS)
        self._labels: Recent[tuple[TextStyle, _Words], Label] = Recent(KEPT_PARAGRAPHS)

    def set(self, runs: Sequence[Run], style: TextStyle, measure: Measure) -> SetText:
        """The lines of a paragraph; none if it has no text."""
        key = style, measure, _words(runs)
        return self._kept.get(key) or self._kept.keep(key, self._set(runs, style, measure))

    def label(self, runs: Sequence[Run], style: TextStyle) -> Label:
        """A label of one line, whatever its length."""
        key = style, _words(runs)
        kept = self._labels.get(key)
        if kept is None:
            prepared = self._prepared(runs, style)
            width = prepared.starts[-1] * style.size_pt / 1000
            text = self._broken(prepared, style, Measure(0, 0, _ENDLESS_PT))
            kept = self._labels.keep(key, Label(text, width))
        return kept

    def figure_pt(self, runs: Sequence[Run], style: TextStyle, at: int) -> tuple[float, float]:
        """How far one line of figures reaches before the end of unit `at`, and behind it: a digit ends with its cell."""
        p, metrics = self._prepared(runs, style), self._metrics[style.font]
        unit = p.units[at - 1]
        before = p.starts[at - 1] + metrics.advance[unit] + beside_mem(unit, metrics)
        em = style.size_pt / 1000
        return before * em, (visible_mem(p, 0, len(p.units)) - before) * em

    def box_pt(self, para: Para, style: TextStyle) -> float:
        """How wide the widest number of a paragraph is, with what stays with it; 0: it has none."""
        words, metrics = plain((*para.label, *para.runs)), self._metrics[style.font]
        widest = 0.0
        for start, end in boxes(words):
            part = words[start:end]
            letters = metrics.letter.of(part)
            width = float(sum(metrics.widths(part, letters)))
            width += sum([ADJUST[letters[k : k + 2]] for k in range(len(letters) - 1)], 0.0)
            width -= TRAIL.get(letters[-1], 0.0) + (
                LEAD.get(letters[0], 0.0) if style.bracket is Bracket.FLUSH else 0.0
            )
            if style.even_figures:
                width += 2.0 * sum([beside_mem(unit, metrics) for unit in part], 0.0)
            widest = max(widest, width)
        return widest * style.size_pt / 1000

    def width_pt(self, line: Line, style: TextStyle) -> float:
        """From where a line begins to where its last unit ends, with what is added behind it."""
        width = sum(span.shifts_mem[k] for span in line.spans for k in range(len(span.texts)))
        for span in line.spans:
            units = [unit for part in span.texts for unit in part]
            advance = sum(map(self._metrics[span.font].advance.__getitem__, units))
            width += advance * span.scale + line.spacing_mem * len(units)
        return width * style.size_pt / 1000

    def _set(self, runs: Sequence[Run], style: TextStyle, measure: Measure) -> SetText:
        return self._broken(self._prepared(runs, style), style, measure)

    def _broken(self, prepared: Prepared, style: TextStyle, measure: Measure) -> SetText:
        em = 1000 / style.size_pt
        titled = style.optimal and style.phrases
        find = titled_lines if titled else best_lines if style.optimal else break_lines
        edges_mem = measure.first_pt * em, measure.turn_pt * em, measure.end_pt * em
        room_mem = edges_mem[2] - max(edges_mem[:2])
        prepared = whole_dates(prepared, room_mem)
        cuts = find(prepared, style, *edges_mem)
        if style.phrases and not titled and is_rest(prepared, cuts):
            titled, cuts = True, titled_lines(prepared, style, *edges_mem)
        if len(cuts) > 1 and not style.lone and not titled:
            cuts = fed(prepared, cuts, style)
        cramped = not (titled or style.lone) and len(cuts) > 1 and _is_narrow(prepared, cuts, style, room_mem)
        filled = cuts
        if cramped and len(prepared.units) <= _MOST_CRAMPED:
            cuts = phrased_lines(prepared, replace(style, align=_RAGGED.get(style.align, style.align)), edges_mem, cuts)
        # Lines that end where phrases do are not opened, nor are those of a few characters.
        ragged = (titled or cramped) and len(cuts) > 1 and style.align is Align.JUSTIFIED
        shown = replace(style, align=Align.LEFT) if ragged else style
        if style.align is Align.SPREAD and (len(cuts) > 1 or not is_spread("".join(prepared.units))):
            shown = replace(style, align=Align.CENTRED)
            cuts = balanced(prepared, cuts) if cuts is filled else cuts
        lines = tuple([place(prepared, cut, shown) for cut in cuts])
        return SetText(style, lines, not prepared.plain and any(is_dressed(line) for line in lines))

    def _prepared(self, runs: Sequence[Run], style: TextStyle) -> Prepared:
        prepared = prepare(collect(runs, style, self._run_styles, self._metrics))
        return even(prepared, self._metrics[style.font]) if style.even_figures else prepared


def _is_narrow(p: Prepared, cuts: Sequence[Cut], style: TextStyle, room_mem: float) -> bool:
    """Whether the lines of a column of this width end between phrases rather than at its edge."""
    if style.align is not Align.JUSTIFIED:
        return room_mem <= _UNOPENED_MEM
    return room_mem <= _CRAMPED_MEM or (room_mem <= _TIGHT_MEM and _is_poor(p, cuts))


def _is_poor(p: Prepared, cuts: Sequence[Cut]) -> bool:
    """Whether a line would show as letters apart if it were opened to the measure, or ends or begins with a dash."""
    gaping = any(cut.room_mem > _GAPING_MEM * (cut.end - cut.start - 1) for cut in cuts[:-1])
    return gaping or any(p.units[at] in DASHES for cut in cuts[1:] for at in (cut.start - 1, cut.start))


def _words(runs: Sequence[Run]) -> _Words:
    return tuple([(run.text, run.style, run.target, run.ruby) for run in runs])
