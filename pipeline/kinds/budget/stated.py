"""Figures that a clerk wrote down beside those that can be computed -> the same, if they can be right; else an error.

Amounts are known down to a unit; what follows from them is known within a range, and a stated figure must lie in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.diagnostics import Problems
from pipeline.kinds.budget import rates, sums
from pipeline.kinds.budget.charts import Sums
from pipeline.kinds.budget.model import Stated, Tier, Total
from pipeline.kinds.budget.sums import Printed, exact_range
from pipeline.kinds.shared.amounts import Amount


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


def total(name: str, computed: Sums, rows: Sequence[Tier], given: Total, printed: Printed, problems: Problems) -> Sums:
    """A total with the figures that are stated in the place of those computed. All are checked against the rows."""
    for tier in ("now", "before", "last"):
        amount, parts = getattr(given, tier), [a for row in rows if (a := getattr(row, tier)) is not None]
        if amount is not None:
            sums.check(name, amount, parts, "すべて", printed, problems)
    for fund, amount in given.funds.items():
        parts = [row.funds[fund] for row in rows if fund in row.funds]
        sums.check(f"{name}」の財源「{fund}", amount, parts, "すべて", printed, problems)
    funds = dict(computed.funds) | {fund: amount.yen for fund, amount in given.funds.items()}
    if given.change is not None or given.rate is not None:
        check(name, _filled(given, rows), given, printed, problems)
    return replace(
        computed,
        now=given.now.yen if given.now is not None else computed.now,
        before=given.before.yen if given.before is not None else computed.before,
        last=given.last.yen if given.last is not None else computed.last,
        funds=tuple(funds.items()),
        change=given.change,
        rate=given.rate,
    )


def _filled(given: Total, rows: Sequence[Tier]) -> Total:
    """A stated total with the sums of its rows where it says nothing."""

    def added(tier: str) -> Amount | None:
        parts: list[Amount] = [a for row in rows if (a := getattr(row, tier)) is not None]
        if not parts:
            return None
        # Each part is off by its own rounding, and so is their sum.
        grain = sum(part.grain_yen for part in parts if part.grain_yen > 1) or 1
        return Amount(sum(part.yen for part in parts), grain, parts[0].written)

    return given.model_copy(update={tier: getattr(given, tier) or added(tier) for tier in ("now", "before")})


def with_now(row: Sums, amount: Amount) -> Sums:
    """The row with this amount of this year."""
    return replace(row, now=amount.yen)
