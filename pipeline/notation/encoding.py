"""Bytes of a text -> whether they are UTF-8, and if not, in which code they are written: the one rule for all that is read.

Nothing is decoded by guess: what is found here is named, and the clerk saves the file anew.
"""

from __future__ import annotations

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

# Byte order marks, the longer ones first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"), (b"\x00\x00\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"),
)  # fmt: skip
# What begins kanji in ISO-2022-JP, whose bytes are all of ASCII (RFC 1468).
_KANJI_IN = regex(rb"\x1b\$[@B]")
# Codes that Japanese texts are written in, the likeliest first, and what editors call them.
_CODES = (("cp932", "Shift_JIS（ANSI）"), ("euc_jp", "EUC-JP"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"))
_JAPANESE = regex("[ぁ-んァ-ヶ一-龠]")
_COMMON_SIGNS = regex(
    "[\t\r\n -~ぁ-んァ-ヶー々〇、。，．・「」『』（）【】［］〔〕：；？！～〜－―※△▲○●◎□■→％／＝＋\u3000０-９Ａ-Ｚａ-ｚⅠ-Ⅹ①-⑳]"
)
# Of a text that is read in another code than its own, more is unusual than of the strangest text in its own.
_MOST_UNUSUAL = 0.5


@dataclass(frozen=True, slots=True)
class Misread:
    """Why bytes are no UTF-8: the code of the text, "" for UTF-8 that is damaged or nothing known, and the first byte that shows it."""

    code: str
    at: int


def misread(data: bytes) -> Misread | None:
    """What keeps bytes from being read as UTF-8; None where nothing does."""
    for mark, called in _MARKS:
        if data.startswith(mark):
            return Misread(called, 0)
    kanji_in = _KANJI_IN.search(data)
    if kanji_in is not None:
        return Misread("ISO-2022-JP（JIS）", kanji_in.start())
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Misread(_likeliest(data), error.start)
    nothing = data.find(b"\x00")  # of ASCII in UTF-16, every other byte
    return Misread("UTF-16", nothing) if nothing >= 0 and _likeliest(data) == "UTF-16" else None


def _likeliest(data: bytes) -> str:
    """The code in which least of a text is unusual, if that is Japanese; UTF-8 with a damage comes before all others."""
    best, called = _unusual(data.decode("utf-8", "replace")), ""
    for code, name in _CODES:
        if name == "UTF-16" and b"\x00" not in data:  # a text without a line end, a blank or a figure
            continue
        text = data.decode(code, "replace")
        if _JAPANESE.search(text) is not None and (share := _unusual(text)) < min(best, _MOST_UNUSUAL):
            best, called = share, name
    return called


def _unusual(text: str) -> float:
    """The share of characters that few Japanese texts hold: all but kana, the kanji of JIS level 1, ASCII and common signs.

    What is read in another code than its own becomes kanji of level 2, half-width kana and control characters (JIS X 0208).
    """
    beyond = [c for c in text if c > "\x7f" or not (c.isprintable() or c in "\t\r\n")]
    return sum(not _is_usual(c) for c in beyond) / len(beyond) if beyond else 0.0


def _is_usual(char: str) -> bool:
    return _COMMON_SIGNS.match(char) is not None or b"\xb0" <= char.encode("euc_jp", "ignore")[:1] < b"\xd0"
