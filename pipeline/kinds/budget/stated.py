"""Figures that a clerk wrote down beside those that can be computed -> the same, if they can be right; else an error.

Amounts are known down to a unit; what follows from them is known within a range, and a stated figure must lie in it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from pipeline.diagnostics import Problems
from pipeline.kinds.budget import parts, rates, sums
from pipeline.kinds.budget.charts import Sums
from pipeline.kinds.budget.model import Comparison, Group, Stated, Tier, TierName, Total
from pipeline.kinds.budget.sums import Printed, exact_range
from pipeline.kinds.shared.amounts import Amount

TIERS: tuple[TierName, ...] = get_args(TierName)


def check(name: str, row: Tier | Total, given: Stated, printed: Printed, problems: Problems) -> None:
    """Reports a stated 増減 or 増減率 that the amounts of its row cannot make."""
    now, before = row.now, row.before
    if given.change is not None:
        _check_change(name, now, before, given.change, printed, problems)
    if given.rate is None:
        return
    if now is None or not rates.can_be(
        given.rate.text,
        exact_range(now, printed.rounding),
        exact_range(before, printed.rounding) if before is not None else None,
    ):
        problems.error(
            "増減率",
            f"「{name}」の増減率「{given.rate}」は、当初と前年度当初からは出ない率です",
            "額か率を確かめてください。「増減率:」を消せば、計算して印刷します（書かれた率を直すことはしません）",
            given.rate.span(),
        )


def _check_change(
    name: str, now: Amount | None, before: Amount | None, change: Amount, printed: Printed, problems: Problems
) -> None:
    if now is None or before is None:
        if not change.is_none:
            problems.error(
                "増減",
                f"「{name}」に増減がありますが、当初か前年度当初がありません",
                "「当初:」と「前年度当初:」を書くか、増減を「－」にしてください",
                change.written.span(),
            )
        return
    (low, high), (least, most) = exact_range(now, printed.rounding), exact_range(before, printed.rounding)
    below, above = exact_range(change, printed.rounding)
    if not (low - most <= above and below <= high - least):
        problems.error(
            "増減",
            f"「{name}」の増減「{change.written}」は、当初{now.written}と前年度当初{before.written}の差になりません",
            "額を確かめてください。「増減:」を消せば、計算して印刷します（書かれた増減を直すことはしません）",
            change.written.span(),
        )
    elif change.yen != now.yen - before.yen and not printed.rounding_told:
        problems.warning(
            "増減",
            f"「{name}」の増減「{change.written}」は、印刷される当初と前年度当初の差と端数だけ違います",
            sums.TELL,
            change.written.span(),
        )


def total(
    name: str, computed: Sums, held: Comparison | Group, given: Total, printed: Printed, problems: Problems
) -> Sums:
    """A total with the figures that are stated in the place of those computed. All are checked against what makes them up."""
    for tier in TIERS:
        amount, made = given.tier(tier), parts.amounts(held, tier)
        if amount is not None:
            sums.check(name, amount, made, "すべて", printed, problems)
    funded = parts.all_funded(held)
    for fund, amount in given.funds.items():
        made = parts.shares(held, fund)
        if made or funded:
            # Where some rows do not say where their money comes from, those that do are only some of it.
            sums.check(f"{name}」の財源「{fund}", amount, made, "すべて" if funded else "うち", printed, problems)
    funds = dict(computed.funds) | {fund: amount.yen for fund, amount in given.funds.items()}
    _check_funding(name, held, given, printed, problems)
    if given.change is not None or given.rate is not None:
        check(name, _filled(given, held), given, printed, problems)
    return replace(
        computed,
        name=given.name or computed.name,
        now=given.now.yen if given.now is not None else computed.now,
        before=given.before.yen if given.before is not None else computed.before,
        last=given.last.yen if given.last is not None else computed.last,
        funds=tuple(funds.items()),
        change=given.change,
        rate=given.rate,
    )


def _check_funding(name: str, held: Comparison | Group, given: Total, printed: Printed, problems: Problems) -> None:
    """The funds that are stated for a whole must make up its amount, with those that its rows make."""
    if not given.funds:
        return
    whole = given.now or _sum(held, "now")
    made = [amount for fund, amount in given.funds.items()]
    made += [amount for fund in parts.funds(held) if fund not in given.funds for amount in parts.shares(held, fund)]
    if whole is not None:
        first = next(iter(given.funds.values()))
        sums.check(
            f"{name}」の財源「{'、'.join(given.funds)}",
            replace(whole, written=first.written),
            made,
            "すべて",
            printed,
            problems,
        )


def _sum(held: Comparison | Group, tier: TierName) -> Amount | None:
    made = parts.amounts(held, tier)
    if not made:
        return None
    # Each part is off by its own rounding, and so is their sum.
    grain = sum(part.grain_yen for part in made if part.grain_yen > 1) or 1
    return Amount(sum(part.yen for part in made), grain, made[0].written)


def _filled(given: Total, held: Comparison | Group) -> Total:
    """A stated total with the sums of its rows where it says nothing."""
    return given.model_copy(update={tier: given.tier(tier) or _sum(held, tier) for tier in ("now", "before")})


def with_now(row: Sums, amount: Amount) -> Sums:
    """The row with this amount of this year."""
    return replace(row, now=amount.yen)
