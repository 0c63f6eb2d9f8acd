"""A file -> proposals for its notation (widths, stray spaces, invisible characters), and what only a person can judge.

Nothing is changed here: each proposal names its rule, its place and both readings, and the clerk decides. Names, keys
and identifiers of a source are passed over; a word is never replaced by another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from pipeline.diagnostics import Problems, SourceFile, Span, Written
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.house_style import House
from pipeline.notation.text import characters, letterspacing, radicals, split_kana, width_policy
from pipeline.source import reader
from pipeline.source.nodes import Mapping, Node, Sequence
from pipeline.source.rewriting.splices import spliced

# Values of these keys are names or identifiers.
_LEFT_ALONE = frozenset({"氏名", "職名", "圏域名", "当事者", "種別", "流儀", "名称", "根拠", "キー", "関係"})
_HEADINGS = frozenset({"見出し", "題名"})

_JAPANESE = "ぁ-ヿ一-鿿々｡-ﾟ"
_DIGIT = "0-9０-９"
# 「令和元年 12月 25日」「各自 1 通」: blanks between a digit and a Japanese character.
_BLANK = regex(rf"(?<=[{_JAPANESE}]) +(?=[{_DIGIT}])|(?<=[{_DIGIT}]) +(?=[{_JAPANESE}])")
# 「2 前項の規定により」: the blank behind a label at the head of a line belongs there.
_LABEL = regex(rf"^[（(]?[{_DIGIT}]+[）)]? +", re.MULTILINE)
_KANA = regex("[｡-ﾟ]+")
_ZERO = "\u200b-\u200f\u2060\ufeff\u00ad\u061c\u202a-\u202e\u2066-\u2069"
_VOICED = "うか-とは-ほゝウカ-トハ-ホワ-ヲヽ"
_UNSEEN = regex(f"[{_VOICED}][{_ZERO}]*[\u3099\u309a]|[{_ZERO}]+|[\u00a0\u2007\u202f]|{radicals.RADICAL.pattern}")
_RUN = regex("[0-9A-Za-z０-９Ａ-Ｚａ-ｚ,.，．]+")

# What stands for other words, or is read by a program: {{ 引用("第２回") }}, an address of the web or of mail.
_NO_WORDS = regex(
    r"\{\{.*?\}\}|\{%.*?%\}|(?:https?|ftp)[:：][/／]{2}[!-~！-～]+|www\.[!-~]+|[0-9A-Za-z０-９Ａ-Ｚａ-ｚ._%+-]{1,64}[@＠][0-9A-Za-z０-９Ａ-Ｚａ-ｚ.-]+",
    re.DOTALL,
)
# Figures that say something only together, and are known by it: 3×４, １：２, 1～３, 0172-34-５６７８, R6-００１, 令第１２号.
_CODE = f"{_DIGIT}A-Za-zＡ-Ｚａ-ｚ.．,，"
_SIGN = "[ 　]?[-‐‑‒–—―−－+＋×÷*＊/／=＝:：~～〜^＾<＜>＞≦≧#＃_＿][ 　]?"
_TOGETHER = regex(
    rf"(?<![{_CODE}])[{_CODE}]+[)）%％]?(?:{_SIGN}[(（]?[{_CODE}]+[)）%％]?)+|第[ 　]?[{_DIGIT}]+[ 　]?号"
)

# Kanji that readers and scanners take for one another, seen in samples 002 and 004 and in 正誤表 of municipal papers.
_LOOK_ALIKES = ("島鳥", "荻萩", "未末", "土士", "己已巳", "薬業", "楽薬", "微徴", "遣遺", "侯候", "壁璧", "弊幣")
_PAIR = regex("(?=([一-鿿々]{2}))")

# A heading is spread out in old papers; a name is left as it is, but for characters that are none of Japanese.
Sort = Literal["文", "見出し", "名"]
_WIDTH = "数字と英字の幅"
RULES = (
    "見えない文字",
    "部首の字",
    _WIDTH,
    "半角片仮名",
    "読点と波ダッシュ",
    "数字の前後の空白",
    "字間の空白",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change: the characters of `span` become `after`."""

    rule: str
    span: Span
    after: str

    @property
    def before(self) -> str:
        """What stands there now."""
        return self.span.file.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person has to judge: never rewritten."""

    span: Span
    message: str
    cure: str


@dataclass(frozen=True, slots=True)
class Review:
    """All that was found in a file, in its order."""

    proposals: tuple[Proposal, ...]
    remarks: tuple[Remark, ...]


def review_source(data: bytes, name: str, house: House, problems: Problems) -> Review | None:
    """A YAML source; None if it cannot be read. Only texts that are printed are looked at."""
    node = reader.parse(data, name, problems, characters.forbidden)
    if node is None:
        return None
    return _review(list(_texts(node, "")), house)


def review_text(data: bytes, name: str, house: House, problems: Problems) -> Review | None:
    """A plain text; None if it is not UTF-8."""
    text = reader.decode_text(data, name, problems)
    if text is None:
        return None
    file = SourceFile(name, text)
    return _review([(Written(text, file, 0, len(text)), "文")], house)


def accept(data: bytes, proposals: Iterable[Proposal]) -> bytes:
    """A file with these proposals, which were found in it, carried out; every other byte stays."""
    made = spliced(data, [(p.span, p.after) for p in proposals])
    assert made is not None, "proposals of another file"
    return made


def _texts(node: Node, key: str) -> Iterator[tuple[Written, Sort]]:
    """Texts of a source, and of what sort each is."""
    match node:
        case Written():
            yield node, "見出し" if key in _HEADINGS else "文"
        case Sequence(items=items):
            for item in items:
                yield from _texts(item, key)
        case Mapping(entries=entries):
            for entry in entries:
                yield from ((name, "名") for name in _names(entry.key))
                if entry.key.text not in _LEFT_ALONE:
                    yield from _texts(entry.value, entry.key.text)
                else:
                    yield from ((name, "名") for name in _names(entry.value))


def _names(node: Node) -> Iterator[Written]:
    """Texts that are left alone but for characters that are none of Japanese."""
    match node:
        case Written() if radicals.RADICAL.search(node.text) or split_kana.SPLIT.search(node.text):
            yield node
        case Sequence(items=items):
            for item in items:
                yield from _names(item)
        case Mapping(entries=entries):
            for entry in entries:
                yield from (*_names(entry.key), *_names(entry.value))
        case _:
            pass


def _review(texts: list[tuple[Written, Sort]], house: House) -> Review:
    proposals: list[Proposal] = []
    remarks: list[Remark] = []
    for written, sort in texts:
        taken: set[int] = set()
        found = _none_of_japanese(written.text) if sort == "名" else _changes(written.text, sort == "見出し", house)
        for rule, start, end, after in found:
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                proposals.append(Proposal(rule, written.span(start, end), after))
        remarks += [
            Remark(written.span(f.start, f.end), f.message, f.cure)
            for f in (characters.lint(written.text) if sort != "名" else ())
            if taken.isdisjoint(range(f.start, f.end))
        ]
    for file in {written.file for written, _ in texts}:
        remarks += _doubles(file)
    return Review(
        tuple(sorted(proposals, key=lambda p: p.span.start)), tuple(sorted(remarks, key=lambda r: r.span.start))
    )


def _doubles(file: SourceFile) -> Iterator[Remark]:
    """Words that differ from another one of the file by one look-alike: 飛鳥 beside 飛島. The rarer one is told."""
    counts = Counter(word for word in _PAIR.findall(file.text))
    for match in _PAIR.finditer(file.text):
        word = match[1]
        for like in _LOOK_ALIKES:
            if word[1] not in like:
                continue
            for other in like.replace(word[1], ""):
                if counts[word[0] + other] > counts[word]:
                    yield Remark(
                        Span(file, match.start(1), match.end(1)),
                        f"「{word}」は、この文章にある「{word[0]}{other}」と形が似ています",
                        f"「{word[0]}{other}」ではないか確かめてください",
                    )


Change = tuple[str, int, int, str]


def _changes(text: str, is_heading: bool, house: House) -> Iterator[Change]:
    """Changes of one text; where two touch the same characters, the first one counts.

    All rules but the first read the text as it is without its unseen characters, so that one run settles it.
    """
    seen, places = _seen(text)
    for rule, start, end, after in _seen_changes(seen, is_heading, house):
        yield rule, places[start], places[end - 1] + 1, after
    for match in _UNSEEN.finditer(text):
        if (after := _as_seen(match[0])) != match[0]:
            yield "部首の字" if radicals.RADICAL.match(match[0]) else "見えない文字", *match.span(), after


def _none_of_japanese(text: str) -> Iterator[Change]:
    for match in radicals.RADICAL.finditer(text):
        yield "部首の字", *match.span(), radicals.folded(match[0])
    for match in split_kana.SPLIT.finditer(text):
        yield "見えない文字", *match.span(), _as_seen(match[0])


def _as_seen(text: str) -> str:
    return radicals.folded(width_policy.apply(text, "safe"))


def _seen(text: str) -> tuple[str, list[int]]:
    """The text as it is seen, and the offset of each of its characters."""
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for match in _UNSEEN.finditer(text):
        pieces += [text[at : match.start()], _as_seen(match[0])]
        places += [*range(at, match.start()), *[match.start()] * len(pieces[-1])]
        at = match.end()
    return "".join([*pieces, text[at:]]), [*places, *range(at, len(text))]


def _seen_changes(text: str, is_heading: bool, house: House) -> Iterator[Change]:
    """Changes of what is seen, but for what is no word of it and for figures that say something only together."""
    no_words = [match.span() for match in _NO_WORDS.finditer(text)]
    together = [*no_words, *(match.span() for match in _TOGETHER.finditer(text))]
    for rule, start, end, after in _of_words(text, is_heading, house):
        kept = together if rule == _WIDTH else no_words
        if not any(start < last and first < end for first, last in kept):
            yield rule, start, end, after


def _of_words(text: str, is_heading: bool, house: House) -> Iterator[Change]:
    if is_heading and letterspacing.collapse(text) != text:
        yield "字間の空白", 0, len(text), letterspacing.collapse(text)
    labels = {at for match in _LABEL.finditer(text) for at in range(*match.span())}
    for match in _BLANK.finditer(text):
        if match.start() not in labels:
            yield "数字の前後の空白", *match.span(), ""
    for match in _KANA.finditer(text):
        yield "半角片仮名", *match.span(), width_policy.apply(match[0], "half")
    yield from _widths(text, house)


def _widths(text: str, house: House) -> Iterator[Change]:
    """Runs whose width or marks the house writes otherwise. Without half-width kana, printing keeps the length."""
    masked = _KANA.sub(lambda m: "〓" * len(m[0]), text)
    printed = house.text(masked)
    for match in _RUN.finditer(masked):
        after = printed[match.start() : match.end()]
        if after != match[0]:
            yield _WIDTH, *match.span(), after
    for at, (before, after) in enumerate(zip(masked, printed, strict=True)):
        if before in "、〜～" and before != after:
            yield "読点と波ダッシュ", at, at + 1, after
