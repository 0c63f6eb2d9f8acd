"""Characters of one script standing in for their look-alikes of another: コンピュー夕, 力レンダー, 第ニ条."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS
from pipeline.notation.text import radicals
from pipeline.notation.text.folded_text import BIDI_CONTROLS, ZERO_WIDTH

# Source: pairs of one shape in JIS X 0208 (kanji : katakana), as OCR confuses them.
_KATAKANA_FOR = dict(zip("二八力工口夕卜一千三才厶又", "ニハカエロタトーチミオムヌ", strict=True))
_KANJI_FOR = {"ニ": "二", "ハ": "八"}

_KATAKANA = "ァ-ヶー"
_INSIDE = regex(rf"(?<=[{_KATAKANA}])[{''.join(_KATAKANA_FOR)}](?=[{_KATAKANA}])")
# At a word's edge only where no Japanese word begins or ends so: ネッ卜, コンピュー夕 but ブランド力, タイ工場, バレンタイン夕食.
_AT_END = regex(rf"(?<=[{_KATAKANA}])(?:[卜厶]|夕(?![一-鿿々方べ]))(?![{_KATAKANA}])")
_AT_START = regex(rf"(?<![一-鿿々{_KATAKANA}])[力工夕卜厶](?=[{_KATAKANA}]{{2}})")
# グループ二チーム, リーグ一カ所 count; チーム力アップ is a word of its own; 口コミ too.
_COUNTING = regex(
    "[一二三八千](?:[カケヵヶ][所月年国条]|ヶ|チーム|グループ|クラス|コース|メートル|キロ|トン|ドル|ポイント|パーセント|ページ|セット)"
)
_COMPOUND = regex(
    "力(?:アップ|ダウン|ランキング|チェック|テスト|トレーニング|レベル|バランス|ゼロ)|口(?:コミ|パク)|工(?:コード|レベル)"
)

_COUNTERS = "年月日円人件条項号章節款編回名時分歳"
_IN_ORDINAL = regex(rf"第[0-9０-９{KANJI_NUMERALS}ニハ]*[ニハ][0-9０-９{KANJI_NUMERALS}ニハ]*[条項号章節款編回次部]")
_AFTER_NUMERAL = regex(rf"(?<=[{KANJI_NUMERALS}])[ニハ](?=[{KANJI_NUMERALS}{_COUNTERS}])")
_BEFORE_NUMERAL = regex(rf"(?<![号{_KATAKANA}])[ニハ](?=[{KANJI_NUMERALS}])")
_NI_OR_HA = regex("[ニハ]")


# What a reader does not see, and marks of one shape under several codes.
_UNSEEN = regex(f"[{ZERO_WIDTH}{BIDI_CONTROLS}\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_ONE_SHAPE = str.maketrans(
    {kanji: kana for kanji, kana in _KATAKANA_FOR.items() if kanji != "一"}
    | dict(zip("へべぺり〜", "ヘベペリ～", strict=True))
    | dict.fromkeys("一‐‑‒–—―−－", "ー")
    | dict.fromkeys("\u00a0\u2007\u202f", " ")
)


def shape(text: str) -> str:
    """What a reader sees of a text: two that look the same give the same."""
    return radicals.folded(unicodedata.normalize("NFC", _UNSEEN.sub("", text))).translate(_ONE_SHAPE)


def codes(text: str) -> str:
    """U+304B U+3099: the characters by their codes."""
    return " ".join(f"U+{ord(c):04X}" for c in text)


def find_lookalikes(text: str) -> Iterator[tuple[int, str]]:
    """The place of each look-alike and the character that is meant."""
    for pattern in (_INSIDE, _AT_END, _AT_START):
        for match in pattern.finditer(text):
            place = match.start()
            if not _COUNTING.match(text, place) and not _COMPOUND.match(text, place):
                yield place, _KATAKANA_FOR[text[place]]
    for place in sorted(_in_numbers(text)):
        yield place, _KANJI_FOR[text[place]]


def _in_numbers(text: str) -> set[int]:
    places = {match.start() for pattern in (_AFTER_NUMERAL, _BEFORE_NUMERAL) for match in pattern.finditer(text)}
    for ordinal in _IN_ORDINAL.finditer(text):
        places |= {match.start() for match in _NI_OR_HA.finditer(text, *ordinal.span())}
    return places
