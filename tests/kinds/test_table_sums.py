"""表 of a paper's own columns: a row or a column called 計 that is no sum of what stands before it is told, and nothing else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.kinds.shared import table_sums
from pipeline.kinds.shared.blocks import Table
from pipeline.source import reader
from pipeline.source.decode import decode

Cell = str | dict[str, str | int]


def told(head: list[Cell], rows: list[list[Cell]], **more: object) -> list[str]:
    problems = Problems()
    source = {"題": "表", "見出し": head, "行": rows, **more}
    node = reader.parse(json.dumps(source, ensure_ascii=False).encode(), "t.yaml", problems)
    assert node is not None
    table = decode(node, Table, problems)
    assert table is not None, problems.found
    table_sums.check(table, problems)
    assert () == problems.errors
    return [d.message for d in problems.warnings]


HEAD: list[Cell] = ["市町村", "人口", "割合"]


def test_a_wrong_sum_is_told_with_both_figures():
    rows: list[list[Cell]] = [["甲市", "118,002", "93%"], ["乙町", "9,012", "7%"], ["合　計", "127,041", "100%"]]

    assert ["「表」の「人口」の合　計は127,041ですが、内訳を足すと127,014です"] == told(HEAD, rows)
    assert [] == told(HEAD, rows, 計を調べる="いいえ")


def test_a_wrong_column_of_totals_below_two_heads_is_told():
    """Each 計 is that of its own head."""
    head: list[Cell] = [{"文": "区分", "縦": 2}, {"文": "令和2年", "横": 3}, {"文": "令和7年", "横": 3}]
    lower = ["男", "女", "計", "男", "女", "計"]
    rows: list[list[Cell]] = [["甲市", "50", "60", "110", "40", "50", "90"], ["乙町", "4", "5", "9", "3", "4", "8"]]

    assert ["「表」の「乙町」の計は8ですが、内訳を足すと7です"] == told(head, rows, 見出しの下段=lower)


@pytest.mark.parametrize(
    "rows",
    [
        [["甲市", "1,000", "1.05"], ["乙町", "500", "0.91"], ["合計", "1,500", "1.01"]],  # a rate of all
        [["甲市", "1,000", "a"], ["乙町", "未定", ""], ["合計", "1,800", ""]],  # who knows
        [["甲市", "1,000人", ""], ["乙町", "5世帯", ""], ["合計", "1,300人", ""]],
        [["甲市", "1,000", ""], ["うち山村", "300", ""], ["乙町", "500", ""], ["計", "1,500", "－"]],
        [["甲市", "10", ""], ["乙町", "20", ""], ["小計", "30", ""], ["丙村", "7", ""], ["小計", "7", ""], ["計", "37", ""]],
        [["計", "1,500", ""], ["甲市", "1,000", ""], ["乙町", "400", ""]],  # above its parts: read by nobody
        [["前回", "9,999", ""], ["甲市", "1,000", ""], ["乙町", "500", ""], ["計", "1,500", ""]],
        [["甲市", "△1,000", ""], ["乙町", "500", ""], ["計", "△500", ""]],
        [["甲市", ["1,000", "500"], ""], ["乙町", "500", ""], ["計", "9,000", ""]],
    ],
)  # fmt: skip
def test_what_may_be_right_is_not_told(rows: list[list[Cell]]):
    assert [] == told(HEAD, rows)


def test_a_subtotal_is_held_against_its_group():
    rows: list[list[Cell]] = [
        [{"文": "産業", "縦": 3}, "観光", "10"], ["農業", "20"], ["小計", "31"],
        [{"文": "医療", "縦": 3}, "急患", "5"], ["相談", "7"], ["小計", "12"],
        [{"文": "合計", "横": 2}, "42"],
    ]  # fmt: skip

    assert ["「表」の「人口」の小計は31ですが、内訳を足すと30です"] == told(["分野", "事業", "人口"], rows)


groups = st.lists(st.lists(st.integers(0, 10**6), min_size=2, max_size=4), min_size=1, max_size=4)


@given(groups, st.integers(1, 10**7))
def test_sums_that_hold_are_never_told_and_one_beyond_all_sums_always_is(held: list[list[int]], more: int):
    rows: list[list[Cell]] = []
    for n, group in enumerate(held):
        rows += [[f"{n}の{at}", f"{value:,}", ""] for at, value in enumerate(group)]
        rows += [["小計", f"{sum(group):,}", ""]] if len(held) > 1 else []
    whole = sum(map(sum, held))

    assert [] == told(HEAD, [*rows, ["合計", f"{whole:,}", ""]])
    assert [f"「表」の「人口」の合計は{whole + more:,}ですが、内訳を足すと{whole:,}です"] == told(
        HEAD, [*rows, ["合計", f"{whole + more:,}", ""]]
    )
