"""An amending text that amends several texts, each in a 条 or 項 of its own -> its parts (一括改正).

（○○条例の一部改正）
第1条　○○条例（平成20年○○市条例第5号）の一部を次のように改正する。
第3条中「A」を「B」に改める。
第2条　△△条例の一部を次のように改正する。

A 附則 may amend others, too: 2　△△条例の一部を次のように改正する。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.amending.language.address import bare, read_address
from pipeline.amending.language.parse import is_sentence, own_supplement
from pipeline.labels.marks import SUPPLEMENT_LIKE, supplement_word
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.citation import clause_label
from pipeline.notation.citation.other_paper import AMENDED, end_of_amendment
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, whole_number
from pipeline.notation.text.width_policy import apply

_N = f"(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)"
# What the part is called that no label leads.
MAIN = "本則"
# The text of a PDF has no blank behind the label of a 条. A 項 needs one: 八戸市…, 21世紀….
_PILLAR = regex(rf"(第{_N}条(?:の{_N})*|{_N}(?=[ 　]))[ 　]*(.+){AMENDED}")
_LABELLED = regex(rf"第{_N}条(?:の{_N})*[ 　]*|{_N}[ 　]+")
_ARTICLE = regex(rf"第({_N})条(?!の)")
_PARAGRAPH = regex(rf"({_N})[ 　]+")
_CAPTION = regex("[（(][^。]*[）)]")
_SCHEDULE = regex("別表|別[記紙図]|様式")
_HEAD = regex("次(?:の各号)?に掲げる.+の一部を(?:それぞれ)?次の(?:ように|とおり)(?:変更|改正)する。")
_ITEM = regex(rf"([(（]?{_N}[)）]?|[⑴-⒇])[ 　]+(.+)")
_LAW_NUMBER = regex(r"[(（][^（）()]*第[^（）()]*号[^（）()]*[)）]$")
_SUPPLEMENT = regex(SUPPLEMENT_LIKE)
_BLANKS = " 　\r"


@dataclass(frozen=True, slots=True)
class Part:
    """第1条 of an amending text: the title of what it amends, and where its sentences begin and end."""

    label: str
    title: str
    start: int
    end: int

    def alone(self, text: str) -> str:
        """The amending text with every other part blanked out, so that places in it stay what they are."""
        return _blank(text[: self.start]) + text[self.start : self.end] + _blank(text[self.end :])


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def parts(text: str) -> tuple[Part, ...]:
    """The parts of an amending text; () if it amends one text alone.

    次に掲げる協約の一部を次のように変更する。 and titles in a list: every one of them is amended by the same sentences.
    """
    return _listed(text) or _pillars(text)


def _listed(text: str) -> tuple[Part, ...]:
    found: list[tuple[str, str]] = []
    offset, headed, start = 0, False, 0
    for raw in text.split("\n"):
        line = raw.strip(_BLANKS)
        item = _ITEM.fullmatch(line) if headed else None
        if item is not None and not line.endswith("。"):
            found.append((item[1], bare_title(item[2])))
            start = offset + len(raw)
        elif headed and line:
            break
        headed = headed or _HEAD.fullmatch(line) is not None
        offset += len(raw) + 1
    return tuple(Part(label, title, start, len(text)) for label, title in found)


def _pillars(text: str) -> tuple[Part, ...]:
    """The parts of the 本則 and of the 附則. A text that the 本則 amends without a label comes first, if there are others."""
    cut = own_supplement(text)
    end = len(text) if cut is None else cut
    made = [*_labelled(text, 0, end, ""), *_labelled(text, end, len(text), supplement_word(""))]
    address = read_address(text[:end])
    if not made or not address.title or _LABELLED.match(address.title) or made[0].start <= address.end:
        return tuple(made)
    return Part(MAIN, address.title, address.end, end), *made


def _labelled(text: str, start: int, end: int, where: str) -> Iterator[Part]:
    """The parts between two places of a text; `where` stands before their labels."""
    lines = [line for line in _lines(text[start:end], start) if line.words]
    words, behind = [line.words for line in lines], [*(line.start for line in lines), end]
    for at, line in enumerate(lines):
        pillar = _PILLAR.fullmatch(line.words)
        if pillar is None:
            continue
        is_article = pillar[1].startswith("第")
        last = next((n for n in range(at + 1, len(words)) if _PILLAR.fullmatch(words[n])), len(words))
        if last < len(words) and last > at + 1 and _CAPTION.fullmatch(words[last - 1]):
            last -= 1
        if where or last == len(words):
            # A 附則, and an agreement that changes another, have clauses of their own behind.
            number = _article if is_article else _paragraph
            ended = end_of_amendment(words, at, number, _begins_part)
            last = last if any(map(is_sentence, words[ended:last])) else min(ended, last)
        label = pillar[1] if is_article else clause_label("項", (_value(pillar[1]),))
        yield Part(where + label, bare_title(pillar[2]), line.start + len(line.raw), behind[last])


class _Line(NamedTuple):
    """A line of an amending text: as it stands, its words without blanks at their ends, and where it begins."""

    raw: str
    words: str
    start: int


def _lines(text: str, start: int) -> Iterator[_Line]:
    for raw in text.split("\n"):
        yield _Line(raw, raw.strip(_BLANKS), start)
        start += len(raw) + 1


def _article(line: str) -> int | None:
    return _number(_ARTICLE, line)


def _paragraph(line: str) -> int | None:
    return _number(_PARAGRAPH, line)


def _number(label: re.Pattern[str], line: str) -> int | None:
    m = label.match(line)
    return _value(m[1]) if m else None


def _value(digits: str) -> int:
    return whole_number(apply(digits, "half")) or 0


def _begins_part(line: str) -> bool:
    return _SUPPLEMENT.fullmatch(line) is not None or _SCHEDULE.match(line) is not None


def bare_title(words: str) -> str:
    """A title without the number of the law: ○○条例（平成20年○○市条例第5号）."""
    return bare(_LAW_NUMBER.sub("", words.strip(_BLANKS)))
