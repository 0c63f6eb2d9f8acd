"""Amounts and the total that they should make -> a verdict, and what is said of it. Nothing is ever adjusted to fit."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from pipeline.diagnostics import Problems
from pipeline.kinds.budget.model import Extent
from pipeline.kinds.shared.amounts import Amount, exact_range, may_make
from pipeline.late.dataclass import dataclass
from pipeline.notation.numbers import money
from pipeline.notation.numbers.money import Rounding

TELL = "端数による差なら「端数処理: はい」と書いてください（その旨の注を印刷します。額は動かしません）"


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


def judge(total: Amount, parts: Sequence[Amount], extent: Extent, rounding: Rounding) -> Judged:
    """The verdict on parts that are all of the total, or (主なもの, うち) only some of it.

    Amounts were rounded as the house does: where it rounds half up, n of them differ from their exact sum by n halves of
    the unit at most (domain notes 2.7); where it cuts off, by less than a unit each, and all to one side. Where there
    are reductions (△), some of the parts may well exceed the whole.
    """
    exact = sum(part.yen for part in parts)
    over = exact - total.yen
    if over == 0 or _holds_when_rounded(total, parts, rounding):
        return Judged(Verdict.HOLDS, exact)
    if may_make(total, parts, rounding):
        return Judged(Verdict.ROUNDED, exact)
    if extent == "すべて":
        return Judged(Verdict.WRONG, exact)
    partial = over < 0 or any(part.yen < 0 for part in parts)
    return Judged(Verdict.PARTIAL if partial else Verdict.OVER, exact)


def is_rounded(total: Amount, parts: Sequence[Amount], rounding: Rounding) -> bool:
    """Whether the parts make the total but for their rounding."""
    return judge(total, parts, "すべて", rounding).verdict is Verdict.ROUNDED


def _holds_when_rounded(total: Amount, parts: Sequence[Amount], rounding: Rounding) -> bool:
    """Whether amounts known to different units add up in the coarsest of them: 171百万円 = 2 + 10 + 152 + 7,329千円."""
    coarse = max(a.grain_yen for a in (total, *parts))
    unit = next((u for u, size in money.UNITS.items() if size == coarse), None)
    if unit is None:
        return False
    return sum(money.rounded_to(p.yen, unit, rounding) for p in parts) == money.rounded_to(total.yen, unit, rounding)


@dataclass(frozen=True, slots=True)
class Printed:
    """How a table prints its amounts: the unit, how it is rounded to, and whether it says that its parts need not add up."""

    unit: str
    rounding: Rounding
    rounding_told: bool


def check(
    name: str, total: Amount, parts: Sequence[Amount], extent: Extent, printed: Printed, problems: Problems
) -> None:
    """Reports parts that do not make their total, or do not seem to as they are printed, at the place of the total."""
    judged = judge(total, parts, extent, printed.rounding)
    unit = min((_unit(a) for a in (total, *parts)), key=lambda u: money.UNITS[u])
    added, stated = money.scale(judged.sum_yen, unit), money.scale(total.yen, _unit(total))
    apart = money.scale(abs(judged.sum_yen - total.yen), unit)
    match judged.verdict:
        case Verdict.WRONG:
            problems.error(
                "合計",
                f"「{name}」は{stated}ですが、内訳を足すと{added}です（差{apart}）",
                "額を確かめてください。内訳の一部だけを掲げるのなら「範囲: 主なもの」、「うち」の行には「内数: はい」、"
                "ほかに掲げたものには「再掲: はい」と書きます（額は動かしません）",
                total.written.span(),
            )
        case Verdict.OVER:
            problems.error(
                "合計",
                f"「{name}」は{stated}ですが、その{extent}を足すと{added}で、{apart}超えます",
                "額を確かめてください。ほかに掲げたものが混じるなら、そこに「再掲: はい」と書きます（額は動かしません）",
                total.written.span(),
            )
        case Verdict.ROUNDED if not printed.rounding_told:
            problems.warning(
                "合計",
                f"「{name}」は{stated}ですが、内訳を足すと{added}です（差{apart}は端数の範囲）",
                TELL,
                total.written.span(),
            )
        case Verdict.HOLDS if extent == "すべて" and not printed.rounding_told:
            _check_as_printed(name, total, parts, printed, problems)
        case _:
            pass


def _check_as_printed(name: str, total: Amount, parts: Sequence[Amount], printed: Printed, problems: Problems) -> None:
    """Amounts that add up exactly may not do so in the unit of their table."""
    unit, rounding = printed.unit, printed.rounding
    if unit == money.MIXED:
        return
    whole = money.rounded_to(total.yen, unit, rounding)
    added = sum(money.rounded_to(part.yen, unit, rounding) for part in parts)
    if whole != added:
        problems.warning(
            "合計",
            f"「{name}」は{unit}では{whole:,}{unit}と印刷されますが、印刷される内訳を足すと{added:,}{unit}です（端数による差）",
            TELL,
            total.written.span(),
        )


def _unit(amount: Amount) -> str:
    """The largest unit in which the amount prints whole."""
    sizes = sorted(money.UNITS.items(), key=lambda unit: -unit[1])
    usual = [(u, s) for u, s in sizes if u in ("百万円", "千円", "円")]
    return next((u for u, s in usual if amount.grain_yen % s == 0 and amount.yen % s == 0), "円")


__all__ = ["TELL", "Judged", "Printed", "Verdict", "check", "exact_range", "is_rounded", "judge", "may_make"]
