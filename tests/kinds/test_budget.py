"""予算概要 (sample 004): exact yen, the unit of each sheet, and sums judged by what their heading says."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from pipeline.diagnostics import SourceFile, Written
from pipeline.kinds.budget.model import Extent
from pipeline.kinds.budget.sums import Verdict, judge
from pipeline.kinds.shared.amounts import Amount, Yen
from pipeline.notation.numbers import money
from pipeline.notation.numbers.money import Rounding
from tests.kinds.kit import Shelf
from tests.workshop import edit

SMALL = """\
種別: 予算概要
題名: 予算の概要
事業:
  - 事業名: 広域観光事業
    単位: 千円
    額: 3,000千円
    目的: 圏域の観光を進める。
    事業内容:
      - { 名称: 案内, 額: "2,000千円" }
      - { 名称: 催し, 額: "1,000千円" }
"""
# What a row leaves out that others have.
LACKING = [
    "「催し」に財源がありません（ほかの行にはあります）",
    "「催し」に前年度最終がありません（ほかの行にはあります）",
]
COMPARED = """\
    予算額:
      見出し: 予算額の比較
      行:
        - 名称: 案内
          当初: 2,000千円
          前年度当初: 2,500千円
          前年度最終: 2,400千円
          財源: { 国庫支出金: "1,000千円", 一般財源: "1,000千円" }
        - 名称: 催し
          当初: 1,000千円
          前年度当初: 0千円
"""


def amount(text: str) -> Amount:
    parsed: Amount = TypeAdapter(Yen).validate_python(Written(text, SourceFile("a.yaml", text), 0, len(text)))
    return parsed


def verdict(total: str, parts: str, extent: Extent = "すべて", rounding: Rounding = "half_up") -> Verdict:
    return judge(amount(total), tuple(map(amount, parts.split())), extent, rounding).verdict


def small(folder: Path, source: str = SMALL) -> Shelf:
    """A clerk's folder with a budget of its own."""
    shelf = Shelf(folder, "yamagata/shiryo.yaml")
    shelf.source = "sources/yamagata/yosan.yaml"
    (folder / shelf.source).write_text(source, encoding="utf-8")
    return shelf


def house(folder: Path, rounding: str, digits: str = "半角") -> None:
    """The area takes a house profile of its own."""
    edit(folder / "sources/yamagata/area.yaml", "流儀: 半角", "流儀: 自庁")
    profile = f"種別: 流儀\n名称: 自庁\n根拠: 例\n数字: {digits}\n端数: {rounding}\n"
    (folder / "sources/profiles").mkdir()
    (folder / "sources/profiles/自庁.yaml").write_text(profile, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "yen", "grain"),
    [
        ("21,246千円", 21_246_000, 1000),
        ("１７１百万円", 171_000_000, 1_000_000),
        ("2.1百万円", 2_100_000, 100_000),
        ("△26,000円", -26_000, 1),
        ("2億3,000万円", 230_000_000, 10_000),
        ("0千円", 0, 1000),
    ],
)
def test_an_amount_is_exact_yen_and_knows_how_far_it_is_known(text: str, yen: int, grain: int):
    assert (yen, grain) == (amount(text).yen, amount(text).grain_yen)


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("2,696千円", "2,000千円 696千円"),
        ("171百万円", "2百万円 10百万円 152百万円 7百万円"),
        ("171百万円", "2百万円 10百万円 152百万円 7,329千円"),
        ("9,575千円", "2,612千円 2,609千円 2,030千円 2,324千円"),
    ],
)
def test_complete_lists_of_the_sample_add_up(total: str, parts: str):
    """Domain notes, section 0, finding 2; 7,329千円 stands as 7百万円 on the next sheet."""
    assert Verdict.HOLDS == verdict(total, parts)


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("9,575千円", "2,612千円 2,609千円 2,030千円"),
        ("7,329千円", "333千円 6,279千円"),
        ("21,246千円", "2,696千円 9,575千円 7,329千円"),
    ],
)
def test_lists_of_the_main_items_need_not_add_up(total: str, parts: str):
    """（主なもの） stands above them (sample 004); as complete lists they would be wrong."""
    assert Verdict.PARTIAL == verdict(total, parts, "主なもの")
    assert Verdict.WRONG == verdict(total, parts)


