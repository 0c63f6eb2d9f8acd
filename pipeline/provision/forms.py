"""The heading of a 様式, 別記, 別紙 or 別図 -> its words, its number and what it relates to; and the same with another number.

様式第1号（第3条関係）, 第1号様式, 第1号の2様式, 別記様式第2号の2, 別記第1, 別紙. A heading keeps its words as they were read: the word that
an office uses and the place of the number in it are part of the name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from pipeline.labels.amendment_style import Number
from pipeline.labels.marks import DELETED
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, in_kanji, whole_number
from pipeline.notation.text.width_policy import apply
from pipeline.provision.unit import Unit

_N = f"(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)"
_WORD = "別記様式|別紙様式|様式|別記|別紙|別添|別図|付図|附録|付録"
_NAME = regex(
    rf"((?:別記|別紙)?第{_N}号(?:の{_N})*様式(?:の{_N})*|(?:{_WORD})(?:第?{_N}号?(?:様式)?(?:の{_N})*)?)(?![0-9０-９{KANJI_NUMERALS}項号条])"
    rf"([（(]その{_N}[)）]|[ 　]*その{_N}(?=$|[ 　（(、，中のをか及並]))?"
)
_PART = regex(rf"(?:[（(]その{_N}[)）]|[ 　]*その{_N})$")
_RELATED = regex(r"[ 　]*[（(](?:[^（）()]|[（(][^（）()]*[）)])*[）)]")
# With a title in the line: （第3条関係）　申請書, 　申請書（第3条関係）, or the title alone, which tells no heading by itself.
_TITLED = regex(r"[ 　]*[（(][^（）()]*関係[）)][ 　]+[^\t。]+|[ 　]+[^\t。（）()]+[（(][^（）()]*関係[）)]")
_TITLE = regex(r"[ 　]+[^\t。]+")
_DIGITS = regex(_N)
# 第3号様式の2, 第3号の2様式.
_BRANCHES = regex(rf"(?:の{_N})+$|(?<=号)(?:の{_N})+(?=様式$)")


@dataclass(frozen=True, slots=True)
class Heading:
    """様式第1号 as it is written, its number (() if it has none) and what stands behind it: （第3条関係）, with a title or not."""

    name: str
    number: Number
    behind: str

    @property
    def word(self) -> str:
        """The name without its number: what two headings of one series share."""
        bare, part = _parted(self.name)
        return _DIGITS.sub("〇", _without_branches(bare)) + unicodedata.normalize("NFKC", part).strip(" ()")


def heading(line: str) -> Heading | None:
    """The heading that a whole line is, or None; of a line that is known to head a sheet, with any title in it."""
    found = name_at(line, 0)
    if found is None:
        return None
    if len(line) > found.end and not any(form.fullmatch(line, found.end) for form in (_RELATED, _TITLED, _TITLE)):
        return None
    return Heading(line[: found.end], found.number, line[found.end :])


def begins(line: str) -> bool:
    """Whether a line among others is the heading of a sheet by what it says: 別紙　のとおり is none."""
    found = heading(line)
    if found is None:
        return False
    told = any(form.fullmatch(found.behind) for form in (_RELATED, _TITLED))
    return told or not found.behind or is_struck(line)


def follows(one: Heading, other: Heading) -> bool:
    """Whether a heading is of the next number of a series, or a branch: where it can stand, a title alone tells it."""
    if one.word != other.word or not one.number or not other.number:
        return False
    return other.number == (one.number[0] + 1,) or (other.number > one.number and other.number[0] == one.number[0])


def is_struck(line: str) -> bool:
    """Whether a heading says that its sheet is gone: 様式第3号　削除."""
    found = heading(line)
    return found is not None and _RELATED.sub("", found.behind).strip(" 　") == DELETED


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a 様式 within other words, and where it ends."""

    name: str
    number: Number
    end: int


def name_at(words: str, at: int) -> Named | None:
    """The name of a 様式 that stands at a place of a text."""
    m = _NAME.match(words, at)
    if m is None:
        return None
    values = tuple(whole_number(apply(n, "half")) for n in _DIGITS.findall(m[1]))
    if not all(values):
        return None
    return Named(m[0], tuple(v for v in values if v is not None), m.end())


def related_at(words: str, at: int) -> int:
    """Where （第3条関係） that may stand behind a name ends."""
    m = _RELATED.match(words, at)
    return m.end() if m is not None and m[0].rstrip("）)").endswith("関係") else at


def is_same(one: Heading, other: str) -> bool:
    """Whether another name means a heading: digits of any width or in kanji."""
    there = heading(other)
    return there is not None and (there.word, there.number) == (one.word, one.number)


def with_number(words: str, number: Number) -> str:
    """A heading with another number, in the digits that it has. Raises ValueError if it has none, or other branches."""
    found = heading(words)
    if found is None or not found.number or not number:
        raise ValueError(words)
    name, part = _parted(found.name)
    bare = _without_branches(name)
    first = _DIGITS.search(bare)
    assert first is not None
    token = first[0]
    made = bare[: first.start()] + _alike(token, number[0]) + bare[first.end() :]
    branches = "".join(f"の{_alike(token, n)}" for n in number[1:])
    within = _BRANCHES.search(name)
    if within is not None and within.end() < len(name):
        made = made.removesuffix(_FORM) + branches + _FORM
    else:
        made += branches
    return made + part + found.behind


def renamed(was: str, now: str) -> str:
    """A heading with the name of another: in its own digits where only the number differs (別紙 becomes 別紙1)."""
    one, other = heading(was), heading(now)
    if one is None or other is None:
        return now
    alike = len(one.number) == len(other.number) > 0
    if alike and one.word == other.word:
        return with_number(was, other.number)
    (name, sheet), (there, moved) = _parted(one.name), _parted(other.name)
    if alike and sheet and moved and is_same(Heading(name, one.number, ""), with_number(there, one.number)):
        # その1 that becomes その3 keeps its brackets and blanks.
        value = whole_number(apply(_DIGITS.findall(moved)[0], "half")) or 0
        sheet = _DIGITS.sub(lambda m: _alike(m[0], value), sheet)
        return with_number(name, other.number) + sheet + one.behind
    return other.name + one.behind


def _parted(name: str) -> tuple[str, str]:
    """様式第3号 and （その1） of one that has several sheets."""
    m = _PART.search(name)
    return (name[: m.start()], m[0]) if m is not None else (name, "")


def _without_branches(name: str) -> str:
    return _BRANCHES.sub("", name)


def _alike(token: str, number: int) -> str:
    if token[0] in KANJI_NUMERALS:
        return in_kanji(number)
    if token.isascii():
        return str(number)
    # １ but 10, where only single digits are full-width.
    return apply(str(number), "full" if len(token) > 1 or number < _TWO_DIGITS else "half")


_TWO_DIGITS = 10
_FORM = "様式"


def read_form(lines: Sequence[str]) -> Unit:
    """The 様式 whose heading is the first line; the others are kept as they stand, leading blanks too."""
    found = heading(lines[0].strip(" 　"))
    assert found is not None, "the reader hands on headings only"
    return Unit(
        "様式", found.number, found.name + found.behind, children=tuple(Unit("後文", text=line) for line in lines[1:])
    )
