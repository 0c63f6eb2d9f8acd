"""The pieces of one amending sentence -> its clauses: the grammar of 改める, 加える, 削る, とする, 繰り下げる."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, get_args

from pipeline.amending.language.clauses import (
    Add,
    Clause,
    Counted,
    Delete,
    Edit,
    Location,
    Move,
    Replace,
    Retitle,
    SetCaption,
    SetHeading,
    Shift,
    Slide,
    Span,
    Step,
    StepLevel,
    Words,
)
from pipeline.amending.language.parse_places import read_place, read_places, read_scoped, read_span
from pipeline.amending.language.pieces import COMMAS, QUOTE, Shielded
from pipeline.labels.marks import is_caption
from pipeline.late.regex import regex
from pipeline.notation.citation import clause_label
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, whole_number
from pipeline.notation.text.width_policy import apply
from pipeline.provision.unreadable import UnreadableError

_N = f"(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)"
_Q = QUOTE
# 終止形 -> 連用形
FINALS = {
    "改める": "改め", "加える": "加え", "削る": "削り", "とする": "とし", "付する": "付し",
    "繰り下げる": "繰り下げ", "繰り上げる": "繰り上げ", "繰下げる": "繰下げ", "繰上げる": "繰上げ",
}  # fmt: skip
_Unit = Literal["編", "章", "節", "款", "目", "条", "項", "号"]
_UNITS: dict[str, _Unit] = {word: word for word in get_args(_Unit)}
_BY: dict[str, Counted] = {word: word for word in get_args(Counted)}
_ADDED: dict[str, _Unit | Literal["表", "様式", "ように"]] = {
    **_UNITS, "表": "表", "別表": "表", "様式": "様式", "ように": "ように",
}  # fmt: skip
_C = f"[{COMMAS}]"
# 「A」 or 「A」、「B」及び「C」
_SOME = f"{_Q}(?:(?:{_C}{_Q})*(?:及び|並びに){_Q})?"
_BEHIND = "の(?:次|下|右|後)に"
_BEFORE = "の(?:前|上|左)に"
_CHANGE, _INSERT, _PREFIX = f"{_SOME}を{_Q}に", f"{_SOME}{_BEHIND}{_Q}を", f"{_SOME}{_BEFORE}{_Q}を"
_CHANGES = f"(?:{_CHANGE}{_C})*{_CHANGE}改め"
_INSERTS = f"(?:(?:{_INSERT}|{_PREFIX}){_C})*(?:{_INSERT}|{_PREFIX})加え"
_REMOVES = f"{_SOME}を削り"
_WORDS = regex(f"(?:(.+)中)?({_CHANGES}|{_INSERTS}|{_REMOVES})")
_ONE_CHANGE = regex(f"({_SOME})(?:を{_Q}に|({_BEHIND}|{_BEFORE}){_Q}を)")
_TITLE = regex(f"題名を{_Q}に改め")
_CAPTION = regex(f"(.*?)(の|の前の)見出しを(?:{_Q}に改め|(削り))")
_BARE_CAPTION = regex(f"見出しを(?:{_Q}に改め|(削り))")
_ATTACH = regex(f"(.+?)(?:の前)?[にの]見出しとして{_Q}を付し")
_SHIFT = regex(rf"(.+)を({_N})([編章節款目条項号表]|様式)ずつ繰り?([下上])げ")
_SHIFT_REST = regex(rf"(.+)を([^を]+)とし{_C}以下(?:順次)?({_N})([編章節款目条項号表]|様式)ずつ繰り?([下上])げ")
_ADD_BESIDE = regex(rf"(.+)の([次前])に次の(?:({_N})([編章節款目条項号表]|様式)を|ように|(別表|様式)を)加え")
_ADD_FIRST = regex(
    rf"(.+)に第({_N})([項号])(?:及び第({_N})\3|から第({_N})\3まで)?として次の(?:({_N})([項号])を|ように)加え"
)
_ADD_INSIDE = regex(rf"(.+)に次の(?:({_N})([編章節款目条項号表])を|各(号)を|ように)加え")
_ADD_LABEL = regex(r"(.+)に([ァ-ヶｱ-ﾝ]|[(（][^)）]+[)）])として次のように加え")
_ADD_ROW = regex("(.+)に([^に]+の項)として次のように加え")
_ADD_PART = regex("(.+)に(?:次の(ただし書|後段|前段|備考)を|(後段|ただし書|備考)として次のように)加え")
_LINES = "前文|末文|附則|目次"
_ADD_LINES = regex(f"(題名|前文|本則|目次)の次に(?:次の({_LINES})を|({_LINES})として次のように)加え")
_ADD_NAME = regex("(.+)の([前次])に次の([編章節款目]名)を付し")
_ADD_NAME_AND_ARTICLES = regex(rf"(.+)の次に次の([編章節款目]名及び)?({_N})条(及び[編章節款目]名)?を加え")
_ADD_CONTENTS_AND_NAME = regex("題名の次に次の目次及び([編章節款目]名)を(?:付し|加え)")
_HEADING = regex(f"(.+の[編章節款目]名)を{_Q}に改め")
_MOVE = regex("(.+)を([^を]+)(?:とし|に繰り?[下上]げ)")
_HEAD = regex("(.+)の見出し及び項番号を削り")
_HEAD_PARTS: tuple[StepLevel, ...] = ("見出し", "項番号")
_PARAGRAPH_NUMBER = regex(f"(.+)(?:の項番号(?:を削り)|に項番号(?:{_Q})?を付し)")


def read_clauses(pieces: list[Shielded]) -> Iterator[Clause]:
    """Clauses of the pieces; a piece that is none goes on in the next: 「広域を対象とし、行う事業の項」 is one name."""
    at = 0
    while at < len(pieces):
        piece, failure = pieces[at], None
        if at + 1 < len(pieces) and pieces[at + 1].words.startswith("以下"):
            piece, at = _together(piece, pieces[at + 1]), at + 1
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
    if _TITLE.fullmatch(words):
        return Retitle(piece.quotes[-1])
    if made := _caption(piece):
        return made
    if m := _HEADING.fullmatch(words):
        return SetHeading(_where(m[1], piece), piece.quotes[-1])
    if m := _ADD_CONTENTS_AND_NAME.fullmatch(words):
        return Add(Location((Step("題名"),)), "次", "目次", label=m[1])
    if m := _ADD_NAME.fullmatch(words):
        return Add(_where(m[1], piece), "次" if m[2] == "次" else "前", "章名", label=m[3])
    if words.endswith("を次のように改め"):
        return Replace(_list(words.removesuffix("を次のように改め"), piece))
    if words.endswith("加え"):
        return _add(piece)
    if m := _SHIFT_REST.fullmatch(words):
        return _shift_rest(piece, m)
    if m := _SHIFT.fullmatch(words):
        places = read_scoped(piece.restored(len(m[1])))
        return Shift(places, _count(m[2]), _BY[m[3]], "下" if m[4] == "下" else "上")
    if m := _HEAD.fullmatch(words):
        above = _where(m[1], piece)
        return Delete(tuple(replace(above, steps=(*above.steps, Step(part))) for part in _HEAD_PARTS))
    if m := _PARAGRAPH_NUMBER.fullmatch(words):
        place = _where(m[1], piece)
        name = "" if words.endswith("を削り") else words[m.end(1) :]
        return Delete((Location((*place.steps, Step("項番号", name=name)), place.tail, place.within),))
    if words.endswith("を削り"):
        return Delete(_list(words.removesuffix("を削り"), piece))
    if m := _MOVE.fullmatch(words):
        if m[1].endswith("まで") and m[2].endswith("まで"):
            return Slide(read_span(m[1]), read_span(m[2]))
        return Move(_where(m[1], piece), read_place(m[2]))
    raise _unreadable(piece)


def _unreadable(piece: Shielded) -> UnreadableError:
    return UnreadableError(piece.words, f"「{piece.restored(len(piece.words))}」は改正規定として読めません")


def _caption(piece: Shielded) -> SetCaption | None:
    """第1条の見出しを「（X）」に改め; 第1条の前の見出しを削り: the 見出し that several 条 share stands before the first."""
    words = piece.words
    if m := _CAPTION.fullmatch(words):
        return SetCaption(_where(m[1], piece), None if m[3] else _bracketed(piece.quotes[-1]))
    if m := _BARE_CAPTION.fullmatch(words):
        return SetCaption(Location(()), None if m[1] else _bracketed(piece.quotes[-1]))
    if m := _ATTACH.fullmatch(words):
        return SetCaption(_where(m[1], piece), _bracketed(piece.quotes[-1]), attach=True)
    return None


def _shift_rest(piece: Shielded, m: re.Match[str]) -> Shift:
    """第6条を第7条とし、以下1条ずつ繰り下げ: the 条 and all behind it."""
    place, to, by = _where(m[1], piece), read_place(m[2]), _count(m[3])
    direction: Literal["下", "上"] = "下" if m[5] == "下" else "上"
    first, other = place.steps[-1], to.steps[-1]
    step = by if direction == "下" else -by
    if first.level != ("別表" if m[4] == "表" else m[4]) or other.number != (first.number[0] + step, *first.number[1:]):
        raise _unreadable(piece)
    return Shift((Span(place, None),), by, _BY[m[4]], direction)


def _edits(piece: Shielded, m: re.Match[str]) -> Words:
    head, rest = m[1], m[2]
    used = head.count(QUOTE) if head else 0
    quotes = iter(piece.quotes[used:])
    if any(not q for q in piece.quotes[used:]):
        raise UnreadableError(piece.words, "空の「」があります")
    places = read_places(piece.restored(len(head))) if head else ()
    if rest.endswith("削り"):
        return Words(places, tuple(Edit("削り", q) for q in quotes))
    made: list[Edit] = []
    for each in _ONE_CHANGE.finditer(rest):
        olds = [next(quotes) for _ in range(each[1].count(QUOTE))]
        new = next(quotes)
        if each[2] is None:
            made += [Edit("改め", old, new) for old in olds]
        elif re.fullmatch(_BEHIND, each[2]):
            made += [Edit("加え", old, new) for old in olds]
        else:
            made += [Edit("改め", old, new + old) for old in olds]
    return Words(places, tuple(made))


def _add(piece: Shielded) -> Add:
    words = piece.words
    if m := _ADD_LINES.fullmatch(words):
        unit: Literal["前文", "末文", "附則", "目次"] = next(
            u for u in ("前文", "末文", "附則", "目次") if u == (m[2] or m[3])
        )
        return Add(_where(m[1], piece), "次", unit)
    if m := _ADD_PART.fullmatch(words):
        part: Literal["ただし書", "後段", "備考"] = next(
            (u for u in ("ただし書", "備考") if u == (m[2] or m[3])), "後段"
        )
        return Add(_where(m[1], piece), "内", part)
    if m := _ADD_FIRST.fullmatch(words):
        first, last = _count(m[2]), _count(m[4] or m[5] or m[2])
        if m[6] and (m[3] != m[7] or last - first + 1 != _count(m[6])):
            raise UnreadableError(
                words, f"「{clause_label(m[3], (first,))}…として」と「次の{m[6]}{m[7]}」の数が合いません"
            )
        return Add(_where(m[1], piece), "内", _UNITS[m[3]], last - first + 1, (first,))
    if m := _ADD_ROW.fullmatch(words):
        return Add(_where(m[1], piece), "内", "ように", label=m[2])
    if m := _ADD_LABEL.fullmatch(words):
        return Add(_where(m[1], piece), "内", "ように", label=m[2])
    if (m := _ADD_NAME_AND_ARTICLES.fullmatch(words)) and bool(m[2]) != bool(m[4]):
        return Add(_where(m[1], piece), "次", "条", _count(m[3]), label=m[2] or m[4])
    if m := _ADD_BESIDE.fullmatch(words):
        side: Literal["次", "前"] = "次" if m[2] == "次" else "前"
        return Add(_where(m[1], piece), side, _ADDED[m[4] or m[5] or "ように"], _count(m[3]) if m[3] else 0)
    if m := _ADD_INSIDE.fullmatch(words):
        return Add(_where(m[1], piece), "内", _ADDED[m[3] or m[4] or "ように"], _count(m[2]) if m[2] else 0)
    raise _unreadable(piece)


def _list(words: str, piece: Shielded) -> tuple[Location | Span, ...]:
    return read_scoped(piece.restored(len(words)))


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
