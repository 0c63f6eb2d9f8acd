"""Characters of a page -> the numbers of its lines (5, 10, 15) that stand in the margin, apart from the text.

Left among the text, a number goes into the middle of the sentence that runs past it. Numbers of each line are not told from
those of a list, and are left.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from pipeline.notation.numbers.numeral import whole_number
from pipeline.notation.text.width_policy import apply
from pipeline.project.intake.printed.lines import Glyph

# They end below one another, and the text begins so far behind them (heights of a letter).
_ALIGNED, _APART = 0.5, 0.5
_FEWEST, _LEAST_STEP = 2, 2


def line_numbers(lines: Sequence[Sequence[Glyph]], margin: float | None) -> tuple[list[list[Glyph]], float | None]:
    """The numbers, and where they end. `lines`: from the top, each from the left; `margin`: where those of a page before end."""
    found = [run for line in lines if (run := _number(line))]
    if not found:
        return [], margin
    edge = margin if margin is not None else min(run[-1].right for run in found)
    height = found[0][0].height
    held = [run for run in found if abs(run[-1].right - edge) <= _ALIGNED * height]
    inside = {id(glyph) for run in held for glyph in run}
    others = [glyph.left for line in lines for glyph in line if id(glyph) not in inside]
    if not held or min(others, default=0.0) < edge + _APART * height:
        return [], margin
    if margin is None and not _count_in_steps([_value(run) for run in held]):
        return [], margin
    return held, edge


def _number(line: Sequence[Glyph]) -> list[Glyph]:
    """The digits that a line begins with, where room is behind them."""
    run = list(takewhile(lambda g: g.char.isdecimal(), line))
    ends = (n for n, (a, b) in enumerate(pairwise(line), 1) if b.left - a.right >= _APART * a.height)
    end = next(ends, len(line))
    return run[:end] if 0 < end <= len(run) and _value(run[:end]) else []


def _value(run: Sequence[Glyph]) -> int:
    return whole_number(apply("".join(g.char for g in run), "half")) or 0


def _count_in_steps(values: Sequence[int]) -> bool:
    steps = {b - a for a, b in pairwise(values)}
    step = next(iter(steps), 0)
    return len(values) >= _FEWEST and len(steps) == 1 and step >= _LEAST_STEP and all(v % step == 0 for v in values)
