"""Names of files that every office can open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.notation.file_name import unfit


@pytest.mark.parametrize(
    "name", ["蓬田村", "外ヶ浜町", "kyoyaku", "第1号.案", "CONTRACT", "COM10", "髙山市", "協約　案", "緑　町"]
)
def test_names_of_municipalities_and_sources_fit(name: str):
    assert unfit(name) is None


@pytest.mark.parametrize(
    "name",
    ["CON", "aux", "NUL.txt", "com1", "LPT9.x", "a.", "a ", " a", "　蓬田村", "蓬田村　", ".a", "~$a", "a/b", "a:b", "a\tb", "", "\udce4", "長" * 67],
)  # fmt: skip
def test_names_that_windows_or_others_do_not_take_are_refused(name: str):
    assert unfit(name) is not None


@given(st.text(st.sampled_from("aN町UL.　 ~$:\n"), max_size=8))
def test_a_name_that_fits_can_be_split_from_its_folder_and_its_ending(name: str):
    if unfit(name) is None:
        assert name == name.strip(" 　")
        assert "/" not in name
        assert not name.startswith(".")
