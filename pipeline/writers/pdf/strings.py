"""Words -> a text string object of PDF."""

from __future__ import annotations


def text_string(words: str) -> bytes:
    """A text string object in UTF-16."""
    return b"<feff%s>" % words.encode("utf-16-be").hex().encode()
