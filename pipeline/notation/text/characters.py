"""Text -> remarks on its characters: what may never stand in a source, and what only a person can judge.

`forbidden` names what no document may hold, `unwanted` what no source may; `lint` names what a scan or an old text leaves behind. Nothing is rewritten.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.late.regex import regex
from pipeline.notation.problem import Finding
from pipeline.notation.text import radicals, split_kana
from pipeline.notation.text.confusables import find_lookalikes
from pipeline.notation.text.folded_text import BIDI_CONTROLS, ZERO_WIDTH
from pipeline.notation.text.old_forms import NEW_FORMS, OLD_KANJI, find_large_tsu

# Source: Unicode 15: general categories Cc, Co and Cs, the 66 noncharacters, property Bidi_Control, U+FFFD.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_FORBIDDEN = {
    "control": (regex("[\0-\x09\x0b-\x1f\x7f-\x9f]"), "制御文字"),
    "bidi": (regex(f"[{BIDI_CONTROLS}]"), "文字の並び順を変える見えない文字"),
    "surrogate": (regex("[\ud800-\udfff]"), "壊れた文字（サロゲート）"),
    "noncharacter": (regex(f"[{_NONCHARACTERS}]"), "文字として使えない符号"),
    "replacement": (regex("\ufffd"), "読み取れなかった文字の印"),
    "private_use": (regex("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"), "外字（私用領域の文字）"),
}

_HALFWIDTH_KANA = regex("[｡-ﾟ]+")
_COMPATIBILITY = regex("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
_VARIATION = regex("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_ZERO_WIDTH = regex(f"[{ZERO_WIDTH}]")
_BIDI = regex(f"[{BIDI_CONTROLS}]")
_HARD_SPACE = regex("[\u00a0\u2007\u202f]")
# U+2028 and U+2029 end a line for one program and are nothing for the next (Unicode: general categories Zl, Zp).
_SEPARATOR = regex("[\u2028\u2029]")
_WAVE = regex("[〜～]")


def forbidden(text: str) -> tuple[Finding, ...]:
    """Control characters except the line feed, bidi controls, lone surrogates, noncharacters, U+FFFD, private-use characters."""
    return _in_order(
        Finding(
            code,
            *match.span(),
            f"{name}（U+{ord(match[0]):04X}）は文書に使えません",
            "この文字を消して、正しい文字を打ち直してください（他の文書から写した箇所によく紛れ込みます）",
        )
        for code, (pattern, name) in _FORBIDDEN.items()
        for match in pattern.finditer(text)
    )


def unwanted(text: str) -> tuple[Finding, ...]:
    """What no source, fact or sheet may hold: `forbidden`, and what looks like another character or like nothing."""
    return _in_order(finding for check in _UNWANTED for finding in check(text))


def lint(text: str) -> tuple[Finding, ...]:
    """What only a person can judge, in the order of the text. Codes: see the functions below, one each."""
    return _in_order(finding for check in _CHECKS for finding in check(text))


def _in_order(findings: Iterator[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.start, finding.end, finding.code)))


def _old_kanji(text: str) -> Iterator[Finding]:
    for match in OLD_KANJI.finditer(text):
        yield Finding(
            "old_kanji",
            *match.span(),
            f"「{match[0]}」は旧字体です",
            f"人名や地名でなければ「{NEW_FORMS[match[0]]}」と書いてください",
        )


def _small_tsu(text: str) -> Iterator[Finding]:
    for start in find_large_tsu(text):
        yield Finding(
            "small_tsu",
            start,
            start + 1,
            f"「{text[max(0, start - 1) : start + 2]}」の「つ」が大きい字です",
            "古い条文のままでよいか確かめ、そうでなければ「っ」と書いてください",
        )


def _lookalike(text: str) -> Iterator[Finding]:
    for start, meant in find_lookalikes(text):
        yield Finding(
            "lookalike",
            start,
            start + 1,
            f"「{text[start]}」（{unicodedata.name(text[start])}）は「{meant}」と形の似た別の字です",
            f"「{meant}」ではないか確かめてください",
        )


def _halfwidth_kana(text: str) -> Iterator[Finding]:
    for match in _HALFWIDTH_KANA.finditer(text):
        yield Finding(
            "halfwidth_kana", *match.span(), f"「{match[0]}」は半角の片仮名です", "全角の片仮名で書いてください"
        )


def _compat_ideograph(text: str) -> Iterator[Finding]:
    for match in _COMPATIBILITY.finditer(text):
        common = unicodedata.normalize("NFC", match[0])
        if common != match[0]:
            yield Finding(
                "compat_ideograph",
                *match.span(),
                f"「{match[0]}」（U+{ord(match[0]):04X}）は処理によって「{common}」に変わる互換漢字です",
                "人名や地名でこの字形が要るかを確かめてください",
            )


def _variation_selector(text: str) -> Iterator[Finding]:
    for match in _VARIATION.finditer(text):
        yield Finding(
            "variation_selector",
            *match.span(),
            f"「{text[max(0, match.start() - 1) : match.start()]}」に字形の指定（U+{ord(match[0]):04X}）が付いています",
            "人名や地名でこの字形が要るかを確かめてください",
        )


def _zero_width(text: str) -> Iterator[Finding]:
    for match in _ZERO_WIDTH.finditer(text):
        yield Finding(
            "zero_width", *match.span(), f"見えない文字（U+{ord(match[0]):04X}）があります", "この文字を削ってください"
        )


def _separator(text: str) -> Iterator[Finding]:
    for match in _SEPARATOR.finditer(text):
        yield Finding(
            "separator",
            *match.span(),
            f"見えない改行の符号（U+{ord(match[0]):04X}）があります",
            "この文字を削るか、ふつうの改行にしてください",
        )


def _bidi(text: str) -> Iterator[Finding]:
    for match in _BIDI.finditer(text):
        yield Finding(
            "bidi",
            *match.span(),
            f"文字の並び順を変える見えない文字（U+{ord(match[0]):04X}）があります",
            "この文字を削ってください",
        )


def _nbsp(text: str) -> Iterator[Finding]:
    for match in _HARD_SPACE.finditer(text):
        yield Finding(
            "nbsp",
            *match.span(),
            f"特殊な空白（U+{ord(match[0]):04X}）があります",
            "普通の空白にするか削ってください",
        )


def _wave_mixed(text: str) -> Iterator[Finding]:
    """The dashes that differ from the first one of the text."""
    waves = list(_WAVE.finditer(text))
    for match in waves:
        if match[0] != waves[0][0]:
            yield Finding(
                "wave_mixed",
                *match.span(),
                "「～」（U+FF5E）と「〜」（U+301C）が混ざっています",
                "文書の中でどちらかにそろえてください",
            )


_CHECKS = (
    radicals.find,
    _old_kanji,
    _small_tsu,
    _lookalike,
    _halfwidth_kana,
    _compat_ideograph,
    _variation_selector,
    split_kana.find_marks,
    _zero_width,
    _bidi,
    _nbsp,
    _wave_mixed,
)
_UNWANTED = (forbidden, radicals.find, split_kana.find, _zero_width, _separator)
