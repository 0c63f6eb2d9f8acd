"""Edits -> the whole text with what is taken out and what is put in: what a tracked-changes writer prints (見え消し).

Accepting every change gives the new text, rejecting every one the old text (I11). Whole words are marked, numbers by
themselves; a clause that crosses others moves, with what is taken out of it marked at its old place and what is put into
it at the new one. Rows of tables that cross others are taken out and put in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from pipeline.amending.differences.align import align
from pipeline.amending.differences.edits import Added, Change, Changed, Edits, Kept, Lines, Removed, units_of
from pipeline.amending.differences.moved import Moved, Sides, moved
from pipeline.amending.differences.word_diff import differences
from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import CONTENTS, captioned
from pipeline.late.dataclass import dataclass
from pipeline.provision.unit import Level, Provision, SupplementPlace, Unit
from pipeline.provision.write import label, marked, remarked

# What stays, comes, goes, and what goes or comes for it moves.
Fate = Literal["同", "加", "削", "移元", "移先"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of characters and what becomes of it."""

    text: str
    fate: Fate = "同"


Words = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class RedLine:
    """One paragraph, or one row of a table in its cells. `fate` is that of the line itself, its end included.

    `move` numbers the moves: the lines of one at its old place have the same number as those at the new one; 0 for none.
    """

    level: Level | Literal["題名", "前文", "末文", "附則", "見出し"]
    cells: tuple[Words, ...]
    fate: Fate = "同"
    move: int = 0


def redline(edits: Edits, manner: Manner, place: SupplementPlace = "末文の後") -> tuple[RedLine, ...]:
    """Every line of the document, changed or not, in reading order; `place` is that of the 附則."""
    marker = _Marker(manner, edits)
    found: list[RedLine] = [*_free("題名", edits.title), *_free("前文", Lines(edits.enacting, edits.enacting))]
    found += [*_contents(edits.contents), *_free("前文", edits.preamble)]
    found += _marker(edits.markers[0])
    found += marker.units(edits.articles, *_main(edits))
    closing, supplement = [*_marker(edits.markers[1]), *_free("末文", edits.closing)], list[RedLine]()
    if edits.supplement:
        supplement = [*_supplement_head(edits, manner), *marker.units(edits.supplement, *_around(edits.supplement))]
    found += [*supplement, *closing] if place == "末文の前" else [*closing, *supplement]
    found += marker.units(edits.schedules, None, None)
    return tuple(found)


def accepted(lines: tuple[RedLine, ...]) -> list[str]:
    """The text with every change accepted."""
    return _resolved(lines, ("削", "移元"))


def rejected(lines: tuple[RedLine, ...]) -> list[str]:
    """The text with every change rejected."""
    return _resolved(lines, ("加", "移先"))


def _resolved(lines: tuple[RedLine, ...], without: tuple[Fate, Fate]) -> list[str]:
    return [
        "\t".join("".join(s.text for s in cell if s.fate not in without) for cell in line.cells)
        for line in lines
        if line.fate not in without
    ]


def _free(level: Literal["題名", "前文", "末文"], lines: Lines) -> Iterator[RedLine]:
    for n in range(max(len(lines.old), len(lines.new))):
        old, new = (side[n] if n < len(side) else None for side in (lines.old, lines.new))
        yield _line(level, None if old is None else (old,), None if new is None else (new,))


def _marker(line: str) -> Iterator[RedLine]:
    """記 or 以上 around the body: no amendment touches it."""
    if line:
        yield _line("後文", (line,), (line,))


def _contents(lines: Lines) -> Iterator[RedLine]:
    """The 目次 with its head."""
    old, new = ((CONTENTS, *side) if side else () for side in (lines.old, lines.new))
    yield from _free("前文", Lines(old, new))


def _supplement_head(edits: Edits, manner: Manner) -> Iterator[RedLine]:
    """The head of the only 附則; each of several bears its own."""
    old = any(c.old.level != "各附則" for c in edits.supplement if not isinstance(c, Added))
    new = any(c.new.level != "各附則" for c in edits.supplement if not isinstance(c, Removed))
    if old or new:
        head = (manner.supplement_head(),)
        yield _line("附則", head if old else None, head if new else None)


def _main(edits: Edits) -> Sides:
    """What the 項 of a text without 条 lie in."""
    bare = any(unit.level == "項" for change in edits.articles[:1] for unit in units_of(change))
    return _around(edits.articles) if bare else (None, None)


def _around(changes: tuple[Change, ...]) -> Sides:
    """The 附則, or what else holds 項, as units, so that the numbers of their 項 can be told."""
    old = tuple(c.old for c in changes if not isinstance(c, Added))
    new = tuple(c.new for c in changes if not isinstance(c, Removed))
    return Unit("各附則", children=old), Unit("各附則", children=new)


def _line(level: Level | str, old: tuple[str, ...] | None, new: tuple[str, ...] | None) -> RedLine:
    """A line by its cells before and after; None where it does not exist."""
    kind = _KINDS[level]
    if old is None and new is not None:
        return RedLine(kind, tuple(_all(cell, "加") for cell in new), "加")
    if new is None and old is not None:
        return RedLine(kind, tuple(_all(cell, "削") for cell in old), "削")
    assert old is not None
    assert new is not None
    return RedLine(kind, tuple(_between(a, b) for a, b in zip(old, new, strict=True)))