def test_some_of_the_items_cannot_exceed_the_whole_unless_there_are_reductions():
    assert Verdict.OVER == verdict("100千円", "80千円 40千円", "主なもの")
    assert Verdict.OVER == verdict("100千円", "140千円", "うち")
    assert Verdict.PARTIAL == verdict("100千円", "80千円 60千円 △20千円", "主なもの")


def test_rounded_parts_may_differ_by_half_a_unit_each():
    """Domain notes 2.7: |difference| is n/2 units at most."""
    assert Verdict.ROUNDED == verdict("10百万円", "3百万円 3百万円 3百万円")
    assert Verdict.WRONG == verdict("10百万円", "3百万円 3百万円")
    assert Verdict.WRONG == verdict("10円", "3円 3円 3円")


def test_a_sheet_prints_its_amounts_in_its_own_unit(tmp_path: Path):
    lines = small(tmp_path, SMALL.replace("単位: 千円", "単位: 百万円")).lines("添え書き", "本文見出し3")

    assert ["（事業費）3百万円", "1　案内　2百万円", "2　催し　1百万円"] == lines


def test_amounts_print_in_the_way_of_the_house(tmp_path: Path):
    """全角 digits, and 切捨て as the profile says."""
    shelf = small(
        tmp_path,
        SMALL.replace("単位: 千円", "単位: 百万円").replace("3,000千円", "3,900千円").replace("1,000", "1,900"),
    )
    house(tmp_path, "切捨て", digits="全角")

    assert "（事業費）３百万円" in shelf.lines("添え書き")


def test_neighbouring_sheets_keep_their_units_apart(tmp_path: Path):
    """7,329千円 on the sheet in 千円, 7百万円 on that in 百万円 (sample 004): one fact, two sheets."""
    shelf = Shelf(tmp_path, "yamagata/shiryo.yaml")

    assert [] == shelf.said()
    assert "3　飛島振興重点プロジェクト推進事業（移住定住促進）　7,329千円" in shelf.lines("本文見出し4")
    assert "4　移住定住促進　7百万円" in shelf.lines("本文見出し4")


def test_one_fact_changes_every_sheet_that_takes_it(tmp_path: Path):
    shelf = Shelf(tmp_path, "yamagata/shiryo.yaml")
    shelf.edit("額: 7,329千円", "額: 7,629千円")
    headings = shelf.lines("本文見出し4")

    assert "3　飛島振興重点プロジェクト推進事業（移住定住促進）　7,629千円" in headings
    assert "4　移住定住促進　8百万円" in headings
    assert [
        "「飛島振興重点プロジェクト」は171百万円ですが、内訳を足すと171,629千円です（差629千円は端数の範囲）"
    ] == shelf.said()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "額: 2,696千円",
            "額: 2,966千円",
            "「買い物支援推進事業」は2,966千円ですが、内訳を足すと2,696千円です（差270千円）",
        ),
        (
            "額: 9,575千円",
            "額: 9,757千円",
            "「山形らしい移住促進策の一体的展開」は9,757千円ですが、内訳を足すと9,575千円です（差182千円）",
        ),
        (
            "額: 152百万円",
            "額: 125百万円",
            "「飛島振興重点プロジェクト」は171百万円ですが、内訳を足すと144,329千円です（差26,671千円）",
        ),
        (
            "額: 21,246千円",
            "額: 19,246千円",
            "「県・市町村連携加速事業費」は19,246千円ですが、その主なものを足すと19,600千円で、354千円超えます",
        ),
    ],
)
def test_a_slip_in_an_amount_of_the_sample_is_found(tmp_path: Path, old: str, new: str, message: str):
    [error] = Shelf(tmp_path, "yamagata/shiryo.yaml").edit(old, new).errors()

    assert message == error.message
    assert "額は動かしません" in error.cure
    assert error.place is not None


