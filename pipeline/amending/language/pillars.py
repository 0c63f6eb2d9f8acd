"""An amending text that amends several texts, each in a 条 of its own -> its parts (一括改正).

（○○条例の一部改正）
第1条　○○条例（平成20年○○市条例第5号）の一部を次のように改正する。
第3条中「A」を「B」に改める。
第2条　△△条例の一部を次のように改正する。
"""

from __future__ import annotations

import re

from pipeline.amending.language.address import bare
from pipeline.labels.marks import SUPPLEMENT_LIKE, is_caption
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS

_N = f"(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)"
_PILLAR = regex(rf"(第{_N}条(?:の{_N})*)[ 　]+(.+)の一部を次のように(?:変更|改正)する。")
_HEAD = regex("次(?:の各号)?に掲げる.+の一部を(?:それぞれ)?次のように(?:変更|改正)する。")
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
    made: list[Part] = []
    offset, caption = 0, None
    for raw in text.split("\n"):
        line = raw.strip(_BLANKS)
        pillar = _PILLAR.fullmatch(line)
        ends = pillar is not None or (bool(made) and _SUPPLEMENT.fullmatch(line) is not None)
        if ends and made and made[-1].end == len(text):
            last = made.pop()
            made.append(Part(last.label, last.title, last.start, offset if caption is None else caption))
        if pillar is not None:
            made.append(Part(pillar[1], bare_title(pillar[2]), offset + len(raw), len(text)))
        if line:
            # The 見出し of a pillar stands on the line above it.
            caption = offset if is_caption(line) else None
        offset += len(raw) + 1
    return tuple(made)


def bare_title(words: str) -> str:
    """A title without the number of the law: ○○条例（平成20年○○市条例第5号）."""
    return bare(_LAW_NUMBER.sub("", words.strip(_BLANKS)))
