"""Every table of a plan may print its title above itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.galley import Drawing, Grid, Para, plain
from tests.workshop import galley, original, small_project

HEAD = "種別: 計画\n題名: 計画\n部:\n  - 見出し: 部\n    内容:\n"
MONTHS = "[4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]"
TABLES = {
    "表": "見出し: [甲, 乙], 行: [[い, ろ]]",
    "指標表": "年度: [令和8年度], 行: [{ 名称: 指標, 目標: { 令和8年度: 維持 } }]",
    "事業表": "行: [{ 名称: 事業 }]",
    "回答": "行: [{ 名称: はい, 件数: 4 }]",
    "地域別": "行: [{ 地域: 北, 取組: 観光 }]",
    "工程表": "年度: [令和8年度], 行: [{ 項目: 検討, 帯: [{ 文: 検討, 始め: 令和8年度 }] }]",
    "年間予定": f"見出し: [会議], 行: [{{ 月: {MONTHS}, 欄: [随時] }}]",
}


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("printed", [True, False])
def test_the_title_of_a_table_is_printed_where_it_says_so(tmp_path: Path, kind: str, printed: bool):
    """「問3　…」 of answers could not be printed above their table."""
    said = ", 題を印刷: はい" if printed else ""
    source = HEAD + f"      - {kind}: {{ 題: 表の名前{said}, {TABLES[kind]} }}\n"
    [part] = galley(small_project(tmp_path, source), "sources/aomori/small.yaml", None).parts
    at = next(n for n, block in enumerate(part.blocks) if isinstance(block, Grid | Drawing))
    above = part.blocks[at - 1]

    assert isinstance(above, Para)
    assert printed == (("表の題", "表の名前") == (above.style, plain(above.runs)))
    assert printed == any("表の名前" in plain(b.runs) for b in part.blocks if isinstance(b, Para))


BOXES = "形: 体系, 箱: [{ 文: 市, 箱: [{ 文: 部 }] }]"
MONTHLY = f"形: 帯, {TABLES['年間予定']}"


@pytest.mark.parametrize(
    ("kind", "said", "places"),
    [
        (f"図: {{ 題: 図1　体系, {BOXES} }}", "", []),
        (f"図: {{ 題: 図1　体系, {BOXES} }}", "題を印刷: いいえ", []),
        (f"図: {{ 題: 図1　体系, {BOXES} }}", "題を印刷: はい", [("図版題", 1)]),
        (f"図: {{ 題: 図1　体系, {BOXES} }}", "題を印刷: 下", [("図版題", 1)]),
        (f"図: {{ 題: 図1　体系, {BOXES} }}", "題を印刷: 上", [("表の題", -1)]),
        (f"年間予定: {{ 題: 図1　体系, {MONTHLY} }}", "題を印刷: はい", [("表の題", -1)]),
        (f"年間予定: {{ 題: 図1　体系, {MONTHLY} }}", "題を印刷: 下", [("図版題", 1)]),
    ],
)
def test_the_title_of_a_figure_stands_below_it_or_where_it_says(
    tmp_path: Path, kind: str, said: str, places: list[tuple[str, int]]
):
    """「図1　…」 was read out, and could not be printed."""
    written = kind[:-1] + (f", {said} }}" if said else "}")
    project = small_project(tmp_path, HEAD + f"      - {written}\n      - 段落: 文\n")
    [part] = galley(project, "sources/aomori/small.yaml", None).parts
    at = next(n for n, block in enumerate(part.blocks) if isinstance(block, Drawing))

    titles = [(n, b) for n, b in enumerate(part.blocks) if isinstance(b, Para) and "図1" in plain(b.runs)]
    assert places == [(block.style, n - at) for n, block in titles]


def test_the_title_of_a_table_of_months_cannot_stand_below_it(tmp_path: Path):
    source = HEAD + f"      - 年間予定: {{ 題: 年間, 題を印刷: 下, {TABLES['年間予定']} }}\n"
    project = small_project(tmp_path, source)

    problems = original(project, "sources/aomori/small.yaml")[1]
    assert ["1番目の「年間予定」: 「年間」は表なので、題は下に印刷できません"] == [e.message for e in problems.errors]
