"""予算額の表: three tiers of amounts -> increase and its rate, funding checked against the amount, totals checked or computed.

What a clerk wrote down (計, 小計, 増減, 増減率) prints as it is written if it can be right, and is refused if it cannot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.budget import charts, parts, rates, stated, sums
from pipeline.kinds.budget.charts import Sums
from pipeline.kinds.budget.funds import ordered
from pipeline.kinds.budget.model import Comparison, Group, Sheet, Tier, Total, groups
from pipeline.kinds.budget.notes import Notes, notes
from pipeline.kinds.shared import named_rows
from pipeline.kinds.shared.amounts import Amount, bare, exact_range, stated_rate
from pipeline.late.dataclass import dataclass
from pipeline.source.fields import InHouse


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row as it prints; amounts without their unit, which stands above the table. `funds`: one for each source.

    `role`: 項目, 計 or 小計; 部門 and 部 (the outer ones of two levels) are lines of their names alone.
    """

    wording_names: ClassVar[Mapping[str, str]] = {
        "名称": "name", "当初": "now", "前年度当初": "before", "前年度最終": "last", "増減": "change", "増減率": "rate",
        "財源": "funds", "備考": "note", "再掲": "again", "区分": "course", "所管": "office", "内容": "content", "役": "role",
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
    office: Written | None = None
    content: Written | None = None
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
        "名": "heads", "所管": "has_offices", "内容": "has_contents", "単位": "unit", "欄数": "columns", "注": "notes",
    }  # fmt: skip

    heading: Written
    heads: Mapping[str, Written | str]
    rows: tuple[ComparedRow, ...]
    total: ComparedRow | None
    funds: tuple[str, ...]
    has_before: bool
    has_last: bool
    has_notes: bool
    has_courses: bool
    has_offices: bool
    has_contents: bool
    unit: str
    funding: tuple[charts.Whole, ...]
    years: tuple[charts.Years, ...]
    rounding_note: InHouse
    notes: Notes

    @property
    def columns(self) -> int:
        """How many columns there are."""
        asked = (self.has_notes, self.has_courses, self.has_offices, self.has_contents)
        return 2 + 2 * self.has_before + len(self.funds) + sum(asked)


def compared(
    table: Comparison, sheet: Sheet, amount: Amount | None, printed: sums.Printed, problems: Problems
) -> Compared:
    """The table as it prints. Funding must make up its row, the rows a total that is written down."""
    every = table.every
    figures: list[Tier | Total] = [*every, *_totals(table)]
    _check_funding(every, printed, problems)
    _check_tiers(every, problems)
    _check_courses(every, problems)
    _check_names(table, amount, problems)
    _check_within(table, printed, problems)
    counted = parts.counted(table)
    nows = tuple(parts.amounts(table, "now"))
    if amount is not None:
        sums.check(sheet.name.text, amount, nows, "すべて", printed, problems)
    for row in every:
        stated.check(row.name.text, row, row, printed, problems)
    funds = ordered(name for row in figures for name in row.funds)
    total = None
    if len(counted) > 1 or table.stated is not None:
        word = "合計" if any(group.groups for group in table.groups) else "計"
        total = _total(word, table.heading.text, table, table.stated, printed, problems)
    says_now = table.stated is not None and table.stated.now is not None
    if total is not None and amount is not None and not says_now and sums.is_rounded(amount, nows, printed.rounding):
        # The sheet says what its rows make: two figures for one thing would stand in one paper.
        total = stated.with_now(total, amount)
    exact = [_exact(row) for row in every]
    drawn = (*exact, total) if total is not None else tuple(exact)
    return Compared(
        table.heading,
        table.heads,
        tuple(_Rows(funds, sheet.unit, printed, problems).of(table)),
        None if total is None else _row(total, funds, sheet.unit, "計"),
        funds,
        any(row.before is not None for row in figures),
        any(row.last is not None for row in figures),
        any(row.note is not None for row in every),
        any(row.course is not None for row in every),
        any(row.office is not None for row in every),
        any(row.content is not None for row in every),
        sheet.unit,
        charts.funds(table, drawn, sheet.unit, problems) if "財源内訳" in table.charts else (),
        charts.years(table, drawn, sheet.unit, problems) if "前年度比較" in table.charts else (),
        rates.ROUNDING_NOTE,
        notes(table, sheet.unit, printed, problems),
    )


def _totals(table: Comparison) -> list[Total]:
    """The totals that are written down."""
    return [t for t in (table.stated, *(group.stated for group in groups(table))) if t is not None]


def _check_courses(rows: Sequence[Tier], problems: Problems) -> None:
    """新規 had nothing before, 終了 has nothing now."""
    for row in rows:
        told = {"新規": ("前年度当初", row.before), "終了": ("当初", row.now)}.get(row.course or "")
        if told is not None and told[1] is not None and told[1].yen > 0:
            problems.warning(
                "金額",
                f"「{row.name}」は「{row.course}」ですが、{told[0]}に{told[1].written}があります",
                "区分か額を確かめてください",
                told[1].written.span(),
            )


def _check_names(table: Comparison, amount: Amount | None, problems: Problems) -> None:
    """A row that calls itself part of another, told elsewhere or a sum adds nothing, unless the clerk says that it does."""
    stated_now = table.stated is not None and table.stated.now is not None
    named = [
        named_rows.Named(row.name, row.counted, row.again, bool({"within", "again"} & row.model_fields_set))
        for row in table.every
    ]
    named_rows.check(named, proven=amount is not None or stated_now, problems=problems)


