"""事業表: totals that were decided before all costs are known (未定), and totals of a table of one year."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kinds.test_indicators_and_works import built
from tests.workshop import messages

PLANNED = """\
事業表:
  題: 事業
  年度: [令和8年度, 令和9年度]
  行:
    - {{ 名称: 急患センター, 事業費: {{ 令和8年度: "45,600千円", 令和9年度: 未定 }}{row} }}
    - {{ 名称: 相談, 事業費: {{ 令和8年度: "1,200千円", 令和9年度: "1,200千円" }} }}
{table}"""
ONE_YEAR = """\
事業表:
  題: 事業
  年度: [令和8年度]
  行:
    - {{ 名称: 子育て, 事業費: {{ 令和8年度: {cost} }}{row} }}
    - {{ 名称: 福祉, 事業費: {{ 令和8年度: "2,000千円" }} }}
{table}"""


def test_a_total_may_be_decided_before_all_that_it_holds_is_known(tmp_path: Path):
    """What the 注意 of an unknown cost tells the clerk to write is taken as it is."""
    row, table = ', 計: "91,200千円"', '  計: { 令和9年度: "46,800千円", 計: "93,600千円" }\n'
    printed, problems = built(tmp_path, PLANNED.format(row=row, table=table))

    assert [] == messages(problems)
    assert ["急患センター\t45,600\t未定\t91,200", "相談\t1,200\t1,200\t2,400", "計\t46,800\t46,800\t93,600"] == [
        line for line in printed.split("\n") if line.startswith(("急患", "相談", "計\t"))
    ]


@pytest.mark.parametrize(
    ("row", "table", "message"),
    [
        (', 計: "45,500千円"', "", "「急患センター」は45,500千円と書かれていますが、内訳を足すと45,600千円です"),
        ("", '  計: { 令和9年度: "1,100千円" }\n', "「事業」の令和9年度の「計」は1,100千円と書かれていますが、内訳を足すと1,200千円です"),
        ("", '  計: { 計: "47,000千円" }\n', "「事業」の計の「計」は47,000千円と書かれていますが、内訳を足すと48,000千円です"),
    ],
)  # fmt: skip
def test_a_total_below_what_is_known_is_refused(row: str, table: str, message: str, tmp_path: Path):
    _, problems = built(tmp_path, PLANNED.format(row=row, table=table))

    assert [message] == [d.message for d in problems.errors]


@pytest.mark.parametrize(
    ("row", "table", "named"),
    [
        (', 計: "91,200千円"', "", "急患センターの91,200千円"),
        ("", '  計: { 令和9年度: "46,800千円" }\n', "令和9年度の46,800千円"),
    ],
)
def test_the_total_of_all_is_told_to_lack_what_a_stated_one_plans(row: str, table: str, named: str, tmp_path: Path):
    printed, problems = built(tmp_path, PLANNED.format(row=row, table=table))

    assert "\t48,000" in printed
    assert any(f"書かれた計（{named}）のうち、まだ額のない分が入りません" in line for line in messages(problems))


@pytest.mark.parametrize(
    ("row", "table", "message"),
    [
        ("", "", None),
        (', 計: "1,000千円"', '  計: { 計: "3,000千円" }\n', None),
        ("", '  計: { 計: "3,000千円", 令和8年度: "3,000千円" }\n', None),
        (', 計: "1百万円"', "", None),
        (', 計: "1,200千円"', "", "「子育て」の計（1,200千円）は、年度が一つの表では印刷されず、書かれた事業費とも違います"),
        ("", '  計: { 計: "3,100千円" }\n', "「事業」の令和8年度の「計」は3,100千円と書かれていますが、内訳を足すと3,000千円です"),
        (
            "",
            '  計: { 計: "3,100千円", 令和8年度: "3,000千円" }\n',
            "「計」: 年度が一つの表に、令和8年度の計（3,000千円）と、違う額の「計」（3,100千円）があります",
        ),
    ],
)  # fmt: skip
def test_a_total_of_a_table_of_one_year_is_that_of_the_year(row: str, table: str, message: str | None, tmp_path: Path):
    printed, problems = built(tmp_path, ONE_YEAR.format(cost='"1,000千円"', row=row, table=table))

    if message is None:
        assert () == problems.errors
        assert "計\t3,000" in printed
    else:
        assert [message.rpartition(": ")[2]] == [d.message.rpartition(": ")[2] for d in problems.errors]


def test_a_total_beside_one_unknown_cost_is_not_lost(tmp_path: Path):
    _, problems = built(tmp_path, ONE_YEAR.format(cost="未定", row=', 計: "5,000千円"', table=""))

    assert "年度が一つの表では印刷されず" in problems.errors[0].message


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[令和8年度, 令和9年度]", "[令和8年度, 令和９年度, 令和9年度]", "年度に「令和9年度」が二度あります"),
        ("年度: [", "市町: [甲市, 甲市]\n  年度: [", "市町に「甲市」が二度あります"),
    ],
)
def test_a_column_that_stands_twice_is_refused(old: str, new: str, message: str, tmp_path: Path):
    """Both printed the same costs, and the total of the row held them once."""
    _, problems = built(tmp_path, PLANNED.format(row="", table="").replace(old, new))

    assert [message] == [d.message.rpartition(": ")[2] for d in problems.errors]


def test_a_year_of_indicators_that_stands_twice_is_refused(tmp_path: Path):
    block = "指標表:\n  題: 指標\n  年度: [令和8年度, 令和8年度]\n  行: [{ 名称: 人口, 目標: { 令和8年度: 多い } }]\n"
    _, problems = built(tmp_path, block)

    assert ["年度に「令和8年度」が二度あります"] == [d.message.rpartition(": ")[2] for d in problems.errors]


@pytest.mark.parametrize(
    ("name", "cost", "more", "is_told"),
    [
        ("福祉", "2,000千円", "", True),
        ("福祉", "2,001千円", "", False),
        ("福祉", "2,000千円", ", 再掲: はい", False),
        ("福祉", "2,000千円", ", 再掲: いいえ", False),
        ("福祉の二", "2,000千円", "", False),
    ],
)
def test_a_project_that_is_added_twice_is_told(name: str, cost: str, more: str, is_told: bool, tmp_path: Path):
    row = f"    - {{ 名称: {name}, 事業費: {{ 令和8年度: '{cost}' }}{more} }}\n"
    _, problems = built(tmp_path, ONE_YEAR.format(cost='"1,000千円"', row="", table="") + row)

    assert is_told == any(
        "名称も事業費も同じ「福祉」が二つあり、どちらも計に足されます" in line for line in messages(problems)
    )
