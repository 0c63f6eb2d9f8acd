"""予算額の表: three tiers of amounts -> increase and its rate, funding checked against the amount, totals computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.budget import charts, rates, sums
from pipeline.kinds.budget.charts import Sums
from pipeline.kinds.budget.model import Comparison, Sheet, Tier
from pipeline.kinds.shared.amounts import Amount
from pipeline.notation.house_style import House
from pipeline.source.fields import InHouse


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row as it prints; amounts without their unit, which stands above the table. `funds`: one for each source."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "名称": "name", "当初": "now", "前年度当初": "before", "前年度最終": "last", "増減": "change", "増減率": "rate",
        "財源": "funds", "備考": "note", "再掲": "again",
    }  # fmt: skip

    name: Written | str
    now: InHouse
    before: InHouse | str
    last: InHouse | str
    change: InHouse | str
    rate: InHouse | str
    funds: tuple[InHouse | str, ...]
    note: Written | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """The table with its computed total. A tier or 備考 that no row has is left out.

    `funds` names the columns of 財源, in the order of their first naming; `funding` and `years` are drawn.
    """

    wording_names: ClassVar[Mapping[str, str]] = {
        "見出し": "heading", "行": "rows", "計": "total", "財源": "funds", "前年度": "has_before", "最終": "has_last",
        "備考": "has_notes", "財源図": "funding", "比較図": "years", "端数の注": "rounding_note",
    }  # fmt: skip

    heading: Written
    rows: tuple[ComparedRow, ...]
    total: ComparedRow | None
    funds: tuple[str, ...]
    has_before: bool
    has_last: bool
    has_notes: bool
    funding: tuple[charts.Whole, ...]
    years: tuple[charts.Years, ...]
    rounding_note: InHouse


def compared(table: Comparison, sheet: Sheet, amount: Amount, printed: sums.Printed, problems: Problems) -> Compared:
    """The table as it prints. Funding must make up its row, the rows a total that is written down."""
    for row in table.rows:
        if row.funds:
            name = f"{row.name}」の財源「{'、'.join(row.funds)}"
            sums.check(name, row.now, tuple(row.funds.values()), "すべて", printed, problems)
        elif row.counted and any(other.funds for other in table.rows):
            problems.warning(
                "財源",
                f"「{row.name}」に財源がありません（ほかの行にはあります）",
                "「財源:」を書いてください。ないままでは、計の行の財源を足しても計の額になりません",
                row.name.span(),
            )
    counted = [row for row in table.rows if row.counted]
    nows = tuple(row.now for row in counted)
    if table.stated is not None:
        sums.check(f"{table.heading}」の「計", table.stated, nows, "すべて", printed, problems)
    sums.check(sheet.name.text, amount, nows, "すべて", printed, problems)
    funds = tuple(dict.fromkeys(name for row in table.rows for name in row.funds))
    exact = [_exact(row) for row in table.rows]
    total = _total(counted) if len(counted) > 1 else None
    drawn = (*exact, total) if total is not None else tuple(exact)
    return Compared(
        table.heading,
        tuple(_row(row, funds, sheet.unit) for row in exact),
        None if total is None else _row(total, funds, sheet.unit),
        funds,
        any(row.before is not None for row in table.rows),
        any(row.last is not None for row in table.rows),
        any(row.note is not None for row in table.rows),
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
    return Sums(row.name, row.now.yen, _added((row.before,)), _added((row.last,)), funds, row.note, row.again)


def _row(row: Sums, funds: Sequence[str], unit: str) -> ComparedRow:
    amounts = dict(row.funds)

    def printed(yen: int | None) -> InHouse | str:
        return rates.NONE if yen is None else InHouse(partial(_bare, yen, unit))

    return ComparedRow(
        row.name,
        InHouse(partial(_bare, row.now, unit)),
        printed(row.before),
        printed(row.last),
        printed(None if row.before is None else row.now - row.before),
        rates.change(row.now, row.before),
        tuple(printed(amounts.get(name)) for name in funds),
        row.note,
        row.again,
    )


def _bare(yen: int, unit: str, house: House) -> str:
    return house.amount(yen, unit).removesuffix(unit)
