"""補正 -> the table as it prints: 補正前の額, 補正額, 計, and where the money of the change comes from.

What is stated is checked and printed; what is not is computed from the two others, and － stands where there is nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.budget import sums
from pipeline.kinds.budget.funds import ordered
from pipeline.kinds.budget.rates import NONE
from pipeline.kinds.budget.supplement_model import Changed, ChangedGroup, ChangedTotal, Figures, Held, Supplement, every
from pipeline.kinds.shared import named_rows
from pipeline.kinds.shared.amounts import Amount, bare
from pipeline.late.dataclass import dataclass
from pipeline.source.fields import InHouse

_COLUMNS = ("補正前", "補正額", "補正後")


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row as it prints. `role`: 項目, 計 or 小計; 部門 and 部 (the outer ones of two levels) are lines of their names alone."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "名称": "name", "補正前": "before", "補正額": "change", "補正後": "after", "財源": "funds", "所管": "office",
        "内容": "content", "備考": "note", "再掲": "again", "役": "role",
    }  # fmt: skip

    name: Written | str
    before: InHouse | str
    change: InHouse | str
    after: InHouse | str
    funds: tuple[InHouse | str, ...]
    role: str
    office: Written | None = None
    content: Written | None = None
    note: Written | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Supplemented:
    """The table with its total; a column that no row has is left out."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "見出し": "heading", "名": "heads", "行": "rows", "財源": "funds", "補正前": "has_before", "所管": "has_offices",
        "内容": "has_contents", "備考": "has_notes", "単位": "unit", "欄数": "columns",
    }  # fmt: skip

    heading: Written
    heads: Mapping[str, Written | str]
    rows: tuple[ChangedRow, ...]
    funds: tuple[str, ...]
    has_before: bool
    has_offices: bool
    has_contents: bool
    has_notes: bool
    unit: str

    @property
    def columns(self) -> int:
        """How many columns there are."""
        asked = (self.has_offices, self.has_contents, self.has_notes)
        return 2 + 2 * self.has_before + len(self.funds) + sum(asked)


def supplemented(
    table: Supplement, sheet: Written, amount: Amount | None, printed: sums.Printed, problems: Problems
) -> Supplemented:
    """The table as it prints. Every row and every total must hold in itself, and the totals hold their rows.

    `amount` is what the sheet says that is changed.
    """
    if amount is not None:
        sums.check(sheet.text, amount, _parts(table, "補正額"), "すべて", printed, problems)
    named = [
        named_rows.Named(row.name, row.counted, row.again, bool({"within", "again"} & row.model_fields_set))
        for row in table.every
    ]
    proven = amount is not None or (table.stated is not None and table.stated.change is not None)
    named_rows.check(named, proven=proven, problems=problems)
    has_before = any(f.before is not None or f.after is not None for f in (*table.every, *table.totals))
    for row in table.every:
        _check(row.name.text, row, printed, problems)
        _check_told(row, table, has_before=has_before, problems=problems)
    funds = ordered(name for figures in (*table.every, *table.totals) for name in figures.funds)
    setter = _Setter(funds, printed, problems)
    return Supplemented(
        table.heading,
        table.heads,
        tuple(setter.table(table)),
        funds,
        has_before,
        any(row.office is not None for row in table.every),
        any(row.content is not None for row in table.every),
        any(row.note is not None for row in table.every),
        printed.unit,
    )


def _check(name: str, figures: Figures, printed: sums.Printed, problems: Problems) -> None:
    """補正前 and 補正額 make 補正後; the funds make 補正額."""
    before, change, after = figures.before, figures.change, figures.after
    if change is not None and after is not None and before is not None:
        sums.check(f"{name}」の「補正後", after, (before, change), "すべて", printed, problems)
    moved = _change(figures)
    if figures.funds and moved is not None:
        words = "、".join(figures.funds)
        sums.check(
            f"{name}」の補正額の財源「{words}", moved, tuple(figures.funds.values()), "すべて", printed, problems
        )


def _check_told(row: Changed, table: Supplement, *, has_before: bool, problems: Problems) -> None:
    """A row without what the others have adds nothing to a total, and nobody sees that it is missing."""
    if not row.counted:
        return
    if has_before and row.before is None and row.after is None:
        problems.warning(
            "金額",
            f"「{row.name}」に補正前がありません（ほかの行にはあります）",
            "額がないなら「補正前: －」と書いてください（このままでも「－」と印刷します）",
            row.name.span(),
        )
    moved = _change(row)
    if not row.funds and moved is not None and moved.yen != 0 and any(other.funds for other in table.every):
        problems.warning(
            "財源",
            f"「{row.name}」に財源がありません（ほかの行にはあります）",
            "「財源:」を書いてください。ないままでは、計の行の財源を足しても計の額になりません",
            row.name.span(),
        )


