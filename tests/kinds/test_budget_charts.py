"""Charts of 予算額: where the money comes from, and this year beside the last; never adjusted, refused where they would lie."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.galley import Drawing
from pipeline.galley.blocks import drawn_lines
from pipeline.kinds.budget import rates
from pipeline.notation.house_style import House
from pipeline.notation.numbers.money import Rounding
from pipeline.notation.text.width_policy import DigitWidth
from tests.kinds.kit import Shelf
from tests.kinds.test_budget import COMPARED, SMALL, small
from tests.workshop import galley

CHARTS = COMPARED.replace("      行:", "      図: [財源内訳, 前年度比較]\n      行:", 1)


def drawn(shelf: Shelf) -> dict[str, list[str]]:
    """The lines of each drawing by its title."""
    made = galley(shelf.root, shelf.source, None)
    every = [block for part in made.parts for block in part.blocks if isinstance(block, Drawing)]
    return {d.title: list(drawn_lines((*d.head, *d.bands))) for d in every}


def test_nothing_is_drawn_that_is_not_asked_for(tmp_path: Path):
    assert {} == drawn(small(tmp_path, SMALL + COMPARED))


def test_funding_and_years_are_drawn_from_the_exact_amounts(tmp_path: Path):
    """Shares are of the sum of the funds; 皆増 where nothing was before (domain notes 2.7)."""
    assert {
        "予算額の比較　財源内訳": [
            "案内\t2,000千円",
            "　国庫支出金\t1,000千円\t50.0%",
            "　一般財源\t1,000千円\t50.0%",
            "計\t3,000千円",
            "　国庫支出金\t1,000千円\t50.0%",
            "　一般財源\t1,000千円\t50.0%",
        ],
        "予算額の比較　前年度との比較": [
            "案内",
            "　前年度当初\t2,500千円",
            "　前年度最終\t2,400千円",
            "　当初予算額\t2,000千円\t増減率　△20.0%",
            "催し",
            "　前年度当初\t0千円",
            "　当初予算額\t1,000千円\t増減率　皆増",
            "計",
            "　前年度当初\t2,500千円",
            "　前年度最終\t2,400千円",
            "　当初予算額\t3,000千円\t増減率　20.0%",
        ],
    } == drawn(small(tmp_path, SMALL + CHARTS))


@pytest.mark.parametrize(
    ("rounding", "share", "rule"), [("half_up", "33.3%", "四捨五入して"), ("ceil", "33.4%", "切り上げて")]
)
def test_shares_are_rounded_by_the_rule_of_the_house_which_is_named(rounding: Rounding, share: str, rule: str):
    house = House(rounding=rounding)

    assert share == rates.percent(1_000, 3_000).say(house)
    assert rule in rates.ROUNDING_NOTE.say(house)


@pytest.mark.parametrize(("digits", "sign"), [("half", "%"), ("single_full", "%"), ("full", "％")])
def test_the_sign_of_a_computed_rate_is_as_wide_as_its_figures(digits: DigitWidth, sign: str):
    """「９．９%」 stood beside 「５．５％」."""
    house = House(digits=digits)

    assert f"33.3{sign}" == rates.percent(1_000, 3_000).say(house)
    assert f"100{sign}にならない" in rates.ROUNDING_NOTE.say(house)


def test_shares_that_add_up_to_less_than_the_whole_stay_so(tmp_path: Path):
    third = '財源: { 国庫支出金: "2,000円", 県支出金: "2,000円", 一般財源: "2,000円" }'
    source = (SMALL + CHARTS).replace("千円", "円")
    source = source.replace("2,000円", "6,000円").replace("3,000円", "7,000円")
    shelf = small(tmp_path, re.sub("財源: {.*}", third, source))

    assert ["33.3%"] * 3 == [line.rpartition("\t")[2] for line in drawn(shelf)["予算額の比較　財源内訳"][1:4]]
    assert "※　構成比は小数第2位を四捨五入しているため、足しても100%にならないことがある。" in shelf.lines("注")


ENDED = (
    CHARTS
    + """\
        - 名称: 旧相談
          当初: 0千円
          前年度当初: 300千円
          財源: { 国庫支出金: "0千円", 一般財源: "0千円" }
"""
)


def test_a_row_that_has_ended_has_no_shares_and_is_told(tmp_path: Path):
    """終了: 0円 stands in the table and as a year; a share of nothing is none."""
    shelf = small(tmp_path, SMALL + ENDED)
    made = drawn(shelf)

    assert "旧相談" not in "".join(made["予算額の比較　財源内訳"])
    assert "案内\t2,000千円" in made["予算額の比較　財源内訳"]
    assert "　当初予算額\t0千円\t増減率　皆減" in made["予算額の比較　前年度との比較"]
    [said] = [message for message in shelf.said() if "財源内訳" in message]
    assert "「旧相談」は財源が0円で割合がないので、図「財源内訳」に描いていません（表にはそのまま印刷します）" == said


def test_where_no_row_has_a_share_there_is_no_chart(tmp_path: Path):
    source = re.sub("[12],000千円", "0千円", CHARTS)
    errors = small(tmp_path, SMALL + source).errors()

    assert "「予算額の比較」の図「財源内訳」を描けません。財源がすべて0円です" in [error.message for error in errors]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (
            '国庫支出金: "1,000千円", 一般財源: "1,000千円"',
            '国庫支出金: "2,500千円", 一般財源: "△500千円"',
            "「一般財源」が△500千円で、減額は帯に描けません",
        ),
        (
            '          財源: { 国庫支出金: "1,000千円", 一般財源: "1,000千円" }\n',
            "",
            "財源が一つも書かれていません",
        ),
        (
            '{ 国庫支出金: "1,000千円", 一般財源: "1,000千円" }',
            "{ " + ", ".join(f'財源{n}: "{500 if n == 7 else 250}千円"' for n in range(1, 8)) + " }",
            "財源が7種類あり、模様で見分けられるのは6種類までです",
        ),
        ("前年度当初: 2,500千円", "前年度当初: △2,500千円", "減額（△）の行があり、棒に描けません"),
    ],
)
def test_what_a_chart_cannot_show_is_refused_at_its_place(tmp_path: Path, old: str, new: str, why: str):
    shelf = small(tmp_path, SMALL + CHARTS)
    shelf.edit(old, new)
    [error] = shelf.errors()

    assert why in error.message
    assert error.place is not None


def test_years_without_a_year_before_cannot_be_drawn(tmp_path: Path):
    lines = [line for line in CHARTS.splitlines(keepends=True) if "前年度当初:" not in line and "最終:" not in line]
    [error] = small(tmp_path, SMALL + "".join(lines)).errors()

    assert "「予算額の比較」の図「前年度比較」を描けません。前年度の額が一つも書かれていません" == error.message


def test_a_chart_that_nobody_knows_is_refused(tmp_path: Path):
    [error] = small(tmp_path, SMALL + CHARTS.replace("[財源内訳, 前年度比較]", "円グラフ")).errors()

    assert error.message.endswith("「円グラフ」はここには書けません")


def test_a_sheet_with_many_columns_may_lie(tmp_path: Path):
    shelf = small(tmp_path, SMALL.replace("    単位", "    用紙: 横\n    単位"))

    assert [True] == [part.landscape for part in galley(shelf.root, shelf.source, None).parts]
    [error] = small(tmp_path / "wrong", SMALL.replace("    単位", "    用紙: よこ\n    単位")).errors()
    assert error.message.endswith("用紙の向きに「よこ」とは書けません")
