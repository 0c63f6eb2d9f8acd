"""Provision -> plain text, one unit a line: 第十一条　… / ２　… / 　一　… (format of `renkei consolidate`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import GAP, REMARKS, SUPPLEMENT, captioned
from pipeline.provision.unit import Provision, Unit

# The plain text sets a level off by as many of these as levels lie between it and the 項.
_INDENT = GAP


def provision_lines(provision: Provision, manner: Manner) -> list[str]:
    """All lines of a provision."""
    lines = [provision.title] if provision.title else []
    lines += [*provision.preamble, *unit_lines(provision.articles, manner), *provision.closing]
    if provision.supplement:
        lines.append(SUPPLEMENT)
        lines += supplement_lines(provision.supplement, manner)
    return lines + unit_lines(provision.schedules, manner)


def supplement_lines(units: tuple[Unit, ...], manner: Manner) -> list[str]:
    """Lines of the 附則: its only 項 bears no number, the first of several does."""
    if [u.level for u in units] == ["項"]:
        return _captioned(units[0], units[0].text) + unit_lines(units[0].children, manner)
    made: list[str] = []
    for unit in units:
        if unit.level == "項":
            made += _captioned(unit, marked(unit, manner) + unit.text)
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
            lead = label(unit, manner)
            return _captioned(unit, lead + below[0] if below else lead) + below[1:]
        case "項":
            return _captioned(unit, label(unit, manner) + unit.text) + below
        case "号" | "細分" | "小細分" | "別表" | "節" | "小節" | "部":
            return [label(unit, manner) + unit.text, *below]
        case "表":
            return ["\t".join(unit.cells), *below]
        case "行":
            return ["\t".join(unit.cells)]
        case "備考":
            return [REMARKS, *[marked(n, manner) + n.text for n in unit.children]]
        case _:
            assert_never(unit.level)


def label(unit: Unit, manner: Manner) -> str:
    """The number of a unit as it stands in a plain text, blanks included: the first 項 of a 条 bears none."""
    match unit.level:
        case "条":
            return manner.article(unit.number) + GAP
        case "項":
            return "" if unit.number == (1,) else marked(unit, manner)
        case "号":
            return _INDENT + manner.item_mark(unit.number) + GAP
        case "細分":
            return _INDENT * 2 + manner.subitem_mark(unit.number) + GAP
        case "小細分":
            return _INDENT * 3 + manner.small_subitem_mark(unit.number) + GAP
        case "別表":
            return manner.schedule(unit.number)
        case "節" | "小節" | "部":
            mark = division_mark(unit, manner)
            return mark + GAP if mark else ""
        case "備考":
            return REMARKS
        case "表" | "行":
            return ""
        case _:
            assert_never(unit.level)


def marked(paragraph: Unit, manner: Manner) -> str:
    """The number of a 項 that always bears one: below 備考, and in an 附則 of several."""
    return manner.paragraph_mark(paragraph.number) + GAP


def division_mark(unit: Unit, manner: Manner) -> str:
    """3 of a 節, (1) of a 小節; nothing where the heading has no number."""
    return manner.division(unit.number, 1 if unit.level == "節" else 2)


def _captioned(unit: Unit, line: str) -> list[str]:
    return [line] if unit.caption is None else [captioned(unit.caption), line]
