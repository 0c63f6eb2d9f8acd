"""What papers about two versions of a document say beside its own words."""

from __future__ import annotations

from typing import Literal

# What a row of a table is, beside the one of the version before.
RowMark = Literal["新規", "拡充", "縮小", "終了"]

# The column of a 新旧対照表 that tells by how much figures changed.
DIFFERENCE = "増減"
# What names a paper that is no recorded version: the source of the day.
TODAY = "現在の原稿"


def went_to(place: str) -> str:
    """Stands for a row or a section where it left."""
    return f"（「{place}」へ移動）"


def came_from(place: str) -> str:
    """Stands beside a row or a section where it came to."""
    return f"（「{place}」から移動）"


def moved_within() -> str:
    """Stands where a row left for another place among its neighbours."""
    return "（順序を変更）"


def in_column(name: str, words: str) -> str:
    """A cell of a table that is too wide to be set beside its other: the name of its column and its words."""
    return f"{name}：{words}"


def between(old: str, new: str) -> str:
    """Which two versions a paper compares."""
    return f"前　{old}／後　{new}"


def row_mark(mark: RowMark) -> str:
    """Stands before the name of a row whose amount came, grew, shrank or ended."""
    return f"〔{mark}〕"
