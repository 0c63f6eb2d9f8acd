"""事業一覧 (sample 003): 再掲 is set by the structure, letters and numbers follow from the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.galley import PageBreak
from tests.kinds.kit import Shelf
from tests.workshop import galley


@pytest.fixture
def projects(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path, "kitakyushu/jigyo.yaml")


def again(shelf: Shelf) -> list[str]:
    return [line.removesuffix("【再掲】") for line in shelf.lines("表本文") if line.endswith("【再掲】")]


def test_what_appears_again_is_marked_and_nothing_else(projects: Shelf):
    assert [] == projects.said()
    assert again(projects) == [
        "北九州市U・Iターン応援プロジェクト",
        "持続可能なまちづくりに資する脱炭素化の推進",
        "風力発電関連産業の総合拠点の形成",
        "地域エネルギー政策の広域化",
        "圏域におけるGX推進事業",
    ]


def test_the_mark_goes_where_the_project_is_not_told(projects: Shelf):
    """U・Iターン is listed first under 1 e, but told under 3 (2) e."""
    lines = projects.lines("表本文")
    first, told = (n for n, line in enumerate(lines) if "U・Iターン" in line)
    assert [True, False] == [lines[n].endswith("【再掲】") for n in (first, told)]

    projects.edit(
        "北九州市U・Iターン応援プロジェクト\n                本掲載: はい\n", "北九州市U・Iターン応援プロジェクト\n"
    )
    lines = projects.lines("表本文")
    assert [False, True] == [lines[n].endswith("【再掲】") for n in (first, told)]


def test_a_project_listed_once_more_is_marked(projects: Shelf):
    projects.edit(
        "              - ケアマネジメント支援事業\n",
        "              - ケアマネジメント支援事業\n              - 保育所等の広域入所\n",
    )

    assert "保育所等の広域入所" in again(projects)
    assert 6 == len(again(projects))


def test_the_chapter_begins_at_its_number_and_pillars_at_one(projects: Shelf):
    assert ["Ⅴ　連携協約に基づき推進する具体的取組"] == projects.lines("本文見出し1")
    assert ["1", "2", "3", "3", "3"] == [line[0] for line in projects.lines("本文見出し2")]
    assert ["(1)", "(2)", "(3)"] == [line.partition("　")[0] for line in projects.lines("本文見出し3")]


def test_a_list_that_is_no_chapter_has_no_number(projects: Shelf):
    """It was called Ⅰ, which nobody wrote."""
    projects.edit("章番号: 5\n", "")

    assert ["連携協約に基づき推進する具体的取組"] == projects.lines("本文見出し1")
    assert ["1", "2", "3", "3", "3"] == [line[0] for line in projects.lines("本文見出し2")]


def test_measures_are_lettered_anew_in_every_table(projects: Shelf):
    letters = "".join(line[0] for line in projects.lines("表番号項目") if line[1] == "　")

    assert "abcdeabcdabcdefghabcdeabc" == letters


def test_a_measure_more_moves_the_letters_that_follow(projects: Shelf):
    projects.edit(
        "      - 名称: 戦略的な観光施策\n",
        "      - 名称: 見本の取組\n        事業:\n          - 見本事業\n      - 名称: 戦略的な観光施策\n",
    )

    assert ["d　見本の取組", "e　戦略的な観光施策"] == projects.lines("表番号項目", "表項目")[4:6]


def test_pages_are_printed_with_their_tables(projects: Shelf):
    assert ["P. 30～39", "P. 40～43", "P. 44～61", "P. 62～65", "P. 66～70"] == projects.lines("添え書き")


@pytest.mark.parametrize("written", ["P. 30～39", "30-39頁", "３０〜３９ページ", "p30～39"])
def test_pages_may_be_written_as_they_print(projects: Shelf, written: str):
    assert "P. 30～39" == projects.edit("頁: 30～39", f"頁: {written}").lines("添え書き")[0]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("頁: 40～43", "頁: 39～43", "「39～43」は、前の「30～39」と重なるか、それより前です"),
        ("頁: 40～43", "頁: 43～40", "「43～40」は終わりの頁が始まりより前です"),
        ("頁: 40～43", "頁: 四十", "「四十」は頁として読めません"),
        ("- 創業支援事業\n", "- 創業支援事業【再掲】\n", "「創業支援事業【再掲】」に「再掲」と書かれています"),
        ("- 創業支援事業\n", "- 圏域における自動車産業振興事業\n", "「戦略産業の育成」に「圏域における自動車産業振興事業」が二度あります"),
        ("- 首都圏などからの移住促進\n", "- { 名称: こども文化パスポート事業, 本掲載: はい }\n", "「交流及び移住の促進等」に「こども文化パスポート事業」が二度あります"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(projects: Shelf, old: str, new: str, message: str):
    [error] = projects.edit(old, new).errors()

    assert error.message.endswith(message)
    assert error.place is not None
    assert error.cure


def test_two_homes_of_one_project_are_refused(projects: Shelf):
    projects.edit(
        "          - 北九州市U・Iターン応援プロジェクト\n          - 首都圏",
        "          - { 名称: 北九州市U・Iターン応援プロジェクト, 本掲載: はい }\n          - 首都圏",
    )
    [error] = projects.errors()

    assert "「北九州市U・Iターン応援プロジェクト」の本掲載が二か所あります" == error.message


def test_names_that_differ_in_width_alone_are_pointed_out(projects: Shelf):
    """【再掲】 would silently be missing."""
    more = "          - 名称: 見本\n            事業:\n              - 圏域におけるＧＸ推進事業\n"
    projects.edit("          - 名称: 上下水道\n", f"{more}          - 名称: 上下水道\n")

    assert ["「圏域におけるＧＸ推進事業」は「圏域におけるGX推進事業」と字の幅か空白だけが違います"] == projects.said()


_SHORT = """\
種別: 事業一覧
題名: 連携事業一覧
柱:
  - 見出し: 生活関連機能サービスの向上
    分野:
"""


@pytest.mark.parametrize(
    ("rows", "breaks"), [((4, 1), 0), ((5, 5, 5), 0), ((5, 5, 5, 5), 1), ((4, 6), 1), ((12, 4), 1), ((30, 1, 1), 1)]
)
def test_a_division_of_few_rows_goes_on_on_the_page_before(rows: tuple[int, ...], breaks: int, projects: Shelf):
    """A table of one row was alone on a page, under the heading of its pillar printed once more."""
    divisions = "".join(
        f"      - 見出し: 分野{d}\n        取組:\n          - 名称: 取組{d}\n            事業: [ {', '.join(f'事業{d}の{n}' for n in range(count))} ]\n"
        for d, count in enumerate(rows)
    )
    (projects.root / projects.source).write_text(_SHORT + divisions, encoding="utf-8")
    parts = galley(projects.root, projects.source, None).parts

    assert breaks == sum(isinstance(block, PageBreak) for part in parts for block in part.blocks)
    assert 1 + breaks == len(projects.lines("本文見出し2"))
    assert [f"({n})　分野{n - 1}" for n in range(1, len(rows) + 1)] == projects.lines("本文見出し3")
