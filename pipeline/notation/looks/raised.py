"""Figures that a paper sets above the line -> the characters that Japanese fonts have for them: 120m² as it is seen."""

from __future__ import annotations

from typing import Final, Literal

Raised = Literal["", "上付き", "下付き"]
# As Word and Excel say it (ECMA-376 part 1, 22.9.2.17, ST_VerticalAlignRun).
MOVED: Final[dict[str, Raised]] = {"superscript": "上付き", "subscript": "下付き"}
_RAISED = str.maketrans("1234", "¹²³⁴")


def raised(words: str) -> str:
    """The words in such characters; "" where not all of them have one."""
    made = words.translate(_RAISED)
    return made if words and all(a != b for a, b in zip(words, made, strict=True)) else ""
