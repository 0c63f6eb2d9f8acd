"""Levels of headings: none skipped, those of one level below the same heading alike."""

from __future__ import annotations

from pipeline.galley import Para
from pipeline.galley.outline import Outline


def test_headings_of_one_level_stay_of_one_level_where_the_level_above_is_missing():
    """（設置） and （構成） below 第1章, a chapter without 節: both stand right below it (was: the second below the first)."""
    outline = Outline()

    levels = [outline.level(Para("条見出し", (), heading=n)) for n in (1, 2, 4, 4, 3, 4, 2)]

    assert [1, 2, 3, 3, 3, 4, 2] == levels
