"""Tables of a paper's own columns that tell indicators are compared with the others; tables of anything else are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.crosscheck.facts import Checked
from tests.crosscheck.kit import Edit, builds, checked, folder
from tests.examples import examples

BEFORE = "      - 指標表:\n          題: 計画の指標"


def found(root: Path, *rows: str) -> Checked:
    """What is found with a table: its head, and its rows."""
    head, *below = rows
    table = f"      - 表:\n          題: 目標とする数値\n          {head}\n          行:\n" + "".join(
        f"            - [{row}]\n" for row in below
    )
    folder(root, "nankai", Edit("keikaku.yaml", BEFORE, table + BEFORE))
    assert [] == builds(root)
    return checked(root, "nankai")


PLAIN = "見出し: [指標, 現状値（令和5年）, 目標値（令和10年度）]"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((PLAIN, '観光入込客数, 318万人, "350万人"'), "の目標（令和10年度）: 連携ビジョン概要 360万人（gaiyo.yaml"),
        ((PLAIN, '観光入込客数, "3,080,000人", 360万人'), "計画 3,080,000人（keikaku.yaml"),
        (("見出し: [成果指標, 単位, 令和10年度目標]", "観光入込客数, 万人, 350"), "計画 350万人（keikaku.yaml"),
        (("見出し: [ＫＰＩ, 目標]", "観光入込客数（万人）, 350（令和10年度）"), "計画 350万人（keikaku.yaml"),
        (
            (
                "見出し: [{ 文: 指標名, 縦: 2 }, { 文: 目標値, 横: 2 }]\n          見出しの下段: [令和8年度, 令和10年度]",
                "観光入込客数, 340万人, 350万人",
            ),
            "計画 350万人（keikaku.yaml",
        ),
    ],
)
def test_a_value_of_another_number_is_told(tmp_path: Path, rows: tuple[str, ...], told: str):
    """No table but 指標表 was read."""
    made = found(tmp_path, *rows)

    assert [("照合-指標", True)] == [(c.code, told in c.message) for c in made.contradictions]


@pytest.mark.parametrize(
    "rows",
    [
        (PLAIN, "観光入込客数, 318万人, 360万人"),
        ("見出し: [指標, 目標値]", "観光入込客数, 350万人"),
        ("見出し: [区分, 目標値（令和10年度）]", "観光入込客数, 350万人"),
        ("見出し: [指標, 令和10年度目標の達成率]", '観光入込客数, "50%"'),
        ("見出し: [指標, 目標と実績（令和10年度）]", "観光入込客数, 350万人"),
        ("見出し: [指標, 目標（令和10年度）]", "観光入込客数, 検討中"),
        ("見出し: [指標, 目標（令和10年度）]", "宿泊者の観光入込客数, 350万人"),
        ("見出し: [指標, 目標（令和9年度～令和10年度）]", "観光入込客数, 350万人"),
        ("見出し: [指標, 目標（令和10年度）]", "観光入込客数, 350万人（令和9年度）"),
    ],
)
def test_what_says_the_same_or_something_else_is_not_told(tmp_path: Path, rows: tuple[str, ...]):
    assert () == found(tmp_path, *rows).contradictions


@settings(max_examples=examples(20), deadline=None)
@given(st.integers(300, 420), st.sampled_from(["{}万人", "約{}万人", "{}万人以上"]))
def test_a_goal_is_told_exactly_where_it_differs(tmp_path_factory: pytest.TempPathFactory, number: int, form: str):
    root = tmp_path_factory.mktemp("area")

    made = found(root, PLAIN, f"観光入込客数, 318万人, {form.format(number)}")

    # 約350万 is known to ten, 約400万 to a hundred; 360万 to one.
    grain = 10 ** (len(str(number)) - len(str(number).rstrip("0"))) if form.startswith("約") else 1
    agrees = "以上" not in form and 2 * abs(number - 360) < grain + 1
    assert agrees == (made.contradictions == ())
