"""Amounts, counts and rates that changed, and by how much."""

from __future__ import annotations

import pytest

from pipeline.comparing.figures import changed


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("事業費 21,246千円", "事業費 21,646千円", [("21,246千円", "21,646千円", "400千円")]),
        ("1億8,460万円", "1億8,510万円", [("1億8,460万円", "1億8,510万円", "500,000円")]),
        ("12,500千円", "12百万円", [("12,500千円", "12百万円", "△500,000円")]),
        ("52,000 （53,500）", "52,500 （53,500）", [("52,000", "52,500", "500")]),
        ("△1,500", "△1,000", [("△1,500", "△1,000", "500")]),
        ("２１．７％", "25.0%", [("21.7%", "25.0%", "3.3ポイント")]),
        ("年1,200人ずつ", "年1,250人ずつ", [("1,200人", "1,250人", "50人")]),
    ],
)
def test_a_figure_is_told_by_what_it_changed(old: str, new: str, told: list[tuple[str, str, str]]):
    assert told == [(f.old, f.new, f.difference) for f in changed(old, new)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("令和7年度から", "令和8年度から"),
        ("平成31年4月1日", "令和元年5月1日"),
        ("第3章に掲げる", "第4章に掲げる"),
        ("10人が参加する。", "12人を招く。"),
        ("(1)　総合計画", "(2)　総合計画"),
    ],
)
def test_dates_numbers_of_parts_and_other_words_are_no_figures(old: str, new: str):
    assert () == changed(old, new)
