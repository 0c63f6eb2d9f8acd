"""Lines of a paper that has no source (TXT, Word) -> sheet: 条, 項, 号, captions and rows told apart by their marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.diagnostics import Place, SourceFile, Span
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.lint.mask import masked
from pipeline.lint.passage import MASK, Passage, Sheet
from pipeline.notation.citation.short_names import CLOSE, INSIDE, OPEN
from pipeline.tree.walk import SpotRole

_NUMBER = "[0-9０-９一二三四五六七八九十百]+"
_BLANKS = " 　\t"
# Mark at the head of a line -> what the line is. The mark itself is no word of the text.
_MARKS: tuple[tuple[re.Pattern[str], SpotRole], ...] = (
    (regex(rf"第{_NUMBER}条(?:の{_NUMBER})*(?:{OPEN}{INSIDE}*{CLOSE})?(?=[ 　]|\Z)"), "項"),
    (regex(r"[0-9０-９]{1,2}(?:[ 　]|[．.](?![0-9０-９]))"), "項"),
    (regex(rf"(?:[（(](?:{_NUMBER}|[ア-ンa-zA-Z])[）)]|[ア-ン][ 　]|[①-⑳]|[一二三四五六七八九十]+[ 　])"), "号"),
    (regex(r"[・○●◎※■□◆▼▽][ 　]?"), "箇条"),
)
_CAPTION = regex(r"[（(][^（）()]{1,40}[）)]\Z")
_SCHEDULE = regex(rf"別(?:表|紙|記)[第0-9０-９一二三四五六七八九十]*(?:{OPEN}{INSIDE}*{CLOSE})?\Z")
_PREDICATE = regex(r"(?:[るたいうくすむぶぐつぬ]|です|ます|こと|もの|とき)。?\Z")


@dataclass(frozen=True, slots=True)
class _InFile:
    file: SourceFile
    start: int

    def place(self, start: int, end: int) -> Span:
        return Span(self.file, self.start + start, self.start + max(end, start + 1))


@dataclass(frozen=True, slots=True)
class _InWord:
    file: str
    number: int

    def place(self, start: int, end: int) -> Place:
        return Place(self.file, f"{self.number}行目の{start + 1}字目から{max(end, start + 1)}字目")


def text_sheet(name: str, text: str) -> Sheet:
    """The sheet of a plain text file; `name` is the file as it is to be shown."""
    file = SourceFile(name, text)
    made, at = [], 0
    for line in text.split("\n"):
        made.append((line.rstrip("\r"), _InFile(file, at)))
        at += len(line) + 1
    return _sheet(name, made)


def word_sheet(name: str, lines: Iterable[str]) -> Sheet:
    """The sheet of the lines of a Word document."""
    return _sheet(name, [(line, _InWord(name, n)) for n, line in enumerate(lines, 1)])


def _sheet(name: str, lines: Iterable[tuple[str, _InFile | _InWord]]) -> Sheet:
    passages: list[Passage] = []
    article: tuple[str, ...] = ()
    for line, where in lines:
        if not line.strip(_BLANKS):
            continue
        if (number := re.match(rf"[ 　]*(第{_NUMBER}条(?:の{_NUMBER})*)", line)) is not None:
            article = (number[1],)
        elif _SCHEDULE.match(line.strip(_BLANKS)):
            article = (line.strip(_BLANKS),)
        passages += _passages(line, where, article)
    structured = any(p.path and p.path[0].startswith("第") for p in passages)
    return Sheet(name, "協約" if structured else "一般", tuple(passages), structured, bound=False)


def _passages(line: str, where: _InFile | _InWord, article: tuple[str, ...]) -> list[Passage]:
    if "\t" in line.strip(_BLANKS):
        return _cells(line, where, article)
    start = len(line) - len(line.lstrip(_BLANKS))
    role, mark = _role(line[start:].rstrip(_BLANKS))
    words = masked(line)
    blank = start + mark
    return [Passage(line, MASK * blank + words[blank:], role, article, where.place)]


def _cells(line: str, where: _InFile | _InWord, article: tuple[str, ...]) -> list[Passage]:
    """Each cell of a row; the whole line stays the text, so that places need no sums."""
    words, made, at = masked(line), [], 0
    for cell in line.split("\t"):
        if cell.strip(_BLANKS):
            shown = MASK * at + words[at : at + len(cell)]
            made.append(Passage(line[: at + len(cell)], shown, "欄", article, where.place))
        at += len(cell) + 1
    return made


def _role(line: str) -> tuple[SpotRole, int]:
    """What a line is, and how long its mark."""
    if _CAPTION.match(line):
        return "見出し", 0
    if _SCHEDULE.match(line):
        return "見出し", 0
    for pattern, role in _MARKS:
        if (mark := pattern.match(line)) is not None:
            rest = line[mark.end() :]
            # 1　圏域全体の経済成長のけん引 is a heading, 2　甲は、… a paragraph.
            if role == "項" and "。" not in rest and "、" not in rest and not _PREDICATE.search(rest):
                return "見出し", mark.end()
            return role, mark.end()
    if "。" not in line and "、" not in line and not _PREDICATE.search(line):
        return "見出し", 0
    return "段落", 0
