"""Running text -> every citation in it, absolute or relative, with its place and whether it is of another law."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.citation.clause import NUMBER, SUBITEM, Citation, value_of
from pipeline.notation.citation.law_name import names_document_with_parts, names_other_law
from pipeline.notation.numbers.enumeration import IROHA
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, whole_number
from pipeline.notation.text.folded_text import Reading, fold

RelativeWord = Literal["前", "前各", "次", "同", "本", "この"]
RelativeUnit = Literal["条", "項", "号"]


@dataclass(frozen=True, slots=True)
class Relative:
    """前条, 次項, 同号, 前2項 (count 2), 前各項 (word 前各)."""

    word: RelativeWord
    unit: RelativeUnit
    count: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """One citation of a text: text[start:end].

    `citation` holds what is named by number, None for a bare 前条; 前条第2項 has both `relative` and paragraph 2.
    `until` is the other end of 第3条から第5条まで, with its own place. `external`: it belongs to another law.
    `joined`: 及び, 又は or 、 ties it to the find before, whose upper levels it shares (第4条第2項及び第3項), or it is left
    out of its 各号 in a bracket. A label alone
    (イ) is found where it is tied to another, or where 「に掲げる」 and its like follow.
    """

    start: int
    end: int
    citation: Citation | None
    relative: Relative | None
    until: Found | None
    external: bool = False
    joined: bool = False


# What follows tells 第3条 from 第3条約, 第3条件 and 第3条例, 第1項 from 第1項目, 第2号 from 第2号車.
_AFTER = {
    "条": "条(?![例約件文理坊])",
    "項": "項(?![目番])",
    "号": "号(?![機車館棟室線艇艦店炉令砲俸]|議案|様式)",
}
# A branch is 2 or more; 第3条の2人, 第三条の一部 and 第3条の10分の1 have none.
_NOT_COUNTED = (
    f"(?![0-9{KANJI_NUMERALS}人つ日年月円個件名回か箇ヶ%割倍部重次者種分級度般]|[カケ][月所年条国店村町]|以[上下])"
)
_BRANCHES = rf"((?: ?の ?(?!一|1(?![0-9])){NUMBER}{_NOT_COUNTED})*)"
_ARTICLE = regex(rf"第 ?({NUMBER}) ?{_AFTER['条']}{_BRANCHES}")
_PARAGRAPH = regex(rf"第 ?({NUMBER}) ?{_AFTER['項']}")
_ITEM = regex(rf"第 ?({NUMBER}) ?{_AFTER['号']}{_BRANCHES}")
_SUBITEMS = regex(rf"(?:{SUBITEM}(?![ァ-ヶー]))+")
_EACH_SUBITEM = regex(SUBITEM)
# イ alone: a label behind another (第1号ア及びイ), or one of the same 号 (アに掲げる).
_LABEL = regex(rf"(?<![ァ-ヶー])(?:[{IROHA}]|\([{IROHA}]\))(?![ァ-ヶー])")
_LABEL_GOES_ON = regex("に(?:掲げ|規定|定め|該当)")
# 別表第2の3の項 is a row of 別表第2; 別表第1号 an item of 別表.
_NOT_LEVEL = f"(?![0-9{KANJI_NUMERALS}]| ?[条項号])"
_NOT_ROW = "(?!の[項部款])"
_SCHEDULE = regex(
    rf"別表(?![記示現彰決])(?:(?:第 ?|(?=[0-9]))({NUMBER}){_NOT_LEVEL}{_NOT_ROW}((?:の{NUMBER}{_NOT_LEVEL}{_NOT_ROW})*))?",
)
_PART = regex(rf"第 ?({NUMBER}){_NOT_LEVEL}(?! ?[回期次章節款編部者種類年月日位番巻段]){_BRANCHES}")
_SUPPLEMENT = regex("[附付]則 ?(?=第)")
_RELATIVE = regex(
    rf"(前各|[前次同本]|この) ?({NUMBER})? ?({'|'.join(_AFTER.values())})",
)
_RELATIVE_WORDS: dict[str, RelativeWord] = {
    "前": "前",
    "前各": "前各",
    "次": "次",
    "同": "同",
    "本": "本",
    "この": "この",
}
_UNITS: dict[str, RelativeUnit] = {"条": "条", "項": "項", "号": "号"}
_PATTERNS = {"条": _ARTICLE, "項": _PARAGRAPH, "号": _ITEM}
_START = regex(rf"[第前次同本]|[附付]則|別表|この|{_LABEL.pattern}")

_KANJI = regex("[一-鿿々]")
_WORD = regex("[一-鿿々ァ-ヶー0-9A-Za-z]")
# 第2号 alone is an item only where the sentence goes on like one: 第2号認定 and 第2号被保険者 are names.
_ITEM_GOES_ON = regex(r"[^一-鿿々]|及|並|又|若|中|前段|後段|本文|各|関係|該当|以|規定|所定|違反|適用|準用|\Z")

_TO = regex(" ?(?:(から)|[~〜]|ないし|乃至) ?")
_UNTIL = regex(" ?まで")
# What carries the law's name on: 地方自治法第252条の2第1項及び第4項, also over a bracket after the first.
_CONNECTIVE = regex(r"(?:\([^()]*\))? ?[、,]? ?(?:及び|並びに|又は|若しくは|[、,・]) ?")

# 前条第1項各号（第2号を除く。）: what is named in the bracket is one of those that stand before it.
_OF_EACH = {"号": regex(r" ?各号 ?\("), "項": regex(r" ?各項 ?\(")}


def find(text: str) -> tuple[Found, ...]:
    """All citations in the order of the text. Headings (第1条 at the start of a line) are found like any other."""
    reading = fold(text)
    found: list[Found] = []
    at = 0
    while start := _START.search(reading.text, at):
        place = _place(reading.text, start.start())
        if place is None:
            at = start.start() + 1
            continue
        joined = _joined_to(reading.text, place, found)
        if _is_label(place) and not _stands(reading.text, place, joined):
            at = start.start() + 1
            continue
        external = _is_external(reading.text, place, joined, found)
        place = replace(place, external=external, joined=joined is not None)
        found.append(_with_until(reading.text, place))
        at = found[-1].end
    return tuple(_in_source(reading, each) for each in found)


def _place(copy: str, start: int) -> Found | None:
    """The citation that begins at `start`, without its other end and its law."""
    if relative := _RELATIVE.match(copy, start):
        return _relative(copy, relative)
    if schedule := _SCHEDULE.match(copy, start):
        number = value_of(schedule[1], schedule[2]) if schedule[1] else ()
        return _found(start, *_levels(copy, schedule.end(), Citation(schedule=number), "項号"))
    if supplement := _SUPPLEMENT.match(copy, start):
        citation, end = _levels(copy, supplement.end(), Citation(supplementary=True), "条項号")
        return _found(start, citation, end) if end > supplement.end() else None
    citation, end = _levels(copy, start, Citation(), "条項号")
    if end > start:
        return _found(start, citation, end) if _is_whole(copy, start, citation, end) else None
    if label := _LABEL.match(copy, start):
        return _found(start, Citation(sub=(label[0],)), label.end())
    if (part := _PART.match(copy, start)) and names_document_with_parts(copy, start):
        number = value_of(part[1], part[2])
        return _found(start, *_levels(copy, part.end(), Citation(part=number), "項号")) if number else None
    return None


def _is_label(place: Found) -> bool:
    """Whether only the label of a 細分 is said."""
    return place.relative is None and place.citation is not None and Citation(sub=place.citation.sub) == place.citation


def _stands(copy: str, place: Found, joined: Found | None) -> bool:
    """Whether a label alone cites: what it is tied to names a 細分, or the sentence goes on as behind a citation."""
    tied = joined is not None and joined.citation is not None and bool(joined.citation.sub)
    return tied or _LABEL_GOES_ON.match(copy, place.end) is not None


def _relative(copy: str, match: re.Match[str]) -> Found | None:
    """前条 and its like, with the levels below it; None for 目次項 and for 前1条, which nobody writes."""
    number = whole_number(match[2]) if match[2] else 1
    if (
        _KANJI.match(_char_before(copy, match.start()))
        or number is None
        or (match[2] and (match[1] != "前" or number < 2))
    ):
        return None
    relative = Relative(_RELATIVE_WORDS[match[1]], _UNITS[match[3]], number)
    below = {"条": "項号", "項": "号", "号": ""}[relative.unit]
    citation, end = _levels(copy, match.end(), Citation(), below)
    return Found(match.start(), end, None if end == match.end() else citation, relative, None)


def _levels(copy: str, at: int, citation: Citation, levels: str) -> tuple[Citation, int]:
    """What is named from `at` on, level below level, and where it ends."""
    for level in levels:
        match = _PATTERNS[level].match(copy, at)
        number = value_of(match[1], match[2] if level != "項" else None) if match else None
        if match is None or number is None:
            continue
        at = match.end()
        match level:
            case "条":
                citation = replace(citation, article=number)
            case "項":
                citation = replace(citation, paragraph=number[0])
            case _:
                citation = replace(citation, item=number)
    if (citation.item or citation.part or not levels) and (subitems := _SUBITEMS.match(copy, at)):
        return replace(citation, sub=tuple(_EACH_SUBITEM.findall(subitems[0]))), subitems.end()
    return citation, at


def _is_whole(copy: str, start: int, citation: Citation, end: int) -> bool:
    """Whether 第2号 or 第2項 without anything above it is a citation: 法律第67号, 第2号議案 and 第1款第2項 are not."""
    if citation.article:
        return True
    if citation.paragraph is not None:
        return not copy.endswith("款", 0, start)
    return not _WORD.match(_char_before(copy, start)) and _ITEM_GOES_ON.match(copy, end) is not None


def _char_before(copy: str, place: int) -> str:
    return copy[max(0, place - 1) : place]


def _found(start: int, citation: Citation, end: int) -> Found:
    return Found(start, end, citation, None, None)


def _with_until(copy: str, place: Found) -> Found:
    """第3条から第5条まで as one find; the place itself where no other end follows."""
    to = _TO.match(copy, place.end)
    last = _place(copy, to.end()) if to else None
    if to is None or last is None or (_is_label(last) and not (place.citation and place.citation.sub)):
        return place
    until = _UNTIL.match(copy, last.end)
    if until is None and to[1]:
        return place
    return replace(place, end=until.end() if until else last.end, until=replace(last, external=place.external))


def _joined_to(copy: str, place: Found, before: list[Found]) -> Found | None:
    """The find that 及び, 又は or 、 ties an absolute citation to; brackets between them may hold finds of their own."""
    if place.relative is not None:
        return None
    found = (each for each in reversed(before[-4:]) if _CONNECTIVE.fullmatch(copy, each.end, place.start))
    return next(found, None) or _one_of_each(copy, place, before)


def _one_of_each(copy: str, place: Found, before: list[Found]) -> Found | None:
    """The find whose 各号 or 各項 a bracket leaves one out of."""
    cited = place.citation
    if not before or cited is None or cited.article or cited.schedule is not None or cited.supplementary:
        return None
    pattern = _OF_EACH["項" if cited.paragraph is not None else "号"]
    return before[-1] if pattern.fullmatch(copy, before[-1].end, place.start) else None


def _is_external(copy: str, place: Found, joined: Found | None, before: list[Found]) -> bool:
    """A law named right before, or carried on by 及び from the citation before, or by 同条 from the one it repeats."""
    if place.relative is not None:
        return place.relative.word == "同" and _antecedent_is_external(place.relative.unit, before)
    return (joined is not None and joined.external) or names_other_law(copy, place.start)


def _antecedent_is_external(unit: RelativeUnit, before: list[Found]) -> bool:
    for each in reversed(before):
        if each.relative is not None and each.relative.unit == unit:
            return each.external
        if each.citation is not None and _names(each.citation, unit):
            return each.external
    return False


def _names(citation: Citation, unit: RelativeUnit) -> bool:
    match unit:
        case "条":
            return bool(citation.article)
        case "項":
            return citation.paragraph is not None
        case "号":
            return bool(citation.item)


def _in_source(reading: Reading, found: Found) -> Found:
    if reading.starts is None:
        return found
    start, end = reading.span(found.start, found.end)
    until = None if found.until is None else _in_source(reading, found.until)
    return replace(found, start=start, end=end, until=until)
