"""Text as given -> a folded working copy whose every place maps back to the text.

The copy drops zero-width characters and folds NFKC, so that （１） and ㍻ read like (1) and 平成. The text itself is
never changed. Source of the rules: the common paragraph of the operations' definition ("Common to all parse_*").
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.problem import Finding, NotationError

# Source: Unicode 15, property Bidi_Control.
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Source: Unicode 15, Default_Ignorable characters without a shape of their own that office programs leave in texts.
ZERO_WIDTH = "\u00ad\u200b-\u200d\u2060\ufeff"

_BIDI = regex(f"[{BIDI_CONTROLS}]")
_IGNORED = regex(f"[{ZERO_WIDTH}]")
# Text that folding leaves as it is: ASCII, kana, unified ideographs and the marks of our notations.
_SETTLED = regex(r"[ -~、-〟ぁ-ゖァ-ヺ・ー一-鿿△▲−〜]*")
# Text of which folding makes as many characters, each in the place of its own: with full-width ASCII, as nearly all our words are.
_PLACED = regex(r"[ -~　-〟ぁ-ゖァ-ヺ・ー一-鿿△▲−〜！-～]*")
_NARROW = {0x3000: " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}
_DIGIT = regex(r"[0-9〇零一二三四五六七八九]")
# Halfwidth voiced marks compose with the kana before them, as combining marks do.
_HALFWIDTH_VOICED = "ﾞﾟ"


@dataclass(frozen=True, slots=True)
class Reading:
    """A working copy. `starts` and `ends` give the place in `source` of each character; None means the same place."""

    source: str
    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source of copy[start:end]; an empty stretch maps to an empty stretch."""
        if self.starts is None or self.ends is None:
            return start, end
        first = self.starts[start] if start < len(self.starts) else len(self.source)
        return first, (max(first, self.ends[end - 1]) if end > start else first)

    def error(self, code: str, message: str, cure: str, span: tuple[int, int] | None = None) -> NotationError:
        """An error at a span of the copy; without a span, at the whole source."""
        start, end = (0, len(self.source)) if span is None else self.span(*span)
        return NotationError(code, start, end, message, cure)

    def finding(self, code: str, message: str, cure: str, span: tuple[int, int] | None = None) -> Finding:
        """The same as `error`, for what a lenient reader lets pass."""
        start, end = (0, len(self.source)) if span is None else self.span(*span)
        return Finding(code, start, end, message, cure)

    def without_spaces(self) -> Reading:
        """The copy without its white space. Raises NotationError where a space parts two digits (1 2 is not 12)."""
        copy = self.text
        if " " not in copy:
            return self
        kept = [place for place, char in enumerate(copy) if char != " "]
        for left, right in pairwise(kept):
            if right - left > 1 and _DIGIT.match(copy[left]) and _DIGIT.match(copy[right]):
                raise self.error(
                    "space_in_number",
                    f"「{self.source}」は数字の間に空白があります",
                    "数字を続けて書いてください",
                    (left, right + 1),
                )
        spans = [self.span(place, place + 1) for place in kept]
        return Reading(
            self.source,
            "".join(copy[place] for place in kept),
            tuple(start for start, _ in spans),
            tuple(end for _, end in spans),
        )


def read(text: str) -> Reading:
    """Raises NotationError for bidi controls, digits of other scripts, and digits that folding would run together."""
    if _SETTLED.fullmatch(text):
        return Reading(text, text)
    if bidi := _BIDI.search(text):
        raise NotationError(
            "bidi",
            *bidi.span(),
            f"文字の並び順を変える見えない文字（U+{ord(bidi[0]):04X}）があります",
            "見えない文字を削ってください",
        )
    return _fold(text)


def fold(text: str) -> Reading:
    """Like `read`, for running text: nothing is rejected, and what cannot be folded stays as it is."""
    return Reading(text, text) if _SETTLED.fullmatch(text) else _map(text)


def closed_up(text: str) -> Reading:
    """`read` without white space: what most parsers read."""
    return read(text).without_spaces()


def _fold(text: str) -> Reading:
    reading = _map(text)
    _forbid_foreign_digits(reading)
    _forbid_glued_digits(reading)
    return reading


def _map(text: str) -> Reading:
    """Folds cluster by cluster (a character with the marks that compose with it), so that places are kept."""
    if _PLACED.fullmatch(text):
        return Reading(text, text.translate(_NARROW))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    while place < len(text):
        settled = _settled_until(text, place)
        pieces.append(text[place:settled])
        starts.extend(range(place, settled))
        ends.extend(range(place + 1, settled + 1))
        place = settled
        if place == len(text):
            break
        end = place + 1
        while end < len(text) and _joins(text[end]):
            end += 1
        piece = unicodedata.normalize("NFKC", _IGNORED.sub("", text[place:end]))
        pieces.append(piece)
        starts.extend([place] * len(piece))
        ends.extend([end] * len(piece))
        place = end
    return Reading(text, "".join(pieces), tuple(starts), tuple(ends))


def _settled_until(text: str, place: int) -> int:
    """The end of what folding leaves alone; the last character of it may still compose with the next."""
    run = _SETTLED.match(text, place)
    end = run.end() if run else place
    return end if end == len(text) else max(place, end - 1)


def _joins(char: str) -> bool:
    return char in _HALFWIDTH_VOICED or unicodedata.combining(char) != 0 or _IGNORED.match(char) is not None


def _forbid_foreign_digits(reading: Reading) -> None:
    for place, char in enumerate(reading.text):
        if char.isdecimal() and not char.isascii():
            raise reading.error(
                "foreign_digit",
                f"「{char}」は日本語の文書で使う数字ではありません",
                "算用数字か漢数字で書いてください",
                (place, place + 1),
            )


def _forbid_glued_digits(reading: Reading) -> None:
    """5² must not read as 52, nor 1½ as 11/2, nor 1㋃ as 14月."""
    if reading.starts is None:
        return
    for place in range(len(reading.text) - 1):
        left, right = reading.starts[place], reading.starts[place + 1]
        if left == right or not reading.text[place : place + 2].isdigit():
            continue
        if not (reading.source[left].isdecimal() and reading.source[right].isdecimal()):
            raise reading.error(
                "glued_digits",
                f"「{reading.source[left : right + 1]}」は続けて読むと別の数になります",
                "普通の数字で書き直してください",
                (place, place + 2),
            )
