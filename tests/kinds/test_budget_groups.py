"""A budget of departments: 部 and 課 with their totals, columns that are called and filled as the office does, notes below."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.writers import text as writer
from tests.kinds.test_budget_figures import sheet
from tests.workshop import galley

NESTED = """\
予算額:
  見出し: 主要事業一覧
  部門:
    - 名称: 総務部
      部門:
        - 名称: 企画課
          行:
            - { 名称: 計画, 当初: 100千円, 前年度当初: 80千円 }
            - { 名称: 広報, 当初: 50千円, 前年度当初: － }
        - 名称: 財政課
          行: [ { 名称: 予算, 当初: 20千円, 前年度当初: 20千円 } ]
    - 名称: 建設部
      行: [ { 名称: 道路, 当初: 30千円, 前年度当初: 40千円 } ]
"""


def printed(folder: Path, below: str, unit: str = "千円", amount: str = "200千円") -> list[str]:
    """The rows of the table."""
    text, problems = sheet(folder, unit, amount, below.rstrip())
    assert text, [d.message for d in problems.found]
    return [line.rstrip("\t") for line in text.split("\n") if line]


def said(folder: Path, below: str, unit: str = "千円", amount: str = "200千円") -> list[str]:
    return [d.message for d in sheet(folder, unit, amount, below.rstrip())[1].found]


def test_departments_hold_sections_and_every_level_has_its_total(tmp_path: Path):
    lines = printed(tmp_path, NESTED)

    assert [
        "総務部", "企画課", "計画\t100 （80）\t20\t25.0%", "広報\t50 （－）\t50\t皆増", "小計\t150 （80）\t70\t87.5%",
        "財政課", "予算\t20 （20）\t0\t0.0%", "小計\t20 （20）\t0\t0.0%", "計\t170 （100）\t70\t70.0%",
        "建設部", "道路\t30 （40）\t△10\t△25.0%", "計\t30 （40）\t△10\t△25.0%", "合計\t200 （140）\t60\t42.9%",
    ] == lines[lines.index("総務部") :]  # fmt: skip


def test_a_total_may_have_a_name_of_its_own(tmp_path: Path):
    lines = printed(tmp_path, NESTED + "  計: { 名称: 歳出合計 }\n")

    assert "歳出合計\t200 （140）\t60\t42.9%" == lines[-1]


def test_columns_are_called_as_the_office_calls_them(tmp_path: Path):
    called = "  欄の名: { 事業名: 事項, 当初: 令和8年度, 前年度当初: 令和7年度, 増減: 比較 }\n"

    assert "事項\t令和8年度 （令和7年度）\t比較\t増減率" in printed(tmp_path, NESTED + called)
    [refused] = said(tmp_path / "b", NESTED + "  欄の名: { 金額: 額 }\n")
    assert "欄の名に「金額」という欄はありません" in refused


def test_what_a_project_does_and_who_does_it_have_columns(tmp_path: Path):
    table = "予算額:\n  見出し: 一覧\n  行: [ { 名称: 道路, 所管: 土木課, 当初: 200千円, 内容: 舗装 } ]\n"

    assert ["事業名\t所管\t当初予算額\t事業内容", "道路\t土木課\t200\t舗装"] == printed(tmp_path, table)[-2:]


def test_a_sheet_may_be_a_table_alone(tmp_path: Path):
    """主要事業一覧 has neither 目的 nor an amount beside its 計."""
    text, problems = sheet(tmp_path, "千円", "200千円", NESTED.rstrip())
    source = (tmp_path / "sources/aomori/small.yaml").read_text(encoding="utf-8")
    bare = source.replace("    額: 200千円\n", "").replace("    目的: 圏域の予算\n", "")
    (tmp_path / "sources/aomori/small.yaml").write_text(bare, encoding="utf-8")

    alone = writer.write(galley(tmp_path, "sources/aomori/small.yaml", None)).decode()

    assert [] == problems.found
    assert alone == text.replace("（事業費）200千円\n\n目的\n\n圏域の予算\n\n", "")


ROW = "予算額:\n  見出し: 予算額\n  行: [ { 名称: 庁舎, 当初: 200千円 } ]\n"


@pytest.mark.parametrize(
    ("more", "line"),
    [
        (
            "債務負担行為: [ { 事項: 損失補償, 期間: 償還まで, 限度額: 元金及び利子に相当する額 } ]",
            "※　債務負担行為　損失補償　期間　償還まで　限度額　元金及び利子に相当する額",
        ),
        (
            '債務負担行為: [ { 事項: 給食, 期間: 5年, 限度額: "425,000千円" } ]',
            "※　債務負担行為　給食　期間　5年　限度額　425,000千円",
        ),
        (
            "債務負担行為: [ { 事項: 利子補給, 期間: 5年, 限度額: 融資額5億円に対する利子の額 } ]",
            "※　債務負担行為　利子補給　期間　5年　限度額　融資額5億円に対する利子の額",
        ),
        ("繰越明許費: [ { 事業名: 道路改良, 額: 30千円 } ]", "※　繰越明許費　道路改良　30千円"),
    ],
)
def test_what_binds_later_years_stands_below(more: str, line: str, tmp_path: Path):
    assert line == printed(tmp_path, f"{ROW}  {more}\n")[-1]


def test_a_slip_in_a_limit_is_no_sentence(tmp_path: Path):
    more = '  債務負担行為: [ { 事項: 給食, 期間: 5年, 限度額: "425,00千円" } ]\n'

    assert any("「425,00千円」は金額として読めません" in line for line in said(tmp_path, ROW + more))


def test_a_chart_tells_the_rate_of_the_table(tmp_path: Path):
    """0.8% as the office reckons it from the yen; 0.6% of what is printed."""
    table = (
        "予算額:\n  見出し: 歳出\n  図: 前年度比較\n"
        "  行: [ { 名称: 議会費, 当初: 312百万円, 前年度当初: 310百万円, 増減率: 0.8% } ]\n"
    )
    lines = printed(tmp_path, table, "百万円", "312百万円")

    assert "議会費\t312 （310）\t2\t0.8%" in lines
    assert any(line.endswith("増減率　0.8%") for line in lines)
    assert all("0.6%" not in line for line in lines)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("区分: 新規, 当初: 200千円, 前年度当初: 90千円", "「庁舎」は「新規」ですが、前年度当初に90千円があります"),
        ("区分: 終了, 当初: 200千円, 前年度当初: 90千円", "「庁舎」は「終了」ですが、当初に200千円があります"),
    ],
)
def test_a_mark_that_the_amounts_belie_is_pointed_out(row: str, message: str, tmp_path: Path):
    assert [message] == said(tmp_path, f"予算額:\n  見出し: 予算額\n  行: [ {{ 名称: 庁舎, {row} }} ]\n")


def test_part_of_a_row_that_is_more_than_the_row_is_pointed_out(tmp_path: Path):
    table = (
        "予算額:\n  見出し: 予算額\n  行:\n    - { 名称: 道路, 当初: 50千円 }\n"
        "    - { 名称: うち舗装, 当初: 60千円, 内数: はい }\n    - { 名称: 橋, 当初: 150千円 }\n"
    )

    assert ["内数の「うち舗装」は60千円で、上の「道路」の50千円を超えます"] == said(tmp_path, table)
