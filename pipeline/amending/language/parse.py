"""The words of a 改め文 -> sentences as data. Strict: what no rule of the grammar covers is refused, never skipped."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.amending.language.address import read_address
from pipeline.amending.language.clauses import Clause, Sentence, takes_body
from pipeline.amending.language.parse_clauses import FINALS, read_clauses
from pipeline.amending.language.pieces import Shielded, clauses, shield, shield_unpaired
from pipeline.amending.language.quoted_rows import folded, unjoined
from pipeline.labels.marks import BRACKETED, SUPPLEMENT_LIKE
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS
from pipeline.provision.unreadable import UnreadableError

_N = f"(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)"
# 第3項: where there are no 条, a sentence begins with a 項.
_BEGINS = regex(
    rf"第{_N}[条項章節編款目]|別表|別[記紙図添]|様式|付図|附録|第{_N}号様式|[附付]則|題名|目次|前文|末文|本則|同[条項号表欄]"
)
_SUPPLEMENT = regex(SUPPLEMENT_LIKE)
# この変更協約の締結を証するため、本書2通を作成し、甲及び乙が記名押印の上、各自1通を保有する。
_CLOSING = regex("^(?![^「]*」)[^「」]*を証するため、[^「」]*(?:保有|所持|保管|保持)する。$")
# A sentence that may be read in more ways is read as its brackets pair, or not at all.
_MOST_READINGS = 12
# Agreements are also changed in plain words.
_VERBS = tuple(
    (regex(f"(?<=[をに])(?:{spoken})(?=[。、，]|$)"), plain)
    for spoken, plain in (
        ("変更する|改正する", "改める"), ("変更し|改正し", "改め"), ("削除する", "削る"), ("削除し", "削り"),
        ("追加する", "加える"), ("追加し", "加え"),
    )
)  # fmt: skip
# What the amending text calls the text that it amends, before a place in it.
_BASE_NAME = regex(
    rf"(?:^|(?<=[、，]))[原旧](?:連携)?(?:協約|協定|規約|契約|条例|規則|要綱|覚書)の?(?={_BEGINS.pattern})"
)
_LISTED = regex(rf"(?:{_N}|[(（]{_N}[)）]|[⑴-⒇])[ 　]+")
_CHAPTER_ROW = regex(rf"第{_N}[編章節款目](?:の{_N})*[ 　]")
_QUOTED = regex("「[^「」]*」")
_ENDED = regex(f"(?:{'|'.join(FINALS)})。")


def listen(text: str) -> tuple[Sentence, ...]:
    """The sentences of an amending text, each with its place in it. Raises AmendmentSyntaxError.

    The 附則 of the amending text itself is none of them (see `own_supplement`).
    """
    made: list[Sentence] = []
    text = folded(text)
    offset = begin = read_address(text).end
    end = own_supplement(text)
    for raw in (text if end is None else text[:end])[begin:].split("\n"):
        line = raw.strip(" 　\r")
        start = offset + (raw.index(line) if line else 0)
        offset += len(raw) + 1
        if not line:
            continue
        line = unjoined(line)
        open_body = bool(made) and any(map(takes_body, made[-1].clauses))
        if open_body and (not made[-1].body or not is_sentence(_LISTED.sub("", line, count=1))):
            last = made.pop()
            made.append(replace(last, body=(*last.body, raw.rstrip(" 　\r"))))
            continue
        try:
            at = start
            if (m := _LISTED.match(line)) and is_sentence(line[m.end() :]):
                line, at = line[m.end() :], start + m.end()
            for said in _sentences(line):
                clauses, *others = _readings(said)
                paired = not others or _is_paired(said)
                made.append(Sentence(clauses, (), at, at + len(said), tuple(others), paired))
                at += len(said)
        except UnreadableError as error:
            raise AmendmentSyntaxError(error, start, start + len(line)) from error
    return tuple(made)


def own_supplement(text: str) -> int | None:
    """Where the 附則 or the 末文 of the amending text itself begins, if it has one: it is no new text of any sentence."""
    offset, before = 0, ""
    lines = [raw.strip(" 　\r") for raw in text.split("\n")]
    for n, raw in enumerate(text.split("\n")):
        line = lines[n]
        if _CLOSING.search(line) and before and "末文" not in before:
            return offset
        if _SUPPLEMENT.fullmatch(line) and before and not _awaits_supplement(before):
            listed = _CHAPTER_ROW.match(before) and _is_listed([other for other in lines[n + 1 :] if other])
            if not listed:
                return offset
        before, offset = line or before, offset + len(raw) + 1
    return None


def _is_listed(following: list[str]) -> bool:
    """Whether the word 附則 behind a row of a 目次 is its last row: what follows it is no clause of a 附則, but a 章名 or a sentence."""
    another = not following or any(map(_SUPPLEMENT.fullmatch, following))
    return another or _CHAPTER_ROW.match(following[0]) is not None or is_sentence(following[0])


def _awaits_supplement(line: str) -> bool:
    """Whether a sentence adds or restates a whole 附則, whose heading then follows it."""
    return re.search(f"[附付]則(?:{BRACKETED})?を(?:次のように改める|加える)。$", line) is not None


class AmendmentSyntaxError(Exception):
    """A line of an amending text that is no sentence of an amendment, with its place."""

    def __init__(self, error: UnreadableError, start: int, end: int) -> None:
        super().__init__(error.reason)
        self.reason, self.start, self.end = error.reason, start, end


def is_sentence(line: str) -> bool:
    """Whether a line below new text is the next sentence: it begins with a place and reads as one."""
    if not _BEGINS.match(_BASE_NAME.sub("", line)) or not line.endswith("。") or "\t" in _QUOTED.sub("", line):
        return False
    try:
        for said in _sentences(line):
            _readings(said)
    except UnreadableError:
        return False
    return True


def _sentences(line: str) -> list[str]:
    """A line cut behind each 「。」 that stands in no quotation; where brackets do not pair, behind a verb of amending."""
    made, depth, start, note = [], 0, 0, 0
    for at, char in enumerate(line):
        depth += (char == "「") - (char == "」")
        if depth < 0:
            return _unpaired_sentences(line)
        if depth == 0:
            note = max(note + (char in "（(") - (char in "）)"), 0)  # （見出しを含む。）
        if char == "。" and depth == 0 and note == 0:
            made.append(line[start : at + 1])
            start = at + 1
    if depth or note:
        return _unpaired_sentences(line)
    return [*made, line[start:]] if start < len(line) else made


def _unpaired_sentences(line: str) -> list[str]:
    ends = [m.end() for m in _ENDED.finditer(line) if m.end() == len(line) or _BEGINS.match(line, m.end())]
    starts = [0, *ends]
    cut = [line[a:b] for a, b in zip(starts, ends, strict=False)]
    return [*cut, line[starts[-1] :]] if starts[-1] < len(line) else cut


def _readings(said: str) -> list[tuple[Clause, ...]]:
    """What a sentence may say: as its brackets pair, then with quotations that hold a bracket alone. At least one.

    Where there are several, only the text that it amends can tell which is meant.
    """
    made: list[tuple[Clause, ...]] = []
    failure: UnreadableError | None = None
    try:
        made.append(_read(shield(said), said))
    except UnreadableError as error:
        failure = error
    for other in shield_unpaired(said):
        try:
            read = _read(other, said)
        except UnreadableError:
            continue
        if read not in made:
            made.append(read)
        if len(made) > _MOST_READINGS:
            break
    if failure is not None and not 0 < len(made) <= _MOST_READINGS:
        raise failure
    return made if len(made) <= _MOST_READINGS else made[:1]


def _plain_verbs(words: str) -> str:
    """変更する as 改める, 削除する as 削る, 追加する as 加える; 第3条 for 原協約第3条, 附則 for 付則, 次のように for 次のとおり. Quotations are out of the way."""
    for spoken, plain in _VERBS:
        words = spoken.sub(plain, words)
    return _BASE_NAME.sub("", words).replace("付則", "附則").replace("次のとおり", "次のように")


def _is_paired(said: str) -> bool:
    try:
        _read(shield(said), said)
    except UnreadableError:
        return False
    return True


def _read(whole: Shielded, said: str) -> tuple[Clause, ...]:
    if re.search("[ 　\t]", whole.words) and not whole.words.startswith("別表"):
        raise UnreadableError(said, "改正規定の中に空白があります")
    whole = Shielded(_plain_verbs(whole.words), whole.quotes)
    ending = next((f for f in FINALS if whole.words.endswith(f + "。")), None)
    if ending is None:
        raise UnreadableError(said, "「改める。」「加える。」「削る。」「とする。」などで終わっていません")
    words = whole.words.removesuffix(ending + "。") + FINALS[ending]
    made = tuple(read_clauses(clauses(Shielded(words, whole.quotes))))
    if sum(map(takes_body, made)) > 1:
        raise UnreadableError(said, "「次のように」「次の」が一つの文に二つあります")
    return made
