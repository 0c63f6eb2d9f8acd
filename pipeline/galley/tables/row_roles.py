"""What a row of a table is to the next, by the styles of its cells or the words of a total: the same in every writer."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.galley.blocks import Cell, plain
from pipeline.galley.styles import HEAD_STYLES, TOTAL_STYLE
from pipeline.late.regex import regex

# What a row says that adds up others, in a table of a clerk's own: 小計, 合　計, 歳入合計.
_TOTAL = regex("小計|総計|計|.{0,4}合計")


def is_head(row: Sequence[Cell]) -> bool:
    """Whether a row of the body heads what stands below it."""
    return all(cell.paras[0].style in HEAD_STYLES for cell in row)


def is_total(row: Sequence[Cell]) -> bool:
    """Whether a row adds up those above it."""
    if not row:
        return False
    first = row[0].paras[0]
    return first.style == TOTAL_STYLE or _TOTAL.fullmatch("".join(plain(first.runs).split())) is not None
