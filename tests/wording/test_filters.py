"""Filters print through notation, in the house's way."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.diagnostics import Problems, SourceFile, Written
from pipeline.notation.house_style import House
from pipeline.source.fields import Dated
from pipeline.tree.nodes import Name, text_of
from pipeline.wording import Scope, Value
from pipeline.wording.inlines import read


def written(text: str) -> Written:
    return Written(text, SourceFile("a.yaml", text), 0, len(text))


VALUES: dict[str, Value] = {
    "締結日": Dated(date(2019, 12, 25), written("R1.12.25")),
    "額": 2_695_500,
    "減": -26_000,
    "通数": 2,
}


def printed(text: str, house: House | None = None) -> str:
    problems = Problems()
    found = read(written(text), Scope(VALUES, house or House()), problems)
    assert [] == problems.found
    return text_of(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ 締結日 }}", "令和元年12月25日"),
        ("{{ 締結日 | 和暦 }}", "令和元年12月25日"),
        ("{{ 締結日 | 和暦漢数字 }}", "令和元年十二月二十五日"),
        ("{{ 締結日 | 和暦略 }}", "令元.12.25"),
        ("{{ 締結日 | 和暦曜日 }}", "令和元年12月25日（水）"),
        ("{{ 締結日 | 和暦西暦併記 }}", "令和元年（2019年）12月25日"),
        ("{{ 締結日 | 西暦 }}", "2019年12月25日"),
        ("{{ 締結日 | 年度 }}", "令和元年度"),
        ("{{ '平成31年4月1日' | 年度 }}", "平成31年度"),
        ("{{ 額 | 円 }}", "2,695,500円"),
        ("{{ 額 | 千円 }}", "2,696千円"),
        ("{{ 減 | 千円 }}", "△26千円"),
        ("{{ 額 | 百万円 }}", "3百万円"),
        ("{{ '1億2,000万' | 桁区切り }}", "120,000,000"),
        ("{{ 通数 | 漢数字 }}", "二"),
        ("{{ 通数 | 大字 }}", "弐"),
        ("{{ 通数 | 全角 }}", "２"),
        ("{{ '第12回' | 一桁全角 }}", "第12回"),
    ],
)
def test_a_filter_prints(text: str, expected: str):
    assert expected == printed(text)


def test_the_house_decides_era_rounding_and_minus():
    house = House(negative="▲", rounding="floor", era="wareki_heiki")

    assert "2,695千円、▲26千円、令和元年（2019年）12月25日" == printed(
        "{{ 額 | 千円 }}、{{ 減 | 千円 }}、{{ 締結日 }}", house
    )


def test_a_width_that_was_asked_for_is_kept_from_the_house():
    found = read(written("{{ '12' | 半角 }}"), Scope(VALUES, House(digits="full")), Problems())

    assert (Name("12"),) == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ 通数 | 和暦 }}", "「和暦」に渡した値が正しくありません"),
        ("{{ '令和元年13月1日' | 和暦 }}", "「和暦」: "),
        ("{{ '34.3' | 千円 }}", "「千円」に渡した値が正しくありません"),
        ("{{ '約3千' | 漢数字 }}", "「漢数字」: "),
        ("{{ '400' | 千円 }}", "「千円」: 400円は、千円では0と印刷されます"),
    ],
)
def test_a_value_that_a_filter_cannot_print_is_told(text: str, message: str):
    problems = Problems()

    read(written(text), Scope(VALUES), problems)

    assert problems.errors[0].message.startswith(message)
