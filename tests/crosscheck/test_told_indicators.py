"""What sentences say of an indicator is compared with the tables that know it; what only seems to be of it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.crosscheck.facts import Checked
from tests.crosscheck.kit import Edit, builds, checked, folder
from tests.examples import examples

BEFORE = "費用の負担は、"


def found(root: Path, sentence: str) -> Checked:
    folder(root, "nankai", Edit("keikaku.yaml", BEFORE, sentence + BEFORE))
    assert [] == builds(root)
    return checked(root, "nankai")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "観光入込客数は、令和10年度に350万人とすることを目標とする。",
            "指標「観光入込客数」の目標（令和10年度）: 連携ビジョン概要 360万人（gaiyo.yaml",
        ),
        ("観光入込客数を318万人（令和5年）から3,500,000人（令和10年度）に増やす。", "計画 3,500,000人（keikaku.yaml"),
        ("令和5年の「観光入込客数」は、約３６０万人であった。", "計画 約３６０万人（keikaku.yaml"),
        ("令和10年度までに、観光入込客数を３５０万人以上にする。", "計画 ３５０万人以上（keikaku.yaml"),
    ],
)
def test_a_value_of_another_number_is_told(tmp_path: Path, sentence: str, told: str):
    """Nothing but tables was read."""
    (one,) = found(tmp_path, sentence).contradictions

    assert "照合-指標" == one.code
    assert told in one.message


@pytest.mark.parametrize(
    "sentence",
    [
        "観光入込客数を、令和5年の318万人から、令和10年度までに360万人に増やすことを目標とする。",
        "令和5年の観光入込客数は、約320万人であった。",
        "観光入込客数は、令和5年に20万人増加した。",
        "令和10年度の観光入込客数のうち50万人は、外国人とすることを目標とする。",
        "観光入込客数を令和10年度に350万人とする目標は、達成した。",
        "北海市の観光入込客数は、令和5年に5万人であった。",
        "観光入込客数の令和10年度の目標は、一人当たり5回とする。",
        "観光入込客数は、350万人とする。",
        "令和8年度と令和10年度の観光入込客数は、350万人とすることを目標とする。",
    ],
)
def test_what_says_the_same_or_something_else_is_not_told(tmp_path: Path, sentence: str):
    assert () == found(tmp_path, sentence).contradictions


def test_another_year_is_a_reason(tmp_path: Path):
    made = found(tmp_path, "観光入込客数は、令和9年度に350万人とすることを目標とする。")

    assert () == made.contradictions
    assert "別の年度" in {legal.reason for legal in made.legal}


@settings(max_examples=examples(12), deadline=None)
@given(st.integers(300, 400))
def test_a_goal_agrees_if_and_only_if_it_is_that_of_the_table(tmp_path_factory: pytest.TempPathFactory, tens: int):
    made = found(tmp_path_factory.mktemp("a"), f"観光入込客数は、令和10年度に{tens}万人とすることを目標とする。")

    assert (tens != 360) == bool(made.contradictions)
