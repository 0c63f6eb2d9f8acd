"""A name that a clerk gave, or that a paper has -> the name of a folder or of a source below sources/, on every system."""

from __future__ import annotations

import re
import unicodedata

from pipeline.late.regex import regex

# Names that no folder or file may bear on Windows, and signs that part paths.
_RESERVED = regex(
    r'(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?|.*[<>:"/\\|?*\x00-\x1f].*|.*[. \u3000]|\.+.*|', re.IGNORECASE
)
_UNSURE = "area"


def folder(value: str) -> str | None:
    """The name of a folder below sources/; None if some system cannot bear it."""
    name = unicodedata.normalize("NFC", value)
    return None if _RESERVED.fullmatch(name) or name == "profiles" else name


def stem(paper: str) -> str:
    """The name of the source of a paper, after that of its file without the ending."""
    name = unicodedata.normalize("NFC", paper).strip(" \u3000.") or "kyoyaku"
    return "kyoyaku" if name == _UNSURE or _RESERVED.fullmatch(name) else name