def test_a_sum_is_reported_where_its_total_is_written(tmp_path: Path):
    [error] = small(tmp_path, SMALL.replace("額: 3,000千円", "額: 4,000千円")).errors()

    assert "sources/yamagata/yosan.yaml:6:8" == str(error.place)


def test_what_is_counted_elsewhere_is_left_out_of_the_sum(tmp_path: Path):
    more = '      - { 名称: 周知, 額: "500千円", 再掲: はい }\n'

    assert [] == small(tmp_path, SMALL + more).said()
    assert "3　周知（再掲）　500千円" in small(tmp_path / "again", SMALL + more).lines()
    assert 1 == len(small(tmp_path / "plain", SMALL + more.replace(", 再掲: はい", "")).errors())


def test_a_list_says_that_it_names_only_some_of_the_amounts(tmp_path: Path):
    parts = '名称: 案内, 額: "2,000千円", 範囲: {}, 項: [{{ 名称: 旅費, 額: "300千円" }}]'
    some = small(tmp_path, SMALL.replace('名称: 案内, 額: "2,000千円"', parts.format("うち")))
    main = small(tmp_path / "main", SMALL.replace('名称: 案内, 額: "2,000千円"', parts.format("主なもの")))

    assert [] == some.said() == main.said()
    assert ["(1)　うち旅費　300千円"] == some.lines("本文見出し4")
    assert "（主なもの）" in main.lines("本文段落")


def test_a_list_in_which_an_item_has_no_amount_need_not_add_up(tmp_path: Path):
    assert [] == small(tmp_path, SMALL.replace('催し, 額: "1,000千円"', "催し")).said()


def test_sums_that_differ_by_rounding_are_told_of_or_noted(tmp_path: Path):
    rounded = SMALL.replace("3,000千円", "3,001千円")

    assert ["「広域観光事業」は3,001千円ですが、内訳を足すと3,000千円です（差1千円は端数の範囲）"] == small(
        tmp_path, rounded
    ).said()
    told = small(tmp_path / "told", rounded.replace("    目的", "    端数処理: はい\n    目的"))
    assert [] == told.said()
    assert ["※　端数を処理しているため、内訳を足したものと計とが一致しないことがある。"] == told.lines("注")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("額: 3,000千円", "額: 3,000", "「額」: 「3,000」に単位がありません"),
        ("額: 3,000千円", "額: 三,000千円", "「額」: 「三,000千円」は金額として読めません"),
        ("額: 3,000千円", "額: 3,000件", "「額」: 「3,000件」は金額ではありません"),
        ("額: 3,000千円", "額: 0.5円", "「額」: 「0.5円」には1円に満たない端数があります"),
        ("額: 3,000千円", "額: 3百万円", "「3百万円」は、この表の単位（千円）までは分かりません"),
        ("額: 3,000千円", "額の元: 案外", "「額の元」の「案外」という額の書かれた事業がありません"),
        ("単位: 千円", "単位: 千", "「単位」: 「千」という金額の単位はありません"),
        ("    額: 3,000千円\n", "", "「広域観光事業」に額がありません"),
        ("額: 3,000千円", "額: 3,000千円\n    額の元: 案内", "「広域観光事業」に「額」と「額の元」の両方があります"),
    ],
)
def test_an_amount_that_cannot_be_is_refused(tmp_path: Path, old: str, new: str, message: str):
    errors = small(tmp_path, SMALL.replace(old, new)).errors()

    assert any(message in error.message for error in errors)
    assert all(error.cure and error.place is not None for error in errors)


