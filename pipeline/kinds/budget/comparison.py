"""予算額の表: three tiers of amounts -> increase and its rate, funding checked against the amount, totals computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.budget import charts, rates, sums
from pipeline.kinds.budget.amount import Amount
from pipeline.kinds.budget.charts import Sums
from pipeline.kinds.budget.model import Comparison, Sheet, Tier
from pipeline.notation.house import House
from pipeline.source.fields import InHouse


@dataclass(frozen=True, slots=True)
class Funds:
    """財源 of a row, as it prints."""

    wording_names: ClassVar[Mapping[str, str]] = {"名称": "name", "額": "amount"}

    name: str
    amount: InHouse


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row as it prints; amounts without their unit, which stands above the table."""

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
    funds: tuple[Funds, ...]
    note: Written | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """The table with its computed total; `has_funds`: some row says where its money comes from."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "見出し": "heading", "行": "rows", "計": "total", "財源": "has_funds", "財源図": "funds", "比較図": "years",
        "端数の注": "rounding_note",
    }  # fmt: skip

    heading: Written
    rows: tuple[ComparedRow, ...]
    total: ComparedRow | None
    has_funds: bool
    funds: tuple[charts.Whole, ...]
    years: tuple[charts.Years, ...]
    rounding_note: InHouse


def compared(table: Comparison, sheet: Sheet, amount: Amount, problems: Problems) -> Compared:
    """The table as it prints. Funding must make up its row, the rows a total that is written down."""
    told = sheet.rounding_told
    for row in table.rows:
        if row.funds:
            name = f"{row.name}」の財源「{'、'.join(row.funds)}"
            sums.check(name, row.now, tuple(row.funds.values()), "すべて", problems, rounding_told=told)
    nows = tuple(row.now for row in table.rows)
    if table.stated is not None:
        sums.check(f"{table.heading}」の「計", table.stated, nows, "すべて", problems, rounding_told=told)
    sums.check(sheet.name.text, amount, nows, "すべて", problems, rounding_told=told)
    exact = [_exact(row) for row in table.rows]
    total = _total(table.rows) if len(exact) > 1 else None
    drawn = (*exact, total) if total is not None else tuple(exact)
    return Compared(
        table.heading,
        tuple(_row(row, sheet.unit) for row in exact),
        None if total is None else _row(total, sheet.unit),
        any(row.funds for row in table.rows),
        charts.funds(table, drawn, sheet.unit, problems) if "財源内訳" in table.charts else (),
        charts.years(table, drawn, sheet.unit, problems) if "前年度比較" in table.charts else (),
        rates.ROUNDING_NOTE,
    )


def _total(rows: Iterable[Tier]) -> Sums:
    """計: tiers that some row lacks count as nothing there; one that all rows lack has none."""
    tiers = [(r.now, r.before, r.last) for r in rows]
    funds: dict[str, int] = {}
    for row in rows:
        for name, amount in row.funds.items():
            funds[name] = funds.get(name, 0) + amount.yen
    now, before, last = (_added(column) for column in zip(*tiers, strict=True))
    return Sums("計", now or 0, before, last, tuple(funds.items()), None)


def _added(amounts: Iterable[Amount | None]) -> int | None:
    known = [a.yen for a in amounts if a is not None]
    return sum(known) if known else None


def _exact(row: Tier) -> Sums:
    funds = tuple((name, amount.yen) for name, amount in row.funds.items())
    return Sums(row.name, row.now.yen, _added((row.before,)), _added((row.last,)), funds, row.note)


def _row(row: Sums, unit: str) -> ComparedRow:
    def printed(yen: int | None) -> InHouse | str:
        return rates.NONE if yen is None else InHouse(partial(_bare, yen, unit))

    return ComparedRow(
        row.name,
        InHouse(partial(_bare, row.now, unit)),
        printed(row.before),
        printed(row.last),
        printed(None if row.before is None else row.now - row.before),
        rates.change(row.now, row.before),
        tuple(Funds(name, InHouse(partial(_bare, yen, unit))) for name, yen in row.funds),
        row.note,
    )


def _bare(yen: int, unit: str, house: House) -> str:
    return house.amount(yen, unit).removesuffix(unit)
