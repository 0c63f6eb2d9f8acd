"""予算額の表: three tiers of amounts -> increase and its rate, funding checked against the amount, totals checked or computed.

What a clerk wrote down (計, 小計, 増減, 増減率) prints as it is written if it can be right, and is refused if it cannot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import ClassVar

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.budget import charts, rates, stated, sums
from pipeline.kinds.budget.charts import Sums
from pipeline.kinds.budget.model import Comparison, Sheet, Tier, Total
from pipeline.kinds.budget.notes import Notes, notes
from pipeline.kinds.shared.amounts import Amount
from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import House
from pipeline.source.fields import InHouse

# Where the money comes from, in the order of every budget; names that are not among them stand before その他.
# Source: 地方自治法施行規則 第15条 別記 歳入歳出予算事項別明細書 (特定財源: 国県支出金, 地方債, その他; 一般財源).
_FUND_ORDER = (
    ("国",),
    ("都道府県", "県", "府", "都", "道"),
    ("地方債", "市債", "町債", "村債", "県債", "起債", "組合債"),
)
_LAST_FUNDS = ("その他", "一般財源")


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row as it prints; amounts without their unit, which stands above the table. `funds`: one for each source.

    `role`: 項目, 計 or 小計; 部門 is a line of its name alone.
    """

    wording_names: ClassVar[Mapping[str, str]] = {
        "名称": "name", "当初": "now", "前年度当初": "before", "前年度最終": "last", "増減": "change", "増減率": "rate",
        "財源": "funds", "備考": "note", "再掲": "again", "区分": "course", "役": "role",
    }  # fmt: skip

    name: Written | str
    now: InHouse | str
    before: InHouse | str
    last: InHouse | str
    change: InHouse | Written | str
    rate: InHouse | Written | str
    funds: tuple[InHouse | str, ...]
    note: Written | None = None
    again: bool = False
    course: str = ""
    role: str = "項目"


@dataclass(frozen=True, slots=True)
class Compared:
    """The table with its total. A tier or 備考 that no row has is left out.

    `funds` names the columns of 財源; `funding` and `years` are drawn; `unit` stands above the table ("" where every
    amount has its own).
    """

    wording_names: ClassVar[Mapping[str, str]] = {
        "見出し": "heading", "行": "rows", "計": "total", "財源": "funds", "前年度": "has_before", "最終": "has_last",
        "備考": "has_notes", "財源図": "funding", "比較図": "years", "端数の注": "rounding_note", "区分": "has_courses",
        "単位": "unit", "欄数": "columns", "注": "notes",
    }  # fmt: skip

    heading: Written
    rows: tuple[ComparedRow, ...]
    total: ComparedRow | None
    funds: tuple[str, ...]
    has_before: bool
    has_last: bool
    has_notes: bool
    has_courses: bool
    unit: str
    funding: tuple[charts.Whole, ...]
    years: tuple[charts.Years, ...]
    rounding_note: InHouse
    notes: Notes

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return 2 + 2 * self.has_before + len(self.funds) + self.has_notes + self.has_courses


def compared(table: Comparison, sheet: Sheet, amount: Amount, printed: sums.Printed, problems: Problems) -> Compared:
    """The table as it prints. Funding must make up its row, the rows a total that is written down."""
    every = table.every
    _check_funding(every, printed, problems)
    counted = [row for row in every if row.counted]
    nows = tuple(row.now for row in counted)
    sums.check(sheet.name.text, amount, nows, "すべて", printed, problems)
    for row in every:
        stated.check(row.name.text, row, row, printed, problems)
    funds = ordered(name for row in every for name in row.funds)
    total = None
    if len(counted) > 1 or table.stated is not None:
        total = _total("計", table.heading.text, counted, table.stated, printed, problems)
    if total is not None and table.stated is None and sums.is_rounded(amount, nows, printed.rounding):
        # The sheet says what its rows make: two figures for one thing would stand in one paper.
        total = stated.with_now(total, amount)
    exact = [_exact(row) for row in every]
    drawn = (*exact, total) if total is not None else tuple(exact)
    return Compared(
        table.heading,
        tuple(_rows(table, funds, sheet.unit, printed, problems)),
        None if total is None else _row(total, funds, sheet.unit, "計"),
        funds,
        any(row.before is not None for row in every),
        any(row.last is not None for row in every),
        any(row.note is not None for row in every),
        any(row.course is not None for row in every),
        sheet.unit,
        charts.funds(table, drawn, sheet.unit, problems) if "財源内訳" in table.charts else (),
        charts.years(table, drawn, sheet.unit, problems) if "前年度比較" in table.charts else (),
        rates.ROUNDING_NOTE,
        notes(table, sheet.unit, printed, problems),
    )


