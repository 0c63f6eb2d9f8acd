"""Amounts of money and rates as clerks write them: 21,246千円, △3百万円, 1/2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Annotated, ClassVar, assert_never

from pydantic import PlainValidator, WithJsonSchema

from pipeline.diagnostics import Problems, Written
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.house_style import House
from pipeline.notation.numbers import money, number, quantity
from pipeline.notation.problem import NotationError
from pipeline.notation.text import width_policy
from pipeline.source.fields import FieldError, InHouse

# A number that says no unit.
_BARE = regex("[△▲－-]?[0-9０-９,，.．]+")
_CURE = "「2,696千円」「△3百万円」のように、数と単位だけを書いてください"
# Several times what the state owes.
_MOST_YEN = 10**16
# The longest first: 百万円 ends in 円 too.
_UNITS = sorted(money.UNITS, key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class Amount:
    """Exact yen as written. `grain_yen` is down to what they are known: 1,000 for 2,696千円, 100,000 for 2.1百万円."""

    yen: int
    grain_yen: int
    written: Written
    # 「－」: no amount, which is not 0 where it prints.
    is_none: bool = False
    # 「△0千円」: less than nothing, and nearer to it than the unit tells.
    is_minus_zero: bool = False

    def printed(self, unit: str) -> InHouse:
        """In the unit of a sheet, rounded in the house's way: 7,329千円 is 7百万円 there."""
        return InHouse(partial(_with_unit, self.yen, unit), self.written)

    def bare(self, unit: str) -> InHouse:
        """The same without the unit, which stands above the table."""
        return InHouse(partial(_minus_zero if self.is_minus_zero else _bare, self.yen, unit), self.written)


def exact_range(amount: Amount, rounding: money.Rounding) -> tuple[Fraction, Fraction]:
    """The least and the most yen that an amount may have been; rounding acts on the magnitude."""
    yen, grain = Fraction(amount.yen), amount.grain_yen
    if grain == 1:
        return yen, yen
    match rounding:
        case "half_up":
            low, high = Fraction(grain, 2), Fraction(grain, 2)
        case "floor":
            low, high = Fraction(grain - 1 if yen <= 0 else 0), Fraction(grain - 1 if yen >= 0 else 0)
        case "ceil":
            low, high = Fraction(grain - 1 if yen > 0 else 0), Fraction(grain - 1 if yen < 0 else 0)
        case _:
            assert_never(rounding)
    return yen - low, yen + high


def may_make(total: Amount, parts: Sequence[Amount], rounding: money.Rounding) -> bool:
    """Whether there are exact amounts that round to these, and of which the parts make the total."""
    least, most = exact_range(total, rounding)
    ends = [exact_range(part, rounding) for part in parts]
    return sum(low for low, _ in ends) <= most and sum(high for _, high in ends) >= least


def bare(yen: int, unit: str) -> InHouse:
    """An amount that was computed, without its unit."""
    return InHouse(partial(_bare, yen, unit))


def tell_lost(amounts: Iterable[Amount], unit: str, rounding: money.Rounding, problems: Problems) -> None:
    """Tells of amounts of which a table prints nothing (400円 in 千円), or not the decimals that are written (1.5兆円 in 兆円).

    That other digits are rounded off is what a unit is for.
    """
    if unit == money.MIXED:
        return
    rounded = [(a, money.rounded_to(a.yen, unit, rounding)) for a in amounts if a.yen % money.UNITS[unit]]
    lost = [a for a, count in rounded if count == 0]
    cut = [(a, count) for a, count in rounded if count and "." in width_policy.apply(a.written.text, "half")]
    cure = "表の「単位」を小さくしてください。このままでよければ「端数処理: はい」と書いてください（その旨の注を印刷します）"
    if lost:
        said = f"「{lost[0].written}」{_and_others(lost)}は、この表の単位（{unit}）では「0」と印刷します"
        problems.warning("単位", said, f"額がないと読まれます。{cure}", lost[0].written.span())
    if cut:
        (first, _), *_ = cut
        said = f"「{first.written}」{_and_others(cut)}は、書いた端数を丸めて「{money.scale(first.yen, unit, rounding)}」と印刷します"
        problems.warning("単位", said, cure, first.written.span())


def _and_others(found: Sequence[object]) -> str:
    return f"など{len(found)}か所" if len(found) > 1 else ""


# A rate as it is written: △33.3%, 5.0％.
_RATE_WRITTEN = regex(r"([△▲−－-]?)([0-9０-９.．,，]+)[%％]")


def stated_rate(written: Written) -> InHouse | Written:
    """A rate that was written down, with the signs of the house, as computed ones have them; words (皆増) as they are."""
    match = _RATE_WRITTEN.fullmatch(written.text.strip())
    if match is None:
        return written
    return InHouse(partial(_stated_rate, match[1] != "", width_policy.apply(match[2], "half")), written)


def _stated_rate(negative: bool, figures: str, house: House) -> str:
    return house.percent(f"{house.negative if negative else ''}{figures}")


