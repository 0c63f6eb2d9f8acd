"""What stands behind the 別表 under another name in a source (呼び名: 様式第1号) -> the 様式 that a 改め文 amends: its heading and its lines.

A 様式 is a picture of a paper to be filled in: no 改め文 names its rows, it quotes its words or restates it whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.labels.amendment_style import Manner, Number
from pipeline.notation.numbers.numeral import whole_number
from pipeline.notation.text.width_policy import apply
from pipeline.provision.forms import heading
from pipeline.provision.read_schedule import SCHEDULE
from pipeline.provision.unit import PARTED, Provision, Unit, readable
from pipeline.provision.write import unit_lines


def sheets(provision: Provision) -> list[Unit]:
    """What stands behind the 別表 under another name."""
    return [unit for unit in provision.schedules if unit.caption is not None]


def names(provision: Provision) -> Iterator[str]:
    """What those are called that can be amended under their names."""
    for unit in sheets(provision):
        found = heading((unit.caption or "") + unit.text)
        if found is not None:
            yield found.name
        elif _number(unit):
            yield unit.caption or ""


def named_twice(provision: Provision) -> str:
    """What two sheets or 様式 are called alike; "" if no two are."""
    seen: set[tuple[str, Number]] = set()
    for unit in provision.schedules:
        found = heading((unit.caption or "") + unit.text) if unit.caption is not None or unit.level == "様式" else None
        if found is not None and (found.word, found.number) in seen:
            return found.name
        if found is not None:
            seen.add((found.word, found.number))
    return ""


def as_forms(provision: Provision, manner: Manner) -> Provision:
    """The text with every such sheet as a 様式, and one that goes by the name of a 別表 as that; one whose name is none stays."""
    taken = {unit.number for unit in provision.schedules if unit.caption is None and unit.level == "別表"}
    return replace(
        provision,
        schedules=tuple(_counted(u, taken, manner) or _form(u, manner) for u in provision.schedules),
    )


def _number(unit: Unit) -> Number:
    """That of a sheet called 別表第3, which nothing counts: the only one with a number, or one before which another is gone."""
    m = SCHEDULE.fullmatch(unit.caption or "")
    found = [whole_number(apply(n, "half")) for n in (m[1], *m[2].split("の")[1:])] if m and m[1] and not m[3] else []
    return tuple(n for n in found if n) if all(found) else ()


def _counted(unit: Unit, taken: set[Number], manner: Manner) -> Unit | None:
    number = _number(unit)
    if not number or number in taken or manner.schedule(number) != unit.caption:
        return None
    return replace(unit, number=number, caption=None)


def _form(unit: Unit, manner: Manner) -> Unit:
    head = (unit.caption or "") + unit.text
    found = heading(head) if unit.caption is not None else None
    if found is None:
        return unit
    # The signs of rows and texts without a label are those of lines that are read back as units: here they stay lines.
    lines = [readable(line.removesuffix(f"\t{PARTED}")) for line in unit_lines(unit.children, manner)]
    return Unit("様式", found.number, head, children=tuple(Unit("後文", text=line) for line in lines), key=unit.key)
