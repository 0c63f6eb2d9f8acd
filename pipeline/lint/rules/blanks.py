"""Blanks that nobody sees before the paper is printed: at the ends of a text, and within its words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.late.regex import regex
from pipeline.lint.passage import MASK, Passage
from pipeline.lint.rule import EVERYWHERE, Hit, Rule

_BLANK = " \u00a0\u3000"
_ENDS = regex(rf"^[{_BLANK}]+(?=[^{_BLANK}])|(?<=[^{_BLANK}])[{_BLANK}]+$")
_HARD = regex("\u00a0+")
# Letters that no blank of half width stands between; titles are spread by wide ones.
_LETTER = "ぁ-んァ-ヶー一-鿿々、。"
_WITHIN = regex(rf"(?<=[{_LETTER}]) +(?=[{_LETTER}])")


def _blanks(passage: Passage) -> Iterator[Hit]:
    if not passage.text.strip(_BLANK):
        return
    found = {
        **{m.span(): "文の初めか終わりに、空白があります（印刷されます）" for m in _ENDS.finditer(passage.text)},
        **{m.span(): "語の間に、半角の空白があります（印刷されます）" for m in _WITHIN.finditer(passage.text)},
        **{m.span(): "行の分かれない空白（U+00A0）があります" for m in _HARD.finditer(passage.text)},
    }
    for (start, end), message in sorted(found.items()):
        around = passage.masked[max(start - 1, 0) : end + 1]
        # What has no place is a gap of the paper's own.
        if MASK not in around and passage.place(start, end) is not None:
            yield Hit(start, end, message, "")


BLANKS = Rule(
    id="公用文-065",
    title="文の初めと終わり、語の間の空白",
    authority="公用文作成の考え方（令和4年1月7日文化審議会建議）Ⅰ-1、組版の慣行",
    why="ほかの文書から写した文に紛れ込みます。空白を消してください（段落の初めの字下げは、印刷するときに付きます）。",
    weight="注意",
    wrong=(
        "甲は、協力する。　",
        "甲は、 協力する。",
        "この 協約は、終わる。",
        "甲は\u00a0協力する。",
    ),
    right=("甲は、協力する。", "連　携　協　約", "Wi-Fi の整備", "令和　　年　　月　　日", "第1章　総則"),
    look=_blanks,
    roles=EVERYWHERE - {"欄", "欄名", "図"},
    first=True,
)

RULES = (BLANKS,)
