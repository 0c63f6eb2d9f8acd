"""Numbers, fractions, quantities and money: read strictly, written in every style, rounded openly."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.notation.numbers import money, number, quantity
from pipeline.notation.numbers.number import NumberStyle
from pipeline.notation.problem import NotationError
from tests.notation.strategies import numbers, property_test

STYLES = get_args(NumberStyle)


def value_of(text: str) -> Decimal | None:
    try:
        return number.parse(text).value
    except NotationError:
        return None


@property_test
@given(numbers, st.sampled_from(STYLES), st.sampled_from(["", "-"]))
def test_a_number_is_read_back_from_every_style(value, style, sign):
    value = -value if sign else value

    assert value == number.parse(number.format(value, style)).value


@property_test
@given(st.decimals(-(10**12), 10**12, places=4), st.sampled_from(["plain", "comma", "comma_full"]))
def test_a_decimal_is_read_back_exactly(value, style):
    assert value == number.parse(number.format(value, style)).value


def test_decimals_are_exact_beyond_28_digits():
    digits = "1" * 30 + "." + "2" * 20

    assert Decimal(digits) == number.parse(digits).value


@property_test
@given(st.text(st.sampled_from("0123456789,."), max_size=12))
def test_commas_stand_every_three_digits_or_nowhere(text):
    allowed = re.fullmatch(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?", text)

    assert (Decimal(text.replace(",", "")) if allowed else None) == value_of(text)


@property_test
@given(st.text(st.sampled_from("一二五十百千万億兆"), min_size=1, max_size=9))
def test_kanji_numerals_are_accepted_only_as_they_are_written(text):
    """Digits side by side are positional (二五); all else must be the one way to write its value, 一 apart."""
    value = value_of(text)
    if value is None:
        assert text.replace("一千", "千") != number.format(10**4, "kanji")
        return
    canonical = number.format(value, "kanji")

    positional = re.search("[一二五]{2}", text)
    without_one = re.sub("一(?=[十百千])", "", text)
    assert positional or without_one == canonical


@pytest.mark.parametrize(
    "text",
    ["", " ", "万", "億", "1 234", "△ 5", "12,34", "二十三十", "1億2億", "1万2億", "12345万", "1万0345", "五十音", "1.", ".5",
     "1.5億2万", "1.5千", "+5", "1e5", "1_000", "百〇五", "二5", "0万", "5²", "½", "٣", "Ⅳ", "一・五", "1/2", "△△1"],
)  # fmt: skip
def test_what_is_not_one_number_is_refused(text):
    with pytest.raises(NotationError):
        number.parse(text)


@pytest.mark.parametrize(
    ("value", "style", "written"),
    [
        (10, "kanji", "十"),
        (10000, "kanji", "一万"),
        (10000000, "kanji", "千万"),
        (11111, "kanji", "一万千百十一"),
        (10**16, "kanji", "一京"),
        (1111, "daiji", "壱千壱百壱拾壱"),
        (24, "daiji", "弐拾四"),
        (0, "daiji", "〇"),
        (280, "kanji_positional", "二八〇"),
        (246805000, "man", "2億4680万5000"),
        (9999, "man", "9,999"),
        (-1234567, "comma_full", "△１，２３４，５６７"),
        ("-1234.50", "comma", "△1,234.50"),
        ("-0.00", "plain", "0.00"),
    ],
)
def test_styles(value, style, written):
    assert written == number.format(value, style)


@pytest.mark.parametrize(("value", "style"), [("1.5", "kanji"), ("1.5", "man"), (10**20, "daiji"), ("1,5", "comma")])
def test_a_style_refuses_what_it_cannot_write(value, style):
    with pytest.raises(NotationError):
        number.format(value, style)


@property_test
@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_fraction_is_read_as_written_and_never_reduced(numerator, denominator):
    for text in (f"{numerator}/{denominator}", f"{denominator}分の{numerator}", f"{numerator} ／ {denominator}"):
        parsed = number.parse_fraction(text)

        assert (numerator, denominator) == (parsed.numerator, parsed.denominator)


@pytest.mark.parametrize("text", ["1/0", "1½", "1/2/3", "1.5/2", "分の1", "-1/2"])
def test_what_is_no_fraction_is_refused(text):
    with pytest.raises(NotationError):
        number.parse_fraction(text)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("△ 26,000千円", "-26000000", "円"),
        ("185億3,328万7千円", "18533287000", "円"),
        ("25百万円", "25000000", "円"),
        ("1.5千円", "1500", "円"),
        ("金壱百万円也", "1000000", "円"),
        ("34.3㏊", "34.3", "ha"),
        ("５㎡", "5", "m2"),
        ("60kg/世帯", "60", "kg/世帯"),
        ("80.5％", "80.5", "%"),
    ],
)
def test_a_quantity_is_scaled_to_its_base_unit(text, value, unit):
    parsed = quantity.parse(text)

    assert (Decimal(value), unit) == (parsed.value, parsed.unit)


@pytest.mark.parametrize(
    "text",
    ["5", "円", "約5人", "1,000円以上", "1, 234円", "1 234円", "2泊3日", "金5個", "12,34円", "25百千円", "第3回"],
)
def test_what_is_no_quantity_is_refused(text):
    with pytest.raises(NotationError):
        quantity.parse(text)


@property_test
@given(st.integers(-(10**14), 10**14), st.sampled_from(list(money.UNITS)))
def test_a_scaled_amount_says_no_more_than_its_rounding(amount_yen, unit):
    size = money.UNITS[unit]
    down, near, up = (money.rounded_to(amount_yen, unit, rounding) for rounding in ("floor", "half_up", "ceil"))

    assert abs(down) * size <= abs(amount_yen) <= abs(up) * size
    assert abs(abs(amount_yen) - abs(near) * size) * 2 <= size
    if unit in {"円", "千円", "百万円", "十億円"}:  # 12,345万 is no number: blocks are below 10000
        assert quantity.parse(money.scale(amount_yen, unit)).value == near * size


def test_half_is_rounded_away_from_zero_and_zero_has_no_mark():
    assert "△1千円" == money.scale(-500, "千円")
    assert "0千円" == money.scale(-499, "千円")
    assert "△1千円" == money.scale(-1999, "千円", "floor")
    assert "3千円" == money.scale(2500, "千円")


def test_a_table_is_never_adjusted():
    """Parts that do not add up to their total ask for the note (浜松市 予算案の参考資料)."""
    table = money.scale_table([1500, 1500, 1500], "千円")

    assert ((2, 2, 2), 5, True) == (table.items, table.total, table.note_needed)


def test_an_unknown_unit_is_refused():
    with pytest.raises(NotationError, match="単位はありません"):
        money.scale(1, "ドル")
