"""A workbook that we wrote, taken as the rows of the same table, gives the same words: stacked cells, bands, （再掲）, 〃."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.diagnostics import Problems
from pipeline.project import compiling
from pipeline.writers import text, xlsx
from tests.workshop import messages, original, small_project

NAME = "sources/aomori/small.yaml"
PLAN = "種別: 計画\n題名: 計画\n部:\n  - 見出し: 部\n    内容:\n"
INDICATORS = """\
      - 指標表:
          題: 表
          年度: [R5年度, R6年度, R7年度]
          達成率の年度: R6年度
          欄の名: { 指標: KPI, 評価: 進捗の評価 }
          行:
            - { 名称: 入込客数, 累計: はい, 注: 市の調べ, 単位: 万人, 基準値: "1,310", 時点: R4年, 目標: { R5年度: "1,320", R6年度: "1,330", R7年度: "1,340" }, 実績: { R5年度: "1,318", R6年度: "1,341" }, 評価: A, 担当: 観光課 }
            - { 名称: 満足度, 単位: ％, 目標: { R5年度: "50.0", R6年度: 〃, R7年度: 〃以上 }, 実績: { R6年度: 検討中 }, 評価: △ }
"""
PLAIN_INDICATORS = """\
      - 指標表:
          題: 表
          年度: [R6年度, R7年度]
          行:
            - { 名称: 出生数, 単位: 人, 基準値: "12345", 目標: { R6年度: "500", R7年度: 現状維持 } }
"""
WORKS = """\
      - 事業表:
          題: 表
          市町: [甲市, 乙町]
          年度: [R6, R7]
          行:
            - { 名称: 観光, 分野: 産業, 市町: すべて, 印: { 甲市: ◎ }, 事業費: { R6: "1,000千円", R7: 未定 }, 備考: 国補助 }
            - { 名称: 救急, 分野: 医療, 市町: [甲市], 事業費: { R7: 500千円 } }
            - { 名称: 観光, 分野: 医療, 再掲: はい, 市町: [乙町], 事業費: { R6: "1,000千円" } }
"""
BUDGET_HEAD = "種別: 予算概要\n題名: 予算\n事業:\n  - 事業名: 部\n    単位: 千円\n"
BUDGET = """\
    予算額:
      見出し: 表
      欄の名: { 当初: 令和8年度, 前年度当初: 令和7年度, 前年度最終: 令和7年度最終 }
      行:
        - { 名称: 道路, 所管: 建設課, 区分: 新規, 当初: "12,400千円", 前年度当初: －, 前年度最終: "1,000千円", 財源: { 地方債: "12,000千円", 一般財源: 400千円 } }
        - { 名称: 橋, 当初: "1,200千円", 前年度当初: "2,300千円", 前年度最終: －, 財源: { 一般財源: "1,200千円" }, 備考: 設計 }
        - { 名称: 橋, 再掲: はい, 当初: "1,200千円", 前年度当初: "2,300千円", 前年度最終: －, 財源: { 一般財源: "1,200千円" } }
"""
SUPPLEMENT = """\
    補正:
      見出し: 表
      行:
        - { 名称: 道路, 補正前: "12,400千円", 補正額: "△1,000千円", 補正後: "11,400千円", 財源: { 一般財源: "△1,000千円" } }
        - { 名称: 給付金, 補正前: －, 補正額: "9,000千円", 補正後: "9,000千円", 財源: { 国庫支出金: "9,000千円" } }
"""
_ROWS = re.compile(r"( +)行:\n(?:\1  .*\n)+")


def set_text(root: Path, problems: Problems | None = None) -> str:
    loaded, found = original(root, NAME)
    assert loaded is not None, messages(found)
    return text.write(compiling.set_galley(loaded, None, problems or found)).decode()


@pytest.mark.parametrize(
    "source",
    [PLAN + INDICATORS, PLAN + PLAIN_INDICATORS, PLAN + WORKS, BUDGET_HEAD + BUDGET, BUDGET_HEAD + SUPPLEMENT],
    ids=["indicators", "plain indicators", "works", "budget", "supplement"],
)
def test_a_workbook_that_we_wrote_reads_back(source: str, tmp_path: Path):
    root = small_project(tmp_path, source)
    loaded, problems = original(root, NAME)
    assert loaded is not None, messages(problems)
    galley = compiling.set_galley(loaded, None, problems)
    book = xlsx.write(galley, problems)
    assert book is not None
    (root / "sources/aomori/表.xlsx").write_bytes(book)

    taken, count = _ROWS.subn(r"\1行: { 表の元: 表.xlsx, シート: 表 }\n", source)
    assert 1 == count
    (root / NAME).write_text(taken, encoding="utf-8")

    assert text.write(galley).decode() == set_text(root)
