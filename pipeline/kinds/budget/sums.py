"""Amounts and the total that they should make -> a verdict, and what is said of it. Nothing is ever adjusted to fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from pipeline.diagnostics import Problems
from pipeline.kinds.budget.amount import Amount
from pipeline.kinds.budget.model import Extent
from pipeline.notation import money


class Verdict(Enum):
    """What the parts are to their total. ROUNDED: they differ by no more than rounding can have made."""

    HOLDS = "合う"
    ROUNDED = "端数の範囲"
    PARTIAL = "一部"
    OVER = "超える"
    WRONG = "合わない"


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict and the exact sum of the parts."""

    verdict: Verdict
    sum_yen: int


def judge(total: Amount, parts: Sequence[Amount], extent: Extent) -> Judged:
    """The verdict on parts that are all of the total, or (主なもの, うち) only some of it.

    n rounded amounts differ from their exact sum by n halves of the unit at most (domain notes 2.7); where there are
    reductions (△), some of the parts may well exceed the whole.
    """
    exact = sum(part.yen for part in parts)
    over = exact - total.yen
    slack_twice = sum(a.grain_yen for a in (total, *parts) if a.grain_yen > 1)
    if over == 0 or _holds_when_rounded(total, parts):
        return Judged(Verdict.HOLDS, exact)
    if abs(over) * 2 <= slack_twice:
        return Judged(Verdict.ROUNDED, exact)
    if extent == "すべて":
        return Judged(Verdict.WRONG, exact)
    partial = over < 0 or any(part.yen < 0 for part in parts)
    return Judged(Verdict.PARTIAL if partial else Verdict.OVER, exact)


def _holds_when_rounded(total: Amount, parts: Sequence[Amount]) -> bool:
    """Whether amounts known to different units add up in the coarsest of them: 171百万円 = 2 + 10 + 152 + 7,329千円.

    They are rounded half up, which papers do unless they say otherwise; a house that cuts off is told of more.
    """
    coarse = max(a.grain_yen for a in (total, *parts))
    unit = next((u for u, size in money.UNITS.items() if size == coarse), None)
    if unit is None:
        return False
    return sum(money.rounded_to(part.yen, unit) for part in parts) == money.rounded_to(total.yen, unit)


def check(
    name: str, total: Amount, parts: Sequence[Amount], extent: Extent, problems: Problems, *, rounding_told: bool
) -> None:
    """Reports parts that do not make their total, at the place of the total."""
    judged = judge(total, parts, extent)
    unit = min((_unit(a) for a in (total, *parts)), key=lambda u: money.UNITS[u])
    added, stated = money.scale(judged.sum_yen, unit), money.scale(total.yen, _unit(total))
    apart = money.scale(abs(judged.sum_yen - total.yen), unit)
    match judged.verdict:
        case Verdict.WRONG:
            problems.error(
                "合計",
                f"「{name}」は{stated}ですが、内訳を足すと{added}です（差{apart}）",
                "額を確かめてください。内訳の一部だけを掲げるのなら「範囲: 主なもの」と書きます（額は動かしません）",
                total.written.span(),
            )
        case Verdict.OVER:
            problems.error(
                "合計",
                f"「{name}」は{stated}ですが、その{extent}を足すと{added}で、{apart}超えます",
                "額を確かめてください。ほかに掲げたものが混じるなら、そこに「再掲: はい」と書きます（額は動かしません）",
                total.written.span(),
            )
        case Verdict.ROUNDED if not rounding_told:
            problems.warning(
                "合計",
                f"「{name}」は{stated}ですが、内訳を足すと{added}です（差{apart}は端数の範囲）",
                "四捨五入などによる差なら「端数処理: はい」と書いてください（その旨の注を印刷します）",
                total.written.span(),
            )
        case _:
            pass


def _unit(amount: Amount) -> str:
    """The largest unit in which the amount prints whole."""
    sizes = sorted(money.UNITS.items(), key=lambda unit: -unit[1])
    usual = [(u, s) for u, s in sizes if u in ("百万円", "千円", "円")]
    return next((u for u, s in usual if amount.grain_yen % s == 0 and amount.yen % s == 0), "円")
