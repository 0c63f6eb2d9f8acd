"""名前: municipalities and the area as papers call them -> names that nobody bears and that look like one that somebody does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.crosscheck.facts import Code, Fact, Paper, Papers, Register
from pipeline.diagnostics import Span, Written
from pipeline.late.regex import regex
from pipeline.notation.text.old_forms import NEW_FORMS
from pipeline.source.area import Area

TOPIC: Code = "照合-名前"
_CURE = "圏域の原稿の名前と、この名前のどちらが正しいか確かめてください"
_SUFFIXES = "市町村"
_LONGEST = 10
# ケ and ヶ, and old forms of kanji: names differ by them, and readers do not see it.
_ALIKE = str.maketrans(
    {"ケ": "ヶ", "ガ": "ヶ", "が": "ヶ", "ヵ": "ヶ", "カ": "ヶ", "ッ": "ツ", "っ": "つ", "之": "の", "ノ": "の"}
    | NEW_FORMS
)
_JOINED = regex(r"[一-鿿㐀-䶿豈-﫿々ァ-ヶー〇]")
# 潮見町1丁目 is a quarter of 潮見市; a town of that name has a head, an office, a neighbour in a list.
_AS_BODY = regex("長|役場|議会|及び|並びに")
# Of a body that is no more.
_FORMER = regex(r"(?:合併前|かつて|当時|旧来|以前)の\Z")
_AREA_NAME = regex(r"[一-鿿㐀-䶿豈-﫿々ァ-ヶー・]{2,16}?(?:圏域|自立圏|都市圏)")


def look(papers: Papers, register: Register) -> None:
    """Compares every name of a municipality or an area that stands in a paper with those of the area."""
    known = _names(papers.area)
    alike: dict[str, str] = {}
    stems: dict[str, str] = {}
    for name in known:
        alike.setdefault(name.translate(_ALIKE), name)
        stems.setdefault(name[:-1], name)
    own = papers.area.name.text
    for paper in papers.papers:
        for written in paper.texts:
            for start, end, meant in _strangers(written.text, known, alike, stems):
                _tell(written, start, end, meant, paper, known[meant], register)
            for match in _AREA_NAME.finditer(written.text):
                if _is_slip(match[0], own):
                    _tell(written, *match.span(), own, paper, papers.area.name.span(), register)


def _names(area: Area) -> dict[str, Span]:
    """All names of its municipalities, those of earlier days too, with their places."""
    found: dict[str, Span] = {}
    text = area.name.file.text
    for key, municipality in area.municipalities.items():
        at = text.find(f"{key}:")
        found[key] = Span(area.name.file, at, at + len(key)) if at >= 0 else area.name.span()
        found |= {term.name.text: term.name.span() for term in municipality.names}
    return found


def _strangers(
    text: str, known: dict[str, Span], alike: dict[str, str], stems: dict[str, str]
) -> Iterator[tuple[int, int, str]]:
    """Where a word stands that is no name of the area, and the name that it looks like."""
    for match in re.finditer(f"[{_SUFFIXES}]", text):
        end = match.end()
        for start in range(max(0, end - _LONGEST), end - 1):
            word = text[start:end]
            if word in known:
                break
            meant = alike.get(word.translate(_ALIKE)) or stems.get(word[:-1])
            if meant is None or _is_inside(text, start, word):
                continue
            if _FORMER.search(text[max(0, start - 6) : start]):
                continue
            if meant[-1] == "市" and word[-1] != "市" and not _AS_BODY.match(text, end):
                continue
            yield start, end, meant
            break


def _is_inside(text: str, start: int, word: str) -> bool:
    """Whether it is the end of a longer word; a stem of one character is one too often."""
    return len(word) < 3 or (start > 0 and _JOINED.match(text[start - 1]) is not None)


def _is_slip(word: str, own: str) -> bool:
    """Whether a word is the area's name with one character exchanged, and not a part of it or it of the word."""
    if len(own) < 4 or own in word or word == own:
        return False
    tail = word[-len(own) :]
    return len(tail) == len(own) and sum(a != b for a, b in zip(tail, own, strict=True)) == 1


def _tell(written: Written, start: int, end: int, meant: str, paper: Paper, at: Span, register: Register) -> None:
    fact = Fact(TOPIC, f"名前「{meant}」", "", f"「{written.text[start:end]}」", paper.called, written.span(start, end))
    reference = Fact(TOPIC, fact.subject, "", f"「{meant}」", "圏域", at)
    register.state([fact])
    register.contradict(reference, fact, _CURE)