def test_two_amounts_under_one_name_are_pointed_out(tmp_path: Path):
    second = SMALL.partition("事業:\n")[2].replace("広域観光", "交通").replace("2,000", "2,500").replace("1,000", "500")

    assert ["「案内」は2,500千円とありますが、ほかのところでは2,000千円です"] == [
        said for said in small(tmp_path, SMALL + second).said() if "案内" in said
    ]


def test_increase_and_its_rate_are_computed(tmp_path: Path):
    """△ and 皆増 (domain notes 2.7); the row 計 is added up."""
    lines = small(tmp_path, SMALL + COMPARED).lines("表数値")
    notice = lines[:5], lines[7:12], lines[14:19]

    assert (
        ["2,000", "（2,500）", "〈2,400〉", "△500", "△20.0%"],
        ["1,000", "（0）", "〈－〉", "1,000", "皆増"],
        ["3,000", "（2,500）", "〈2,400〉", "500", "20.0%"],
    ) == notice


def test_rows_within_others_and_told_elsewhere_are_not_in_the_total(tmp_path: Path):
    """うち賃金 is part of the row above, a 再掲 of another table."""
    more = (
        "        - { 名称: うち賃金, 当初: 500千円, 前年度当初: 400千円, 内数: はい }\n"
        "        - { 名称: 周知, 当初: 700千円, 再掲: はい }\n"
    )
    shelf = small(tmp_path, SMALL + COMPARED + more)

    assert LACKING == shelf.said()
    assert ["うち賃金", "周知（再掲）"] == shelf.lines("表項目")[2:]
    assert "3,000" in shelf.lines("表数値")[-7:]
    [error] = small(tmp_path / "counted", SMALL + COMPARED + more.replace(", 内数: はい", "")).errors()
    assert "「広域観光事業」は3,000千円ですが、内訳を足すと3,500千円です（差500千円）" == error.message
    assert "内数: はい" in error.cure


def test_tiers_that_no_row_has_take_no_room(tmp_path: Path):
    bare = COMPARED.replace("          前年度最終: 2,400千円\n", "").replace("          前年度当初: 2,500千円\n", "")
    shelf = small(tmp_path, SMALL + bare.replace("          前年度当初: 0千円\n", ""))

    assert ["事業名", "当初予算額", "財源内訳", "国庫支出金", "一般財源"] == shelf.lines("表見出し")


@pytest.mark.parametrize(
    ("rounding", "rate", "in_millions"),
    [("四捨五入", "16.7%", "2"), ("切捨て", "16.6%", "1"), ("切上げ", "16.7%", "2")],
)
def test_rates_and_units_are_rounded_as_the_house_does(tmp_path: Path, rounding: str, rate: str, in_millions: str):
    """1,750 of 1,500千円 are 16.66…% more and 1.75百万円."""
    source = SMALL.replace("3,000千円", "1,750千円").replace("2,000", "750").replace("単位: 千円", "単位: 百万円")
    table = (
        "    予算額:\n      見出し: 比較\n      行:\n        - { 名称: 案内, 当初: 1750千円, 前年度当初: 1500千円 }\n"
    )
    shelf = small(tmp_path, source + table)
    house(tmp_path, rounding)

    assert [in_millions, rate] == [shelf.lines("表数値")[n] for n in (0, 3)]
    assert f"（事業費）{in_millions}百万円" in shelf.lines("添え書き")


