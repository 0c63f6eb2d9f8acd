"""Digits and kanji numerals -> whole numbers: 1,234 / 二千十九 / 二〇一九 / 壱百弐拾参万 / 1万2,345."""

from __future__ import annotations

from pipeline.late.regex import regex

# Source: 公用文作成の考え方 I-3 (kanji numerals); 大字 as in 商業登記規則第48条 and the older forms of 戸籍法施行規則.
_PLAIN_FORMS = str.maketrans(
    {
        "零": "〇",
        "壱": "一", "壹": "一", "弌": "一",
        "弐": "二", "貳": "二", "貮": "二", "弍": "二",
        "参": "三", "參": "三", "弎": "三",
        "肆": "四", "伍": "五", "陸": "六", "漆": "七", "柒": "七", "捌": "八", "玖": "九",
        "拾": "十", "廿": "二十", "卅": "三十",
        "佰": "百", "陌": "百", "仟": "千", "阡": "千", "萬": "万",
    }
)  # fmt: skip
_DIGITS = "〇一二三四五六七八九"
_TO_ARABIC = str.maketrans(_DIGITS, "0123456789")
# Source: ISO 80000-1 does not name them; 塵劫記 as taught: 万 億 兆 京, four digits each.
LARGE_UNITS = (("京", 10**16), ("兆", 10**12), ("億", 10**8), ("万", 10**4))

# Longer runs of digits are no numbers of any document; the limit also keeps int() out of its own.
LONGEST = 60

KANJI_NUMERALS = "〇零一二三四五六七八九十百千壱壹弌弐貳貮弍参參弎肆伍陸漆柒捌玖拾廿卅佰陌仟阡"
NUMERALS = KANJI_NUMERALS + "万億兆京萬"

_ARABIC = regex(r"[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+")
_ARABIC_BLOCK = regex(r"[1-9][0-9]{0,3}|[1-9],[0-9]{3}")
_POSITIONAL = regex(f"[{_DIGITS}]+")
_POSITIONAL_BLOCK = regex(f"[{_DIGITS[1:]}][{_DIGITS}]{{1,3}}")
_COEFFICIENT = f"[1-9{_DIGITS[1:]}]"
_UNIT_BLOCK = regex(
    f"(?:({_COEFFICIENT}?)千)?(?:({_COEFFICIENT}?)百)?(?:({_COEFFICIENT}?)十)?({_COEFFICIENT})?",
)


def whole_number(text: str) -> int | None:
    """The value of an unsigned whole number, or None if the text is none.

    Strict: commas every three digits or not at all, units must fall, a block is below 10000, a bare 万 is no number.
    """
    if len(text) > LONGEST:
        return None
    if text.isdigit() and text.isascii():
        return int(text)
    if "," in text and _ARABIC.fullmatch(text):
        return int(text.replace(",", ""))
    plain = text.translate(_PLAIN_FORMS)
    if _POSITIONAL.fullmatch(plain):
        return int(plain.translate(_TO_ARABIC))
    return _in_blocks(plain)


def _in_blocks(plain: str) -> int | None:
    total = 0
    rest = plain
    for unit, scale in LARGE_UNITS:
        block, found, after = rest.partition(unit)
        if not found:
            continue
        value = _block(block)
        if value is None:
            return None
        total += value * scale
        rest = after
    if not rest:
        return total or None
    value = _block(rest)
    return None if value is None else total + value


def _block(plain: str) -> int | None:
    """1 to 9999; a block of nothing or of zero is no number."""
    if _ARABIC_BLOCK.fullmatch(plain):
        return int(plain.replace(",", ""))
    if _POSITIONAL_BLOCK.fullmatch(plain):
        return int(plain.translate(_TO_ARABIC))
    match = _UNIT_BLOCK.fullmatch(plain)
    if not plain or match is None:
        return None
    value = 0
    for part, scale in zip(match.groups(), (1000, 100, 10, 1), strict=True):
        if part is not None:
            value += (int(part.translate(_TO_ARABIC)) if part else 1) * scale
    return value


def in_kanji(value: int) -> str:
    """二千十九: 十, 百 and 千 without 一, 一万 with it. 0 is 〇.

    Raises ValueError from 10**20 on, where 京 would need a fifth digit.
    """
    if value == 0:
        return _DIGITS[0]
    if not 0 < value < 10**20:
        raise ValueError(f"kanji numerals end below 10000京: {value}")
    written: list[str] = []
    rest = value
    for unit, scale in (*LARGE_UNITS, ("", 1)):
        block, rest = divmod(rest, scale)
        if block:
            written.append(_kanji_block(block) + unit)
    return "".join(written)


def _kanji_block(block: int) -> str:
    written = ""
    for unit, scale in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = block // scale % 10
        if digit:
            written += ("" if digit == 1 and unit else _DIGITS[digit]) + unit
    return written


def in_positional_kanji(value: int) -> str:
    """二〇一九: one kanji a digit."""
    return str(value).translate(_TO_POSITIONAL)


_TO_POSITIONAL = str.maketrans("0123456789", _DIGITS)
