"""What goes and what comes under the same number -> one restated unit, whose old and new words stand beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pipeline.amending.differences.edits import Added, Change, Removed
from pipeline.late.dataclass import dataclass
from pipeline.provision.unit import CLAUSES, Unit


@dataclass(frozen=True, slots=True)
class Restated:
    """A unit of which the 改め文 says 次のように改める: other words under the number that it had."""

    old: Unit
    new: Unit


def with_restated(changes: tuple[Change, ...]) -> Iterator[Change | Restated]:
    """The changes with every such pair as one, in the order of both texts. Tables, which are set row by row, stay apart."""
    for loose, group in groupby(changes, key=lambda change: isinstance(change, Removed | Added)):
        held = tuple(group)
        if not loose:
            yield from held
            continue
        gone = [change for change in held if isinstance(change, Removed)]
        come = [change for change in held if isinstance(change, Added)]
        yield from _paired(gone, come)


def _paired(gone: list[Removed], come: list[Added]) -> Iterator[Change | Restated]:
    """Two runs in the order of their numbers as one."""
    names = {_name(each.old) for each in gone} & {_name(each.new) for each in come} - {None}
    while gone or come:
        left, right = _name(gone[0].old) if gone else None, _name(come[0].new) if come else None
        if left in names and left == right:
            yield Restated(gone.pop(0).old, come.pop(0).new)
        elif gone and (left not in names or not come):
            yield gone.pop(0)
        elif come and (right not in names or not gone):
            yield come.pop(0)
        else:  # numbers that cross: they stand apart
            names.discard(left)


def _name(unit: Unit) -> tuple[str, tuple[int, ...]] | None:
    """What a clause is called by among its siblings; None for any other unit."""
    plain = unit.level in CLAUSES and not any(each.level == "表" for each in unit.walk())
    return (unit.level, unit.number) if plain and unit.number else None