@pytest.mark.parametrize(
    ("total", "parts", "rounding", "expected"),
    [
        ("12百万円", "3百万円 3百万円 3百万円", "half_up", Verdict.WRONG),
        ("12百万円", "3百万円 3百万円 3百万円 1百万円", "half_up", Verdict.ROUNDED),
        ("12百万円", "3百万円 3百万円 3百万円", "floor", Verdict.WRONG),
        ("11百万円", "3百万円 3百万円 3百万円", "floor", Verdict.ROUNDED),
        ("8百万円", "3百万円 3百万円 3百万円", "floor", Verdict.WRONG),
        ("8百万円", "3百万円 3百万円 3百万円", "ceil", Verdict.ROUNDED),
        ("10百万円", "3百万円 3百万円 3百万円", "ceil", Verdict.WRONG),
        ("△8百万円", "△3百万円 △3百万円 △3百万円", "ceil", Verdict.ROUNDED),
        ("171百万円", "2百万円 10百万円 152百万円 7,929千円", "floor", Verdict.HOLDS),
        ("171百万円", "2百万円 10百万円 152百万円 7,929千円", "half_up", Verdict.ROUNDED),
    ],
)
def test_sums_are_judged_by_the_rounding_of_the_house(total: str, parts: str, rounding: Rounding, expected: Verdict):
    """What is cut off lacks less than a unit each and never has too much; what is rounded up the other way round."""
    assert expected == verdict(total, parts, rounding=rounding)


@given(
    st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8),
    st.sampled_from(get_args(Rounding)),
    st.sampled_from(["千円", "百万円"]),
)
def test_true_sums_never_raise_an_alarm_however_their_house_rounds(parts: list[int], rounding: Rounding, unit: str):
    def written(yen: int) -> Amount:
        return amount(money.scale(yen, unit, rounding))

    judged = judge(written(sum(parts)), tuple(map(written, parts)), "すべて", rounding)

    assert judged.verdict in (Verdict.HOLDS, Verdict.ROUNDED)


def test_amounts_that_add_up_but_do_not_seem_to_in_their_unit_are_told_of(tmp_path: Path):
    """2.5 + 1.5 = 4.0百万円 print as 3 + 2 and 4: the note is wanted, no amount is moved."""
    source = SMALL.replace("3,000千円", "4,000千円").replace("2,000", "2,500").replace("1,000", "1,500")
    source = source.replace("単位: 千円", "単位: 百万円")
    shelf = small(tmp_path, source)

    assert [
        "「広域観光事業」は百万円では4百万円と印刷されますが、印刷される内訳を足すと5百万円です（端数による差）"
    ] == shelf.said()
    assert "1　案内　3百万円" in shelf.lines("本文見出し3")
    assert [] == small(tmp_path / "told", source.replace("    目的", "    端数処理: はい\n    目的")).said()


def test_the_funding_of_a_row_is_printed_and_makes_it_up(tmp_path: Path):
    """Each source in a column of its own under 財源内訳; － where a row takes nothing from it."""
    shelf = small(tmp_path, SMALL + COMPARED)
    lines, heads = shelf.lines("表数値"), shelf.lines("表見出し")

    assert ["財源内訳", "国庫支出金", "一般財源"] == heads[-3:]
    assert [["1,000", "1,000"], ["－", "－"], ["1,000", "1,000"]] == [lines[n : n + 2] for n in (5, 12, 19)]
    assert LACKING == shelf.said()
    [error] = small(tmp_path / "wrong", SMALL + COMPARED.replace('一般財源: "1,000', '一般財源: "100')).errors()
    assert (
        "「案内」の財源「国庫支出金、一般財源」は2,000千円ですが、内訳を足すと1,100千円です（差900千円）"
        == error.message
    )


def test_shares_of_the_cost_make_a_whole(tmp_path: Path):
    """県1/2、市町村1/2, and three who bear a third each (sample 004)."""
    shares = "    内容:\n      - 負担割合: {{ 割合: {{ {} }} }}\n"
    halves = small(tmp_path, SMALL + shares.format("県: 1/2, 市町村: 1/2"))
    thirds = small(tmp_path / "thirds", SMALL + shares.format("県、市町村、JA等: 1/3"))

    assert "県1/2、市町村1/2" in halves.lines("本文段落")
    assert "県、市町村、JA等1/3" in thirds.lines("本文段落")
    [error] = small(tmp_path / "wrong", SMALL + shares.format("県: 1/2, 市町村: 1/3")).errors()
    assert error.message.endswith("負担割合を足すと1にならず、5/6になります")
