"""Columns of a table -> those that hold numbers alone, which stand flush right so that their places stand below one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.late.regex import regex
from pipeline.notation.text.number_box import boxes

# What stands for a number, or for none, beside numbers.
_NO_NUMBER = frozenset({"", "－", "―", "—", "‐", "-", "−", "…", "〃", "皆増", "皆減", "未定", "集計中"})
# Figures that name a time say when, not how much.
_TIME = regex("[年月日時分秒号条項頁]$|年度$|ページ$")

# Longer figures in a row are years.
_MOST_DIGITS = 3


def number_columns(cells: Iterable[tuple[int, Sequence[str]]]) -> frozenset[int]:
    """Which columns hold nothing but numbers with their units; each cell comes with its column and its paragraphs.

    The first column names what its row is about, numbers though they be.
    """
    found: dict[int, bool] = {}
    for column, texts in cells:
        for text in texts:
            number = _is_number(text)
            if not number and text.strip() not in _NO_NUMBER:
                found[column] = False
            elif number:
                found.setdefault(column, True)
    return frozenset(column for column, alone in found.items() if alone and column)


def counts_rows(texts: Sequence[str]) -> bool:
    """Whether the cells of a column are 1, 2, 3 …, or go on from a table before: they number its rows and no more."""
    words = [text.strip() for text in texts]
    if len(words) < 2 or not all(word.isdecimal() and len(word) <= _MOST_DIGITS for word in words):
        return False
    return all(int(word) == int(words[0]) + n for n, word in enumerate(words))


def _is_number(text: str) -> bool:
    words = text.strip()
    return [(0, len(words))] == list(boxes(words)) and not _TIME.search(words)
