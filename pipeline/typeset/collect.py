"""Phase 1 of a paragraph, collect: runs -> one sequence of units with their widths, classes and styles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.galley import Run
from pipeline.typeset.classes import Units, units
from pipeline.typeset.design import RunStyle, TextStyle
from pipeline.typeset.metrics import Metrics


class Stretch(NamedTuple):
    """Units `start` up to `end` of one character style (None: the paragraph's own)."""

    start: int
    end: int
    font: str
    style: RunStyle | None


@dataclass(frozen=True, slots=True)
class Collected:
    """A paragraph before its gaps are known. Widths in 1/1000 em; `stretches` follow each other without gaps."""

    text: str
    units: Units
    letters: str
    widths: list[int]
    stretches: tuple[Stretch, ...]


def collect(
    runs: Sequence[Run], style: TextStyle, run_styles: Mapping[str, RunStyle], metrics: Mapping[str, Metrics]
) -> Collected:
    """Joins the runs; a style name must be known to `run_styles`."""
    if all(run.style is None for run in runs):
        text = "".join([run.text for run in runs])
        whole = units(text)
        own = metrics[style.font]
        letters = "".join(map(own.letter.__getitem__, whole))
        widths = list(map(own.advance.__getitem__, whole))
        return Collected(text, whole, letters, widths, (Stretch(0, len(whole), style.font, None),))
    return _collect_styled(runs, style, run_styles, metrics)


def _collect_styled(
    runs: Sequence[Run], style: TextStyle, run_styles: Mapping[str, RunStyle], metrics: Mapping[str, Metrics]
) -> Collected:
    parts: list[Units] = []
    letters: list[str] = []
    widths: list[int] = []
    stretches: list[Stretch] = []
    for run in runs:
        if not run.text:
            continue
        run_style = None if run.style is None else run_styles[run.style]
        font = style.font if run_style is None or run_style.font is None else run_style.font
        part = units(run.text)
        parts.append(part)
        letters.extend(map(metrics[font].letter.__getitem__, part))
        widths.extend(map(metrics[font].advance.__getitem__, part))
        stretches.append(Stretch(len(letters) - len(part), len(letters), font, run_style))
    text = "".join(["".join(part) for part in parts])
    whole: Units = text if len(text) == len(letters) else tuple(unit for part in parts for unit in part)
    return Collected(text, whole, "".join(letters), widths, tuple(stretches))
