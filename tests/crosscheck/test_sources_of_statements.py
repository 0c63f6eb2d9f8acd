"""Of which year a base is, and of which paper a list is: told where both cannot be right, and not where they may."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crosscheck.kit import Edit, builds, checked, folder

TOLD = "指標「観光入込客数」の基準値（318万人）の時点: 連携ビジョン概要 令和5年（gaiyo.yaml 24行）、計画 令和4年（keikaku.yaml 16行）"
YEAR = Edit("keikaku.yaml", "時点: 令和5年,", "時点: 令和4年,")


def test_one_base_of_two_years_is_told(tmp_path: Path):
    """The value was compared with those of its own year alone."""
    root = folder(tmp_path, "nankai", YEAR)

    assert [] == builds(root)
    assert [TOLD] == [c.message for c in checked(root, "nankai").contradictions]


@pytest.mark.parametrize(
    "edits",
    [
        (Edit("keikaku.yaml", "時点: 令和5年,", "時点: 令和5年度,"),),  # a day may lie in both
        (YEAR, Edit("keikaku.yaml", '"3,180,000"', '"2,900,000"')),
        (YEAR, Edit("keikaku.yaml", '"3,180,000"', '"3,000,000"'), Edit("gaiyo.yaml", '"318"', '"300"')),  # round
    ],
)
def test_bases_that_may_be_of_two_years_are_not_told(tmp_path: Path, edits: tuple[Edit, ...]):
    assert [] == [c.message for c in checked(folder(tmp_path, "nankai", *edits), "nankai").contradictions]


LIST = """\
種別: 事業一覧
題名: 計画の事業
頁の元: {source}
柱:
  - 見出し: 計画
    頁: 1～2
    取組:
      - 名称: 取組
        事業: [観光の周遊促進, 救急電話相談の共同運営, 港の整備]
"""


@pytest.mark.parametrize(("source", "told"), [("keikaku", 0), ("gaiyo", 1)])
def test_a_list_is_of_the_paper_that_it_names(tmp_path: Path, source: str, told: int):
    """A second list, of the projects of the plan, was compared with the vision."""
    root = folder(tmp_path, "nankai")
    path = root / "sources/nankai/ichiran.yaml"
    path.write_text(LIST.replace("{source}", source), encoding="utf-8")

    found = [c.message for c in checked(root, "nankai").contradictions]

    assert told == sum("「港の整備」が、連携ビジョン概要にありません" in message for message in found)
    assert told or found == []
