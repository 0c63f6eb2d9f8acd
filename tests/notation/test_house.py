"""A house style: one place decides widths and marks."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.notation.house_style import Comma, House
from pipeline.notation.text.width_policy import DigitWidth, Wave

DIGITS: tuple[DigitWidth, ...] = ("half", "full", "single_full")
COMMAS: tuple[Comma, ...] = ("、", "，")
WAVES: tuple[Wave | None, ...] = (None, "FF5E", "301C")
ALL = [House(digits, comma, wave) for digits, comma, wave in itertools.product(DIGITS, COMMAS, WAVES)]


@pytest.mark.parametrize("house", ALL)
@given(st.text("第1２条、，。～〜aＡ12,345.6（）漢ｱﾞ@:/", max_size=30))
def test_printing_twice_equals_once(house: House, text: str):
    once = house.text(text)

    assert once == house.text(once)


@pytest.mark.parametrize(
    ("house", "expected"),
    [
        (House("half"), "第3条、平成26年8月25日、1,234人～"),
        (House("single_full"), "第３条、平成26年８月25日、1,234人～"),
        (House("full", "，", "301C"), "第３条，平成２６年８月２５日，１，２３４人〜"),
    ],
)
def test_a_text_in_three_houses(house: House, expected: str):
    assert expected == house.text("第3条、平成26年8月25日、1,234人～")


@pytest.mark.parametrize("house", [House(), House("full", "，", "FF5E"), House("single_full")])
@pytest.mark.parametrize("address", ["https://example.jp/a1?b=2,3~c", "kikaku-1@town.example.jp"])
def test_an_address_leads_where_it_led(house: House, address: str):
    """ｈｔｔｐｓ：// of full width is none that a browser opens, or a reader can type."""
    assert f"（{address}）を見る。" == house.text(f"（{address}）を見る。")
