"""Amounts in blocks of 億 and 万, as papers for everybody write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.notation.numbers import money


@given(st.integers(-(10**15), 10**15))
def test_what_is_printed_in_blocks_is_read_back(yen: int):
    read = money.parse_blocks(money.in_blocks(yen))

    assert read is not None
    assert yen == read.yen


@pytest.mark.parametrize(
    ("text", "yen", "grain"),
    [
        ("1億2,328万7千円", 123_287_000, 1_000),
        ("1億0,305万2千円", 103_052_000, 1_000),
        ("2,000万円", 20_000_000, 10_000),
        ("１億２，３４５万円", 123_450_000, 10_000),
        ("△3万円", -30_000, 10_000),
        ("3千円", 3_000, 1_000),
        ("1兆円", 10**12, 10_000),
        ("12,345円", 12_345, 1),
    ],
)
def test_blocks_are_read(text: str, yen: int, grain: int):
    assert money.BlockAmount(yen, grain) == money.parse_blocks(text)


@pytest.mark.parametrize(
    "text", ["1億12,000万円", "億円", "円", "1,23万円", "1万2億円", "1.5億円", "3百万円", "1億", "約1億円"]
)
def test_what_is_no_amount_in_blocks_is_left_to_others(text: str):
    assert money.parse_blocks(text) is None
