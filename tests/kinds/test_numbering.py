"""Numbers of plans as clerks write them: in figures of any width, by the first of a series."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.galley import plain
from pipeline.galley.blocks import paras
from tests.workshop import edit, galley, messages, original, small_project

PLAN = """\
種別: 計画
題名: 計画
部の番号: 第１章
部:
  - 見出し: 甲
    番号: [（１）, ㋐]
    内容:
      - 箇条: { 記号: （１）, 項: [あ, い] }
      - 箇条: { 記号: ㋐, 項: [あ, い] }
      - 表: { 題: 表, 見出し: [あ, い], 行: [[{ 文: [ａ, ｂ], 記号: ① }, { 文: い, 番号: （１） }], [う, { 文: え, 番号: （１） }]] }
    節:
      - { 見出し: 一番, 節: [ { 見出し: 上 }, { 見出し: 下 } ] }
      - { 見出し: 二番 }
  - 見出し: 乙
"""


def labels(folder: Path, house: str) -> list[str]:
    root = small_project(folder, PLAN)
    if house != "半角":
        edit(root / "sources/aomori/area.yaml", "流儀: 半角", f"流儀: {house}")
    made = galley(root, "sources/aomori/small.yaml", None)
    return [plain(p.label).strip() for part in made.parts for p in paras(part.blocks) if p.label]


def test_figures_of_full_width_count(tmp_path: Path):
    """Every chapter of 「部の番号: 第１章」 was 第1章, every section of 「（１）」 was （1）."""
    signs = ["第1章", "(1)", "(2)", "㋐", "㋑", "①", "②", "(1)", "(2)", "(1)", "㋐", "㋑", "(2)", "第2章"]
    wide = str.maketrans("()12", "（）１２")

    assert signs == labels(tmp_path / "a", "半角")
    assert [sign.translate(wide) for sign in signs] == labels(tmp_path / "b", "全角")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("第１章", "第２章", "番号「第2章」は、数え始めるものではありません"),
        ("（１）, ㋐]", "（２）, ㋐]", "番号「(2)」は、数え始めるものではありません"),
        ("（１）, ㋐]", '（１）, ㋐, "."]', "「.」は、番号でも記号でもありません"),
        ("記号: ㋐", "記号: ㋑", "記号「㋑」は、数え始めるものではありません"),
        ("記号: ①", "記号: ②", "記号「②」は、数え始めるものではありません"),
        ("い, 番号: （１）", "い, 番号: （３）", "番号「(3)」は、数え始めるものではありません"),
    ],
)
def test_what_does_not_begin_a_series_is_refused(tmp_path: Path, old: str, new: str, message: str):
    """It would stand before each of them."""
    root = small_project(tmp_path, PLAN)
    edit(root / "sources/aomori/small.yaml", old, new)
    _, problems = original(root, "sources/aomori/small.yaml")

    assert any(message in said for said in messages(problems))


def test_a_single_item_may_bear_any_number(tmp_path: Path):
    """A list that words part goes on behind them."""
    root = small_project(tmp_path, PLAN)
    edit(root / "sources/aomori/small.yaml", "{ 記号: ㋐, 項: [あ, い] }", "{ 記号: ②, 項: [あ] }")

    assert "②" in [
        plain(p.label).strip()
        for part in galley(root, "sources/aomori/small.yaml", None).parts
        for p in paras(part.blocks)
    ]


CITING = """\
種別: 計画
題名: 計画
部の番号: 第1章
部:
  - 見出し: 総論
    番号: [第1節, "1", (1)]
    節:
      - 見出し: 目的
        内容: [{ 段落: '{{ 引用("深い") }}、{{ 条番号("深い") }}、{{ 引用("第3次の方針") }}による。' }]
      - { 見出し: 期間, 節: [ { 見出し: 上, 節: [ { 見出し: 深い } ] } ] }
      - { 見出し: 第3次の方針, 番号を付ける: いいえ }
"""


@pytest.mark.parametrize(
    ("house", "cited"),
    [
        ("半角", "第2節の1(1)、第1章第2節の1(1)、「第3次の方針」による。"),
        ("全角", "第２節の１（１）、第１章第２節の１（１）、「第３次の方針」による。"),
        ("漢数字", "第２節の１（１）、第１章第２節の１（１）、「第３次の方針」による。"),
    ],
)
def test_a_heading_is_cited_by_the_number_that_it_prints(tmp_path: Path, house: str, cited: str):
    """In a house of kanji numerals 第２節 was cited as 第二節, and 「第３次の方針」 as 「第三次の方針」."""
    root = small_project(tmp_path, CITING)
    area = root / "sources/aomori/area.yaml"
    area.write_text(area.read_text(encoding="utf-8").replace("流儀: 半角", f"流儀: {house}"), encoding="utf-8")
    made = [p for part in galley(root, "sources/aomori/small.yaml", None).parts for p in paras(part.blocks)]
    labels = {plain(p.label).strip() for p in made if p.label}

    assert [cited] == [plain(p.runs) for p in made if p.style == "本文段落"]
    wide = {} if house == "半角" else str.maketrans("()12", "（）１２")
    assert {label.translate(wide) for label in ("第1章", "第1節", "第2節", "1", "(1)")} == labels
