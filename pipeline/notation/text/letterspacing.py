"""Headings spaced letter by letter -> their words: 移 住 交 流 is 移住交流. Never for names."""

from __future__ import annotations

from pipeline.late.regex import regex

_BLANKS = regex("[ \t\u3000\u00a0]+")
# One kana or kanji with the marks that belong to it, or ・.
_LETTER = regex(
    "(?:[ぁ-ゖゝゞァ-ヺー・ヽヾｦ-ﾝ][\u3099\u309aﾞﾟ]?"
    "|[々〆〇㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U000323af][\ufe00-\ufe0f\U000e0100-\U000e01ef]?)"
)


def collapse(text: str) -> str:
    """The heading without its blanks, if each piece between them is one letter and there are two or more."""
    pieces = [piece for piece in _BLANKS.split(text) if piece]
    if len(pieces) < 2 or not all(_LETTER.fullmatch(piece) for piece in pieces):
        return text
    return "".join(pieces)
