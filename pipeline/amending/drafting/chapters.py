"""Changes of 編, 章, 節, 款 and 目 -> sentences: whole ones with what lies below them, or their names alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.amending.differences.edits import Added, Change, Changed, Removed, touched
from pipeline.amending.drafting.abbreviate import Path, Pen
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

    def __post_init__(self) -> None:
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

    def heading_of(self, article: Unit) -> Path:
        """The headings above a 条 of the new text."""
        return _path(article, self.new)

    def leave(self) -> None:
        """What is removed, by the numbers that it still has."""
        for change in self.changes:
            if (
                isinstance(change, Removed)
                and change.old.level in CHAPTERS
                and not self._is_inner(change.old, self.old)
            ):
                path = _path(change.old, self.old)
                name = () if id(change.old) in self.whole else (_name(change.old),)
                self.pen.write(Delete((Location((*path, *name)),)))
                self.pen.close()

    def come(self) -> None:
        """Numbers, then what is added, then names that change."""
        kept = [c for c in self.changes if not isinstance(c, Added | Removed) and c.old.level in CHAPTERS]
        moves = [c for c in kept if c.old.number != c.new.number]
        down = [c for c in moves if c.new.number > c.old.number]
        for change in (*reversed(down), *(c for c in moves if c not in down)):
            to = Location((_step(change.new),))
            self.pen.write(Move(Location(_path(change.old, self.old)), to))
        self.pen.close()
        for unit in self.new:
            if self._is_added(unit) and not self._is_inner(unit, self.new):
                self._add(unit)
        for change in kept:
            if isinstance(change, Changed):
                words = self.manner.chapter(_word(change.new), change.new.number) + GAP + change.new.text
                place = Location((*_path(change.new, self.new), _name(change.new)))
                self.pen.write(SetHeading(place, words))
                self.pen.close()

    def _add(self, unit: Unit) -> None:
        at = next(n for n, u in enumerate(self.new) if u is unit)
        if id(unit) not in self.whole:
            article = next((u for u in self.new[at:] if u.level == "条"), None)
            if article is not None:
                self.pen.write(Add(Location((Step("条", article.number),)), "前", "章名", label=f"{_word(unit)}名"))
                self.pen.close((unit,))
            return
        above = _path(unit, self.new)[:-1]
        before = self._sibling(reversed(self.new[:at]), unit, above)
        behind = self._sibling(iter(self.new[at + 1 :]), unit, above, is_there=True)
        if before is not None:
            self.pen.write(Add(Location(_path(before, self.new)), "次", _word(unit), 1))
        elif behind is not None:
            self.pen.write(Add(Location(_path(behind, self.new)), "前", _word(unit), 1))
        else:
            self.pen.write(Add(Location(above or (Step("本則"),)), "内", _word(unit), 1))
        self.pen.close(tuple(_members(unit, self.new)))

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
