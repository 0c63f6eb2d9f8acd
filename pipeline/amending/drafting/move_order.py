"""Changes of sibling units -> acts in the customary order, each of which finds its number free (R1 to R7).

Front to back; a unit whose new number is taken waits for the unit that holds it, so that 繰り下げ runs from the last and
繰り上げ from the first; new units come in as soon as their gap exists and what stands before them is in place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from pipeline.amending.differences.edits import Added, Change, Changed, Kept, Removed
from pipeline.labels.amendment_style import Number
from pipeline.late.dataclass import dataclass
from pipeline.provision.unit import Unit


class RestateError(Exception):
    """Words would hide the meaning, or there is no place to name: the unit above is to be restated whole (R16)."""


class ApartError(Exception):
    """A unit that moves and would have to be restated: not in one act (R6), so it is removed and added."""

    def __init__(self, old: Unit) -> None:
        super().__init__(old.words())
        self.old = old


@dataclass(frozen=True, slots=True)
class Stay:
    """A unit that keeps its number and changes inside."""

    change: Changed


@dataclass(frozen=True, slots=True)
class Go:
    """A unit that takes another number, after what changes inside."""

    change: Changed | Kept


@dataclass(frozen=True, slots=True)
class Leave:
    """A unit that is removed."""

    old: Unit


@dataclass(frozen=True, slots=True)
class Restate:
    """Another unit under the same number: never removed and added again (R6)."""

    old: Unit
    new: Unit


@dataclass(frozen=True, slots=True)
class Come:
    """New units in a row. `before` stands in front of them, `behind` after them; None at the ends."""

    units: tuple[Unit, ...]
    before: Unit | None
    behind: Unit | None


Act = Stay | Go | Leave | Restate | Come
InOnePlace = Callable[[Unit, Unit], bool]


def arrange(changes: tuple[Change, ...], in_one_place: InOnePlace | None = None) -> list[Act]:
    """The acts that lead from the old siblings to the new ones.

    `in_one_place` tells whether a unit stands where a new one under its number will: 第4条 of another 章 is not restated.
    """
    return _Arranger(changes, in_one_place).run()


@dataclass(slots=True)
class _Arranger:
    """`held` says what stands under each number now; `new` are the changes in the order of the new text."""

    changes: tuple[Change, ...]
    in_one_place: InOnePlace | None = None
    acts: list[Act] = field(default_factory=list)
    held: dict[Number, Change] = field(default_factory=dict)
    settled: set[int] = field(default_factory=set)
    restated: dict[Number, Added] = field(default_factory=dict)
    new: list[Kept | Changed | Added] = field(default_factory=list)
    under_way: list[int] = field(default_factory=list)

    def run(self) -> list[Act]:
        removed = {c.old.number: c.old for c in self.changes if isinstance(c, Removed)}
        for change in self.changes:
            if not isinstance(change, Added):
                self.held[change.old.number] = change
            if not isinstance(change, Removed):
                self.new.append(change)
            old = removed.get(change.new.number) if isinstance(change, Added) else None
            if isinstance(change, Added) and old is not None and self._is_in_one_place(old, change.new):
                self.restated[change.new.number] = change
        self._bring_in()
        for change in self.changes:
            if not isinstance(change, Added):
                self._do(change)
                self._bring_in()
        return self.acts

    def _is_in_one_place(self, old: Unit, new: Unit) -> bool:
        return self.in_one_place is None or self.in_one_place(old, new)

    def _do(self, change: Kept | Changed | Removed) -> None:
        number = change.old.number
        if self.held.get(number) is not change:
            return
        if isinstance(change, Removed):
            instead = self.restated.get(number)
            if instead is None:
                self.acts.append(Leave(change.old))
                del self.held[number]
            else:
                if change.old != instead.new:
                    self.acts.append(Restate(change.old, instead.new))
                self.held[number] = instead
                self._settle(instead)
            return
        goal = change.new.number
        if goal != number:
            waiting = [change, *self._in_the_way(number, goal)]
            self.under_way += map(id, waiting)
            for there in waiting[1:]:
                self._do(there)
                self._bring_in()
            del self.under_way[-len(waiting) :]
            self.acts.append(Go(change))
            del self.held[number]
            self.held[goal] = Added(change.new)
        elif isinstance(change, Changed):
            self.acts.append(Stay(change))
        self._settle(change)

    def _in_the_way(self, number: Number, goal: Number) -> list[Kept | Changed | Removed]:
        """What still stands at the goal or would be leapt over, the nearest to the goal first."""
        low, high = sorted((number, goal))
        there = sorted(n for n in self.held if low <= n <= high and n != number)
        waiting = [self.held[n] for n in (reversed(there) if goal > number else there)]
        return [c for c in waiting if not isinstance(c, Added) and not self._is_done(c)]

    def _is_done(self, change: Change) -> bool:
        return any(c is change for n, c in enumerate(self.new) if n in self.settled)

    def _settle(self, change: Change) -> None:
        self.settled.add(next(n for n, c in enumerate(self.new) if c is change))

    def _bring_in(self) -> None:
        """Adds every run of new units whose numbers are free and whose neighbour in front is in place."""
        at = 0
        while at < len(self.new):
            end = at
            while end < len(self.new) and self._is_waiting(end):
                end += 1
            if end == at:
                at += 1
                continue
            units = tuple(c.new for c in self.new[at:end])
            free = all(u.number not in self.held for u in units)
            if free and self._has_anchor(at, end) and not self._comes_too_soon(self.new[at]):
                before = self.new[at - 1].new if at else None
                behind = self.new[end].new if end < len(self.new) else None
                self.acts.append(Come(units, before, behind))
                self.settled.update(range(at, end))
                self.held |= {u.number: Added(u) for u in units}
            at = end

    def _is_waiting(self, at: int) -> bool:
        change = self.new[at]
        return isinstance(change, Added) and change.new.number not in self.restated and at not in self.settled

    def _has_anchor(self, at: int, end: int) -> bool:
        """Whether what a run of new units is added behind (at the front: before) is in place and can be named."""
        low = self.new[at - 1].new.number if at else ()
        high = self.new[end - 1].new.number if end < len(self.new) else (10**9,)
        waiting = [n for n, c in self.held.items() if not isinstance(c, Added) and not self._is_done(c)]
        if any((low < n or not at) and n <= high for n in waiting):
            return False
        anchor = at - 1 if at else end
        return anchor == len(self.new) or anchor in self.settled or self._is_still(anchor)

    def _comes_too_soon(self, change: Change) -> bool:
        """R1: front to back: nothing is added while something before it waits, but what moves to make room for it."""
        first = next(n for n, c in enumerate(self.changes) if c is change)
        return any(
            not self._is_idle(c) and id(c) not in self.under_way and not self._is_over(c)
            for c in self.changes[:first]
            if not isinstance(c, Added) or c.new.number in self.restated
        )

    @staticmethod
    def _is_idle(change: Change) -> bool:
        return isinstance(change, Kept) and change.old.number == change.new.number

    def _is_over(self, change: Change) -> bool:
        """Whether what happens to a unit has been said."""
        if isinstance(change, Removed):
            there = self.held.get(change.old.number)
            return there is not change
        return self._is_done(change)

    def _is_still(self, at: int) -> bool:
        """Whether the unit in front keeps its number and words, so that it can be named before its turn."""
        change = self.new[at]
        return isinstance(change, Kept) and change.old.number == change.new.number
