"""予算額の表: three tiers of amounts -> increase and its rate, funding checked against the amount, totals computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import partial
from typing import ClassVar

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.budget import sums
from pipeline.kinds.budget.amount import Amount
from pipeline.kinds.budget.model import Comparison, Sheet, Tier
from pipeline.notation import number
from pipeline.notation.house import House
from pipeline.notation.money import Rounding
from pipeline.source.fields import InHouse

# What stands where there is no figure; 皆増 and 皆減 where nothing is on one side (domain notes 2.7).
_NONE, _ALL_NEW, _ALL_GONE = "－", "皆増", "皆減"
_ROUNDINGS: Mapping[Rounding, str] = {"floor": ROUND_FLOOR, "half_up": ROUND_HALF_UP, "ceil": ROUND_CEILING}


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row as it prints; amounts without their unit, which stands above the table. `funds`: one for each source."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "名称": "name", "当初": "now", "前年度当初": "before", "前年度最終": "last", "増減": "change", "増減率": "rate",
        "財源": "funds", "備考": "note",
    }  # fmt: skip

    name: Written | str
    now: InHouse
    before: InHouse | str
    last: InHouse | str
    change: InHouse | str
    rate: InHouse | str
    funds: tuple[InHouse | str, ...]
    note: Written | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """The table with its computed total. A tier or 備考 that no row has is left out.

    `funds` names the columns of 財源, in the order of their first naming.
    """

    wording_names: ClassVar[Mapping[str, str]] = {
        "見出し": "heading", "行": "rows", "計": "total", "財源": "funds", "前年度": "has_before", "最終": "has_last",
        "備考": "has_notes",
    }  # fmt: skip

    heading: Written
    rows: tuple[ComparedRow, ...]
    total: ComparedRow | None
    funds: tuple[str, ...]
    has_before: bool
    has_last: bool
    has_notes: bool


def compared(table: Comparison, sheet: Sheet, amount: Amount, printed: sums.Printed, problems: Problems) -> Compared:
    """The table as it prints. Funding must make up its row, the rows a total that is written down."""
    for row in table.rows:
        if row.funds:
            name = f"{row.name}」の財源「{'、'.join(row.funds)}"
            sums.check(name, row.now, tuple(row.funds.values()), "すべて", printed, problems)
        elif any(other.funds for other in table.rows):
            problems.warning(
                "財源",
                f"「{row.name}」に財源がありません（ほかの行にはあります）",
                "「財源:」を書いてください。ないままでは、計の行の財源を足しても計の額になりません",
                row.name.span(),
            )
    nows = tuple(row.now for row in table.rows)
    if table.stated is not None:
        sums.check(f"{table.heading}」の「計", table.stated, nows, "すべて", printed, problems)
    sums.check(sheet.name.text, amount, nows, "すべて", printed, problems)
    funds = tuple(dict.fromkeys(name for row in table.rows for name in row.funds))
    return Compared(
        table.heading,
        tuple(_row(_exact(row), funds, sheet.unit) for row in table.rows),
        _row(_total(table.rows), funds, sheet.unit) if len(table.rows) > 1 else None,
        funds,
        any(row.before is not None for row in table.rows),
        any(row.last is not None for row in table.rows),
        any(row.note is not None for row in table.rows),
    )


@dataclass(frozen=True, slots=True)
class _Sums:
    """A row before it prints, in exact yen."""

    name: Written | str
    now: int
    before: int | None
    last: int | None
    funds: Mapping[str, int]
    note: Written | None


def _exact(row: Tier) -> _Sums:
    funds = {name: amount.yen for name, amount in row.funds.items()}
    return _Sums(row.name, row.now.yen, _added((row.before,)), _added((row.last,)), funds, row.note)


def _total(rows: Iterable[Tier]) -> _Sums:
    """計: tiers that some row lacks count as nothing there; one that all rows lack has none."""
    tiers = [(r.now, r.before, r.last) for r in rows]
    funds: dict[str, int] = {}
    for row in rows:
        for name, amount in row.funds.items():
            funds[name] = funds.get(name, 0) + amount.yen
    now, before, last = (_added(column) for column in zip(*tiers, strict=True))
    return _Sums("計", now or 0, before, last, funds, None)


def _added(amounts: Iterable[Amount | None]) -> int | None:
    known = [a.yen for a in amounts if a is not None]
    return sum(known) if known else None


def _row(row: _Sums, funds: Sequence[str], unit: str) -> ComparedRow:
    def printed(yen: int | None) -> InHouse | str:
        return _NONE if yen is None else InHouse(partial(_bare, yen, unit))

    return ComparedRow(
        row.name,
        InHouse(partial(_bare, row.now, unit)),
        printed(row.before),
        printed(row.last),
        printed(None if row.before is None else row.now - row.before),
        _rate(row.now, row.before),
        tuple(printed(row.funds.get(name)) for name in funds),
        row.note,
    )


def _bare(yen: int, unit: str, house: House) -> str:
    return house.amount(yen, unit).removesuffix(unit)


def _rate(now: int, before: int | None) -> InHouse | str:
    """増減率 of the exact yen."""
    if not before:
        return _ALL_NEW if now and before is not None else _NONE
    if now == 0:
        return _ALL_GONE
    return InHouse(partial(_percent, now - before, before))


def _percent(change: int, before: int, house: House) -> str:
    """One place; rounding acts on the magnitude, as it does on amounts."""
    exact = Decimal(abs(change)) * 100 / Decimal(abs(before))
    rounded = exact.quantize(Decimal("0.1"), rounding=_ROUNDINGS[house.rounding])
    falls = (change < 0) != (before < 0)
    return f"{number.format(f'{-rounded if falls else rounded}', negative=house.negative)}%"
