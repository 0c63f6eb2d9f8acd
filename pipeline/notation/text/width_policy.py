"""Text -> the same text with the character widths of a house policy. Says nothing about words, only about widths.

`safe` repairs only what programs break (line ends, invisible characters, split voiced kana). `half`, `full` and
`single_full` also decide the width of digits and Latin letters. `name` touches nothing: NFC and NFKC are never run,
because both would change names such as 神 (U+FA19).
"""

from __future__ import annotations

import re
from typing import Literal, assert_never

from pipeline.late.regex import regex
from pipeline.notation.problem import NotationError
from pipeline.notation.text import split_kana, widths
from pipeline.notation.text.folded_text import BIDI_CONTROLS, ZERO_WIDTH

Policy = Literal["safe", "half", "full", "single_full", "name"]
DigitWidth = Literal["half", "full", "single_full"]
Wave = Literal["FF5E", "301C"]

# Source: Unicode 15, Standard Annex 14, classes BK, CR, LF, NL.
_LINE_ENDS = regex("\r\n|[\r\u0085\u2028\u2029]")
_INVISIBLE = regex(f"[{ZERO_WIDTH}{BIDI_CONTROLS}]+")
_HARD_SPACE = regex("[\u00a0\u2007\u202f]")
_UNSAFE = regex(f"[\r\u0085\u2028\u2029\u00a0\u2007\u202f\u3099\u309a{ZERO_WIDTH}{BIDI_CONTROLS}]")
_NOT_IN_NAMES = regex(f"[\0-\x1f\x7f-\x9f{ZERO_WIDTH}{BIDI_CONTROLS}]")

# Source: JIS X 0201, the katakana set with its five punctuation marks.
_HALFWIDTH_KANA = regex("[｡-ﾟ]+")
_FULLWIDTH_RUN = regex("[０-９Ａ-Ｚａ-ｚ]+")
_ASCII_RUN = regex("[0-9A-Za-z]+")
_FULLWIDTH_MARK = regex("(?<=[0-9])[，．](?=[0-9])")
_ASCII_MARK = regex("(?<=[0-9])[,.](?=[0-9])")
# Anything that `half` may change: most texts hold none of it.
_NOT_HALF = regex(
    f"[｡-ﾟ０-９Ａ-Ｚａ-ｚ，．\r\u0085\u2028\u2029\u00a0\u2007\u202f\u3099\u309a{ZERO_WIDTH}{BIDI_CONTROLS}]"
)
_ASCII_MARKS = {"，": ",", "．": "."}
_FULLWIDTH_MARKS = {",": "，", ".": "．"}
# Source: 公文例規程 of 白川町 and others: one digit full width, two and more half width. Not next to a Latin letter.
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_LONE_DIGIT = regex(rf"(?<![0-9{_LATIN}])(?<![0-9][.,])[0-9](?![0-9{_LATIN}])(?![.,][0-9])")


def apply(text: str, policy: Policy, wave: Wave | None = None) -> str:
    """The text under the policy; applying it twice equals once.

    `wave` unifies the wave dashes: FF5E writes ～ for 〜, 301C the reverse, None leaves both.
    Raises NotationError for a `name` that holds a control, bidi or zero-width character.
    """
    if policy == "half" and wave is None:  # nearly every text
        return _half(text)
    match policy:
        case "name":
            return _checked_name(text)
        case "safe":
            result = _safe(text)
        case "half":
            result = _half(text)
        case "full":
            result = _full(text)
        case "single_full":
            result = _LONE_DIGIT.sub(_widened, _half(text))
        case _:
            assert_never(policy)
    return _with_one_wave(result, wave)


def digits(number: int, policy: DigitWidth) -> str:
    """A whole number in the width of the policy: 3 is ３ under full and single_full, 12 is １２ under full alone."""
    return apply(str(number), policy)


def _checked_name(text: str) -> str:
    if found := _NOT_IN_NAMES.search(text):
        raise NotationError(
            "control_char",
            *found.span(),
            f"名前に見えない文字（U+{ord(found[0]):04X}）があります",
            "見えない文字を削ってください",
        )
    return text


def _safe(text: str) -> str:
    if not _UNSAFE.search(text):
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _HARD_SPACE.sub(" ", text)
    return split_kana.joined(text)


def _half(text: str) -> str:
    if not _NOT_HALF.search(text):
        return text
    text = _safe(text)
    if _HALFWIDTH_KANA.search(text):
        text = _HALFWIDTH_KANA.sub(lambda run: widths.full_kana(run[0]), text)
        text = split_kana.joined(text)
    text = _FULLWIDTH_RUN.sub(lambda run: widths.half_letters(run[0]), text)
    return _FULLWIDTH_MARK.sub(lambda mark: _ASCII_MARKS[mark[0]], text)


def _full(text: str) -> str:
    text = _ASCII_MARK.sub(lambda mark: _FULLWIDTH_MARKS[mark[0]], _half(text))
    return _ASCII_RUN.sub(_widened, text)


def _widened(run: re.Match[str]) -> str:
    return widths.full_letters(run[0])


def _with_one_wave(text: str, wave: Wave | None) -> str:
    match wave:
        case None:
            return text
        case "FF5E":
            return text.replace("〜", "～")
        case "301C":
            return text.replace("～", "〜")
        case _:
            assert_never(wave)
