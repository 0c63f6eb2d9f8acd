"""What stands behind the 別表 under another name in a source (呼び名: 様式第1号) -> the 様式 that a 改め文 amends: its heading and its lines.

A 様式 is a picture of a paper to be filled in: no 改め文 names its rows, it quotes its words or restates it whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.labels.amendment_style import Manner, Number
from pipeline.provision.forms import heading
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
    """The text with every such sheet as a 様式; one whose name is none stays."""
    return replace(provision, schedules=tuple(_form(unit, manner) for unit in provision.schedules))


def _form(unit: Unit, manner: Manner) -> Unit:
    head = (unit.caption or "") + unit.text
    found = heading(head) if unit.caption is not None else None
    if found is None:
        return unit
    # The signs of rows and texts without a label are those of lines that are read back as units: here they stay lines.
    lines = [readable(line.removesuffix(f"\t{PARTED}")) for line in unit_lines(unit.children, manner)]
    return Unit("様式", found.number, head, children=tuple(Unit("後文", text=line) for line in lines), key=unit.key)
