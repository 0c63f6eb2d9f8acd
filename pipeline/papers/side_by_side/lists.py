"""Rows and lines of one list: which stay together between two that change, and which lines are rows to look at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pipeline.amending.differences.edits import Change, Kept
from pipeline.papers.side_by_side.restated import Restated, with_restated
from pipeline.provision.unit import Level, Unit

# A 様式 is lines; those whose words tabs part are rows to look at.
DRAWN = ("様式", "後文")


def drawn(line: str) -> Unit:
    """A line of a 様式 as the row that it looks like."""
    return Unit("行", cells=tuple(line.split("\t")))


def runs(changes: tuple[Change, ...], within: Level) -> Iterator[Change | Restated | tuple[Kept, ...]]:
    """The changes, with neighbouring rows that stay, or lines of a 様式, taken together, and what is restated as one."""
    level = "後文" if within == "様式" else "行"
    for rows, group in groupby(with_restated(changes), key=lambda c: isinstance(c, Kept) and c.old.level == level):
        held = tuple(group)
        if rows:
            yield tuple(c for c in held if isinstance(c, Kept))
        else:
            yield from held


def on_both_sides(run: tuple[Kept, ...]) -> tuple[list[Unit], list[Unit]]:
    """The old and the new units of a run."""
    return [c.old for c in run], [c.new for c in run]