def _with_unit(yen: int, unit: str, house: House) -> str:
    return house.amount(yen, unit)


def _bare(yen: int, unit: str, house: House) -> str:
    return house.amount(yen, unit).removesuffix(unit)


def _minus_zero(yen: int, unit: str, house: House) -> str:
    return f"{house.negative}{_bare(yen, unit, house)}"


def _amount(value: object) -> Amount:
    text = value.text.strip() if isinstance(value, Written) else ""
    if not isinstance(value, Written) or not text:
        raise FieldError("金額", "金額が書かれていません", "「2,696千円」のように、単位を付けて書いてください")
    blocks = money.parse_blocks(text)
    if blocks is not None:
        return _made(blocks.yen, blocks.grain_yen, value)
    try:
        parsed = quantity.parse(text)
    except NotationError as error:
        bare = _BARE.fullmatch(text) is not None
        raise FieldError(
            "金額",
            f"「{text}」に単位がありません" if bare else f"「{text}」は金額として読めません",
            f"「{text}千円」のように、単位を付けて書いてください" if bare else _CURE,
            error.start,
            error.end,
        ) from error
    folded = width_policy.apply(text, "half").removesuffix("也")
    unit = next((u for u in _UNITS if folded.endswith(u)), None)
    if parsed.unit != "円" or unit is None:
        raise FieldError("金額", f"「{text}」は金額ではありません", "「2,696千円」のように、単位を付けて書いてください")
    places = len(folded.removesuffix(unit).partition(".")[2])
    grain, rest = divmod(money.UNITS[unit], 10**places)
    if rest or parsed.value != parsed.value.to_integral_value():
        raise FieldError("金額", f"「{text}」には1円に満たない端数があります", "円までで書いてください")
    return _made(int(parsed.value), grain, value)


def _made(yen: int, grain_yen: int, value: Written) -> Amount:
    if abs(yen) > _MOST_YEN:
        raise FieldError(
            "金額", f"「{value}」は、金額として大きすぎます", "桁と、千円・百万円などの単位を確かめてください"
        )
    return Amount(yen, grain_yen, value, is_minus_zero=yen == 0 and value.text.strip()[0] in number.MINUS)


# A text of figures, marks and units alone is meant as an amount; any other is words.
_MEANT_AS_AMOUNT = regex(r"[△▲－−-]?[0-9０-９,，.．兆億万千百十円\s]+")


def _amount_or_words(value: object) -> Amount | Written:
    if isinstance(value, Written) and value.text.strip() and not _MEANT_AS_AMOUNT.fullmatch(value.text.strip()):
        return value
    return _amount(value)


_DASHES = frozenset("－-―−–—ー‐")


def amount_or_none(value: object) -> Amount:
    """An amount as a clerk writes it, or 「－」."""
    if isinstance(value, Written) and value.text.strip() in _DASHES:
        return Amount(0, 1, value, is_none=True)
    return _amount(value)


def _unit(value: object) -> str:
    text = value.text.strip() if isinstance(value, Written) else ""
    if text not in (*money.UNITS, money.MIXED):
        raise FieldError(
            "単位",
            f"「{text}」という金額の単位はありません",
            f"{'、'.join((*money.UNITS, money.MIXED))}のどれかにしてください",
        )
    return text


@dataclass(frozen=True, slots=True)
class Rate:
    """A share as written: 1/2, never reduced."""

    wording_names: ClassVar[Mapping[str, str]] = {"値": "written"}

    value: Fraction
    written: Written


def _rate(value: object) -> Rate:
    text = value.text.strip() if isinstance(value, Written) else ""
    try:
        parsed = number.parse_fraction(text)
    except NotationError as error:
        raise FieldError("割合", error.message, error.cure) from error
    assert isinstance(value, Written)
    return Rate(Fraction(parsed.numerator, parsed.denominator), value)


Yen = Annotated[
    Amount,
    PlainValidator(_amount),
    WithJsonSchema({"type": "string", "description": "金額。単位を付けて書きます（例: 2,696千円、△3百万円）"}),
]
# The same, or 「－」 where there is no amount.
YenOrNone = Annotated[
    Amount,
    PlainValidator(amount_or_none),
    WithJsonSchema({"type": "string", "description": "金額（例: 2,696千円、1億2,328万7千円）。額がないときは「－」"}),
]
# The same, or words where the amount is not a figure: 元金及び利子に相当する額.
YenOrWords = Annotated[
    Amount | Written,
    PlainValidator(_amount_or_words),
    WithJsonSchema(
        {"type": "string", "description": "金額（例: 425,000千円）か、額を示す文（例: 元金及び利子に相当する額）"}
    ),
]
Unit = Annotated[str, PlainValidator(_unit), WithJsonSchema({"enum": [*money.UNITS, money.MIXED]})]
Share = Annotated[Rate, PlainValidator(_rate), WithJsonSchema({"type": "string", "description": "割合（例: 1/2）"})]
