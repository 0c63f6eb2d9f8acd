"""Dates: eras, shared days, strictness, styles; every day from 1873 to 2100 there and back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.notation.dates import wareki
from pipeline.notation.dates.era import ERAS, Era
from pipeline.notation.dates.wareki import DateStyle
from pipeline.notation.numbers.numeral import in_kanji
from pipeline.notation.problem import NotationError
from tests.notation.strategies import FIRST, LAST, days, property_test, widths

ALL_DAYS = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]


def code_of(text: str) -> str:
    with pytest.raises(NotationError) as caught:
        wareki.parse(text)
    return caught.value.code


def test_first_year_of_an_era_is_gannen():
    """元年, not 1年 (sample 000, 締結日)."""
    assert "令和元年12月25日" == wareki.format(date(2019, 12, 25))


def test_every_day_is_read_back_from_its_canonical_form():
    for day in ALL_DAYS:
        assert day == wareki.parse_date(wareki.format(day))


@property_test
@given(days, st.sampled_from(get_args(DateStyle)), widths)
def test_a_day_is_read_back_from_every_style(day, style, width):
    assert day == wareki.parse_date(wareki.format(day, style, width))


@property_test
@given(days)
def test_a_parsed_day_keeps_what_was_written_and_its_canonical_form(day):
    text = wareki.format(day, "wareki_short")

    parsed = wareki.parse(text)

    assert text == parsed.text
    assert wareki.format(day) == parsed.canonical


@pytest.mark.parametrize(
    ("shared", "names"),
    [
        (date(1912, 7, 30), ("明治45年7月30日", "大正元年7月30日")),
        (date(1926, 12, 25), ("大正15年12月25日", "昭和元年12月25日")),
    ],
)
def test_a_day_of_two_eras_is_valid_under_both_names(shared, names):
    """即日改元 of 1912 and 1926."""
    assert [shared, shared] == [wareki.parse_date(name) for name in names]
    assert names[1] == wareki.parse(names[0]).canonical


@pytest.mark.parametrize("text", ["平成31年4月", "平成31年", "昭和64年", "大正15年12月", "明治元年", "明治5年"])
def test_a_month_or_year_is_inside_its_era_if_any_day_is(text):
    assert text == wareki.parse(text).canonical


@pytest.mark.parametrize("text", ["平成31年5月", "平成32年", "令和元年4月", "昭和65年"])
def test_a_month_or_year_outside_its_era_is_refused(text):
    assert "era_mismatch" == code_of(text)


@property_test
@given(st.integers(1, 300), st.integers(1, 12), st.integers(1, 28))
def test_lenient_years_past_the_era_follow_plain_arithmetic(year, month, day):
    """平成32年3月31日 is 2020-03-31 (ops: lenient, both before and after)."""
    parsed = wareki.parse_lenient(f"平成{year}年{month}月{day}日")

    assert date(1988 + year, month, day) == parsed.value
    assert wareki.format(parsed.value) == parsed.canonical
    inside = date(1989, 1, 8) <= parsed.value <= date(2019, 4, 30)
    assert ([] if inside else ["era_mismatch"]) == [warning.code for warning in parsed.warnings]


@property_test
@given(st.integers(0, 13), st.integers(0, 32))
def test_only_days_of_the_calendar_are_accepted(month, day):
    """Never rolled over, in either mode."""
    try:
        expected = date(2023, month, day)
    except ValueError:
        assert "invalid_date" == code_of(f"令和5年{month}月{day}日")
        with pytest.raises(NotationError):
            wareki.parse_lenient(f"令和5年{month}月{day}日")
    else:
        assert expected == wareki.parse_date(f"令和5年{month}月{day}日")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("令和0年1月1日", "bad_era_year"),
        ("明治5年12月2日", "pre_gregorian"),
        ("明治5年12月", "pre_gregorian"),
        ("令和6年（2023年）4月1日", "heiki_mismatch"),
        ("令和6年4月1日（火）", "weekday_mismatch"),
        ("24.4.1", "no_era"),
        ("0024年4月1日", "no_era"),
        ("令和6年4月1日頃", "unparseable"),
        ("令和6年4.1", "unparseable"),
        ("令和6.4/1", "unparseable"),
        ("R6-4-1", "unparseable"),
        ("令和0006年4月1日", "unparseable"),
        ("令和6年004月1日", "unparseable"),
        ("令和6年4月（月）", "unparseable"),
        ("同年4月1日", "unparseable"),
        ("令和6年度", "unparseable"),
        ("令和1 2年4月1日", "space_in_number"),
        ("令和٦年4月1日", "foreign_digit"),
        ("令和6年4月1\u202e日", "bidi"),
        ("令和1²年4月1日", "glued_digits"),
    ],
)
def test_a_wrong_date_is_refused_with_its_code(text, code):
    assert code == code_of(text)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("昭和24.4.1", "1949-04-01"),
        ("令元.12.25", "2019-12-25"),
        ("2024-04-01", "2024-04-01"),
        ("2024/4/1", "2024-04-01"),
        ("㍻元年1月8日", "1989-01-08"),
        ("令和弐拾五年壱月弐日", "2043-01-02"),
        ("昭和廿二年四月十七日", "1947-04-17"),
        ("平成二五年〇四月〇一日", "2013-04-01"),
        ("2019年（令和元年）12月25日（水曜日）", "2019-12-25"),
        ("令和元（2019）年12月", "2019-12"),
        ("H28", "2016"),
        ("令\u200b和6年4月1日", "2024-04-01"),
        ("令和6年 4月\u30001日", "2024-04-01"),
    ],
)
def test_accepted_forms(text, iso):
    assert iso == wareki.parse(text).iso


def test_an_error_names_place_and_cure():
    with pytest.raises(NotationError) as caught:
        wareki.parse("令和\u3000２ ５年")

    assert (3, 6) == (caught.value.start, caught.value.end)
    assert "「令和\u3000２ ５年」は数字の間に空白があります" == caught.value.message
    assert "数字を続けて書いてください" == caught.value.cure


def test_a_full_date_is_asked_for_where_one_is_needed():
    with pytest.raises(NotationError, match="日までの日付が要ります"):
        wareki.parse_date("令和6年4月")


def test_wareki_is_refused_before_the_gregorian_calendar():
    with pytest.raises(NotationError, match="明治6年1月1日より前"):
        wareki.format(date(1872, 12, 31))
    assert "1872年12月31日" == wareki.parse("1872-12-31").canonical


def test_a_day_to_be_filled_in_bears_the_era_of_its_time():
    """Of an agreement of 平成29年 the amendment still to come was dated 平成　　年."""
    assert "平成　　年　　月　　日" == wareki.open_day(date(2017, 3, 1))
    assert "令和　　年　　月　　日" == wareki.open_day(None)


@given(st.sampled_from(ERAS), st.integers(1, 70), st.integers(1, 12), st.integers(1, 28))
@example(ERAS[-1], 1, 4, 30)
@example(ERAS[1], 1, 1, 1)
def test_a_day_outside_its_era_is_told_with_the_era_that_it_is_in(era: Era, year: int, month: int, day: int):
    """令和元年4月30日 was to be written by the era after a change that it lies before."""
    try:
        wareki.parse(f"{era.name}{year}年{month}月{day}日")
    except NotationError as error:
        if error.code == "era_mismatch":
            wanted = error.cure.partition("年と書くか")[0]
            assert wareki.parse(f"{wanted}年{month}月{day}日").value == date(era.gregorian_year(year), month, day)


@given(
    st.dates(date(1950, 1, 1), date(2090, 12, 31)),
    st.integers(32, 99),
    st.sampled_from(["wareki", "wareki_kanji", "seireki", "seireki_kanji"]),
)
@property_test
def test_an_error_speaks_as_its_writer_counts_years(day: date, wrong: int, style: DateStyle):
    """「2022年4月の日は…」 was the cure of 令和4年4月31日: a clerk had to count which year that is."""
    said = wareki.format(day, style)
    month = re.sub("[^月]*日$", "", said)
    bad = f"{month}{in_kanji(wrong) if style.endswith('kanji') else wrong}日"

    with pytest.raises(NotationError) as raised:
        wareki.parse(bad)

    assert raised.value.cure.startswith(f"{month}の日は1から")


def test_a_wrong_weekday_is_told_in_the_words_of_the_date():
    with pytest.raises(NotationError, match="（令和4年4月1日は金曜日）"):
        wareki.parse("令和4年4月1日（水）")
    with pytest.raises(NotationError, match="（2022年4月1日は金曜日）"):
        wareki.parse("2022年4月1日（水）")
