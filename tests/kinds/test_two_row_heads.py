"""表 with heads of two rows: what spans stands above what it spans; a head that does not fit its table is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kinds.test_indicators_and_works import built
from tests.workshop import messages

TABLE = """\
表:
  題: 人口
  見出し: [ { 文: 区分, 縦: 2 }, 昭和55年, { 文: 令和2年, 横: 2 } ]
  見出しの下段: [ 実数, 実数, 増減率 ]
  行: [ [ 総数, "12,345人", "6,789人", "△45.0%" ] ]
"""


def test_the_lower_row_stands_below_what_does_not_reach_down(tmp_path: Path):
    printed, problems = built(tmp_path, TABLE)

    assert [] == messages(problems)
    assert "区分\t昭和55年\t令和2年\t\n\t実数\t実数\t増減率\n総数\t12,345人\t6,789人\t△45.0%\n" in printed


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[ 実数, 実数, 増減率 ]", "[ 実数, 増減率 ]", "見出しの下段は欄が2列分ですが、3列分でなければなりません"),
        ("  見出しの下段: [ 実数, 実数, 増減率 ]\n", "", "見出しの「縦」が、見出しの段の数を超えています"),
        ("縦: 2", "縦: 3", "見出しの「縦」が、見出しの段の数を超えています"),
        ("[ 実数, 実数,", "[ 実数, { 文: 実数, 縦: 2 },", "見出しの「縦」が、見出しの段の数を超えています"),
        ("横: 2", "横: 0", "1以上の整数ではありません（0）"),
        ("縦: 2", "縦: -1", "1以上の整数ではありません（-1）"),
    ],
)
def test_a_head_that_does_not_fit_is_refused(old: str, new: str, message: str, tmp_path: Path):
    assert 1 == TABLE.count(old)
    printed, problems = built(tmp_path, TABLE.replace(old, new))

    assert "" == printed
    assert [True] == [message in error.message for error in problems.errors]
    assert all(error.cure for error in problems.errors)
