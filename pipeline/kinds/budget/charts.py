"""Exact amounts of a comparison -> bars: where the money comes from, and this year beside the last.

What a bar cannot show (a reduction △) is refused at its place, nothing is made to fit. A row of 0円 (終了) has no shares:
it is left out of 財源内訳, which is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import ClassVar

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.budget.funds import ordered
from pipeline.kinds.budget.model import Comparison, Tier, Total
from pipeline.kinds.budget.rates import change, percent
from pipeline.kinds.shared.amounts import Amount, stated_rate
from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import House
from pipeline.source.fields import InHouse

# As many funds as can be told apart by their hatchings.
MOST_FUNDS = 6


@dataclass(frozen=True, slots=True)
class Sums:
    """A row of the comparison before it prints, in exact yen."""

    name: Written | str
    now: int
    before: int | None
    last: int | None
    funds: tuple[tuple[str, int], ...]
    note: Written | None
    again: bool = False
    # What the clerk wrote, and whether there is no amount at all (－).
    change: Amount | None = None
    rate: Written | None = None
    course: str = ""
    none: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Stick:
    """A bar as its mark says it (from, to, tone), and what stands beside it; `share` of the whole, or change since."""

    wording_names: ClassVar[Mapping[str, str]] = {"棒": "bar", "名称": "name", "額": "amount", "割合": "share"}

    bar: str
    name: Written | str
    amount: InHouse
    share: InHouse | Written | str | None


@dataclass(frozen=True, slots=True)
class Whole:
    """A row of 財源内訳: an amount and its parts."""

    wording_names: ClassVar[Mapping[str, str]] = {"名称": "name", "額": "amount", "各棒": "sticks"}

    name: Written | str
    amount: InHouse
    sticks: tuple[Stick, ...]


@dataclass(frozen=True, slots=True)
class Years:
    """A row of 前年度比較."""

    wording_names: ClassVar[Mapping[str, str]] = {"名称": "name", "各棒": "sticks"}

    name: Written | str
    sticks: tuple[Stick, ...]


def funds(table: Comparison, rows: Sequence[Sums], unit: str, problems: Problems) -> tuple[Whole, ...]:
    """財源内訳 of every row that says where its money comes from, if there is any; shares are of the sum of its funds."""
    told = [row for row in rows if row.funds]
    names = ordered(name for row in told for name, _ in row.funds)
    if not told:
        _refuse(table, "財源内訳", "財源が一つも書かれていません", problems)
    elif len(names) > MOST_FUNDS:
        _refuse(
            table, "財源内訳", f"財源が{len(names)}種類あり、模様で見分けられるのは{MOST_FUNDS}種類までです", problems
        )
    figures: list[Tier | Total] = [*table.every, *(t for t in (table.stated,) if t is not None)]
    for held in figures:
        for name, amount in held.funds.items():
            if amount.yen < 0:
                _refuse(
                    table, "財源内訳", f"「{name}」が{amount.written}で、減額は帯に描けません", problems, amount.written
                )
    shown = [row for row in told if any(yen for _, yen in row.funds)]
    if told and not shown:
        _refuse(table, "財源内訳", "財源がすべて0円です", problems)
    if problems.errors:
        return ()
    for row in told:
        if row not in shown:
            _tell_left_out(table, row, problems)
    return tuple(Whole(row.name, _amount(row.now, unit), tuple(_shares(row, names, unit))) for row in shown)


def _tell_left_out(table: Comparison, row: Sums, problems: Problems) -> None:
    name = row.name if isinstance(row.name, Written) else table.heading
    problems.warning(
        "図",
        f"「{row.name}」は財源が0円で割合がないので、図「財源内訳」に描いていません（表にはそのまま印刷します）",
        "0円でよければ、このままで構いません。額があるなら、財源を直してください",
        name.span(),
    )


def _shares(row: Sums, names: Sequence[str], unit: str) -> Iterator[Stick]:
    whole, at = sum(yen for _, yen in row.funds), 0
    for name, yen in sorted(row.funds, key=lambda fund: names.index(fund[0])):
        bar = f"{Fraction(at, whole)} {Fraction(at + yen, whole)} {names.index(name)}"
        yield Stick(bar, name, _amount(yen, unit), percent(yen, whole))
        at += yen


def years(table: Comparison, rows: Sequence[Sums], unit: str, problems: Problems) -> tuple[Years, ...]:
    """前年度比較 of every row, all measured by the largest amount; a tier that a row lacks has no bar."""
    amounts = [yen for row in rows for yen in (row.now, row.before, row.last) if yen is not None]
    if all(row.before is None and row.last is None for row in rows):
        _refuse(table, "前年度比較", "前年度の額が一つも書かれていません", problems)
    elif min(amounts) < 0:
        _refuse(table, "前年度比較", "減額（△）の行があり、棒に描けません", problems)
    elif max(amounts) == 0:
        _refuse(table, "前年度比較", "すべての額が0円です", problems)
    if problems.errors:
        return ()
    return tuple(Years(row.name, tuple(_tiers(row, max(amounts), unit, table.heads))) for row in rows)


def _tiers(row: Sums, longest: int, unit: str, heads: Mapping[str, Written | str]) -> Iterator[Stick]:
    tiers = (("前年度当初", row.before, "before"), ("前年度最終", row.last, "last"), ("当初", row.now, "now"))
    for tone, (name, yen, tier) in enumerate(tiers):
        if yen is not None and tier not in row.none:
            rate = _rate(row) if tier == "now" else None
            yield Stick(f"0 {Fraction(yen, longest)} {tone}", heads[name], _amount(yen, unit), rate)


def _rate(row: Sums) -> InHouse | Written | str | None:
    """That of the table: as it is written there, or computed."""
    if row.rate is not None:
        return stated_rate(row.rate)
    return change(row.now, row.before) if row.before is not None else None


def _amount(yen: int, unit: str) -> InHouse:
    return InHouse(partial(_with_unit, yen, unit))


def _with_unit(yen: int, unit: str, house: House) -> str:
    return house.amount(yen, unit)


def _refuse(table: Comparison, chart: str, why: str, problems: Problems, at: Written | None = None) -> None:
    problems.error(
        "図",
        f"「{table.heading}」の図「{chart}」を描けません。{why}",
        f"「図:」から「{chart}」を消すか、額を確かめてください（表にはそのまま印刷します）",
        (at or table.heading).span(),
    )
