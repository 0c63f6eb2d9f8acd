"""The units of a figure: what the figures of a column are aligned by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley.tables.amounts import is_wordy, units_end


@pytest.mark.parametrize(
    ("units", "rest"),
    [
        ("2,500", ""),
        ("（2,500", "）"),
        ("△84", ".0%"),
        ("国庫支出金　1,000", ""),
        ("１２，５００", "千円"),
        ("約3", "事業"),
        ("〈－", "〉"),
        ("―", ""),
    ],
)
def test_a_figure_is_parted_behind_its_units(units: str, rest: str):
    assert len(units) == units_end(units + rest)


@pytest.mark.parametrize("words", ["", "検討中", "1/2", "H30～32", "皆増", "未定－調整中"])
def test_what_is_not_one_figure_has_no_units(words: str):
    assert units_end(words) is None


def test_words_stand_for_a_figure_only_without_digits():
    assert [True, True, False, False, False] == [is_wordy(w) for w in ("検討中", "皆増", "1/2", "―", "")]


@given(st.integers(0, 10**9), st.integers(0, 99), st.sampled_from(["", "%", "）", "件"]))
def test_decimals_and_what_follows_stand_behind_the_units(whole: int, part: int, rest: str):
    assert len(f"{whole:,}") == units_end(f"{whole:,}.{part:02}{rest}") == units_end(f"{whole:,}{rest}")
