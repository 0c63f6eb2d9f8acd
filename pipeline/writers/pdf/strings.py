"""Words -> a text string object of PDF."""

from __future__ import annotations

from functools import lru_cache

# Titles, names of places, words of links: partners of one master share nearly all of them.
_KEPT = 2048


@lru_cache(maxsize=_KEPT)
def text_string(words: str) -> bytes:
    """A text string object in UTF-16."""
    return b"<feff%s>" % words.encode("utf-16-be").hex().encode()
