"""Kana written as two characters, か and a combining mark: where they stand, and the one character that is meant.

Files of a Mac and PDF files leave them behind: the word looks right, and no search, comparison or amendment finds it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.late.regex import regex
from pipeline.notation.problem import Finding

# Kana that are one character with their mark (Unicode 15, UnicodeData.txt); か゚ is none.
_VOICED = "うかきくけこさしすせそたちつてとはひふへほゝウカキクケコサシスセソタチツテトハヒフヘホワヰヱヲヽ"
SPLIT = regex(f"[{_VOICED}]\u3099|[はひふへほハヒフヘホ]\u309a")
_MARK = regex("[\u3099\u309a]")


def joined(text: str) -> str:
    """The text with one character for each such pair."""
    return SPLIT.sub(lambda pair: unicodedata.normalize("NFC", pair[0]), text)


def find(text: str) -> Iterator[Finding]:
    """The first pair of a text that is one character: where one is so, all of the text are."""
    found = list(SPLIT.finditer(text))
    for match in found[:1]:
        kana, mark = match[0][0], match[0][1]
        more = f"（ほかに{len(found) - 1}か所）" if len(found) > 1 else ""
        yield Finding(
            "split_kana",
            *match.span(),
            f"「{joined(match[0])}」が、「{kana}」と濁点・半濁点の2字（U+{ord(kana):04X} U+{ord(mark):04X}）に分かれています{more}",
            f"1字の「{joined(match[0])}」と打ち直してください（「renkei normalize」で直せます。MacやPDFから写した文によく紛れ込みます）",
        )


def find_marks(text: str) -> Iterator[Finding]:
    """Every mark that is a character of its own, also behind what has no character with it."""
    for match in _MARK.finditer(text):
        yield Finding(
            "combining_dakuten",
            *match.span(),
            "濁点・半濁点が前の仮名と別の文字になっています",
            "「が」「ぱ」のように1文字で書いてください",
        )
