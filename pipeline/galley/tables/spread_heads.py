"""Words of a head -> whether they are spread over their column (均等割付): short ones of kana and kanji alone.

「「　住　宅　」」 and 「H 2 9 年 度」 tear what belongs together: brackets, marks, figures and Latin words stay with their
neighbours, so a head that has any stands in the middle; so does a long one, whose gaps would say nothing.
"""

from __future__ import annotations

from pipeline.late.regex import regex
from pipeline.notation.text.char_width import clusters

_MOST = 8
_SPREAD = regex("[々〆ヶヵぁ-ゖァ-ヺー\u3400-\u9fff\U00020000-\U0003ffff][\ufe00-\ufe0f\U000e0100-\U000e01ef]?")


def is_spread(words: str) -> bool:
    """Whether these words are spread where their style says so."""
    parts = clusters(words)
    return 1 < len(parts) <= _MOST and all(_SPREAD.fullmatch(part) for part in parts)
