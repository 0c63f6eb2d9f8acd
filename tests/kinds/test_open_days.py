"""A day that is not known yet: room for what is written by hand, as wide as the clerk typed it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Span
from tests.workshop import SMALL, build, messages, small_project


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("令和　年　月　日", "令和　年　月　日"),
        ("令和　　　年　　　月　　　日", "令和　　　年　　　月　　　日"),
        ("令和 年 月 日", "令和　　年　　月　　日"),
        ("令和8年 月 日", "令和8年　　月　　日"),
        ("令和8年3月  日", "令和8年3月　　日"),
    ],
)
def test_blanks_of_half_width_become_room_to_write_in(tmp_path: Path, typed: str, printed: str):
    """A quarter of an em took no number."""
    days = f'締結日: "{typed}"\n基準日: 令和元年12月25日'
    report = build(small_project(tmp_path, SMALL.replace("締結日: 令和元年12月25日", days)), formats=("txt",))

    assert [] == messages(report.problems)
    assert printed in (tmp_path / "build/aomori/small.txt").read_text(encoding="utf-8").splitlines()


def test_a_blank_day_that_somebody_needs_is_told_where_it_is_blank(tmp_path: Path):
    """It was told at the 題名, many lines above."""
    root = small_project(tmp_path, SMALL.replace("締結日: 令和元年12月25日", "締結日:"))

    (error,) = build(root, formats=("txt",)).problems.errors

    assert "締結日が空欄で、基準日もありません" == error.message
    assert isinstance(error.place, Span)
    line = error.place.file.text.count("\n", 0, error.place.start)
    assert "締結日:" == error.place.file.text.splitlines()[line].strip()
