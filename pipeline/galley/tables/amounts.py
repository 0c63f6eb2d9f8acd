"""Words of a cell -> where the units of its figure end, by which the figures of a column stand under each other."""

from __future__ import annotations

import re

from pipeline.late.regex import regex

# One figure and what stands around it: （2,500）, △84.0%, 国庫支出金　1,000.
_FIGURE = regex(r"(\D*\d+(?:[,，]\d+)*)(?:[.．]\d+)?\D*")
# A dash for no amount, alone or in brackets: －, 〈－〉.
_NONE = regex(r"([（(〈<［[【]?[-－―—−])[）)〉>］\]】]?")


def units_end(words: str) -> int | None:
    """Characters up to the last of the units (12 of 12.5%); None if there is no figure, or more than one (1/2)."""
    found = _FIGURE.fullmatch(words) or _NONE.fullmatch(words)
    return found.end(1) if found is not None else None


def is_wordy(words: str) -> bool:
    """Whether a cell for figures has words instead: 検討中, 皆増."""
    return bool(words) and units_end(words) is None and not re.search(r"\d", words)
