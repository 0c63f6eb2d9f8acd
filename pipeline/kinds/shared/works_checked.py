"""事業表: what a clerk stated -> reported where the rows do not make it. Nothing is made to fit."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.shared import named_rows
from pipeline.kinds.shared.amounts import Amount, may_make, tell_lost
from pipeline.kinds.shared.fields import check_stated
from pipeline.kinds.shared.works import UNKNOWN, Work, Works
from pipeline.notation.numbers import money


def check(works: Works, rounding: money.Rounding, problems: Problems) -> None:
    """Reports totals and counts that the rows do not make."""
    check_stated(works.count, len(works.counted), f"「{works.title}」の事業数", problems)
    _check_names(works, problems)
    _check_twice(works, problems)
    _check_unit(works, rounding, problems)
    _check_unknown(works, problems)
    _check_as_printed(works, rounding, problems)
    for row in works.rows:
        if row.stated is not None and works.has_totals:
            _check_sum(f"{row.name}", row.stated, list(row.costs.values()), rounding, problems)
        elif row.stated is not None:
            _check_only_year(row.name, row.stated, list(row.costs.values()), problems)
    for name, stated in works.stated.items():
        parts = [a for row in works.counted for year, a in row.costs.items() if name in ("計", year)]
        _check_sum(f"{works.title}」の{name}の「計", stated, parts, rounding, problems)


def _check_names(works: Works, problems: Problems) -> None:
    """A row that calls itself part of another, told elsewhere or a sum adds nothing, unless the clerk says that it does."""
    named = [
        named_rows.Named(row.name, row.counted, row.again, bool({"within", "again"} & row.model_fields_set))
        for row in works.rows
    ]
    proven = "計" in works.stated or (not works.has_totals and bool(works.stated))
    named_rows.check(named, proven=proven, problems=problems)


def _check_twice(works: Works, problems: Problems) -> None:
    """A project that stands twice with the same costs is added twice; nobody has said that it is told elsewhere, too."""
    seen: dict[tuple[str, frozenset[tuple[str, int]]], Work] = {}
    for row in works.counted:
        costs = frozenset((year, amount.yen) for year, amount in row.costs.items() if not amount.is_none)
        first = seen.setdefault((row.name.text.strip(), costs), row)
        if first is not row and costs and "again" not in row.model_fields_set:
            problems.warning(
                "再掲",
                f"「{works.title}」に、名称も事業費も同じ「{row.name}」が二つあり、どちらも計に足されます",
                "同じ事業なら、後の方に「再掲: はい」（計に足しません）、別の事業なら「再掲: いいえ」と書いてください",
                row.name.span(),
            )


def _check_unit(works: Works, rounding: money.Rounding, problems: Problems) -> None:
    """An amount known to millions only, printed in thousands, says more than anybody knows."""
    if works.unit == money.MIXED:
        return
    costs = [a for row in works.rows for a in (*row.costs.values(), *([row.stated] if row.stated else []))]
    if not works.rounding_told:
        tell_lost((*costs, *works.stated.values()), works.unit, rounding, problems)
    for amount in (*costs, *works.stated.values()):
        if amount.grain_yen > max(money.UNITS[works.unit], money.UNITS["万円"]) and amount.yen != 0:
            problems.warning(
                "単位",
                f"「{amount.written}」は、この表の単位（{works.unit}）までは分かりません"
                f"（{money.scale(amount.yen, works.unit)}と印刷します）",
                f"ちょうどの額なら「{money.scale(amount.yen, works.unit)}」と書いてください。"
                "そうでなければ、表の「単位」を変えてください",
                amount.written.span(),
            )


def _check_unknown(works: Works, problems: Problems) -> None:
    """A computed total leaves out what nobody knows yet."""

    def told(what: str, costs: Sequence[Amount], cure: str) -> None:
        unknown = _unknown(costs)
        if unknown and any(not a.is_none for a in costs):
            word = unknown[0].written
            problems.warning("合計", f"{what}の計は、「{word}」の分を除いた額です", cure, word.span())

    for year in works.years:
        if year.text not in works.stated:
            costs = [row.costs[year.text] for row in works.counted if year.text in row.costs]
            told(f"「{works.title}」の{year}", costs, "計を別に決めているなら、表の「計:」に書いてください")
    for row in works.rows if works.has_totals else ():
        if row.stated is None:
            told(f"「{row.name}」", list(row.costs.values()), "計を別に決めているなら、行に「計:」を書いてください")
    _check_planned(works, problems)


def _unknown(costs: Sequence[Amount]) -> list[Amount]:
    return [a for a in costs if a.is_none and a.written.text.strip() in UNKNOWN]


def _check_planned(works: Works, problems: Problems) -> None:
    """A total of all that is computed leaves out what a stated one of a year or of a project holds of costs unknown yet."""
    if not works.has_totals or "計" in works.stated:
        return
    stated = [(row.name.text, row.stated, list(row.costs.values())) for row in works.counted]
    stated += [(y, a, [r.costs[y] for r in works.counted if y in r.costs]) for y, a in works.stated.items()]
    planned = [(name, total) for name, total, costs in stated if total is not None and _unknown(costs)]
    if planned:
        name, total = planned[0]
        problems.warning(
            "合計",
            f"「{works.title}」の全体の計には、書かれた計（{name}の{total.written}）のうち、まだ額のない分が入りません",
            "全体の計を決めているなら、表に「計: { 計: … }」と書いてください",
            total.written.span(),
        )


def _check_as_printed(works: Works, rounding: money.Rounding, problems: Problems) -> None:
    """Amounts that add up exactly may not do so in the unit of their table."""
    if works.unit == money.MIXED or works.rounding_told:
        return
    for year in works.years:
        costs = [row.costs[year.text] for row in works.counted if year.text in row.costs]
        added = sum(money.rounded_to(a.yen, works.unit, rounding) for a in costs)
        whole = money.rounded_to(sum(a.yen for a in costs), works.unit, rounding)
        if added != whole and year.text not in works.stated:
            problems.warning(
                "合計",
                f"「{works.title}」の{year}の計は{whole:,}{works.unit}と印刷されますが、"
                f"印刷される行を足すと{added:,}{works.unit}です（端数による差）",
                "端数による差なら「端数処理: はい」と書いてください（その旨の注を印刷します。額は動かしません）",
                year.span(),
            )


def _check_sum(
    name: str, stated: Amount, parts: Sequence[Amount], rounding: money.Rounding, problems: Problems
) -> None:
    added = sum(part.yen for part in parts)
    if added == stated.yen or (added < stated.yen and _unknown(parts)):
        return  # what is not known yet may be the rest
    said = f"「{name}」は{stated.written}と書かれていますが、内訳を足すと{money.scale(added, '千円' if added % 1000 == 0 else '円')}です"
    if may_make(stated, parts, rounding):
        problems.warning("合計", f"{said}（端数の範囲）", "書かれた計をそのまま印刷します", stated.written.span())
    else:
        problems.error(
            "合計",
            said,
            "額を確かめてください。ほかにも掲げる事業には「再掲: はい」と書きます（書かれた計を直すことはしません）",
            stated.written.span(),
        )


def _check_only_year(name: Written, stated: Amount, costs: Sequence[Amount], problems: Problems) -> None:
    """A table of one year has no column of totals: a total of a row that says something else would not be seen."""
    if _unknown(costs) or sum(cost.yen for cost in costs) != stated.yen:
        problems.error(
            "合計",
            f"「{name}」の計（{stated.written}）は、年度が一つの表では印刷されず、書かれた事業費とも違います",
            "「事業費:」の額を直して、「計:」を消してください",
            stated.written.span(),
        )
