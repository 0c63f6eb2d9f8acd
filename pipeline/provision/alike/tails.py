"""備考 and words at the end of a 別表 with divisions: whose they are, the last division's or the whole 別表's.

On paper they stand in the same place, so that what is read from one has them as the 別表's. A source knows better, and a
text that it is compared with follows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.provision.unit import Provision, Unit

_DIVISIONS = ("節", "小節")
_TAIL = ("備考", "後文")


def settled(unit: Unit) -> Unit:
    """A 別表 with all of its end as its own, and each division so; of two 備考 (or 注) in a row the first stays below."""
    unit = replace(unit, children=tuple(settled(c) if c.level in _DIVISIONS else c for c in unit.children))
    bare, tail = _parted(unit, 0)
    depth, known, depths = 0, set[str](), list[int]()
    for each, _ in reversed(tail):
        if each.level == "備考":
            depth, known = (depth + 1, {each.text}) if each.text in known else (depth, known | {each.text})
        depths.insert(0, min(depth, _nested(bare)))
    return _ending(bare, [each for each, _ in tail], depths)


def all_settled(provision: Provision) -> Provision:
    """A text with every 別表 settled."""
    return replace(provision, schedules=tuple(map(settled, provision.schedules)))


def is_same_on_paper(one: Provision, other: Provision) -> bool:
    """Whether two texts print the same; whose an end is may be told otherwise, as earlier versions did."""
    return one == other or all_settled(one) == all_settled(other)


def placed_like(old: Provision, new: Provision) -> Provision:
    """`old` with the ends of its 別表 where `new` has them, if they are as many."""
    known = {unit.number: unit for unit in new.schedules}
    made = [_placed_like(unit, known[unit.number]) if unit.number in known else unit for unit in old.schedules]
    return replace(old, schedules=tuple(made))


def _placed_like(old: Unit, new: Unit) -> Unit:
    (bare, tail), depths = _parted(old, 0), [depth for _, depth in _parted(new, 0)[1]]
    if len(tail) != len(depths) or max(depths, default=0) > _nested(bare):
        return old
    return _ending(bare, [each for each, _ in tail], depths)


def _ending(bare: Unit, tail: Sequence[Unit], depths: Sequence[int]) -> Unit:
    """The 別表 with these units at its end, each so many divisions deep."""
    for unit, depth in zip(tail, depths, strict=True):
        bare = _with(bare, unit, depth)
    return bare


def _nested(unit: Unit) -> int:
    """How many divisions lie in one another at the end."""
    at = _last_division(unit)
    return 0 if at is None else 1 + _nested(unit.children[at])


def _parted(unit: Unit, depth: int) -> tuple[Unit, list[tuple[Unit, int]]]:
    """A 別表 without its end, and the units of the end in reading order, each with how many divisions deep it stands."""
    at = _last_division(unit)
    if at is None and not depth:
        return unit, []
    end = next((n for n in range(len(unit.children), 0, -1) if unit.children[n - 1].level not in _TAIL), 0)
    kept, tail = list(unit.children[:end]), [(each, depth) for each in unit.children[end:]]
    if at is not None:
        kept[at], below = _parted(unit.children[at], depth + 1)
        tail = [*below, *tail]
    return replace(unit, children=tuple(kept)), tail


def _last_division(unit: Unit) -> int | None:
    """Where the last division below a unit stands, if nothing but an end follows it."""
    at = next((n for n in range(len(unit.children) - 1, -1, -1) if unit.children[n].level not in _TAIL), None)
    return at if at is not None and unit.children[at].level in _DIVISIONS else None


def _with(unit: Unit, added: Unit, depth: int) -> Unit:
    if not depth:
        return replace(unit, children=(*unit.children, added))
    at = _last_division(unit)
    assert at is not None, "so deep are divisions"
    inner = _with(unit.children[at], added, depth - 1)
    return replace(unit, children=(*unit.children[:at], inner, *unit.children[at + 1 :]))
