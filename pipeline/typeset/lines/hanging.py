"""Paragraph with its label -> set text: run-over lines begin behind the label, or where the style says."""

from __future__ import annotations

from functools import partial

from pipeline.galley import Para
from pipeline.late.dataclass import dataclass
from pipeline.typeset.layout import SetText
from pipeline.typeset.lines.leaders import has_leader, set_led
from pipeline.typeset.lines.paragraph import Measure, Setter
from pipeline.typeset.styling.design import TextStyle

# A label longer than the measure still leaves this much to its text, in characters.
_LEAST_EM = 1
# Where more lines than this behind a label would be so short, they go on below it (a note in a column of five characters).
_LEAST_HUNG_EM, _MOST_HUNG = 4.5, 6


@dataclass(frozen=True, slots=True)
class SetPara:
    """A paragraph ready to place. `label` is None without one; an empty paragraph counts one line."""

    style: TextStyle
    label: SetText | None
    text: SetText
    lines: int
    anchor: str | None


def set_para(setter: Setter, para: Para, style: TextStyle, width_pt: float) -> SetPara:
    """The paragraph at this width."""
    end = width_pt - style.right_pt
    first, turn, label = style.start_pt, style.turn_pt, None
    if para.label:
        label, width = setter.label(para.label, style)
        first = min(first + max(width, style.label_pt), end - _LEAST_EM * style.size_pt)
    set_runs = partial(set_led, setter) if has_leader(para.runs) else setter.set
    text = set_runs(para.runs, style, Measure(first, first if turn is None else turn, end))
    if (
        label is not None
        and turn is None
        and len(text.lines) > _MOST_HUNG
        and end - first < _LEAST_HUNG_EM * style.size_pt
    ):
        text = set_runs(para.runs, style, Measure(first, style.start_pt, end))
    return SetPara(style, label, text, max(len(text.lines), 1), para.anchor)
