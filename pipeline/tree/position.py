"""Where a numbered unit stands: the way to it, level by level, and the words that this way is called by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pipeline.late.dataclass import dataclass
from pipeline.notation.citation import clause_label, schedule_label
from pipeline.notation.numbers import subitem
from pipeline.notation.numbers.subitem import Subitems

Level = Literal["附則", "別表", "備考", "編", "章", "節", "款", "目", "条", "項", "号", "細分"]
Number = tuple[int, ...]
# How deep a level lies; a 細分 lies in a 号 or in another 細分, all others in a level above their own.
RANK: Mapping[Level, int] = {
    "附則": 0, "別表": 0, "備考": 1, "編": 2, "章": 3, "節": 4, "款": 5, "目": 6, "条": 7, "項": 8, "号": 9, "細分": 10,
}  # fmt: skip
_CHAPTERS: frozenset[Level] = frozenset({"編", "章", "節", "款", "目"})
# What a citation may leave out, since its text stands in the same one.
_HOLDERS: frozenset[Level] = frozenset({"附則", "備考", "条"})


@dataclass(frozen=True, slots=True)
class Step:
    """One level of a way. `number` is the one printed, () for a level that has none: 附則, 備考, a 別表 alone.

    `order` is its place among the `siblings` units of its level that stand together, itself counted.
    """

    level: Level
    number: Number = ()
    order: int = 1
    siblings: int = 1


Key = tuple[tuple[Level, Number], ...]
# The key of what an extract (抄) leaves out begins so: it has a place and a number, and no node.
LEFT_OUT = "#略"


def is_left_out(path: tuple[str, ...]) -> bool:
    """Whether a path leads to what an extract leaves out."""
    return path[-1].startswith(LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Position:
    """The way to a node from outside; () for a division of a 別表, which no citation names.

    Numbers of 条 run through the 章 and 節 of a text, so these stand apart, in `chapters`.
    """

    steps: tuple[Step, ...] = ()
    chapters: tuple[Step, ...] = ()

    @property
    def key(self) -> Key:
        """What the way is found by."""
        return tuple((s.level, s.number) for s in self.steps)

    @property
    def orders(self) -> tuple[int, ...]:
        """What neighbours are sorted by; what stands in 附則 or 別表 comes behind all 条."""
        return (-RANK[self.steps[0].level] if self.steps else 0, *[s.order for s in self.steps])

    def upto(self, level: Level) -> tuple[Step, ...]:
        """The part of the way that ends with the last step of a level or above it."""
        return tuple(s for s in self.steps if RANK[s.level] <= RANK[level])

    def above(self, level: Level) -> tuple[Step, ...]:
        """The part of the way above a level."""
        return tuple(s for s in self.steps if RANK[s.level] < RANK[level])

    def at(self, level: Level) -> Step | None:
        """The step of a level; None where the way has none."""
        return next((s for s in self.steps if s.level == level), None)

    @property
    def holds_clauses(self) -> bool:
        """Whether bare 第2項 and 第1号 say something here: in a 条, a 附則 or a 備考, and in a 項 that stands in none."""
        return any(s.level in _HOLDERS for s in self.steps) or any(s.level == "項" for s in self.steps[:1])


def below(position: Position, step: Step) -> Position:
    """The position of a unit in another."""
    return Position((*position.steps, step), position.chapters)


def absolute(at: Position, series: Subitems = "aiueo") -> str:
    """第3条, 第4条第2項, 第4条第2項第1号ア, 附則第2項, 別表, 別表第2."""
    return words(at.steps, series)


def words(steps: tuple[Step, ...], series: Subitems, depth: int = 0) -> str:
    """Steps in words; a 項 goes unnamed where it is the only one. `depth`: how many 細分 stand before them."""
    made = ""
    for step in steps:
        match step.level:
            case "附則" | "備考":
                made += step.level
            case "別表":
                made += schedule_label(step.number)
            case "項" if step.siblings == 1:
                pass
            case "細分":
                depth += 1
                made += subitem.label(step.number[0], depth, series)
            case _:
                made += clause_label(step.level, step.number)
    return made


_NEAR = {-1: "前", 1: "次"}


def phrase(at: Position, own: Position | None, series: Subitems = "aiueo") -> str:
    """The words by which text at `own` cites the node at `at`: 前条, 次条, 前項, 第3条第2項 …"""
    if own is None:
        return absolute(at, series)
    here = own.chapters if at.steps[0].level in _CHAPTERS else own.steps
    shared = _shared(at.steps, here)
    if shared == len(at.steps):
        return _this(at.steps, series)
    step, rest = at.steps[shared], at.steps[shared + 1 :]
    depth = sum(s.level == "細分" for s in at.steps[: shared + 1])
    beside = here[shared] if shared < len(here) else None
    # 第3条 in a 附則 is that of the text before it, so the 附則 is always named.
    named = at.steps if at.steps[:shared] == at.steps[:1] and at.steps[0].level == "附則" else at.steps[shared:]
    if beside is None or beside.level != step.level or not _relative(step.level):
        # A 細分 is cited by its label alone from within its 号, a level below by what stands below the text.
        return words(named, series, depth - (step.level == "細分"))
    near = _NEAR.get(step.order - beside.order)
    if near is None:
        return words(named, series, depth - (step.level == "細分"))
    return f"{near}{step.level}" + words(rest, series, depth)


def _shared(one: tuple[Step, ...], other: tuple[Step, ...]) -> int:
    """How many steps two ways have in common from outside."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if (a.level, a.number) != (b.level, b.number)), min(len(one), len(other)))


def _relative(level: Level) -> bool:
    """Whether 前 and 次 go with a level."""
    return level in _CHAPTERS or level in ("条", "項", "号")


def _this(steps: tuple[Step, ...], series: Subitems) -> str:
    """What text in a unit calls it: この条, この附則; アの for a 細分, whose label alone says it."""
    last = steps[-1]
    if last.level == "細分":
        first = next(n for n, s in enumerate(steps) if s.level == "細分")
        return words(steps[first:], series)
    return words(steps, series) if last.level == "別表" else f"この{last.level}"
