"""Figures that a paper sets above the line -> the characters that Japanese fonts have for them: 120m² as it is seen."""

from __future__ import annotations

_RAISED = str.maketrans("1234", "¹²³⁴")


def raised(words: str) -> str:
    """The words in such characters; "" where not all of them have one."""
    made = words.translate(_RAISED)
    return made if words and all(a != b for a, b in zip(words, made, strict=True)) else ""
