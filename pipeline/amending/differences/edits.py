"""The closed list of what can happen to a unit: what 改め文, 新旧対照表 and change report are all made from."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.labels.marks import EXTRACT, GAP
from pipeline.late.dataclass import dataclass
from pipeline.provision.unit import Level, Unit


@dataclass(frozen=True, slots=True)
class Kept:
    """The same words; only the number may differ."""

    old: Unit
    new: Unit


@dataclass(frozen=True, slots=True)
class Changed:
    """The same unit with other words of its own, another caption, other cells, or something changed below it."""

    old: Unit
    new: Unit
    below: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """A unit that the old text does not have."""

    new: Unit


@dataclass(frozen=True, slots=True)
class Removed:
    """A unit that the new text does not have."""

    old: Unit


Change = Kept | Changed | Added | Removed


@dataclass(frozen=True, slots=True)
class Lines:
    """題名, 前文 or 末文: free lines before and after."""

    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """Two units taken for the same by likeness alone, for the reviewer: no key told it."""

    old: Unit
    new: Unit
    likeness: float


@dataclass(frozen=True, slots=True)
class Edits:
    """All that happens between two provisions. Siblings stand in reading order, what is removed at its old place."""

    title: Lines
    contents: Lines
    preamble: Lines
    articles: tuple[Change, ...]
    closing: Lines
    supplement: tuple[Change, ...]
    schedules: tuple[Change, ...]
    guesses: tuple[Guess, ...] = ()
    # 記 and 以上 around the 本則, which stay as they are.
    markers: tuple[str, str] = ("", "")
    # The 制定文, which stays as it is, too.
    enacting: tuple[str, ...] = ()

    def is_empty(self) -> bool:
        """Whether nothing happens at all, not even to a number (I5)."""
        lines = (self.title, self.contents, self.preamble, self.closing)
        units = (*self.articles, *self.supplement, *self.schedules)
        return all(x.old == x.new for x in lines) and all(is_same(c) for c in units)


def is_same(change: Change) -> bool:
    """Whether words and number stay."""
    return isinstance(change, Kept) and change.old.number == change.new.number


def touched(change: Change) -> Level:
    """The level of the unit that a change is about."""
    return change.new.level if isinstance(change, Added) else change.old.level


def supplement_title(unit: Unit) -> str:
    """What tells an 附則 from others; that only a part of it is shown (抄) does not."""
    return unit.text.removesuffix(EXTRACT).rstrip(GAP)


def units_of(change: Change) -> tuple[Unit, ...]:
    """The unit before and after; the one that there is where it came or went."""
    match change:
        case Added(new=new):
            return (new,)
        case Removed(old=old):
            return (old,)
        case _:
            return (change.old, change.new)


def walk(changes: tuple[Change, ...]) -> Iterator[Change]:
    """Changes and all below them in reading order."""
    for change in changes:
        yield change
        if isinstance(change, Changed):
            yield from walk(change.below)


def weight(edits: Edits) -> int:
    """How much happens: units that come, go or change, and lines that differ."""
    lines = (edits.title, edits.contents, edits.preamble, edits.closing)
    units = walk((*edits.articles, *edits.supplement, *edits.schedules))
    return sum(x.old != x.new for x in lines) + sum(not is_same(change) for change in units)
