"""Whether the words right before a citation name another law, as 地方自治法（昭和22年法律第67号） before 第252条の2."""

from __future__ import annotations

from pipeline.late.regex import regex
from pipeline.notation.citation.clause import NUMBER

# Source: 法令番号の種別 (法律 政令 府省令 規則 告示 訓令) and what municipalities cite: 条例 規程 要綱 協定 and the like.
# 方法 or 命令 right before 第3条 is a word, not a law.
_LAW = (
    r"(?:(?<![方手])法|法律|(?<![命指])令"
    r"|条例|規則|規程|規約|細則|会則|要綱|要領|指針|基準|方針|告示|訓令|通達|通知|条約|協定|協約|契約|約款|憲章)"
)
# A law may go by its number alone: 令和6年条例第9号附則第7項.
_ENDS_WITH_LAW = regex(rf"{_LAW}(?: ?第 ?{NUMBER} ?号(?: ?の ?{NUMBER})?)?\Z")
# この条例, 本協約, この連携協約: the document speaks of itself.
_OWN = regex(rf"(?:この[一-鿿]{{0,8}}?|(?<![一-鿿])本(?:連携)?){_LAW}\Z")
# Documents whose parts are called 第1, 第2 without 条. Source: 連携中枢都市圏構想推進要綱.
_HAS_PARTS = regex(r"(?:要綱|要領|指針|基準|方針|告示|通達|通知)\Z")
_OPENING = {")": "(", "」": "「", "』": "『"}
# A name is looked for in the line only, and no further back than a law's full name with number and 略称 can be.
_REACH = 200


def names_other_law(text: str, place: int) -> bool:
    """Whether a law other than this document is named directly before `place` of a folded text."""
    name = _before(text, place)
    return _ENDS_WITH_LAW.search(name) is not None and _OWN.search(name) is None


def names_document_with_parts(text: str, place: int) -> bool:
    """Whether a 要綱 or its like, whose parts are 第1, 第2, is named directly before `place`."""
    return _HAS_PARTS.search(_before(text, place)) is not None


def _before(text: str, place: int) -> str:
    """The words before the place, less a space, the quotes round them and brackets (law number, 以下「法」という。)."""
    words = text[max(0, place - _REACH) : place].rpartition("\n")[2]
    words = words.removesuffix(" ")
    while words.endswith((")", "」", "』")):
        opening = _opening(words)
        if opening is None:
            return ""
        if words.endswith(")"):
            words = words[:opening]
        else:
            return words[opening + 1 : -1]
    return words.removesuffix("(")


def _opening(words: str) -> int | None:
    """The place of the bracket that the last character closes."""
    closing = words[-1]
    depth = 0
    for place in range(len(words) - 1, -1, -1):
        if words[place] == closing:
            depth += 1
        elif words[place] == _OPENING[closing]:
            depth -= 1
            if depth == 0:
                return place
    return None
