"""Edits -> units that were taken out at one place and put in at another: one unit that crossed others, with what it lies in.

Matching follows the order of units, so that whoever crosses is removed and added. A paper that shows moves asks here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from pipeline.amending.differences.align import Likeness
from pipeline.amending.differences.edits import Added, Change, Changed, Edits, Removed
from pipeline.late.dataclass import dataclass
from pipeline.provision.unit import CLAUSES, Unit

T = TypeVar("T")
# Shorter ones are alike by chance.
_SHORTEST = 12


Sides = tuple[Unit | None, Unit | None]


@dataclass(frozen=True, slots=True)
class Moved:
    """One unit before and after, and what it lies in on both sides (None: nothing above it)."""

    old: Unit
    new: Unit
    old_above: Unit | None
    new_above: Unit | None


def moved(edits: Edits, main: Sides, supplement: Sides) -> tuple[Moved, ...]:
    """The pairs, the likest first matched; only clauses, for rows of tables cannot be shown as moved.

    `main` and `supplement` are what the units of the 本則 and of the 附則 lie in, before and after (None: nothing).
    """
    gone: list[tuple[Unit, Unit | None]] = []
    come: list[tuple[Unit, Unit | None]] = []
    for changes, above in ((edits.articles, main), (edits.supplement, supplement)):
        for change, old_above, new_above in _walk(changes, *above):
            if isinstance(change, Removed) and _is_clause(change.old):
                gone.append((change.old, old_above))
            elif isinstance(change, Added) and _is_clause(change.new):
                come.append((change.new, new_above))
    likeness = Likeness()
    pairs = likest_pairs(gone, come, lambda a, b: likeness.of(a[0], b[0]))
    return tuple(Moved(old, new, old_above, new_above) for (old, old_above), (new, new_above) in pairs)


def likest_pairs(gone: Sequence[T], come: Sequence[T], likeness: Callable[[T, T], float]) -> list[tuple[T, T]]:
    """What went with what came, the likest paired first, in the order of what went; a likeness of 0 pairs nothing."""
    scored = sorted(((likeness(a, b), -n, -m) for n, a in enumerate(gone) for m, b in enumerate(come)), reverse=True)
    made: dict[int, int] = {}
    taken: set[int] = set()
    for score, n, m in scored:
        if score and n not in made and m not in taken:
            made[n] = m
            taken.add(m)
    return [(gone[-n], come[-m]) for n, m in sorted(made.items(), reverse=True)]


def _walk(
    changes: tuple[Change, ...], old_above: Unit | None, new_above: Unit | None
) -> Iterator[tuple[Change, Unit | None, Unit | None]]:
    for change in changes:
        yield change, old_above, new_above
        if isinstance(change, Changed):
            yield from _walk(change.below, change.old, change.new)


def _is_clause(unit: Unit) -> bool:
    held = list(unit.walk())
    return (
        unit.level in CLAUSES and all(u.level in CLAUSES for u in held) and sum(len(u.text) for u in held) >= _SHORTEST
    )
