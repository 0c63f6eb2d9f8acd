"""Unit -> class letter: what JLReq says a character may do at the ends of a line and beside its neighbours.

A unit is a character with the marks and variation selectors that follow it. A class is one letter, so that a
paragraph's classes are a string and a pair of neighbours is a slice of it.
"""

from __future__ import annotations

import re

from pipeline.late.regex import regex

# Source: W3C "Requirements for Japanese Text Layout" (JLReq), Appendix A; the letters are ours.
# cl-15, 16, 19 (kana and kanji) and all else that is full width: "i". Proportional and half-width letters: "w".
JLREQ = {
    "o": "‘“（〔［｛〈《「『【⦅〘〖«〝",  # cl-01 始め括弧類
    "c": "’”）〕］｝〉》」』】⦆〙〗»〟",  # cl-02 終わり括弧類
    "h": "‐゠–",  # cl-03 ハイフン類
    "x": "！？‼⁇⁈⁉",  # cl-04 区切り約物
    "d": "・：；",  # cl-05 中点類
    "s": "。．",  # cl-06 句点類
    "m": "、，",  # cl-07 読点類
    "n": "—―…‥〳〴〵",  # cl-08 分離禁止文字
    "y": "ヽヾゝゞ々〻",  # cl-09 繰返し記号
    "v": "〜～",  # of cl-03: no space beside figures (30～39), and a narrow column may begin with it (house)
    "g": "－",  # the dash of ranges and of page numbers: no space beside figures (house)
    "e": "ー",  # cl-10 長音記号
    "k": "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ゛゜",  # cl-11 小書きの仮名
    "p": "￥＄￡＃€№△▲",  # cl-12 前置省略記号; △ and ▲ are the minus signs of 予算書 (house)
    "q": "°′″℃￠％‰㏋ℓ㌃㌍㌔㌘㌢㌣㌦㌧㌫㌶㌻㍉㍊㍍㍑㍗㎎㎏㎜㎝㎞㎡㏄",  # cl-13 後置省略記号
    "z": "\u3000",  # cl-14 和字間隔
    "9": "0123456789",  # cl-24 連数字
    "f": "０１２３４５６７８９",  # digits on the grid: no space beside kanji (house)
    "b": " ",  # cl-26 欧文間隔
    "u": "/-_|~\\",  # of cl-27: western, no space towards kanji (60kg/世帯)
    "j": "([{",  # of cl-27: western, may not end a line
    "l": ")]},.;:!?",  # of cl-27: western, may not begin a line
}
LETTERS = "".join(JLREQ) + "iw"
_LETTER = {char: letter for letter, chars in JLREQ.items() for char in chars}

# A mark that the font draws narrow has no blank half: it behaves as its western fellow.
_NARROW = {"o": "j", "c": "l", "s": "l", "m": "l", "d": "l", "x": "l", "i": "w", "g": "u", "f": "9"}
# So these letters, half-width katakana apart, are those of units as wide as an em.
FULL = "".join(_NARROW)
HALF_KANA = regex("[\uff61-\uff9f]")
# Half-width katakana and its marks.
_HALF_KANA = {"｢": "j", "｣": "l", "｡": "l", "､": "l", "ｰ": "e", "ﾞ": "k", "ﾟ": "k"} | dict.fromkeys("ｧｨｩｪｫｬｭｮｯ", "k")

# 行頭禁則, 行末禁則; the weak ones give way where a line holds fewer than 12 characters.
NO_START = "chxdsmyvekzbl"
NO_END = "ojp"
WEAK_START = "yvek"

# Blank part of a full-width mark, before and after its ink, in 1/1000 em (JLReq 3.1.2).
LEAD = {"o": 500, "d": 250}
TRAIL = {"c": 500, "s": 500, "m": 500, "d": 250}
FULL_WIDTH = 1000

_JOINING = "\u3099\u309a\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
_HAS_JOINED = regex(f"[{_JOINING}]")
_UNIT = regex(f".[{_JOINING}]*", re.DOTALL)

Units = str | tuple[str, ...]


def units(text: str) -> Units:
    """The text as a sequence of units: itself, if every character stands alone."""
    return tuple(_UNIT.findall(text)) if _HAS_JOINED.search(text) else text


def class_letter(unit: str, advance_mem: int) -> str:
    """The class of a unit that is `advance_mem` wide (1/1000 em)."""
    base = unit[0]
    if HALF_KANA.match(base):
        return _HALF_KANA.get(base, "i")
    letter = _LETTER.get(base)
    if letter is None:
        letter = "w" if base < "\u0250" else "i"
    return letter if advance_mem == FULL_WIDTH else _NARROW.get(letter, letter)
