"""Rows whose names say that they are part of another, told elsewhere or a sum: never added unless the clerk says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems, Rejected, SourceFile, Written
from pipeline.kinds.shared.named_rows import Named, check
from pipeline.project import compiling
from tests.kinds.test_indicators_and_works import WORKS, built
from tests.workshop import messages, original, small_project

BUDGET = """\
種別: 予算概要
題名: 予算の概要
事業:
  - 事業名: 土木費
    単位: 千円
    予算額:
      見出し: 予算額
      行:
        - {{ 名称: 道路, 当初: 150千円 }}
        - {{ 名称: 橋, 当初: 50千円 }}
        - {{ 名称: {row} }}
"""


def of_budget(folder: Path, row: str) -> list[str]:
    loaded, problems = original(small_project(folder, BUDGET.format(row=row)), "sources/aomori/small.yaml")
    if loaded is not None:
        try:
            compiling.set_galley(loaded, None, problems)
        except Rejected as rejected:
            return messages(rejected.problems)
    return messages(problems)


def reported(name: str, *, counted: bool = True, again: bool = False, decided: bool = False) -> list[str]:
    problems = Problems()
    row = Named(Written(name, SourceFile("", name), 0, len(name)), counted, again, decided)
    check([row], proven=False, problems=problems)
    return messages(problems)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("うち舗装", "ほかの行の内数とも読めますが"),
        ("（うち 国費）", "ほかの行の内数とも読めますが"),
        ("舗装（内数）", "ほかの行の内数とも読めますが"),
        ("橋（再掲）", "再掲とありますが、計に足されます"),
        ("橋【再掲】", "再掲とありますが、計に足されます"),
        ("小　計", "ほかの行と一緒に計に足されます"),
        ("合計", "ほかの行と一緒に計に足されます"),
        ("１款合計", "ほかの行と一緒に計に足されます"),
        ("１項　計", "ほかの行と一緒に計に足されます"),
        ("総務部計", "ほかの行と一緒に計に足されます"),
    ],
)
def test_a_row_that_would_be_added_twice_stops_the_table(name: str, message: str):
    [told] = reported(name)

    assert message in told


@given(st.sampled_from(["うち舗装", "橋（再掲）", "小計", "うちぬき広場の整備"]))
def test_what_the_clerk_says_of_a_row_is_taken(name: str):
    assert [] == reported(name, decided=True)
    assert bool(reported(name, counted=False, again=True)) == ("再掲" in name)


@pytest.mark.parametrize("name", ["統計調査", "会計管理", "計画の策定", "設計", "内水対策", "時計台の修繕", "再掲示板"])
def test_other_names_say_nothing(name: str):
    assert [] == reported(name)


@pytest.mark.parametrize(
    ("row", "cured"),
    [("うち舗装, 当初: 40千円", "うち舗装, 当初: 40千円, 内数: はい"), ("うちわの製作, 当初: 40千円", "うちわの製作, 当初: 40千円, 内数: いいえ"),
     ("橋（再掲）, 当初: 50千円", "橋, 当初: 50千円, 再掲: はい")],
)  # fmt: skip
def test_the_cure_of_a_budget_works(row: str, cured: str, tmp_path: Path):
    assert 1 == len(of_budget(tmp_path / "wrong", row))
    assert [] == of_budget(tmp_path / "right", cured)


def test_projects_within_others_are_neither_added_nor_counted(tmp_path: Path):
    row = '    - { 名称: うち講座, 市町: すべて, 事業費: { 令和6年度: "400千円" } }\n'
    _, problems = built(tmp_path / "wrong", WORKS + row)
    printed, said_right = built(
        tmp_path / "right", WORKS + row.replace("市町:", "内数: はい, 市町:") + '  事業数: "2"\n'
    )

    assert ["「うち講座」は、ほかの行の内数とも読めますが、計に足すかどうかが書かれていません"] == messages(problems)
    assert [] == messages(said_right)
    assert "計\t\t\t1,000\t2,500\t3,500" in printed


def test_a_year_that_nobody_knows_is_not_nothing(tmp_path: Path):
    table = WORKS.replace('令和7年度: "2,000千円"', "令和7年度: 未定").replace("令和7年度: 500千円", "令和7年度: 未定")
    printed, problems = built(tmp_path, table)

    assert "計\t\t\t1,000\t未定\t1,000" in printed
    assert "「観光」の計は、「未定」の分を除いた額です" in messages(problems)
