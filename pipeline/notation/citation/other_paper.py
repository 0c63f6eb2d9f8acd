"""Words within a paper that amend another one: ○○条例の一部を次のように改正する。, and where the lines below it end.

What those lines cite is of the other paper, and a label among them may be of words that it is given. Nothing marks where they
end but the next label that the paper itself counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, whole_number
from pipeline.notation.text.width_policy import apply

_N = f"(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)"
# What stands between the name of a text and the sentences that amend it.
AMENDED = "の一部を次の(?:ように|とおり)(?:改正|変更)する。"
_AMENDS = regex(f"{AMENDED}$")
_WHOLE = regex("の全部を(?:次のように)?(?:改正|変更|改め)")
_WHOLLY = regex("の全部を(?:次のように)?(?:改正|変更)する。$")
_ENACTS = regex("(?:(?:改正|制定|公布|告示|公告)する|定める)。$")
# 改正規定 hold no blank but in what they quote. One that announces new words has them right below it.
_SAYS = regex("(?:[^「」 　]|「(?:[^「」]|「[^「」]*」)*」)*(?:改め|加え|削|付し|附し|繰り?[上下]げ|とす)る。")
_ANNOUNCES = regex(
    f"次の(?:ように|とおり)(?:改め|加え)る。$|次の(?:(?P<count>{_N})[編章節款目条項号表]|[^「」。]+?)を加える。$"
)
_REACH = regex(
    f"第(?P<first>{_N})[条項号]?から(?:[^「」]*第)?(?P<last>{_N})[条項号]?までを次の(?:ように|とおり)改める。$"
)
_BOTH = regex("及び[^「」]+を次の(?:ように|とおり)改める。$")
# Its first 項 bears no number, but is one.
_ARTICLE = regex(f"第{_N}条(?:の{_N})*[ 　]")
# What a 附則 says and no other clause does.
_OWN = regex(f"{_AMENDS.pattern}|^{_N}[ 　]この[^、。]{{2,6}}の施行")
_CAPTION = regex("[（(].*[）)]")
_Kind = Literal["番号", "部分", "ほか"]


def amends_another(words: str) -> bool:
    """Whether the lines below these words amend another paper."""
    return _AMENDS.search(words.rstrip()) is not None


def speaks_of_the_whole(words: str) -> bool:
    """Whether words tell that all of another paper is changed: 令和2年に締結した連携協約の全部を変更し、次のとおり締結する。"""
    return _WHOLE.search(words) is not None


def enacts(words: str) -> bool:
    """Whether these words may be a 制定文: what makes a rule, be it by taking the place of another."""
    return _ENACTS.search(words.rstrip()) is not None


def amends_wholly(words: str) -> bool:
    """Whether these words are the 制定文 of a rule that takes the place of another: ○○規程（…）の全部を改正する。"""
    return _WHOLLY.search(words.rstrip()) is not None


def end_of_amendment(
    lines: Sequence[str], at: int, number: Callable[[str], int | None], begins_part: Callable[[str], bool]
) -> int:
    """Behind which of the lines those end that amend another paper by what `lines[at]` says; at + 1 where there are none.

    `number`: that of a clause of the kind that the paper counts here, None of any other line; `begins_part`: whether a line begins
    another part of a paper (附則, 別表). Both may as well be words that the other paper is given.
    """
    if at + 1 >= len(lines) or _SAYS.fullmatch(lines[at + 1]) is None:
        return at + 1
    quoted = _Quoted(number(lines[at]), is_captioned=at > 0 and _is_caption(lines[at - 1]))
    for n in range(at + 1, len(lines)):
        line = lines[n]
        if _SAYS.fullmatch(line):
            quoted.announce(_count(line))
        elif not _is_caption(line):
            is_headed = _is_caption(lines[n - 1])
            is_plainly = is_headed or _OWN.search(line.rstrip()) is not None
            if quoted.is_over(number(line), is_plainly=is_plainly, is_part=begins_part(line)):
                return n - 1 if is_headed else n
            quoted.take(1 if _ARTICLE.match(line) else None)
    return len(lines)


class _Quoted:
    """What is known of the words that a 改正規定 announces, line by line. `own`: the number of the clause that amends."""

    def __init__(self, own: int | None, *, is_captioned: bool) -> None:
        self.own, self.is_captioned = own, is_captioned
        self.announce(0)

    def announce(self, count: int) -> None:
        """A 改正規定 stands here, and so many units in full below it."""
        self.left, self.is_fresh = count, count > 0
        # Of which kind the first unit is: 条 have 項 below them that bear numbers as those of the 附則 do.
        self.kind: _Kind = "ほか"
        self.last: int | None = None

    def is_over(self, number: int | None, *, is_plainly: bool, is_part: bool) -> bool:
        """Whether a line is the paper's own again; `is_plainly`: a 見出し or its words say so."""
        kind: _Kind = "部分" if is_part else "番号" if number is not None else "ほか"
        if self.is_fresh:
            self.is_fresh, self.kind = False, kind
        elif is_part and not (self.kind == "部分" and self.left > 0):
            return True
        elif kind == "番号" and self.own is not None and number == self.own + 1:
            goes_on = self.last == self.own and (self.kind == "ほか" or self.left > 0)
            if (is_plainly and self.kind == "ほか") or (not goes_on and (is_plainly or not self.is_captioned)):
                return True
        self.left -= kind == self.kind
        self.take(number)
        return False

    def take(self, number: int | None) -> None:
        """A label with this number stands here, or none."""
        self.last = number if number is not None else self.last


def _is_caption(line: str) -> bool:
    return _CAPTION.fullmatch(line.strip()) is not None


def _count(sentence: str) -> int:
    """How many units stand in full below a 改正規定."""
    if m := _REACH.search(sentence):
        return max(_value(m["last"]) - _value(m["first"]) + 1, 1)
    if _BOTH.search(sentence):
        return 2
    if m := _ANNOUNCES.search(sentence):
        return max(_value(m["count"]), 1) if m["count"] else 1
    return 0


def _value(digits: str) -> int:
    return whole_number(apply(digits, "half")) or 0
