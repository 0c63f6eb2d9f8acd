"""An amount in the unit of its table: what is printed reads back as the amount but for its rounding, and lost amounts are told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.kinds.shared.amounts import tell_lost
from pipeline.notation.house_style import House
from pipeline.notation.numbers import money
from pipeline.notation.numbers.money import Rounding
from tests.kinds.test_budget import SMALL, amount, small
from tests.workshop import messages

ROUNDINGS = st.sampled_from(("floor", "half_up", "ceil"))
AMOUNTS = st.integers(-(10**15), 10**15) | st.sampled_from([1, 400, 500, 999, -499_999, 1_500_000_000_000])


def told(text: str, unit: str, rounding: Rounding = "half_up") -> list[str]:
    problems = Problems()
    tell_lost([amount(text)], unit, rounding, problems)
    return messages(problems)


@given(AMOUNTS, st.sampled_from([*money.UNITS]), ROUNDINGS)
def test_what_is_printed_reads_back_but_for_its_rounding(yen: int, unit: str, rounding: Rounding):
    printed = amount(f"{yen:,}円").printed(unit).say(replace(House(), rounding=rounding))

    back = amount(printed).yen

    assert abs(back - yen) < money.UNITS[unit]
    assert (yen != 0 and back == 0) == (told(f"{yen:,}円", unit, rounding) != [])


@given(AMOUNTS)
def test_what_is_printed_in_blocks_is_the_amount(yen: int):
    assert yen == amount(amount(f"{yen:,}円").printed(money.MIXED).say(House())).yen


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("400円", "千円", "「400円」は、この表の単位（千円）では「0」と印刷します"),
        ("1.5兆円", "兆円", "「1.5兆円」は、書いた端数を丸めて「2兆円」と印刷します"),
        ("△２．４百万円", "百万円", "「△２．４百万円」は、書いた端数を丸めて「△2百万円」と印刷します"),
    ],
)
def test_amounts_that_a_table_does_not_print_are_told(text: str, unit: str, expected: str):
    [said] = told(text, unit)
    assert expected in said


@pytest.mark.parametrize(
    ("text", "unit"), [("12,345千円", "百万円"), ("0円", "千円"), ("1.5百万円", "千円"), ("400円", "億万円")]
)
def test_what_a_unit_is_for_is_not_told(text: str, unit: str):
    assert [] == told(text, unit)


def test_an_amount_below_the_unit_is_told_unless_the_sheet_says_that_it_rounds(tmp_path: Path):
    low = SMALL.replace("3,000千円", "2,400円").replace("2,000千円", "2,000円").replace("1,000千円", "400円")

    told = small(tmp_path / "a", low).said()
    silent = small(tmp_path / "b", low.replace("単位: 千円", "単位: 千円\n    端数処理: はい")).said()

    assert [True] == ["「400円」は、この表の単位（千円）では「0」と印刷します" in line for line in told]
    assert [] == silent
