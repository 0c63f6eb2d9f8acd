"""The source of a policy -> what its wording prints: counts and departments checked, budget sheets priced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pipeline.diagnostics import Problems
from pipeline.kinds.budget.prepare import PricedSheet, price
from pipeline.kinds.kind import Edition, EditionContext
from pipeline.kinds.policy.model import Block, Part, Policy, Section, blocks, walk
from pipeline.kinds.policy.survey import check_counts
from pipeline.kinds.shared import table_sums, works_checked
from pipeline.kinds.shared.fields import area_values, check_once
from pipeline.late.dataclass import dataclass
from pipeline.source.decode import nearest
from pipeline.source.fields import SourceModel

# 健福等 names 健福 and others.
_OTHERS = "等"
# Headings have as many levels, the parts among them.
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class PricedPart:
    """A part with its budget sheets priced; `scheme` numbers it, "" where it has no number. `turns`: it begins a page."""

    wording_names: ClassVar[Mapping[str, str]] = {"部": "part", "番号": "scheme", "予算": "sheets", "改頁": "turns"}

    part: Part
    scheme: str
    sheets: tuple[PricedSheet, ...]
    turns: bool


def prepare(model: SourceModel, setting: EditionContext, problems: Problems) -> Edition | None:
    """The only edition. None after an error."""
    assert isinstance(model, Policy)
    before, facts = problems.failed, setting.area
    every: list[Block] = [block for part in model.parts for block in blocks(part)]
    check_counts(
        [b.counts for b in every if b.counts is not None], [b.answers for b in every if b.answers is not None], problems
    )
    _check_departments(model, problems)
    for part in model.parts:
        _check_depth(part.sections, 2, problems)
    _check_regions(every, problems)
    for block in every:
        if block.works is not None:
            works_checked.check(block.works, setting.house.rounding, problems)
        if block.table is not None:
            table_sums.check(block.table, problems)
    priced = price([sheet for part in model.parts for sheet in part.sheets], setting.house, problems)
    if priced is None or problems.failed > before:
        return None
    sheets = iter(priced)
    return Edition(
        names={
            "題名": model.title,
            "表紙": model.cover,
            "奥付": model.colophon,
            "作成": model.office,
            "目次": model.contents,
            "注": tuple(model.notes),
            "目次の深さ": model.depth,
            "各部": tuple(
                PricedPart(part, model.scheme if part.numbered else "", tuple(next(sheets) for _ in part.sheets), turns)
                for part, turns in zip(model.parts, _turns(model), strict=True)
            ),
        },
        values=area_values(facts),
        title=model.title,
        subject=facts.name.text,
        author=model.office.text if model.office is not None else facts.name.text,
        day=None,
        running=model.running or "",
    )


def _turns(model: Policy) -> Iterator[bool]:
    """Whether each part begins a page: on a sheet that is not turned like the one before, it always does."""
    turned: bool | None = False if model.contents is not None else None
    for part in model.parts:
        yield turned is not None and (part.turns or turned != part.landscape)
        turned = any(sheet.landscape for sheet in part.sheets[-1:]) or part.landscape


def _check_depth(sections: list[Section], level: int, problems: Problems) -> None:
    """Marks of headings have so many levels."""
    for section in sections:
        if level > _DEEPEST:
            problems.error(
                "番号",
                f"見出し「{section.heading}」は{level}段目です（部を1段目として、見出しは{_DEEPEST}段までです）",
                "上の段の見出しにまとめるか、「箇条:」で書いてください",
                section.heading.span(),
            )
        else:
            _check_depth(section.sections, level + 1, problems)


def _check_departments(model: Policy, problems: Problems) -> None:
    """Names of departments are short, and a slip in one is easily overlooked."""
    known = {name.text for name in model.departments}
    if not known:
        return
    for section in (s for part in model.parts for s in walk(part.sections)):
        for name in section.departments:
            if name.text.removesuffix(_OTHERS) not in known:
                problems.error(
                    "部局",
                    f"「{name}」は、初めに掲げた部局にありません",
                    nearest(name.text, sorted(known)),
                    name.span(),
                )


def _check_regions(every: list[Block], problems: Problems) -> None:
    for regions in (b.regions for b in every if b.regions is not None):
        check_once((row.name for row in regions.rows), regions.title, "一つにまとめてください", problems)
