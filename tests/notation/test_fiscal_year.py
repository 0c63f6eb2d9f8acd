"""Fiscal years: labels inside and outside their era, and the label by the date of the document."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.notation.dates import fiscal_year
from pipeline.notation.dates.fiscal_year import FiscalYearStyle
from pipeline.notation.problem import NotationError
from tests.notation.strategies import days, property_test, widths


@property_test
@given(st.integers(1873, 2100), st.sampled_from(get_args(FiscalYearStyle)), widths)
def test_a_fiscal_year_is_read_back_from_every_style(year, style, width):
    assert year == fiscal_year.parse(fiscal_year.format(year, style, width=width)).value


@property_test
@given(days)
def test_a_day_lies_in_its_fiscal_year(day):
    year = fiscal_year.of(day)

    assert fiscal_year.first_day(year) <= day <= fiscal_year.last_day(year)


@pytest.mark.parametrize("text", ["平成31年度", "令和元年度", "昭和63年度", "大正15年度", "昭和元年度", "明治45年度"])
def test_a_label_is_inside_its_era_if_any_day_of_the_year_is(text):
    assert () == fiscal_year.parse(text).warnings


@pytest.mark.parametrize("text", ["平成32年度", "昭和64年度", "大正16年度"])
def test_a_label_outside_its_era_is_refused_and_leniently_told(text):
    with pytest.raises(NotationError) as caught:
        fiscal_year.parse(text)
    assert "era_mismatch" == caught.value.code
    assert ["era_mismatch"] == [warning.code for warning in fiscal_year.parse_lenient(text).warnings]


@pytest.mark.parametrize(
    ("year", "as_of", "label"),
    [
        (2019, date(2019, 4, 30), "平成31年度"),
        (2019, date(2019, 5, 1), "令和元年度"),
        (2019, None, "令和元年度"),
        (2020, date(2019, 4, 1), "平成32年度"),
        (1988, date(2024, 4, 1), "昭和63年度"),
        (1989, None, "平成元年度"),
    ],
)
def test_the_label_follows_the_date_of_the_document(year, as_of, label):
    """改元に伴う元号による年表示の取扱いについて (平成31年4月1日)."""
    assert label == fiscal_year.format(year, as_of=as_of)


def test_two_labels_side_by_side_name_one_year():
    assert [
        fiscal_year.parse(text).value
        for text in ("平成31年度（令和元年度）", "令和元（2019）年度", "2019年度（令和元年度）")
    ] == [2019] * 3
    with pytest.raises(NotationError, match="同じ年ではありません"):
        fiscal_year.parse("令和6年度（2023年度）")


@pytest.mark.parametrize(
    "text", ["令和5年", "令和5年度末", "5年度", "23年度", "令和0年度", "明治4年度", "令和5年度4月"]
)
def test_only_the_label_of_one_fiscal_year_is_accepted(text):
    with pytest.raises(NotationError):
        fiscal_year.parse_lenient(text)
