"""A reader of printed papers and printed 改め文 that knows nothing of ours: lines, labels and 「」, as a clerk sees them.

It knows the labels of a house of half-width numbers. What it says of a 改め文 is what a clerk finds with a pencil: words
that do not stand where they are said to stand, and words cut out of the middle of something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_ARTICLE = re.compile(r"第([0-9]+)条((?:の[0-9]+)*)(?:　|$)")
_PARAGRAPH = re.compile(r"([0-9]+)　")
_ITEM = re.compile(r"　\(([0-9]+)\)((?:の[0-9]+)*)　")
_DIVISION = re.compile("第[0-9]+[編章節款目]　")
_LABEL = re.compile(r"　*(?:\(?[0-9ア-ンa-z]+\)?(?:の[0-9]+)*)　")
_ANNEX = re.compile("(別表(?:第[0-9]+)?|別記[0-9]*|別紙|様式第[0-9]+号)(?=[（　]|$)")
_SENTENCE = re.compile("(?:改める|加える|削る|とする|繰り[上下]げる)。$")
_VERB = re.compile("(改め|加え|削り|削る|とし|改める|加える|とする|繰り[上下]げる?)(?=[、。])")
_SHORT = re.compile("同([条項号表])")
_NAMES = (
    ("条", re.compile("(?:附則)?第[0-9]+条(?:の[0-9]+)*")),
    ("項", re.compile("(?:附則)?(?:第[0-9]+条(?:の[0-9]+)*)?第[0-9]+項")),
    ("号", re.compile("(?:附則)?(?:第[0-9]+条(?:の[0-9]+)*)?(?:第[0-9]+項)?第[0-9]+号(?:の[0-9]+)*")),
    ("表", re.compile("別表(?:第[0-9]+(?!の?項))?")),
)
# What may be named beside 条 and 別表, or lies too deep for this reader.
_PART = re.compile("(?:本文|ただし書|前段|中段|後段|各号列記以外の部分|の見出し|[ア-ン]|\\([ア-ン]\\)|[a-z])+$")
_OTHERS = ("附則（", "題名", "目次", "前文", "末文", "本則")
# What is quoted in them, if anything, is new.
_WITHOUT_OLD = re.compile("のように|とし$|(?:見出し|[編章節款目]名)を「")
_COUNTED = re.compile("年度|箇月|[月日年人円回条項号部枚通%]")
_BRACKETS = (("（", "）"), ("(", ")"), ("「", "」"))


@dataclass
class Paper:
    """What stands below each label of a paper, by the words that cite it."""

    units: dict[str, list[str]] = field(default_factory=dict)

    def put(self, line: str, *names: str) -> None:
        """One line more of each unit; without names of none."""
        for name in dict.fromkeys(filter(None, names)):
            self.units.setdefault(name, []).append(line)


def paper(lines: list[str]) -> Paper:
    """The units of a printed paper."""
    made = Paper()
    place = item = paragraph = annex = supplement = ""
    begun = False
    for line in lines:
        if (m := _ANNEX.match(line)) and begun and "\t" not in line:
            annex = m[1]
            made.put(line[m.end() :], annex)
        elif annex:
            made.put(line, annex)
        elif m := _ARTICLE.match(line):
            begun, item, paragraph = True, "", "第1項"
            place = f"{supplement}第{m[1]}条{m[2]}"
            made.put(line[m.end() :], place, place + paragraph, supplement)
        elif begun and re.match("附　?則", line):
            place = supplement = "附則"
            item = paragraph = ""
        elif _DIVISION.match(line):
            place = item = ""
        elif place:
            if m := _PARAGRAPH.match(line):
                paragraph, item = f"第{m[1]}項", ""
            elif m := _ITEM.match(line):
                item = f"第{m[1]}号{m[2]}"
            said = re.sub(_LABEL, "", line, count=1) if _LABEL.match(line) else line
            made.put(said, place, place + paragraph, item and place + paragraph + item, item and place + item)
    return made


@dataclass(frozen=True)
class Quotation:
    """Words that an amending sentence quotes of the old paper, and where it says that they stand."""

    place: str
    words: str


def quotations(text: str) -> Iterator[Quotation]:
    """What is quoted of the old paper, in the order of the 改め文; 同条 and its like are resolved."""
    last: dict[str, str] = {}
    for line in filter(_SENTENCE.search, text.split("\n")):
        quotes, flat = _apart(line)
        at, place = 0, ""
        for verb in _VERB.finditer(flat):
            clause = flat[at : verb.end()]
            said = re.split("中?「|中第|を第|を削|を次|に次|に第|の次に|の前に|から第", clause, maxsplit=1)[0].lstrip(
                "、"
            )
            said = _resolved(said, last)
            last |= {key: m[0] for key, name in _NAMES if (m := name.match(said))}
            place = said or place
            held = [words for start, words in quotes if at <= start < verb.end()]
            if not _WITHOUT_OLD.search(clause):
                yield from (Quotation(place, words) for words in (held if verb[1] in ("削り", "削る") else held[::2]))
            at = verb.end()


def _resolved(said: str, last: dict[str, str]) -> str:
    return _SHORT.sub(lambda m: last.get(m[1], "？"), said)


def _apart(line: str) -> tuple[list[tuple[int, str]], str]:
    """The outermost quotations with their places, and the line with ◆ for what they hold."""
    made: list[tuple[int, str]] = []
    depth = start = 0
    flat = list(line)
    for at, char in enumerate(line):
        depth += char == "「"
        if char == "「" and depth == 1:
            start = at + 1
        elif char == "」":
            depth -= 1
            if not depth:
                made.append((start, line[start:at]))
        if depth and not (char == "「" and depth == 1):
            flat[at] = "◆"
    return made, "".join(flat)


def unit_of(place: str, old: Paper) -> list[str] | None:
    """The lines that a place names; None for a place that this reader does not know."""
    name = _PART.sub("", place.removesuffix("中"))
    if name.startswith(_OTHERS):
        return None
    if (m := re.match("(.+[条項号](?:の[0-9]+)*)の表", name)) and m[1] in old.units:
        name = m[1]
    if (m := re.match("別表(?:第[0-9]+(?!の?項))?", name)) and name not in old.units:
        name = m[0]
    return old.units.get(name, [])


def faults(old: list[str], text: str) -> list[str]:
    """What a clerk would strike out in a 改め文."""
    known = paper(old)
    made: list[str] = []
    for quotation in quotations(text):
        lines = unit_of(quotation.place, known)
        if lines is None:
            continue
        stands = [line for line in lines if quotation.words in line]
        if not stands:
            made.append(f"「{quotation.words}」 does not stand in a line of {quotation.place}")
        elif all(is_cut(quotation.words, line) for line in stands):
            made.append(f"「{quotation.words}」 of {quotation.place} is cut")
    return made


def is_cut(words: str, line: str) -> bool:
    """Whether every occurrence begins or ends in the middle of a number, a name in katakana or brackets."""
    if any(words.count(a) != words.count(b) and line.count(a) == line.count(b) for a, b in _BRACKETS):
        return True
    return all(
        _joins(line[m.start() - 1 : m.start()], words[0])
        or _joins(words[-1], line[m.end() : m.end() + 1])
        or bool(words[-1].isdigit() and _COUNTED.match(line, m.end()))
        or bool(words[0].isdigit() and line[: m.start()].endswith("第"))
        for m in re.finditer(re.escape(words), line)
    )


def _joins(before: str, behind: str) -> bool:
    pair = before + behind
    return len(pair) == 2 and bool(re.fullmatch("[0-9.,]{2}|[ァ-ヶー]{2}|[A-Za-z]{2}", pair))
