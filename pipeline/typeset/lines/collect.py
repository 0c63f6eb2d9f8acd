"""Phase 1 of a paragraph, collect: runs -> one sequence of units with their widths, classes and styles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.galley import Run, leads
from pipeline.late.dataclass import dataclass
from pipeline.typeset.lines.classes import Units, units
from pipeline.typeset.metrics import Metrics
from pipeline.typeset.styling.design import RunStyle, TextStyle

# Size of a reading as a part of the text's (JLReq 3.3.3).
READING_SIZE = 0.5
# The class of raised characters: no distance from their neighbours, and no line begins with them.
MARK_LETTER = "l"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Units `start` up to `end` of one character style (None: the paragraph's own), one target and one reading.

    `inline` numbers the stretches of a paragraph that have a target or a reading; None: it has neither.
    """

    start: int
    end: int
    font: str
    style: RunStyle | None
    inline: int | None = None
    target: str | None = None
    reading: Units | None = None
    reading_mem: float = 0.0


@dataclass(frozen=True, slots=True)
class Collected:
    """A paragraph before its gaps are known. Widths in 1/1000 em; `stretches` follow each other without gaps."""

    text: str
    units: Units
    letters: str
    widths: list[int]
    stretches: tuple[Stretch, ...]


def is_inline(run: Run) -> bool:
    """Whether a run is an element of its own within its paragraph."""
    return bool(run.text) and (run.target is not None or run.ruby is not None or leads(run))


def collect(
    runs: Sequence[Run], style: TextStyle, run_styles: Mapping[str, RunStyle], metrics: Mapping[str, Metrics]
) -> Collected:
    """Joins the runs; a style name must be known to `run_styles`."""
    for run in runs:
        if run.style is not None or run.target is not None or run.ruby is not None:
            return _collect_styled(runs, style, run_styles, metrics)
    text = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
    whole = units(text)
    own = metrics[style.font]
    letters = own.letter.of(whole)
    return Collected(text, whole, letters, own.widths(whole, letters), (Stretch(0, len(whole), style.font, None),))


def _collect_styled(
    runs: Sequence[Run], style: TextStyle, run_styles: Mapping[str, RunStyle], metrics: Mapping[str, Metrics]
) -> Collected:
    parts: list[Units] = []
    letters: list[str] = []
    widths: list[int] = []
    stretches: list[Stretch] = []
    inlines = 0
    for run in runs:
        if not run.text:
            continue
        run_style = None if run.style is None else run_styles[run.style]
        font = style.font if run_style is None or run_style.font is None else run_style.font
        part, own = units(run.text), metrics[font]
        parts.append(part)
        part_letters = own.letter.of(part)
        part_widths = own.widths(part, part_letters)
        if run_style is not None and run_style.scale != 1:  # a mark, solid with what is before it (see prepare)
            part_letters = MARK_LETTER * len(part)
            part_widths = [round(width * run_style.scale) for width in part_widths]
        letters.append(part_letters)
        widths += part_widths
        inline, reading = None, None if run.ruby is None else units(run.ruby)
        if is_inline(run):
            inline, inlines = inlines, inlines + 1
        reading_mem = 0.0 if reading is None else sum(map(own.advance.__getitem__, reading)) * READING_SIZE
        end = len(widths)
        stretches.append(Stretch(end - len(part), end, font, run_style, inline, run.target, reading, reading_mem))
    text = "".join(["".join(part) for part in parts])
    whole: Units = text if len(text) == len(widths) else tuple(unit for part in parts for unit in part)
    return Collected(text, whole, "".join(letters), widths, tuple(stretches))