def _check_funding(rows: Sequence[Tier], printed: sums.Printed, problems: Problems) -> None:
    for row in rows:
        if row.funds:
            name = f"{row.name}」の財源「{'、'.join(row.funds)}"
            sums.check(name, row.now, tuple(row.funds.values()), "すべて", printed, problems)
        elif row.counted and any(other.funds for other in rows):
            problems.warning(
                "財源",
                f"「{row.name}」に財源がありません（ほかの行にはあります）",
                "「財源:」を書いてください。ないままでは、計の行の財源を足しても計の額になりません",
                row.name.span(),
            )


def ordered(names: Iterable[str]) -> tuple[str, ...]:
    """The names of funds in the order of every budget."""

    def rank(name: str) -> int:
        if name in _LAST_FUNDS or name.startswith("その他"):
            return 8 + (name == "一般財源")
        return next((n for n, heads in enumerate(_FUND_ORDER) if name.startswith(heads)), 7)

    return tuple(sorted(dict.fromkeys(names), key=rank))


def _rows(
    table: Comparison, funds: Sequence[str], unit: str, printed: sums.Printed, problems: Problems
) -> Iterator[ComparedRow]:
    yield from (_row(_exact(row), funds, unit, "項目", row) for row in table.rows)
    for group in table.groups:
        yield ComparedRow(group.name, "", "", "", "", "", (), role="部門")
        yield from (_row(_exact(row), funds, unit, "項目", row) for row in group.rows)
        counted = [row for row in group.rows if row.counted]
        if len(counted) > 1 or group.stated is not None:
            total = _total("小計", group.name.text, counted, group.stated, printed, problems)
            yield _row(total, funds, unit, "小計")


def _total(
    word: str, name: str, rows: Sequence[Tier], given: Total | None, printed: sums.Printed, problems: Problems
) -> Sums:
    """計: tiers that some row lacks count as nothing there; one that all rows lack has none."""
    funds: dict[str, int] = {}
    for row in rows:
        for fund, amount in row.funds.items():
            funds[fund] = funds.get(fund, 0) + amount.yen
    now, before, last = (_added(getattr(r, tier) for r in rows) for tier in ("now", "before", "last"))
    computed = Sums(word, now or 0, before, last, tuple(funds.items()), None)
    if given is None:
        return computed
    return stated.total(f"{name}」の「{word}", computed, rows, given, printed, problems)


def _added(amounts: Iterable[Amount | None]) -> int | None:
    known = [a.yen for a in amounts if a is not None]
    return sum(known) if known else None


def _exact(row: Tier) -> Sums:
    funds = tuple((name, amount.yen) for name, amount in row.funds.items())
    none = frozenset(
        name
        for name, amount in (("now", row.now), ("before", row.before), ("last", row.last), *row.funds.items())
        if amount is not None and amount.is_none
    )
    return Sums(
        row.name,
        row.now.yen,
        _added((row.before,)),
        _added((row.last,)),
        funds,
        row.note,
        row.again,
        row.change,
        row.rate,
        row.course or "",
        none,
    )


def _row(row: Sums, funds: Sequence[str], unit: str, role: str, written: Tier | None = None) -> ComparedRow:
    """`written` is the row of the source, whose words the amounts stem from; None for a sum."""
    amounts = dict(row.funds)
    places = _places(written) if written is not None else {}

    def printed(yen: int | None, tier: str = "") -> InHouse | str:
        if yen is None or tier in row.none:
            return rates.NONE
        return InHouse(partial(_bare, yen, unit), places.get(tier))

    change = row.change.yen if row.change is not None else None if row.before is None else row.now - row.before
    return ComparedRow(
        row.name,
        printed(row.now, "now"),
        printed(row.before, "before"),
        printed(row.last, "last"),
        rates.NONE if row.change is not None and row.change.is_none else printed(change),
        row.rate if row.rate is not None else rates.change(row.now, row.before),
        tuple(printed(amounts.get(name), name) for name in funds),
        row.note,
        row.again,
        row.course,
        role,
    )


def _places(row: Tier) -> dict[str, Written]:
    amounts = (("now", row.now), ("before", row.before), ("last", row.last), *row.funds.items())
    return {name: amount.written for name, amount in amounts if amount is not None}


def _bare(yen: int, unit: str, house: House) -> str:
    return house.amount(yen, unit).removesuffix(unit)
