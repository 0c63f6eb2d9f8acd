"""Schemes of numbering: each series counts from the sign that it is written by, and only from its first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.notation.numbers import enumeration
from pipeline.notation.numbers.scheme import first_label, scheme

FRAMES = st.sampled_from([("", ""), ("(", ")"), ("（", "）"), ("", ".")])
SERIES = (
    *enumeration.SIGNS,
    enumeration.CIRCLED[1:],
    enumeration.ROMAN_CHARACTERS,
    enumeration.AIUEO.replace("イ", ""),  # イ begins イロハ
)


@given(st.sampled_from(enumeration.SIGNS), FRAMES, st.integers(1, 10))
def test_single_signs_count_in_their_order(series: str, frame: tuple[str, str], number: int):
    """㋐ stood before every item of a list."""
    before, after = frame
    made = scheme(f"{before}{series[0]}{after}")

    assert f"{before}{series[number - 1]}{after}" == made.label(number)
    assert number == made.number(made.label(number))


@pytest.mark.parametrize(
    ("sample", "labels"),
    [
        ("(ｱ)", ["(ア)", "(イ)", "(ウ)"]),
        ("ｱ", ["ア", "イ", "ウ"]),
        ("（ｲ）", ["（イ）", "（ロ）", "（ハ）"]),
        ("(あ)", ["(あ)", "(い)", "(う)"]),
        ("い", ["い", "ろ", "は"]),
        ("甲", ["甲", "乙", "丙"]),
        ("あり", ["あり", "あり", "あり"]),
        ("甲案", ["甲案", "甲案", "甲案"]),
    ],
)
def test_kana_of_either_width_hiragana_and_stems_count_where_they_are_no_words(sample: str, labels: list[str]):
    """(ｱ) was printed (ア) before every item of its list."""
    made = scheme(sample)

    assert labels == [made.label(n) for n in (1, 2, 3)]
    assert first_label(sample) is None


@given(st.sampled_from(SERIES), FRAMES, st.data())
def test_a_later_sign_is_told_with_the_first_of_its_series(series: str, frame: tuple[str, str], data: st.DataObject):
    before, after = frame
    sign = data.draw(st.sampled_from(series[1:]))

    assert f"{before}{series[0]}{after}" == first_label(f"{before}{sign}{after}")
    assert first_label(f"{before}{series[0]}{after}") is None


@given(st.sampled_from(["第{}章", "{}", "({})", "資料{}", "政策1-{}", "{}．"]), st.integers(2, 200))
def test_a_later_number_is_told_with_one_in_its_place(form: str, number: int):
    """番号: 第2章 gave every chapter the number 2, and 第12章 counted 第12章, 第22章, 第32章."""
    assert form.format(1) == first_label(form.format(number))
    assert first_label(form.format(1)) is None


@pytest.mark.parametrize(
    ("later", "first"),
    [
        ("第二章", "第一章"),
        ("(b)", "(a)"),
        ("（C）", "（A）"),
        ("(二)", "(一)"),
        ("第三", "第一"),
        ("(う)", "(あ)"),
        ("（丙）", "（甲）"),
        ("(ｳ)", "(ア)"),
    ],
)
def test_letters_and_kanji_are_told_where_they_count(later: str, first: str):
    assert first == first_label(later)


@pytest.mark.parametrize(
    "sign",
    ["", "○", "・", "※", "《》", "（）", "〔参考〕", "イ", "i", "KPI", "STEP1", "資料1", "x", "第一章", "1-1", "十"],
)
def test_signs_and_first_labels_stay(sign: str):
    assert first_label(sign) is None
