"""Numbers: 1,234 / △二千十九 / 1.5億 / 2分の1 <-> exact values, in the styles of official papers."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Context, Decimal
from typing import Literal

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import LARGE_UNITS, LONGEST, in_kanji, in_positional_kanji, whole_number
from pipeline.notation.problem import NotationError
from pipeline.notation.text.folded_text import Reading, closed_up, read
from pipeline.notation.text.width_policy import apply

NumberStyle = Literal["plain", "comma", "comma_full", "kanji", "kanji_positional", "daiji", "man"]

# Source: samples 004 and 浜松市 当初予算案の参考資料 (△), spreadsheets (▲ and the minus signs).
MINUS = "△▲−-"
# The default context of decimal would round silently after 28 digits.
_EXACT = Context(prec=2 * LONGEST)

_DECIMAL = regex(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]+)([万億兆京])?")
_SCALES = dict(LARGE_UNITS)
_WRITTEN = regex(r"(-?)([0-9]+)(\.[0-9]+)?")
_FRACTION = regex(r"([^/⁄分の]+)[/⁄]([^/⁄分の]+)")
_BUN_NO = regex("([^/⁄分の]+)分の([^/⁄分の]+)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written and its exact value."""

    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Fraction:
    """2分の1 as written: never reduced."""

    text: str
    numerator: int
    denominator: int


def parse(text: str) -> Number:
    """Strict: commas every three digits or none, falling units, blocks below 10000, no inner white space.

    Raises NotationError for anything that is not exactly one number (12,34 / 二十三十 / 1億2億 / 五十音).
    """
    reading = read(text)
    copy = reading.text.strip(" ")
    value = None if " " in copy else value_of(copy)
    if value is None:
        raise bad_number(reading)
    return Number(text, value)


def value_of(copy: str) -> Decimal | None:
    """The value of a folded text, with its sign, or None."""
    negative = copy[:1] != "" and copy[0] in MINUS
    value = _unsigned(copy[1:] if negative else copy)
    return -value if value and negative else value


def _unsigned(copy: str) -> Decimal | None:
    if not copy or len(copy) > LONGEST:
        return None
    match = _DECIMAL.fullmatch(copy)
    if match is None:
        whole = whole_number(copy)
        return None if whole is None else Decimal(whole)
    whole_part, places, unit = match.groups()
    value = Decimal(f"{whole_part.replace(',', '')}.{places}")
    if unit is None:
        return times(value, 1)
    return times(value, _SCALES[unit]) if 0 < value < 10000 else None


def times(value: Decimal, scale: int) -> Decimal:
    """The exact product without trailing zeros or exponent: 150000000 for 1.5 x 10**8, 34.3 for 34.30 x 1."""
    product = _EXACT.multiply(value, Decimal(scale))
    whole = product.to_integral_value()
    return _EXACT.quantize(whole, Decimal(1)) if product == whole else _EXACT.normalize(product)


def bad_number(reading: Reading) -> NotationError:
    """The error for a text that is not exactly one number."""
    return reading.error(
        "bad_number",
        f"「{reading.source}」は数として読めません",
        "「1,234」「34.3」「二千十九」のように書いてください",
    )


def parse_fraction(text: str) -> Fraction:
    """1/2 or 2分の1. Raises NotationError for a denominator of 0 and for 1½ and its like."""
    reading = closed_up(text)
    if match := _FRACTION.fullmatch(reading.text):
        numerator, denominator = whole_number(match[1]), whole_number(match[2])
    elif match := _BUN_NO.fullmatch(reading.text):
        denominator, numerator = whole_number(match[1]), whole_number(match[2])
    else:
        numerator = denominator = None
    if numerator is None or not denominator:
        raise reading.error(
            "bad_number",
            f"「{text}」は分数として読めません",
            "「1/2」「2分の1」のように書いてください",
        )
    return Fraction(text, numerator, denominator)


def format(value: int | Decimal | str, style: NumberStyle = "comma", negative: str = "△") -> str:  # noqa: A001
    """The number in a style of the house; a negative one has the mark `negative`, a zero never.

    A str is a plain decimal numeral such as "-1234.50", whose decimal places are kept.
    Raises NotationError for a str that is none, and for decimals or 10**20 in a style of whole numbers.
    """
    sign, whole, places = _written(value)
    text = _WRITERS[style](whole, places)
    is_zero = whole == 0 and not places.strip(".0")
    return text if is_zero or not sign else negative + text


def _written(value: int | Decimal | str) -> tuple[str, int, str]:
    """Sign, whole part and decimal places with their point."""
    text = value if isinstance(value, str) else f"{value:f}" if isinstance(value, Decimal) else str(value)
    match = _WRITTEN.fullmatch(text) if text.isascii() and len(text) <= 2 * LONGEST else None
    if match is None:
        raise bad_number(Reading(text, text))
    return match[1], int(match[2]), match[3] or ""


def _plain(whole: int, places: str) -> str:
    return f"{whole}{places}"


def _comma(whole: int, places: str) -> str:
    return f"{whole:,}{places}"


def _comma_full(whole: int, places: str) -> str:
    return apply(_comma(whole, places), "full")


def _kanji(whole: int, places: str) -> str:
    return in_kanji(_only_whole(whole, places))


def _kanji_positional(whole: int, places: str) -> str:
    return in_positional_kanji(_only_whole(whole, places))


def _daiji(whole: int, places: str) -> str:
    """壱百弐拾参万: only 一二三十 are replaced, and 壱 stands before 拾, 百 and 千."""
    kanji = in_kanji(_only_whole(whole, places))
    return re.sub("(?<![一二三四五六七八九])(?=[十百千])", "一", kanji).translate(_DAIJI)


def _man(whole: int, places: str) -> str:
    """1億2345万: blocks without commas, but 4,000 below 10,000."""
    if _only_whole(whole, places) < 10000:
        return f"{whole:,}"
    text = ""
    for unit, scale in (*LARGE_UNITS, ("", 1)):
        block, whole = divmod(whole, scale)
        if block:
            text += f"{block}{unit}"
    return text


def _only_whole(whole: int, places: str) -> int:
    if places or whole >= 10**20:
        raise NotationError(
            "out_of_style",
            0,
            0,
            f"「{whole}{places}」はこの書き方では表せません",
            "整数にするか、算用数字の書き方を選んでください",
        )
    return whole


# Source: 商業登記規則第48条 and 戸籍法施行規則第31条: the 大字 壱弐参拾.
_DAIJI = str.maketrans("一二三十", "壱弐参拾")

_WRITERS: dict[NumberStyle, Callable[[int, str], str]] = {
    "plain": _plain,
    "comma": _comma,
    "comma_full": _comma_full,
    "kanji": _kanji,
    "kanji_positional": _kanji_positional,
    "daiji": _daiji,
    "man": _man,
}
