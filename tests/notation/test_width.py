"""Widths: each policy does its part, twice is once, and names pass byte for byte."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.notation.problem import NotationError
from pipeline.notation.text import letterspacing, width_policy
from tests.notation.strategies import numbers, policies, property_test, texts, waves, widths


@property_test
@given(texts, policies, waves)
def test_normalising_twice_is_normalising_once(text, policy, wave):
    once = width_policy.apply(text, policy, wave)

    assert once == width_policy.apply(once, policy, wave)


@property_test
@given(texts, widths)
def test_every_width_of_a_text_folds_to_the_same_half_width(text, policy):
    assert width_policy.apply(text, "half") == width_policy.apply(width_policy.apply(text, policy), "half")


@property_test
@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"]), max_size=12))
def test_names_survive_byte_for_byte(name):
    assert name.encode() == width_policy.apply(name, "name").encode()


@pytest.mark.parametrize(
    "name", ["髙橋", "山﨑", "神\ufa19", "塚\ufa10", "福\ufa1b", "辻\U000e0100", "𠮷野", "邊見", "德川", "ｱﾍﾞ"]
)
def test_glyphs_of_names_survive_every_policy_but_for_halfwidth_kana(name):
    """NFC and NFKC would change 塚, 晴, 神, 祥, 福 (行政事務標準文字 keeps them)."""
    assert name == width_policy.apply(name, "name")
    assert name == width_policy.apply(name, "safe")
    if "ｱ" not in name:
        assert [name] * 3 == [width_policy.apply(name, policy) for policy in ("half", "full", "single_full")]


@pytest.mark.parametrize("char", ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\0", "\n", "\x7f", "\x85"])
def test_a_name_with_an_unseen_character_is_refused(char):
    with pytest.raises(NotationError) as caught:
        width_policy.apply(f"山田{char}太郎", "name")

    assert (2, 3) == (caught.value.start, caught.value.end)


@property_test
@given(texts)
def test_safe_changes_nothing_that_can_be_seen(text):
    """Nothing but line ends, invisible characters, hard spaces and split kana."""
    unsafe = "[\r\u0085\u2028\u2029\u00ad\u061c\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\u00a0\u2007\u202f\u3099\u309a]"
    if re.search(unsafe, text) is None:
        assert text == width_policy.apply(text, "safe")


@pytest.mark.parametrize(
    ("text", "policy", "expected"),
    [
        ("①㈱Ⅲ～〜－—　（）￥", "full", "①㈱Ⅲ～〜－—　（）￥"),
        ("（１）", "half", "（1）"),
        ("１，２３４．５", "half", "1,234.5"),
        ("１，a．２", "half", "1，a．2"),
        ("第３条の２第１０項", "single_full", "第３条の２第10項"),
        ("1.5倍、3ha、A4判、GX2", "single_full", "1.5倍、3ha、A4判、GX2"),
        ("1,234.5", "full", "１，２３４．５"),
        ("A.B,C", "full", "Ａ.Ｂ,Ｃ"),
        ("ﾊﾟｰﾄ｡ｶ\u3099", "half", "パート。ガ"),
        ("か\u3099う\u3099あ\u3099", "safe", "がゔあ\u3099"),
        ("ｶﾞ Ａ", "safe", "ｶﾞ Ａ"),
        ("a\u2028b\u0085c\r\n", "safe", "a\nb\nc\n"),
    ],
)
def test_what_each_policy_does(text, policy, expected):
    assert expected == width_policy.apply(text, policy)


def test_one_wave_dash():
    assert "1～2～3" == width_policy.apply("1～2〜3", "safe", "FF5E")
    assert "1〜2〜3" == width_policy.apply("1～2〜3", "safe", "301C")
    assert "1～2〜3" == width_policy.apply("1～2〜3", "safe")


@property_test
@given(numbers, widths)
def test_digits_follow_the_policy(value, policy):
    written = width_policy.digits(value, policy)

    wide = policy == "full" or (policy == "single_full" and value < 10)
    assert str(value) == unicodedata.normalize("NFKC", written)
    assert wide != written.isascii()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("移 住 交 流", "移住交流"),
        ("目\u3000的", "目的"),
        ("医 療 ・ 保 健", "医療・保健"),
        ("セ ン タ ー", "センター"),
        ("移住 定住促進", "移住 定住促進"),
        ("1 事 業", "1 事 業"),
        ("目", "目"),
        ("", ""),
        ("A B", "A B"),
    ],
)
def test_a_heading_is_joined_only_if_it_is_spaced_letter_by_letter(text, expected):
    assert expected == letterspacing.collapse(text)
