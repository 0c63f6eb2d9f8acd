"""The words of a 改め文 -> sentences as data. Strict: what no rule of the grammar covers is refused, never skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from pipeline.amending.language.clauses import (
    Add,
    Clause,
    Delete,
    Edit,
    Location,
    Move,
    Replace,
    Sentence,
    SetCaption,
    Shift,
    Slide,
    Words,
    takes_body,
)
from pipeline.amending.language.parse_places import read_place, read_places, read_scoped, read_span
from pipeline.amending.language.pieces import COMMAS, QUOTE, Shielded, clauses, shield
from pipeline.labels.marks import is_caption
from pipeline.notation.citation import clause_label
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, whole_number
from pipeline.notation.text.width_policy import apply
from pipeline.provision.unreadable import UnreadableError

_N = f"(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)"
_Q = QUOTE
_BEGINS = re.compile(rf"第{_N}条|別表|附則|題名|前文|末文|本則|同[条項号表]")
_PILLAR = re.compile(".*の一部を次のように(?:変更|改正)する。")
# 終止形 -> 連用形
_FINALS = {
    "改める": "改め", "加える": "加え", "削る": "削り", "とする": "とし", "付する": "付し",
    "繰り下げる": "繰り下げ", "繰り上げる": "繰り上げ",
}  # fmt: skip
_UNITS: dict[str, Literal["条", "項", "号"]] = {"条": "条", "項": "項", "号": "号"}
_ADDED: dict[str, Literal["条", "項", "号", "表", "ように"]] = {**_UNITS, "表": "表", "ように": "ように"}
_BEHIND = "の(?:次|下|右|後)に"
_CHANGES = f"(?:{_Q}を{_Q}に[{COMMAS}])*{_Q}を{_Q}に改め"
_INSERTS = f"(?:{_Q}{_BEHIND}{_Q}を[{COMMAS}])*{_Q}{_BEHIND}{_Q}を加え"
_REMOVES = f"{_Q}(?:(?:[{COMMAS}]{_Q})*及び{_Q})?を削り"
_ALIKE = f"{_Q}(?:[{COMMAS}]{_Q})*及び{_Q}を{_Q}に改め"
_WORDS = re.compile(f"(?:(.+)中)?({_CHANGES}|{_ALIKE}|{_INSERTS}|{_REMOVES})")
_CAPTION = re.compile(f"(.*)の見出しを(?:{_Q}に改め|(削り))")
_ATTACH = re.compile(f"(.+)に見出しとして{_Q}を付し")
_SHIFT = re.compile(rf"(.+から.+まで)を({_N})([条項号])ずつ繰り([下上])げ")
_ADD_BESIDE = re.compile(rf"(.+)の([次前])に次の(?:({_N})([条項号表])を|ように)加え")
_ADD_FIRST = re.compile(rf"(.+)に第({_N})([項号])(?:及び第({_N})\3|から第({_N})\3まで)?として次の({_N})([項号])を加え")
_ADD_INSIDE = re.compile(rf"(.+)に次の(?:({_N})([条項号表])を|ように)加え")
_ADD_PART = re.compile("(.+)に(?:次のただし書を|(後段)として次のように)加え")
_MOVE = re.compile("(.+)を([^を]+)とし")


def listen(text: str) -> tuple[Sentence, ...]:
    """The sentences of an amending text, each with its place in it. Raises AmendmentSyntaxError."""
    made: list[Sentence] = []
    offset = 0
    for number, raw in enumerate(text.split("\n")):
        line = raw.strip(" 　\r")
        start = offset + (raw.index(line) if line else 0)
        offset += len(raw) + 1
        if not line or (number == 0 and _PILLAR.fullmatch(line)):
            continue
        open_body = bool(made) and takes_body(made[-1].clauses[-1])
        if open_body and (not made[-1].body or not _is_sentence(line)):
            last = made.pop()
            body = (*last.body, raw.rstrip(" 　\r"))
            made.append(Sentence(last.clauses, body, last.start, last.end))
            continue
        try:
            at = start
            for said in _sentences(line):
                made.append(Sentence(_sentence(said), (), at, at + len(said)))
                at += len(said)
        except UnreadableError as error:
            raise AmendmentSyntaxError(error, start, start + len(line)) from error
    return tuple(made)


class AmendmentSyntaxError(Exception):
    """A line of an amending text that is no sentence of an amendment, with its place."""

    def __init__(self, error: UnreadableError, start: int, end: int) -> None:
        super().__init__(error.reason)
        self.reason, self.start, self.end = error.reason, start, end


def _is_sentence(line: str) -> bool:
    """Whether a line below new text is the next sentence: it begins with a place and reads as one."""
    if not _BEGINS.match(line) or not line.endswith("。") or "\t" in line:
        return False
    try:
        for said in _sentences(line):
            _sentence(said)
    except UnreadableError:
        return False
    return True


def _sentences(line: str) -> list[str]:
    """A line cut behind each 「。」 that stands in no quotation."""
    made, depth, start = [], 0, 0
    for at, char in enumerate(line):
        depth += (char == "「") - (char == "」")
        if char == "。" and depth == 0:
            made.append(line[start : at + 1])
            start = at + 1
    return [*made, line[start:]] if start < len(line) else made


def _sentence(said: str) -> tuple[Clause, ...]:
    whole = shield(said)
    if re.search("[ 　\t]", whole.words) and not whole.words.startswith("別表"):
        raise UnreadableError(said, "改正規定の中に空白があります")
    ending = next((f for f in _FINALS if whole.words.endswith(f + "。")), None)
    if ending is None:
        raise UnreadableError(said, "「改める。」「加える。」「削る。」「とする。」などで終わっていません")
    words = whole.words.removesuffix(ending + "。") + _FINALS[ending]
    made = tuple(_clauses(clauses(Shielded(words, whole.quotes))))
    if any(takes_body(clause) for clause in made[:-1]):
        raise UnreadableError(said, "「次のように」「次の」の後は、文を改めてください")
    return made


def _clauses(pieces: list[Shielded]) -> Iterator[Clause]:
    """Clauses of the pieces; a piece that is none goes on in the next: 「広域を対象とし、行う事業の項」 is one name."""
    at = 0
    while at < len(pieces):
        piece, failure = pieces[at], None
        for end in range(at + 1, len(pieces) + 1):
            try:
                made = _clause(piece)
            except UnreadableError as error:
                failure = failure or error
                if end == len(pieces):
                    raise failure from error
                piece = _together(piece, pieces[end])
            else:
                yield made
                at = end
                break


def _together(piece: Shielded, following: Shielded) -> Shielded:
    return Shielded(piece.words + following.joint + following.words, piece.quotes + following.quotes, piece.joint)


def _clause(piece: Shielded) -> Clause:
    words = piece.words
    if m := _WORDS.fullmatch(words):
        return _edits(piece, m)
    if m := _CAPTION.fullmatch(words):
        return SetCaption(_where(m[1], piece), None if m[2] else _bracketed(piece.quotes[-1]))
    if m := _ATTACH.fullmatch(words):
        return SetCaption(_where(m[1], piece), _bracketed(piece.quotes[-1]), attach=True)
    if words.endswith("を次のように改め"):
        return Replace(_where(words.removesuffix("を次のように改め"), piece))
    if words.endswith("加え"):
        return _add(piece)
    if m := _SHIFT.fullmatch(words):
        return Shift(read_span(m[1]), _count(m[2]), _UNITS[m[3]], "下" if m[4] == "下" else "上")
    if words.endswith("を削り"):
        return _delete(piece)
    if m := _MOVE.fullmatch(words):
        if m[1].endswith("まで") and m[2].endswith("まで"):
            return Slide(read_span(m[1]), read_span(m[2]))
        return Move(_where(m[1], piece), read_place(m[2]))
    raise UnreadableError(words, f"「{piece.restored(len(words))}」は改正規定として読めません")


def _edits(piece: Shielded, m: re.Match[str]) -> Words:
    head, rest = m[1], m[2]
    used = head.count(QUOTE) if head else 0
    quotes = piece.quotes[used:]
    places = read_places(piece.restored(len(head))) if head else ()
    if any(not q for q in quotes):
        raise UnreadableError(piece.words, "空の「」があります")
    if re.fullmatch(_ALIKE, rest):
        return Words(places, tuple(Edit("改め", q, quotes[-1]) for q in quotes[:-1]))
    pairs = [(quotes[n], quotes[n + 1]) for n in range(0, len(quotes) - 1, 2)]
    if rest.endswith("改め"):
        return Words(places, tuple(Edit("改め", a, b) for a, b in pairs))
    if rest.endswith("加え"):
        return Words(places, tuple(Edit("加え", a, b) for a, b in pairs))
    return Words(places, tuple(Edit("削り", q) for q in quotes))


def _add(piece: Shielded) -> Add:
    words = piece.words
    if m := _ADD_PART.fullmatch(words):
        return Add(_where(m[1], piece), "内", "後段" if m[2] else "ただし書")
    if m := _ADD_FIRST.fullmatch(words):
        first, last = _count(m[2]), _count(m[4] or m[5] or m[2])
        if m[3] != m[7] or last - first + 1 != _count(m[6]):
            raise UnreadableError(
                words, f"「{clause_label(m[3], (first,))}…として」と「次の{m[6]}{m[7]}」の数が合いません"
            )
        return Add(_where(m[1], piece), "内", _UNITS[m[7]], _count(m[6]), (first,))
    if words == "本則の次に次の附則を加え":
        return Add(_where("本則", piece), "次", "附則")
    if m := _ADD_BESIDE.fullmatch(words):
        side: Literal["次", "前"] = "次" if m[2] == "次" else "前"
        return Add(_where(m[1], piece), side, _ADDED[m[4] or "ように"], _count(m[3]) if m[3] else 0)
    if m := _ADD_INSIDE.fullmatch(words):
        return Add(_where(m[1], piece), "内", _ADDED[m[3] or "ように"], _count(m[2]) if m[2] else 0)
    raise UnreadableError(words, f"「{piece.restored(len(words))}」は改正規定として読めません")


def _delete(piece: Shielded) -> Delete:
    words = piece.words.removesuffix("を削り")
    return Delete(read_scoped(piece.restored(len(words))))


def _where(words: str, piece: Shielded) -> Location:
    return read_place(piece.restored(len(words))) if words else Location(())


def _bracketed(quote: str) -> str:
    if not is_caption(quote):
        raise UnreadableError(quote, f"見出し「{quote}」が（）で囲まれていません")
    return quote[1:-1]


def _count(words: str) -> int:
    value = whole_number(apply(words, "half"))
    if not value:
        raise UnreadableError(words, f"「{words}」は数として読めません")
    return value
