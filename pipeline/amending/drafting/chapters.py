"""Changes of 編, 章, 節, 款 and 目 -> sentences: whole ones with what lies below them, or their names alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from itertools import pairwise

from pipeline.amending.differences.edits import Added, Change, Changed, Kept, Removed, touched, units_of
from pipeline.amending.drafting.abbreviate import Path, Pen
from pipeline.amending.drafting.move_order import Act, Come, Go, Leave, Restate
from pipeline.amending.language.clauses import (
    CHAPTER_WORDS,
    Add,
    ChapterWord,
    Delete,
    Location,
    Move,
    SetHeading,
    Step,
)
from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import GAP
from pipeline.late.dataclass import dataclass
from pipeline.provision.unit import CHAPTERS, Unit


@dataclass(slots=True)
class Chapters:
    """The headings of one text; `old` and `new` are its units before and after in their order."""

    pen: Pen
    manner: Manner
    changes: tuple[Change, ...]
    old: list[Unit] = field(default_factory=list)
    new: list[Unit] = field(default_factory=list)
    whole: set[int] = field(default_factory=set)
    places: dict[int, int] = field(default_factory=dict)
    said: set[int] = field(default_factory=set)
    settled: bool = False

    def __post_init__(self) -> None:
        self.places = {id(u): n for n, c in enumerate(self.changes) for u in units_of(c)}
        self.old = [c.old for c in self.changes if not isinstance(c, Added)]
        self.new = [c.new for c in self.changes if not isinstance(c, Removed)]
        gone = {id(c.old) for c in self.changes if isinstance(c, Removed)}
        come = {id(c.new) for c in self.changes if isinstance(c, Added)}
        for units, fate in ((self.old, gone), (self.new, come)):
            for unit in units:
                below = _members(unit, units) if unit.level in CHAPTERS else []
                if below and all(id(u) in fate for u in below):
                    self.whole |= {id(u) for u in below}

    def articles(self) -> tuple[Change, ...]:
        """What happens to 条 that do not come or go with a whole 章."""
        units = (c for c in self.changes if touched(c) not in CHAPTERS)
        return tuple(c for c in units if id(c.new if isinstance(c, Added) else c.old) not in self.whole)

    def opens(self, article: Unit) -> bool:
        """Whether a 条 of the new text stands directly below a heading."""
        at = next(n for n, u in enumerate(self.new) if u is article)
        return at > 0 and self.new[at - 1].level in CHAPTERS

    def has_heading_behind(self, article: Unit) -> bool:
        """Whether a 条 of the new text is not of the last 章: 本則に加える would put it there."""
        return any(u.level in CHAPTERS for u in self.new[self._at(article, self.new) :])

    def heading_of(self, article: Unit) -> Path:
        """The headings above a 条 of the new text."""
        return _path(article, self.new)

    def named_now(self, article: Unit) -> Path | None:
        """The heading nearest above a 条 of the new text by the numbers that hold now; None while it is still to come."""
        at = next(n for n, u in enumerate(self.new) if u is article)
        heading = next((u for u in reversed(self.new[:at]) if u.level in CHAPTERS), None)
        if heading is None or self.settled:
            return self.heading_of(article)
        was = next((c.old for c in self.changes if isinstance(c, Kept | Changed) and c.new is heading), None)
        return _path(was, self.old) if was is not None else None

    def parted(self, acts: list[Act]) -> list[Act]:
        """The acts with new 条 in a row said apart where a heading stands between them."""
        made: list[Act] = []
        for act in acts:
            if not isinstance(act, Come):
                made.append(act)
                continue
            cuts = [n for n, unit in enumerate(act.units) if n and self.opens(unit)]
            for start, end in pairwise((0, *cuts, len(act.units))):
                before = act.units[start - 1] if start else act.before
                made.append(Come(act.units[start:end], before, act.behind))
        return made

    def in_turn(self, acts: list[Act]) -> list[Act]:
        """The acts with what opens a 章 behind the move of the 条 that it is to stand before: 同条の前に."""
        made: list[Act] = []
        waiting: list[Come] = []
        for n, act in enumerate(acts):
            if isinstance(act, Come) and (
                self._waits(act, acts[n:]) or (waiting and act.before is waiting[-1].units[-1])
            ):
                waiting.append(act)
                continue
            made.append(act)
            if waiting and isinstance(act, Go) and act.change.new is waiting[0].behind:
                made += waiting
                waiting = []
        return [*made, *waiting]

    def _waits(self, act: Come, later: list[Act]) -> bool:
        behind = act.behind
        if behind is None or not self.opens(act.units[0]) or not self.stands_there(behind, act.units[0]):
            return False
        return any(isinstance(each, Go) and each.change.new is behind for each in later)

    def in_one_place(self, old: Unit, new: Unit) -> bool:
        """Whether a 条 of the old text and one of the new stand below the same heading."""
        above = [self._heading_above(old, self.old), self._heading_above(new, self.new)]
        pairs = ((c.old, c.new) for c in self.changes if isinstance(c, Kept | Changed))
        return above == [None, None] or any(a is above[0] and b is above[1] for a, b in pairs)

    def _heading_above(self, article: Unit, units: list[Unit]) -> Unit | None:
        return next((u for u in reversed(units[: self._at(article, units)]) if u.level in CHAPTERS), None)

    def stands_there(self, behind: Unit, article: Unit) -> bool:
        """Whether the 条 behind a new one lies at this moment below the heading that the new one opens."""
        was = next((c.old for c in self.changes if isinstance(c, Kept | Changed) and c.new is behind), None)
        heading = next(u for u in reversed(self.new[: self._at(article, self.new)]) if u.level in CHAPTERS)
        its = next((c.old for c in self.changes if isinstance(c, Kept | Changed) and c.new is heading), None)
        if was is None or its is None or self.settled:
            return self.heading_of(behind) == self.heading_of(article)
        return self._heading_above(was, self.old) is its

    @staticmethod
    def _at(unit: Unit, units: list[Unit]) -> int:
        return next(n for n, u in enumerate(units) if u is unit)

    def before(self, acts: list[Act]) -> None:
        """R1: what happens to headings in front of the 条 of the next act, as far as the acts to come allow it.

        Whole 章 go early where 条 before them move, for these may need their numbers; numbers of 章 and new 章 wait until no
        条 moves any more.
        """
        at = self._place(acts[0])
        moving = [n for n, act in enumerate(acts) if isinstance(act, Go | Come)]
        first = min((self._place(acts[n]) for n in moving), default=at)
        for n, change in enumerate(self.changes):
            if id(change) in self.said or units_of(change)[0].level not in CHAPTERS:
                continue
            if isinstance(change, Removed) and (n < at or first < n):
                self._leave(change)
            elif n < at and isinstance(change, Changed) and self._keeps_its_number(change):
                self._rename(change)
        if not moving and not any(isinstance(act, Leave) for act in acts) and all(n < at for n in self._structural()):
            self._renumber_and_add()

    def rest(self) -> None:
        """What has not had its turn: removed headings, numbers, new headings, then names."""
        for change in self.changes:
            if isinstance(change, Removed) and change.old.level in CHAPTERS:
                self._leave(change)
        self._renumber_and_add()
        for change in self.changes:
            if isinstance(change, Changed) and change.old.level in CHAPTERS:
                self._rename(change)

    def _place(self, act: Act) -> int:
        unit = (
            act.units[0] if isinstance(act, Come) else act.old if isinstance(act, Leave | Restate) else act.change.old
        )
        return self.places[id(unit)]

    def _structural(self) -> list[int]:
        """Where headings come or take other numbers."""
        return [
            n
            for n, c in enumerate(self.changes)
            if units_of(c)[0].level in CHAPTERS
            and (isinstance(c, Added) or (isinstance(c, Kept | Changed) and c.old.number != c.new.number))
        ]

    def _keeps_its_number(self, change: Changed) -> bool:
        return _path(change.old, self.old) == _path(change.new, self.new)

    def _once(self, change: Change) -> bool:
        """Whether a change has not been said before; from now on it has."""
        fresh = id(change) not in self.said
        self.said.add(id(change))
        return fresh

    def _leave(self, change: Removed) -> None:
        """What is removed, by the number that it still has."""
        if self._once(change) and not self._is_inner(change.old, self.old):
            path = _path(change.old, self.old)
            removed = [c for c in self.changes if isinstance(c, Removed) and c.old.level in CHAPTERS]
            for inner in reversed(removed):  # which could not be named without it
                if _path(inner.old, self.old)[: len(path)] == path:
                    self._leave(inner)
            self.pen.close()
            name = () if id(change.old) in self.whole else (_name(change.old),)
            self.pen.write(Delete((Location((*path, *name)),)))
            self.pen.close()

    def _rename(self, change: Changed) -> None:
        if self._once(change):
            self.pen.close()
            words = self.manner.chapter(_word(change.new), change.new.number) + GAP + change.new.text
            place = Location((*_path(change.new, self.new), _name(change.new)))
            self.pen.write(SetHeading(place, words))
            self.pen.close()

    def _renumber_and_add(self) -> None:
        if self.settled:
            return
        self.settled = True
        self.pen.close()
        kept = [c for c in self.changes if not isinstance(c, Added | Removed) and c.old.level in CHAPTERS]
        moves = [c for c in kept if c.old.number != c.new.number]
        down = [c for c in moves if c.new.number > c.old.number]
        for change in (*reversed(down), *(c for c in moves if c not in down)):
            to = Location((_step(change.new),))
            self.pen.write(Move(Location(_path(change.old, self.old)), to))
        added = [u for u in self.new if self._is_added(u) and not self._is_inner(u, self.new)]
        if not (added and self._joins(added[0])):
            self.pen.close()
        for units in self._in_runs(added):
            self._add(units)

    def _in_runs(self, added: list[Unit]) -> list[list[Unit]]:
        """Whole 章 that stand one behind the other are added at once: 次の2章."""
        made: list[list[Unit]] = []
        for unit in added:
            last = made[-1][-1] if made and id(unit) in self.whole else None
            if last is not None and id(last) in self.whole and self._before(unit) is last:
                made[-1].append(unit)
            else:
                made.append([unit])
        return made

    def _before(self, unit: Unit) -> Unit | None:
        """The heading of the same level before a new one, under the same ones."""
        at = next(n for n, u in enumerate(self.new) if u is unit)
        return self._sibling(reversed(self.new[:at]), unit, _path(unit, self.new)[:-1])

    def _joins(self, unit: Unit) -> bool:
        """Whether a whole new 章 can be added in the sentence that makes room for it: the one before it keeps its number (R9)."""
        before = self._before(unit)
        was = next((c.old for c in self.changes if isinstance(c, Kept | Changed) and c.new is before), None)
        if id(unit) not in self.whole or before is None or was is None:
            return False
        return _path(was, self.old) == _path(before, self.new)

    def _add(self, units: list[Unit]) -> None:
        unit, count = units[0], len(units)
        at = next(n for n, u in enumerate(self.new) if u is unit)
        if id(unit) not in self.whole:
            article = next((u for u in self.new[at:] if u.level == "条"), None)
            if article is not None:
                self.pen.write(Add(Location((Step("条", article.number),)), "前", "章名", label=f"{_word(unit)}名"))
                self.pen.close((unit,))
            return
        above = _path(unit, self.new)[:-1]
        before = self._before(unit)
        behind = self._sibling(iter(self.new[at + 1 :]), unit, above, is_there=True)
        if before is not None:
            self.pen.write(Add(Location(_path(before, self.new)), "次", _word(unit), count))
        elif behind is not None:
            self.pen.write(Add(Location(_path(behind, self.new)), "前", _word(unit), count))
        else:
            self.pen.write(Add(Location(above or (Step("本則"),)), "内", _word(unit), count))
        self.pen.close(tuple(member for each in units for member in _members(each, self.new)))

    def _sibling(self, units: Iterable[Unit], unit: Unit, above: Path, *, is_there: bool = False) -> Unit | None:
        """The nearest heading of the same level under the same ones; `is_there`: one that the old text has, too."""
        for other in units:
            same = other.level == unit.level and _path(other, self.new)[:-1] == above
            if same and not (is_there and self._is_added(other)):
                return other
        return None

    def _is_added(self, unit: Unit) -> bool:
        return unit.level in CHAPTERS and any(isinstance(c, Added) and c.new is unit for c in self.changes)

    def _is_inner(self, unit: Unit, units: list[Unit]) -> bool:
        """Whether a heading comes or goes with a whole one above it."""
        return any(
            id(other) in self.whole and other is not unit and any(u is unit for u in _members(other, units))
            for other in units
            if other.level in CHAPTERS
        )


def _members(heading: Unit, units: list[Unit]) -> list[Unit]:
    at = next(n for n, u in enumerate(units) if u is heading)
    rank = CHAPTERS.index(heading.level)
    end = at + 1
    while end < len(units) and not (units[end].level in CHAPTERS and CHAPTERS.index(units[end].level) <= rank):
        end += 1
    return units[at:end]


def _path(unit: Unit, units: list[Unit]) -> Path:
    """第二章第一節: a heading below those that it lies under; of a 条 these alone."""
    above: list[Unit] = []
    for each in units:
        if each.level in CHAPTERS:
            above = [u for u in above if CHAPTERS.index(u.level) < CHAPTERS.index(each.level)] + [each]
        if each is unit:
            break
    return tuple(_step(u) for u in above)


def _word(unit: Unit) -> ChapterWord:
    return CHAPTER_WORDS[CHAPTERS.index(unit.level)]


def _step(unit: Unit) -> Step:
    return Step(_word(unit), unit.number)


def _name(unit: Unit) -> Step:
    return Step("章名", name=f"の{_word(unit)}名")
