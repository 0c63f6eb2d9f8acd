"""別表 whose divisions bear no number, or an unusual one (第1章, なし) -> their lines: how deep they lie is not on paper."""

from __future__ import annotations

from dataclasses import replace

from pipeline.labels.amendment_style import Manner
from pipeline.provision.unit import Provision, Unit
from pipeline.provision.write import ToBeRead, unit_lines


def in_lines(provision: Provision, manner: Manner) -> Provision:
    """The text with every such 別表 as the lines that it prints; the others as they are."""
    return replace(provision, schedules=tuple(_in_lines(unit, manner) for unit in provision.schedules))


def _in_lines(unit: Unit, manner: Manner) -> Unit:
    if all(each.number for each in unit.walk() if each.level in ("節", "小節")):
        return unit
    lines = unit_lines((unit,), ToBeRead(manner.house))[1:]
    return replace(unit, children=tuple(Unit("後文", text=line) for line in lines))
