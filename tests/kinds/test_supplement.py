"""補正: what a supplementary budget changes, with its funds; what is stated holds or is refused, the rest is computed."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems, Rejected
from pipeline.project import compiling
from pipeline.writers import text as writer
from tests.workshop import messages, original, small_project

SOURCE = """\
種別: 予算概要
題名: 補正予算の概要
事業:
  - 事業名: 歳出
    単位: 千円
    補正:
"""
TABLE = """\
見出し: 歳出
部門:
  - 名称: 2款　総務費
    部門:
      - 名称: 1項　総務管理費
        行:
          - { 名称: 一般管理費, 補正前: "312,456千円", 補正額: "1,234千円", 補正後: "313,690千円", 財源: { 国県支出金: 500千円, 一般財源: 734千円 }, 備考: 報酬 }
          - { 名称: 財産管理費, 補正前: "45,000千円", 補正額: "△2,000千円", 財源: { 一般財源: "△2,000千円" } }
  - 名称: 3款　民生費
    行:
      - { 名称: 給付金, 補正前: －, 補正額: "120,000千円", 財源: { 国県支出金: "120,000千円" } }
      - { 名称: うち事務費, 補正前: －, 補正額: "9,000千円", 財源: { 国県支出金: "9,000千円" }, 内数: はい }
"""


def built(folder: Path, table: str, more: str = "") -> tuple[list[str], Problems]:
    """The rows that are printed, and what is said."""
    source = SOURCE + "".join(f"      {line}\n" for line in table.splitlines()) + more
    loaded, problems = original(small_project(folder, source), "sources/aomori/small.yaml")
    if loaded is None:
        return [], problems
    try:
        text = writer.write(compiling.set_galley(loaded, None, problems)).decode()
    except Rejected as rejected:
        return [], rejected.problems
    return [line.rstrip("\t") for line in text.split("\n") if line], problems


def test_what_is_changed_stands_between_what_was_and_what_is(tmp_path: Path):
    """補正前の額, 補正額, 計 and 補正額の財源内訳 (地方自治法施行規則, 補正予算に関する説明書)."""
    lines, problems = built(tmp_path, TABLE)

    assert [] == messages(problems)
    assert [
        "区分\t補正前の額\t補正額\t計\t補正額の財源内訳\t\t備考", "\t\t\t\t国県支出金\t一般財源", "2款　総務費", "1項　総務管理費",
        "一般管理費\t312,456\t1,234\t313,690\t500\t734\t報酬", "財産管理費\t45,000\t△2,000\t43,000\t－\t△2,000",
        "小計\t357,456\t△766\t356,690\t500\t△1,266", "計\t357,456\t△766\t356,690\t500\t△1,266", "3款　民生費",
        "給付金\t－\t120,000\t120,000\t120,000\t－", "うち事務費\t－\t9,000\t9,000\t9,000\t－", "計\t－\t120,000\t120,000\t120,000\t－",
        "合計\t357,456\t119,234\t476,690\t120,500\t△1,266",
    ] == lines[-13:]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '"313,690千円"',
            '"313,700千円"',
            "「一般管理費」の「補正後」は313,700千円ですが、内訳を足すと313,690千円です",
        ),
        ("一般財源: 734千円", "一般財源: 745千円", "内訳を足すと1,245千円です"),
        ("見出し: 歳出", '見出し: 歳出\n計: "119,250千円"', "は119,250千円ですが、内訳を足すと119,234千円です"),
        ("見出し: 歳出", '見出し: 歳出\n計: { 財源: { 一般財源: "△1,280千円" } }', "内訳を足すと△1,266千円です"),
        (", 内数: はい", "", "ほかの行の内数とも読めますが"),
        (', 補正額: "△2,000千円"', "", "「財産管理費」に補正額がありません"),
    ],
)
def test_what_does_not_hold_is_refused(old: str, new: str, message: str, tmp_path: Path):
    assert 1 == TABLE.count(old)
    lines, problems = built(tmp_path, TABLE.replace(old, new))

    assert [] == lines
    assert any(message in error.message for error in problems.errors), messages(problems)


def test_a_list_of_changes_alone_has_no_other_columns(tmp_path: Path):
    table = "見出し: 主なもの\n行:\n  - { 名称: 道路, 補正額: 100千円 }\n  - { 名称: 橋, 補正額: △30千円 }\n欄の名: { 名称: 事業名 }\n"
    lines, problems = built(tmp_path, table)

    assert [] == messages(problems)
    assert ["事業名\t補正額", "道路\t100", "橋\t△30", "計\t70"] == lines[-4:]


def test_a_row_that_lacks_what_others_have_is_told_of(tmp_path: Path):
    _, problems = built(tmp_path, TABLE.replace('補正前: －, 補正額: "120', '補正額: "120'))

    assert ["「給付金」に補正前がありません（ほかの行にはあります）"] == messages(problems)


def test_whoever_writes_it_among_the_first_budgets_is_shown_the_way(tmp_path: Path):
    source = SOURCE.replace("補正:", "予算額:")
    body = "      見出し: 歳出\n      行: [ { 名称: 道路, 補正額: 100千円, 当初: 1千円 } ]\n"
    _, problems = original(small_project(tmp_path, source + body), "sources/aomori/small.yaml")

    assert ["補正予算の表は、「予算額:」でなく「補正:」に書いてください"] == [error.cure for error in problems.errors]


@given(st.integers(0, 10**6))
def test_every_printed_row_adds_up_whichever_two_figures_are_written(seed: int):
    random = Random(seed)
    rows = []
    for n in range(random.randint(2, 6)):
        before, change = random.randint(0, 10**9), random.randint(-(10**9), 10**9)
        figures = {"補正前": before, "補正額": change, "補正後": before + change}
        if random.random() < 0.8:
            figures.pop(random.choice(list(figures)))
        rows.append({"名称": f"事業{n}", **{k: f"{'△' if v < 0 else ''}{abs(v):,}千円" for k, v in figures.items()}})
    with tempfile.TemporaryDirectory() as folder:
        lines, problems = built(Path(folder), f"見出し: 歳出\n行: {json.dumps(rows, ensure_ascii=False)}\n")

    assert [] == messages(problems)
    for line in lines[-len(rows) - 1 :]:
        before, change, after = (int(f.replace(",", "").replace("△", "-")) for f in line.split("\t")[1:])
        assert before + change == after
