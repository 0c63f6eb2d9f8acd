"""Periods in words, and the reckoning of periods and ages in law."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.notation.dates import durations, period, wareki
from pipeline.notation.problem import NotationError
from tests.notation.strategies import days, property_test


@pytest.mark.parametrize(
    ("text", "start", "end", "count"),
    [
        ("令和6年4月1日から翌年3月31日まで", "2024-04-01", "2025-03-31", 365),
        ("令和6年4月1日から同月30日まで", "2024-04-01", "2024-04-30", 30),
        ("令和6年12月10日から翌月5日まで", "2024-12-10", "2025-01-05", 27),
        ("平成31年4月1日～6月30日", "2019-04-01", "2019-06-30", 91),
        ("平成31年1月～12月", "2019-01", "2019-12", 12),
        ("H30.4.1～9.30", "2018-04-01", "2018-09-30", 183),
        ("H30.4～31.3", "2018-04", "2019-03", 12),
        ("R6.4.1～30", "2024-04-01", "2024-04-30", 30),
        ("H30～R2年度", "FY2018", "FY2020", 3),
        ("令和6年度から翌年度まで", "FY2024", "FY2025", 2),
        ("令和6年度（2024年度）～令和10年度（2028年度）", "FY2024", "FY2028", 5),
        ("2024/4/1〜4/30", "2024-04-01", "2024-04-30", 30),
        ("令和3年4月から令和8年3月まで（5年間）", "2021-04", "2026-03", 60),
        ("令和3年4月1日から令和8年3月31日までの60か月", "2021-04-01", "2026-03-31", 1826),
        ("令和7年3月31日まで", None, "2025-03-31", None),
        ("令和6年4月1日から", "2024-04-01", None, None),
    ],
)
def test_what_the_right_end_leaves_out_is_taken_from_the_left(text, start, end, count):
    parsed = period.parse(text)

    assert (start, end, count) == (parsed.start, parsed.end, parsed.count)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("6月7日～23日", "2017-06-07", "2017-06-23"),
        ("4月～翌年3月", "2017-04", "2018-03"),
        ("～6月23日", None, "2017-06-23"),
    ],
)
def test_a_year_from_the_context_is_given_by_the_caller(text, start, end):
    """Sample 004: 6 月 7 日～6 月 23 日."""
    parsed = period.parse(text, base_year=2017)

    assert (start, end) == (parsed.start, parsed.end)
    with pytest.raises(NotationError):
        period.parse(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("平成30年度～32年度", "era_mismatch"),
        ("平成30年4月～32年3月", "era_mismatch"),
        ("平成28年度から31年度までの5年間", "count_mismatch"),
        ("平成30年度～2年度", "range_reversed"),
        ("令和6年4月1日～令和6年3月31日", "range_reversed"),
        ("平成28年度から31年", "unparseable"),
        ("令和6年4月1日～9月", "unparseable"),
        ("平成30年～令和2年～令和4年", "unparseable"),
        ("～", "unparseable"),
        ("30～32年度", "no_era"),
        ("2023～27年度", "no_era"),
        ("令和6年4月1日から3年間", "unparseable"),
    ],
)
def test_a_wrong_period_is_refused_with_its_code(text, code):
    with pytest.raises(NotationError) as caught:
        period.parse(text)

    assert code == caught.value.code


@property_test
@given(days, st.integers(0, 5000), st.sampled_from(["から{}まで", "～{}", "〜{}"]))
def test_a_period_of_days_is_read_back(start, length, form):
    end = start + timedelta(length)

    parsed = period.parse(wareki.format(start) + form.format(wareki.format(end)))

    assert (start, end, length + 1) == (parsed.first_day, parsed.last_day, parsed.count)


@property_test
@given(days, st.integers(1, 30))
def test_a_stated_length_in_years_holds_by_the_civil_code(start, years):
    end = durations.last_day(start, years=years)

    text = f"{wareki.format(start)}から{wareki.format(end)}までの{years}年間"

    assert () == period.parse(text).warnings


@property_test
@given(days, st.integers(1, 200))
def test_a_period_ends_before_the_corresponding_day_or_with_its_month(start, months):
    """民法第143条."""
    end = durations.last_day(start, months=months)

    following = end + timedelta(1)
    assert following.day == start.day or (following.day == 1 and end.day < start.day)
    assert (following.year * 12 + following.month) - (start.year * 12 + start.month) - months in {0, 1}


@property_test
@given(days, st.integers(1, 10000))
def test_days_are_counted_from_the_first_or_from_the_next(start, length):
    """民法第140条: the first day does not count unless said."""
    end = durations.last_day(start, days=length)

    assert length == durations.days_counted(start, end)
    assert end + timedelta(1) == durations.last_day_from_next(start, days=length)


@property_test
@given(days, st.integers(1, 120))
def test_an_age_is_attained_the_day_before_the_birthday(birth, age):
    """年齢計算ニ関スル法律: at the end of that day, so the birthday counts one more."""
    attained = durations.attainment(birth, age)

    assert age == durations.age_on(birth, attained + timedelta(1))
    assert age - 1 == durations.age_on(birth, attained)


def test_who_is_born_on_29_february_is_older_on_1_march():
    assert 18 == durations.age_on(date(2004, 2, 29), date(2023, 2, 28))
    assert durations.attainment(date(2004, 2, 29), 19) == date(2023, 2, 28)


def test_reckoning_refuses_nothing_and_the_past():
    with pytest.raises(NotationError):
        durations.last_day(date(2024, 4, 1))
    with pytest.raises(NotationError):
        durations.days_between(date(2024, 4, 2), date(2024, 4, 1))
    with pytest.raises(NotationError):
        durations.age_on(date(2024, 4, 2), date(2024, 4, 1))
    with pytest.raises(NotationError):
        durations.last_day(date(2024, 4, 1), years=9000)