def _minus(whole: Amount, part: Amount | None, sign: int) -> Amount:
    """What follows from two amounts, known down to the coarser of them."""
    if part is None:
        return whole
    none = whole.is_none and part.is_none
    return replace(
        whole,
        yen=whole.yen + sign * part.yen,
        grain_yen=max(whole.grain_yen, part.grain_yen),
        is_none=none,
        is_minus_zero=False,
    )


def _before(figures: Figures) -> Amount | None:
    if figures.before is not None or figures.after is None:
        return figures.before
    return _minus(figures.after, figures.change, -1)


def _change(figures: Figures) -> Amount | None:
    if figures.change is not None or figures.after is None:
        return figures.change
    return _minus(figures.after, figures.before, -1)


def _after(figures: Figures) -> Amount | None:
    if figures.after is not None or figures.change is None:
        return figures.after
    return _minus(figures.change, figures.before, 1)


_FIGURES = {"補正前": _before, "補正額": _change, "補正後": _after}


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets the rows of a table, its groups with their totals: for all of them, or for none."""

    funds: Sequence[str]
    printed: sums.Printed
    problems: Problems

    def table(self, table: Supplement) -> Iterator[ChangedRow]:
        yield from map(self._row, table.rows)
        added = any(sum(r.counted for r in every(g)) > 1 or g.stated is not None for g in _all_groups(table))
        nested = any(group.groups for group in table.groups)
        for group in table.groups:
            yield from self._group(group, outer=nested, added=added)
        if sum(row.counted for row in table.every) > 1 or table.stated is not None:
            yield self._total("合計" if nested else "計", table.heading.text, table, "計")

    def _group(self, group: ChangedGroup, *, outer: bool, added: bool) -> Iterator[ChangedRow]:
        yield ChangedRow(group.name, "", "", "", (), "部" if outer else "部門")
        yield from map(self._row, group.rows)
        for inner in group.groups:
            yield from self._group(inner, outer=False, added=added)
        if added:
            word = "計" if outer or group.groups else "小計"
            yield self._total(word, group.name.text, group, "小計")

    def _row(self, row: Changed) -> ChangedRow:
        before, change, after = (self._shown(_FIGURES[name](row)) for name in _COLUMNS)
        funds = tuple(self._shown(row.funds.get(name)) for name in self.funds)
        return ChangedRow(row.name, before, change, after, funds, "項目", row.office, row.content, row.note, row.again)

    def _shown(self, amount: Amount | None) -> InHouse | str:
        if amount is None or amount.is_none:
            return NONE
        return amount.bare(self.printed.unit)

    def _total(self, word: str, name: str, held: Held, role: str) -> ChangedRow:
        """A stated figure is checked against what the rows make, and printed; any other is their sum."""
        stated = held.stated
        called = stated.name if stated is not None and stated.name is not None else word
        if stated is not None:
            _check(f"{name}」の「{called}", stated, self.printed, self.problems)
        figures = [self._sum(f"{name}」の「{called}」の「{column}", column, held, stated) for column in _COLUMNS]
        funds = tuple(self._fund(f"{name}」の「{called}」の財源「{fund}", fund, held, stated) for fund in self.funds)
        return ChangedRow(called, figures[0], figures[1], figures[2], funds, role)

    def _sum(self, what: str, column: str, held: Held, stated: ChangedTotal | None) -> InHouse | str:
        given = _given(stated, column)
        return self._judged(what, given, _parts(held, column))

    def _fund(self, what: str, fund: str, held: Held, stated: ChangedTotal | None) -> InHouse | str:
        given = stated.funds.get(fund) if stated is not None else None
        return self._judged(what, given, _shares(held, fund))

    def _judged(self, what: str, given: Amount | None, parts: list[Amount]) -> InHouse | str:
        if given is not None:
            if parts:
                sums.check(what, given, parts, "すべて", self.printed, self.problems)
            return self._shown(given)
        known = [part for part in parts if not part.is_none]
        return bare(sum(part.yen for part in known), self.printed.unit) if known else NONE


def _given(stated: ChangedTotal | None, column: str) -> Amount | None:
    if stated is None:
        return None
    return {"補正前": stated.before, "補正額": stated.change, "補正後": stated.after}[column]


def _parts(held: Held, column: str) -> list[Amount]:
    """What makes up the total of a column: of groups, what they state."""
    made = [amount for row in held.rows if row.counted and (amount := _FIGURES[column](row)) is not None]
    for group in held.groups:
        given = _given(group.stated, column)
        made += [given] if given is not None else _parts(group, column)
    return made


def _shares(held: Held, fund: str) -> list[Amount]:
    made = [row.funds[fund] for row in held.rows if row.counted and fund in row.funds]
    for group in held.groups:
        given = group.stated.funds.get(fund) if group.stated is not None else None
        made += [given] if given is not None else _shares(group, fund)
    return made


def _all_groups(held: Held) -> Iterator[ChangedGroup]:
    for group in held.groups:
        yield group
        yield from _all_groups(group)
