"""Runs + style + measure -> set text, in four phases: collect, prepare, break, place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.galley import Run
from pipeline.typeset.breaking import break_lines
from pipeline.typeset.collect import collect
from pipeline.typeset.design import RunStyle, TextStyle
from pipeline.typeset.layout import SetText
from pipeline.typeset.metrics import Metrics
from pipeline.typeset.placing import place
from pipeline.typeset.prepare import Prepared, prepare


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
_Words = tuple[tuple[str, str | None], ...]
_ENDLESS_PT = 1e6


class Setter:
    """Sets paragraphs; the same words at the same measure are set once."""

    def __init__(self, run_styles: Mapping[str, RunStyle], metrics: Mapping[str, Metrics]) -> None:
        self._run_styles, self._metrics = run_styles, metrics
        self._kept: dict[tuple[TextStyle, Measure, _Words], SetText] = {}
        self._labels: dict[tuple[TextStyle, _Words], Label] = {}

    def set(self, runs: Sequence[Run], style: TextStyle, measure: Measure) -> SetText:
        """The lines of a paragraph; none if it has no text."""
        key = style, measure, tuple([(run.text, run.style) for run in runs])
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = self._set(runs, style, measure)
        return kept

    def label(self, runs: Sequence[Run], style: TextStyle) -> Label:
        """A label of one line, whatever its length."""
        key = style, tuple([(run.text, run.style) for run in runs])
        kept = self._labels.get(key)
        if kept is None:
            text = self.set(runs, style, Measure(0, 0, _ENDLESS_PT))
            width = self._prepared(runs, style).starts[-1] * style.size_pt / 1000
            kept = self._labels[key] = Label(text, width)
        return kept

    def _set(self, runs: Sequence[Run], style: TextStyle, measure: Measure) -> SetText:
        prepared = self._prepared(runs, style)
        em = 1000 / style.size_pt
        cuts = break_lines(prepared, style, measure.first_pt * em, measure.turn_pt * em, measure.end_pt * em)
        return SetText(style, tuple([place(prepared, cut, style) for cut in cuts]))

    def _prepared(self, runs: Sequence[Run], style: TextStyle) -> Prepared:
        return prepare(collect(runs, style, self._run_styles, self._metrics))