def _check_within(held: Comparison | Group, printed: sums.Printed, problems: Problems) -> None:
    """A うち row cannot be more than all that is added; more than the row above it, and it may be part of something else."""
    whole = parts.amounts(held, "now")
    above: Tier | None = None
    for row in held.rows:
        if row.counted:
            above = row
        if not row.within or row.again or not whole or any(amount.yen < 0 for amount in (row.now, *whole)):
            continue
        least, _ = exact_range(row.now, printed.rounding)
        if least > sum(exact_range(amount, printed.rounding)[1] for amount in whole):
            problems.error(
                "合計",
                f"内数の「{row.name}」は{row.now.written}で、それを含むはずの全体を超えます",
                "額を確かめてください。内数でないなら「内数:」を消してください（額は動かしません）",
                row.now.written.span(),
            )
        elif above is not None and least > exact_range(above.now, printed.rounding)[1]:
            problems.warning(
                "合計",
                f"内数の「{row.name}」は{row.now.written}で、上の「{above.name}」の{above.now.written}を超えます",
                "どの額の内数か、額が正しいかを確かめてください（全体の内数なら、このままでかまいません）",
                row.now.written.span(),
            )
    for group in held.groups:
        _check_within(group, printed, problems)


def _check_tiers(rows: Sequence[Tier], problems: Problems) -> None:
    """A row without an amount that others have adds nothing to the total, and nobody sees that it is missing."""
    for tier, key in (("before", "前年度当初"), ("last", "前年度最終")):
        lacking = [row for row in rows if row.counted and getattr(row, tier) is None]
        if len(lacking) == sum(row.counted for row in rows):
            continue
        for row in lacking:
            problems.warning(
                "金額",
                f"「{row.name}」に{key}がありません（ほかの行にはあります）",
                f"額がないなら「{key}: －」と書いてください（このままでも「－」と印刷し、計には入れません）",
                row.name.span(),
            )


def _check_funding(rows: Sequence[Tier], printed: sums.Printed, problems: Problems) -> None:
    for row in rows:
        if row.funds:
            name = f"{row.name}」の財源「{'、'.join(row.funds)}"
            sums.check(name, row.now, tuple(row.funds.values()), "すべて", printed, problems)
        elif row.counted and row.now.yen != 0 and any(other.funds for other in rows):
            problems.warning(
                "財源",
                f"「{row.name}」に財源がありません（ほかの行にはあります）",
                "「財源:」を書いてください。ないままでは、計の行の財源を足しても計の額になりません",
                row.name.span(),
            )


@dataclass(frozen=True, slots=True)
class _Rows:
    """Sets the rows of a table, its groups with their 小計: for all of them, or for none."""

    funds: Sequence[str]
    unit: str
    printed: sums.Printed
    problems: Problems

    def of(self, table: Comparison) -> Iterator[ComparedRow]:
        """The rows above the total."""
        yield from self._own(table)
        every = list(groups(table))
        added = any(len(parts.counted(group)) > 1 or group.stated is not None for group in every)
        nested = any(group.groups for group in table.groups)
        for group in table.groups:
            yield from self._group(group, outer=nested, added=added)

    def _group(self, group: Group, *, outer: bool, added: bool) -> Iterator[ComparedRow]:
        """`outer`: it stands beside groups that hold others, whether it holds some or not."""
        yield ComparedRow(group.name, "", "", "", "", "", (), role="部" if outer else "部門")
        yield from self._own(group)
        for inner in group.groups:
            yield from self._group(inner, outer=False, added=added)
        if added:
            word = "計" if outer or group.groups else "小計"
            total = _total(word, group.name.text, group, group.stated, self.printed, self.problems)
            yield _row(total, self.funds, self.unit, "小計")

    def _own(self, held: Comparison | Group) -> Iterator[ComparedRow]:
        yield from (_row(_exact(row), self.funds, self.unit, "項目", row) for row in held.rows)


def _total(
    word: str, name: str, held: Comparison | Group, given: Total | None, printed: sums.Printed, problems: Problems
) -> Sums:
    """計: tiers that some row lacks count as nothing there; one that all rows lack has none."""
    funds = {fund: sum(amount.yen for amount in parts.shares(held, fund)) for fund in parts.funds(held)}
    now, before, last = (_added(parts.amounts(held, tier)) for tier in stated.TIERS)
    computed = Sums(word, now or 0, before, last, tuple(funds.items()), None)
    if given is None:
        return computed
    called = given.name.text if given.name is not None else word
    return stated.total(f"{name}」の「{called}", computed, held, given, printed, problems)


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
    words = _words(written) if written is not None else {}

    def printed(yen: int | None, tier: str = "") -> InHouse | str:
        if yen is None or tier in row.none:
            return rates.NONE
        return words[tier].bare(unit) if tier in words else bare(yen, unit)

    return ComparedRow(
        row.name,
        printed(row.now, "now"),
        printed(row.before, "before"),
        printed(row.last, "last"),
        _change(row, unit),
        stated_rate(row.rate) if row.rate is not None else rates.change(row.now, row.before),
        tuple(printed(amounts.get(name), name) for name in funds),
        row.note,
        row.again,
        row.course,
        written.office if written is not None else None,
        written.content if written is not None else None,
        role,
    )


def _change(row: Sums, unit: str) -> InHouse | str:
    """増減 as it is written, or the difference; － where there is nothing on either side."""
    if row.change is not None:
        return rates.NONE if row.change.is_none else row.change.bare(unit)
    if row.before is None or {"now", "before"} <= row.none:
        return rates.NONE
    return bare(row.now - row.before, unit)


def _words(row: Tier) -> dict[str, Amount]:
    amounts = (("now", row.now), ("before", row.before), ("last", row.last), *row.funds.items())
    return {name: amount for name, amount in amounts if amount is not None}
