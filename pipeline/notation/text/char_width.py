"""Text -> how many characters are seen, and how wide they are in a Japanese fixed-pitch font."""

from __future__ import annotations

import unicodedata

# Marks that stand on the character before them: combining marks, variation selectors (general categories of Unicode).
_MARKS = frozenset({"Mn", "Me"})
# Full width, wide and, as Japanese fonts draw them, ambiguous (Unicode Standard Annex 11).
_FULL = frozenset("FWA")


def clusters(text: str) -> list[str]:
    """Characters with the variation selectors and combining marks that belong to them (辻 + U+E0100 is one)."""
    parts: list[str] = []
    for char in text:
        if parts and _is_mark(char):
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def width_em(text: str) -> float:
    """Width in full-width characters; a mark takes no room."""
    return sum(map(_WIDTH.__getitem__, text))


def _is_mark(char: str) -> bool:
    return unicodedata.combining(char) != 0 or unicodedata.category(char) in _MARKS


class _Widths(dict[str, float]):
    """Character -> em, looked up once."""

    def __missing__(self, char: str) -> float:
        width = 0.0 if _is_mark(char) else 1.0 if unicodedata.east_asian_width(char) in _FULL else 0.5
        self[char] = width
        return width


_WIDTH = _Widths()
