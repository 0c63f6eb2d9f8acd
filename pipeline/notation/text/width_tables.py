"""Text -> the same text with kana, digits, letters and signs in the other width, by tables alone.

The results are those of mojimoji 0.0.13 to the last character, its oddities included (“ is left, ” is not).
"""

from __future__ import annotations

from pipeline.late.regex import regex

# Source: JIS X 0201 (katakana set) and JIS X 0208, in the order of JIS X 0201.
_HALF_KANA = "｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ"
_FULL_KANA = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜"
_VOICED = {
    f"{half}ﾞ": full
    for half, full in zip("ｳｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎ", "ヴガギグゲゴザジズゼゾダヂヅデドバビブベボ", strict=True)
}
_SEMI_VOICED = {f"{half}ﾟ": full for half, full in zip("ﾊﾋﾌﾍﾎ", "パピプペポ", strict=True)}
_KANA = dict(zip(_HALF_KANA, _FULL_KANA, strict=True)) | _VOICED | _SEMI_VOICED
_NARROW_KANA = {full: half for half, full in _KANA.items() if "ァ" <= full <= "ー"}
_KANA_OR_PAIR = regex("[ｳｶ-ﾄﾊ-ﾎ]ﾞ|[ﾊ-ﾎ]ﾟ|[｡-ﾟ]")

# ASCII and its full-width forms lie at one distance (Unicode, Halfwidth and Fullwidth Forms); these do not.
_NOT_AT_THAT_DISTANCE = {" ": "\u3000", '"': "”", "'": "’", "`": "‘", "¥": "￥"}
_WIDE = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | _NOT_AT_THAT_DISTANCE
_TO_WIDE = str.maketrans(_WIDE)
_TO_NARROW = str.maketrans({wide: narrow for narrow, wide in _WIDE.items()})


def full_kana(text: str) -> str:
    """Katakana and its marks at full width, ｶﾞ as one ガ; all else as it is."""
    return _KANA_OR_PAIR.sub(lambda found: _KANA[found[0]], text)


def half_kana(text: str) -> str:
    """Katakana at half width, ガ as ｶﾞ; all else as it is."""
    return "".join(_NARROW_KANA.get(char, char) for char in text)


def half_letters(text: str) -> str:
    """Digits, Latin letters, signs and the blank at half width; all else as it is."""
    return text.translate(_TO_NARROW)


def full_letters(text: str) -> str:
    """Digits, Latin letters, signs and the blank at full width; all else as it is."""
    return text.translate(_TO_WIDE)
