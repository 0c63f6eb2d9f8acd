"""The sign that parts what a line of text cannot (PARTED), in the file of a 改め文: people see a blank or nothing, who reads it again sees the sign.

U+000B itself is a box in some editors, an end of line in others and forbidden in XML.
"""

from __future__ import annotations

from pipeline.late.regex import regex
from pipeline.provision.unit import PARTED

# No source holds it (`notation.text.characters.unwanted`), and it is as wide as nothing.
_UNSEEN = "\u200b"
_BETWEEN_WORDS = regex(f"(?<=[^\n\t{PARTED}]){PARTED}")
# Where a sign can stand: before a line, alone in a cell, behind a blank. Anywhere else it is a character of a text of others.
_SIGN = regex(f"(?<![^\n\t {PARTED}{_UNSEEN}]){_UNSEEN}")
_BLANK_AND_SIGN = regex(f" {_UNSEEN}")


def for_people(text: str) -> str:
    """The text without PARTED, wherever it can be had back."""
    made = _BETWEEN_WORDS.sub(f" {_UNSEEN}", text).replace(PARTED, _UNSEEN)
    return made if as_meant(made) == text else text


def as_meant(text: str) -> str:
    """The text that `for_people` was given; of a text that holds no sign, or PARTED itself, the very text."""
    return _SIGN.sub(PARTED, _BLANK_AND_SIGN.sub(PARTED, text))
