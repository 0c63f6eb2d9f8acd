"""Provision -> plain text, one unit a line: 第十一条　… / ２　… / 　一　… (format of `renkei consolidate`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from pipeline.labels.amendment_style import Manner
from pipeline.provision.unit import Provision, Unit

_GAP = "　"


def provision_lines(provision: Provision, manner: Manner) -> list[str]:
    """All lines of a provision."""
    lines = [provision.title] if provision.title else []
    lines += [*provision.preamble, *unit_lines(provision.articles, manner), *provision.closing]
    if provision.supplement:
        lines.append("附　則")
        lines += supplement_lines(provision.supplement, manner)
    return lines + unit_lines(provision.schedules, manner)


def supplement_lines(units: tuple[Unit, ...], manner: Manner) -> list[str]:
    """Lines of the 附則: its only 項 bears no number, the first of several does."""
    if [u.level for u in units] == ["項"]:
        return _captioned(units[0], units[0].text) + unit_lines(units[0].children, manner)
    made: list[str] = []
    for unit in units:
        if unit.level == "項":
            made += _captioned(unit, manner.paragraph_mark(unit.number) + _GAP + unit.text)
            made += unit_lines(unit.children, manner)
        else:
            made += _unit(unit, manner)
    return made


def unit_lines(units: Iterable[Unit], manner: Manner) -> list[str]:
    """Lines of units as they stand in a document or below the sentence that adds them."""
    return [line for unit in units for line in _unit(unit, manner)]


def _unit(unit: Unit, manner: Manner) -> list[str]:
    below = unit_lines(unit.children, manner)
    match unit.level:
        case "条":
            lead = manner.article(unit.number) + _GAP
            return _captioned(unit, lead + below[0] if below else lead) + below[1:]
        case "項":
            mark = "" if unit.number == (1,) else manner.paragraph_mark(unit.number) + _GAP
            return _captioned(unit, mark + unit.text) + below
        case "号":
            return [f"　{manner.item_mark(unit.number)}{_GAP}{unit.text}", *below]
        case "細分":
            return [f"　　{manner.subitem_mark(unit.number)}{_GAP}{unit.text}", *below]
        case "小細分":
            return [f"　　　{manner.small_subitem_mark(unit.number)}{_GAP}{unit.text}", *below]
        case "別表":
            return [manner.schedule(unit.number) + unit.text, *below]
        case "節" | "小節" | "部":
            return [division_mark(unit, manner, _GAP) + unit.text, *below]
        case "表":
            return ["\t".join(unit.cells), *below]
        case "行":
            return ["\t".join(unit.cells)]
        case "備考":
            notes = [manner.paragraph_mark(n.number) + _GAP + n.text for n in unit.children]
            return ["備考", *notes]
        case _:
            assert_never(unit.level)


def division_mark(unit: Unit, manner: Manner, gap: str = "") -> str:
    """3 of a 節, (1) of a 小節; nothing where the heading has no number."""
    if not unit.number:
        return ""
    return (manner.numbers(str(unit.number[0])) if unit.level == "節" else manner.bracketed(unit.number[0])) + gap


def _captioned(unit: Unit, line: str) -> list[str]:
    return [line] if unit.caption is None else [f"（{unit.caption}）", line]
