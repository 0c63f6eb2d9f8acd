"""A total that we add up holds every amount of its column, and shares that make no whole are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workshop import SMALL, build, messages, small_project

TABLE = """\
別表:
  - 関係: 目的
    列: [区分, {{ 名: 額, 形: 金額 }}, {{ 名: 負担, 形: 割合 }}]
    行:
      - [一般, {first}, {share}]
      - [特別, 300千円, 40%]
    計: はい
"""


def told(folder: Path, first: str, share: str = "60%") -> list[str]:
    made = build(small_project(folder, SMALL + TABLE.format(first=first, share=share)), formats=("txt",))
    return [m for m in messages(made.problems) if "計" in m or "足すと" in m]


@pytest.mark.parametrize("amount", ['"1億2,345万6千円"', '"100千円（見込み）"', '"100千円・200千円"', "百万円"])
def test_an_amount_that_cannot_be_added_stops_the_total(tmp_path: Path, amount: str):
    """The total was printed without it, with a remark alone."""
    assert any("計を数えられません" in message for message in told(tmp_path, amount))


@pytest.mark.parametrize("amount", ['"1,200千円"', "実費", '""', "－"])
def test_what_is_no_amount_leaves_the_total(tmp_path: Path, amount: str):
    assert not any("計を数えられません" in message for message in told(tmp_path, amount))


def test_shares_that_make_no_whole_are_told(tmp_path: Path):
    assert ["「負担」の割合を足すと100.5%です"] == told(tmp_path / "a", "100千円", "60.5%")
    assert [] == told(tmp_path / "b", "100千円")
