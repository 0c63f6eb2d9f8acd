"""Two lines that follow each other -> whether the first is a heading, or a sentence that goes on in the second."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.importing.paper import BLANKS, Line
from pipeline.importing.structure import marks
from pipeline.labels.marks import PARTICULARS, SUPPLEMENT_LIKE
from pipeline.late.regex import regex
from pipeline.provision.alike.particulars import style_of

_ENDS = ("。", "）", ")", "」", "．")
_BEGINS_WITHIN = regex("[、。，]|は、|[をに][^ぁ-ん]")
_LEAST_CUT = 20
_EFFECT = regex(
    "この(?:条例|規則|規約|規程|要綱|要領|訓令|告示|協約|連携協約|協定|覚書)は、.{0,80}(?:施行|適用|効力を生)"
)
_SUPPLEMENT = regex(f"{SUPPLEMENT_LIKE}(?:[ 　]|[(（〔]|$)")
# 改正文（平成12年告示第3号）抄: what a collection shows of an amending act that had no 附則.
_AMENDING_TEXT = regex("改[ 　]*正[ 　]*文[ 　]*[(（〔]")
_BEHIND_ITEMS = regex("この場合において|ただし[、，]")
_BRACKETS = ("()", "「」")
_NAMES_LIST = regex("次[のに]|以下の|下記|左記|とおり$|[:：]$")
# A line that ends so goes on in the next: particles and signs that no heading ends with.
_GOES_ON = regex(r"[ぁ-ん、，・（(「]$")


def opens_particulars(text: str) -> bool:
    """Whether a line is 記, above what is written item by item."""
    return style_of(text) == PARTICULARS[0]


def ends_particulars(text: str) -> bool:
    """Whether a line is 以上, below it."""
    return style_of(text) == PARTICULARS[1]


def set_apart(lines: Sequence[Line]) -> frozenset[int]:
    """Where lines begin that stand behind a blank one, in a plain text most of whose lines do: there no sentence goes on."""
    pairs = [(a, b) for a, b in pairwise(lines) if a.span.file is b.span.file]
    found = [b.span.start for a, b in pairs if b.span.file.text.count("\n", a.span.end, b.span.start) > 1]
    return frozenset(found) if 2 * len(found) > len(pairs) else frozenset()


def reads_as_heading(text: str) -> bool:
    """Whether a line names what follows, as 取組内容 does, and is no part of a sentence."""
    bare = text.strip(BLANKS)
    is_open = any(_left_open(bare, pair) for pair in _BRACKETS)
    return (
        bool(bare) and len(bare) <= 60 and not bare.endswith(("。", "．")) and not _GOES_ON.search(bare) and not is_open
    )


def _left_open(text: str, pair: str) -> int:
    """How many brackets a text opens and does not close."""
    depth = 0
    for char in marks.fold(text):
        depth = max(0, depth + (char == pair[0]) - (char == pair[1]))
    return depth


def _closes(above: str, text: str) -> bool:
    """Whether a text closes a bracket that stands open at the end of the line above it."""
    return any(_left_open(above, pair) and _left_open(text[::-1], pair[::-1]) for pair in _BRACKETS)


def goes_on(above: str, text: str) -> bool:
    """Whether a text was cut by the end of its line."""
    if _closes(above, text):
        return True
    if above.endswith("。") or marks.caption(text) is not None:
        return False
    return bool(_GOES_ON.search(above)) or (len(above) > 60 and not above.endswith(_ENDS))


def is_cut(above: str, text: str) -> bool:
    """Whether a sentence of a 項 goes on in the next line, however it was cut; a short one may be a heading."""
    if above.endswith("。") or marks.caption(text) is not None:
        return False
    if _BEGINS_WITHIN.match(text) is not None:
        return True
    return not above.endswith(_ENDS) and (len(above) >= _LEAST_CUT or _opens_sentence(above))


def _opens_sentence(above: str) -> bool:
    """Whether words are the beginning of a sentence, as no heading is; what names a list below it may stand without an end."""
    return "は、" in above and _NAMES_LIST.search(above) is None


def missing_head(above: str, text: str, *, first: bool, rooted: bool) -> str:
    """What a reader would expect before words that bear no label; "" if nothing.

    `first`: they follow the text `above` at once; `rooted`: 項 stand here without a 条, as in a 附則.
    """
    if not rooted and _EFFECT.match(text):
        return "「附則」の見出しがないので、前の条の後に置きました"
    if _AMENDING_TEXT.match(text):
        return "「改正文」は、原稿では附則と別に置けないので、前の文の後に置きました"
    if _SUPPLEMENT.match(text):
        return "「附則」の見出しとして読めない形なので、前の文の後に置きました"
    if first and not rooted and "次の各号" in above:
        return "「次の各号」の後にありますが、番号がないので、号とせずに置きました"
    return ""


def without_end(texts: Sequence[str]) -> list[str]:
    """Those that end as no sentence does: at the end of a paper a page says them of itself (沿革情報) as often as a clause does."""
    return [text for text in texts if not text.endswith(_ENDS)]


def is_behind_items(text: str) -> bool:
    """Whether a sentence goes on behind a whole list, and is no text of its last item."""
    return bool(begins_behind(text))


def begins_behind(text: str) -> str:
    """The words by which a sentence shows that it goes on behind a list; "" if it does not."""
    found = _BEHIND_ITEMS.match(text)
    return found[0] if found is not None else ""
