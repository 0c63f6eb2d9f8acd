"""A character of a symbol font (Wingdings, Symbol) -> the character of Unicode that looks the same.

Such a font draws ● for the letter l: whoever reads letters alone reads another word than is printed.
Source: [MS-OI29500] 2.1.398 (codes stand at F000 above those of the font); the glyphs of Wingdings and Wingdings 2 by
UTN "Wingdings and Webdings Symbols" (Unicode L2/12-368), in the forms that Japanese fonts have; Adobe Symbol Encoding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_PRIVATE = 0xF000
_CIRCLED, _NEGATIVE = "①②③④⑤⑥⑦⑧⑨⑩", "❶❷❸❹❺❻❼❽❾❿"
_WINGDINGS = (
    {
        0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4C: "☹", 0x6C: "●",
        0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x78: "☒", 0x80: "⓪",
        0x8B: "⓿", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢",
        0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "←", 0xE8: "➔", 0xE9: "↑", 0xEA: "↓", 0xEF: "⇦",
        0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    }
    | dict(enumerate(_CIRCLED, 0x81))
    | dict(enumerate(_NEGATIVE, 0x8C))
)  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x69: "⓪", 0xA3: "□"} | dict(enumerate(_CIRCLED, 0x6A))
_SYMBOL = dict(
    zip(
        map(ord, "ABCDEFGHIKLMNOPQRSTUWXYZabcdefghiklmnopqrstuwxyz"),
        "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεφγηικλμνοπθρστυωξψζ",
        strict=True,
    )
) | {
    0xA3: "≦", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≧", 0xB4: "×",
    0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≒", 0xD0: "∠", 0xD6: "√", 0xDB: "⇔", 0xDE: "⇒", 0xE5: "Σ",
}  # fmt: skip
# What Symbol draws as it is.
_AS_IS = "0123456789()+,./:;<=>[]{}|%&!?_ "
_FONTS: Mapping[str, Mapping[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": {},
    "webdings": {},
    "symbol": _SYMBOL | {ord(c): c for c in _AS_IS},
}


def drawn(char: str, font: str) -> str | None:
    """What a character shows in a font: itself in any that is no symbol font; "" where nobody knows."""
    table = _FONTS.get(font.lower())
    code = ord(char)
    private = _PRIVATE + 0x20 <= code <= _PRIVATE + 0xFF
    if table is None or not (private or 0x20 < code <= 0xFF):  # what the font has no glyph for is drawn by another
        return None
    return table.get(code - _PRIVATE if private else code, "")


def is_symbols(font: str) -> bool:
    """Whether a font draws other characters than the letters that are typed."""
    return font.lower() in _FONTS


def stretches(words: str, font: str) -> Iterator[tuple[str, str | None]]:
    """Words in stretches, each with what the font shows for it (None: itself, "": not known)."""
    if not is_symbols(font):
        yield words, None
        return
    held, shown = "", None
    for char in words:
        seen = drawn(char, font)
        if held and (seen is None) == (shown is None) and bool(seen) == bool(shown):
            held, shown = held + char, None if seen is None or shown is None else shown + seen
            continue
        if held:
            yield held, shown
        held, shown = char, seen
    if held:
        yield held, shown