_KINDS: dict[str, Level | Literal["題名", "前文", "末文", "附則", "見出し"]] = {
    "題名": "題名", "前文": "前文", "末文": "末文", "附則": "附則", "見出し": "見出し",
    "条": "条", "項": "項", "号": "号", "細分": "細分", "小細分": "小細分", "細分3": "細分3", "細分4": "細分4",
    "編": "編", "章": "章", "章節": "章節", "款": "款", "目": "目", "後文": "後文", "各附則": "各附則",
    "別表": "別表", "節": "節", "小節": "小節", "表": "表", "部": "部", "行": "行", "備考": "備考", "様式": "様式",
}  # fmt: skip


def _all(text: str, fate: Fate) -> Words:
    return (Stretch(text, fate),) if text else ()


def _between(old: str, new: str) -> Words:
    if old == new:
        return _all(old, "同")
    made: list[Stretch] = []
    for a, b, differ in differences(old, new):
        made += (_all(a, "削") + _all(b, "加")) if differ else _all(a, "同")
    return tuple(made)


class _Marker:
    """Sets the lines of units in one manner of numbers."""

    def __init__(self, manner: Manner, edits: Edits) -> None:
        self.manner = manner
        found = moved(edits, _main(edits), _around(edits.supplement))
        self.moves = {id(unit): (n, each) for n, each in enumerate(found, 1) for unit in (each.old, each.new)}

    def units(self, changes: tuple[Change, ...], old: Unit | None, new: Unit | None) -> Iterator[RedLine]:
        """Lines of siblings; `old` and `new` are what they lie in."""
        for change in changes:
            match change:
                case Added(new=unit) if id(unit) in self.moves:
                    yield from self._moved(*self.moves[id(unit)], "移先", "削")
                case Removed(old=unit) if id(unit) in self.moves:
                    yield from self._moved(*self.moves[id(unit)], "移元", "加")
                case Added(new=unit):
                    for level, cells in self._lines(unit, new):
                        yield _line(level, None, cells)
                case Removed(old=unit):
                    for level, cells in self._lines(unit, old):
                        yield _line(level, cells, None)
                case Kept(old=was, new=now):
                    pairs = zip(self._lines(was, old), self._lines(now, new), strict=True)
                    yield from (_line(level, a, b) for (level, a), (_, b) in pairs)
                case Changed(old=was, new=now, below=below):
                    yield from self._own(was, now, old, new)
                    yield from self.units(below, was, now)

    def _moved(self, number: int, each: Moved, fate: Fate, other: Fate) -> Iterator[RedLine]:
        """One side of a unit that moves: what stays of it moves, `other` is what only the other side shows."""
        inside = align(Provision(articles=(each.old,)), Provision(articles=(each.new,))).articles
        assert all(isinstance(c, Kept | Changed) for c in inside), "what moves is one unit on both sides"
        for line in self.units(inside, each.old_above, each.new_above):
            if line.fate == other:
                continue
            cells = tuple(
                tuple(replace(s, fate=fate) if s.fate == "同" else s for s in cell if s.fate != other)
                for cell in line.cells
            )
            yield replace(line, cells=cells, fate=fate if line.fate == "同" else line.fate, move=number)

    def _own(self, old: Unit, new: Unit, old_above: Unit | None, new_above: Unit | None) -> Iterator[RedLine]:
        """The lines of a unit without those below it; two tables of other columns have no line in common."""
        before = dict(self._alone(old, old_above))
        after = dict(self._alone(new, new_above))
        for level in ("見出し", old.level):
            a, b = before.get(level), after.get(level)
            if a is not None and b is not None and len(a) != len(b):
                yield _line(level, a, None)
                yield _line(level, None, b)
            elif a is not None or b is not None:
                yield _line(level, a, b)

    def _lines(self, unit: Unit, above: Unit | None) -> Iterator[tuple[str, tuple[str, ...]]]:
        yield from self._alone(unit, above)
        for child in unit.children:
            yield from self._lines(child, unit)

    def _alone(self, unit: Unit, above: Unit | None) -> Iterator[tuple[str, tuple[str, ...]]]:
        if unit.heading is not None:
            yield "見出し", (captioned(unit.heading),)
        if unit.level == "条":
            return
        if unit.level in ("表", "行"):
            yield unit.level, unit.cells
            return
        # What a 備考 is called is its label.
        words = "" if unit.level == "備考" else unit.text
        yield unit.level, (self._mark(unit, above) + words,)

    def _mark(self, unit: Unit, above: Unit | None) -> str:
        """The number of a unit; the first 項 of a 条 bears that of the 条, each of a 備考 or of an 附則 of several its own."""
        if unit.level == "項" and above is not None and above.level == "備考":
            return remarked(unit, self.manner) if unit.number else ""
        if unit.level == "項" and above is not None and above.level == "各附則":
            return marked(unit, self.manner) if sum(c.level == "項" for c in above.children) > 1 else ""
        if unit.level == "項" and unit.number == (1,) and above is not None and above.level == "条":
            return label(above, self.manner)
        return label(unit, self.manner)
