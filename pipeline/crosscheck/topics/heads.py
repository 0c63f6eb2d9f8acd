"""長: heads as papers name them beside their offices -> names that no head of that municipality ever had."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.crosscheck.facts import Code, Fact, Paper, Papers, Register
from pipeline.diagnostics import Written
from pipeline.late.regex import regex
from pipeline.source.area import Municipality

TOPIC: Code = "照合-長"
_CURE = "圏域の原稿（area.yaml）の「長」の氏名と、この氏名のどちらが正しいか確かめてください"
# 潮見市長　見本　一郎: one or two words behind the office.
_NAME = regex(
    r"[ 　]+([一-鿿㐀-䶿豈-﫿々ぁ-んァ-ヶー𠀀-𯿿]{1,5})(?:[ 　]+([一-鿿㐀-䶿豈-﫿々ぁ-んァ-ヶー𠀀-𯿿]{1,4}))?(?![一-鿿㐀-䶿豈-﫿々ぁ-んァ-ヶー])"
)
# The same within a sentence, of kanji and katakana alone: 潮見市長　見本一郎は、. Names end in no particle.
_NAME_WITHIN = regex(
    r"[ 　]+([一-鿿㐀-䶿豈-﫿々ァ-ヶー𠀀-𯿿]{1,5})(?:[ 　]+([一-鿿㐀-䶿豈-﫿々ァ-ヶー𠀀-𯿿]{1,4}))?(?=(?:から|より|[のはがをにともへや])(?![ぁ-ん]{2,3}[ 　、。]))"
)
_LEAST_WITHIN = 3
_WORD = regex("[一-鿿㐀-䶿豈-﫿々ぁ-んァ-ヶー𠀀-𯿿]+")
_ALONE = regex(r"([一-鿿㐀-䶿豈-﫿々ぁ-んァ-ヶー𠀀-𯿿]{1,5})[ 　]*([一-鿿㐀-䶿豈-﫿々ぁ-んァ-ヶー𠀀-𯿿]{1,5})")
_NO_NAMES = frozenset({
    "殿", "様", "宛", "あて", "宛て", "氏名", "印", "公印", "記名", "押印", "署名", "公印省略",
    "職務代理者", "代理", "代読", "及び", "ほか", "他", "外", "の", "は", "が", "会長", "委員",
    "あいさつ", "挨拶", "御挨拶", "祝辞", "式辞", "訓示", "講話", "説明", "報告", "所信表明", "答弁", "決裁",
    "専決", "選挙", "就任", "退任", "出席", "欠席", "不在",
})  # fmt: skip
_NO_BEGINNINGS = tuple(word for word in _NO_NAMES if len(word) > 1)
# What titles are set behind a name: 見本一郎氏.
_TITLES = ("氏", "様", "殿")
# Of heads who are no more, whom the facts need not name.
_PAST = regex("(?:前|元|旧|初代|歴代|当時の|故)[ 　]*\\Z")
# Words behind an office that are another office.
_BODY = regex("(?:部|課|室|局|係|会|所|長|官|町|村|市)\\Z")


def look(papers: Papers, register: Register) -> None:
    """Compares the name behind the office of a head, in prose or in the next cell, with the heads of the area."""
    offices = _offices(papers)
    if not offices:
        return
    pattern = (
        re.compile("|".join(sorted(map(re.escape, offices), key=len, reverse=True))) if len(offices) < _MANY else None
    )
    for paper in papers.papers:
        for written in paper.texts:
            for office, name, start, end in _behind(written.text, offices, pattern):
                _compare(office, name, written, (start, end), paper, offices, register)
        for office, written in _pairs(paper):
            if office in offices and (match := _ALONE.fullmatch(written.text.strip())) is not None:
                _compare(office, "".join(match.groups()), written, (0, len(written.text)), paper, offices, register)


# From as many offices on, an alternation of them all is slower than looking at every 長.
_MANY = 60


def _offices(papers: Papers) -> dict[str, Municipality]:
    found: dict[str, Municipality] = {}
    for municipality in papers.area.municipalities.values():
        if municipality.office is not None and municipality.heads:
            found[municipality.office.text] = municipality
        found |= {
            n.office.text: municipality for n in municipality.names if n.office is not None and municipality.heads
        }
    return found


def _behind(
    text: str, offices: dict[str, Municipality], pattern: re.Pattern[str] | None
) -> Iterator[tuple[str, str, int, int]]:
    if "長" not in text:
        return
    found = pattern.finditer(text) if pattern is not None else re.finditer(r"[一-鿿㐀-䶿豈-﫿々ァ-ヶー]{1,12}長", text)
    for match in found:
        if match[0] not in offices:
            continue
        if _PAST.search(text[max(0, match.start() - 5) : match.start()]):
            continue
        name = _name(text, match.end())
        if name is None:
            if near := _nearly(text, match.end(), offices[match[0]]):
                yield match[0], near, match.end(), match.end() + len(near)
            continue
        words = [w for w in name.groups() if w]
        if words[0] in _NO_NAMES or words[0].startswith(_NO_BEGINNINGS) or "職務代理" in words[0]:
            continue
        if len(words) > 1 and words[1] in _NO_NAMES:
            words = words[:1]
        yield match[0], "".join(words), name.start(1), name.start(1) + len(words[0]) if len(words) == 1 else name.end()


def _nearly(text: str, at: int, municipality: Municipality) -> str:
    """The words right behind an office that are the name of a head but for one character (高 for 髙); "" if they are none."""
    for term in municipality.heads:
        name = _bare(term.name.text)
        said = text[at : at + len(name)]
        if len(name) >= _LEAST_WITHIN and len(said) == len(name):
            others = sum(a != b for a, b in zip(name, said, strict=True))
            if others == 1 and _WORD.fullmatch(said):
                return said
    return ""


def _name(text: str, at: int) -> re.Match[str] | None:
    """The name that begins there: what ends with the words, or where a particle follows, whichever says more."""
    whole, within = _NAME.match(text, at), _NAME_WITHIN.match(text, at)
    if within is not None and len("".join(filter(None, within.groups()))) < _LEAST_WITHIN:
        within = None
    return max((m for m in (whole, within) if m is not None), key=lambda m: m.end(), default=None)


def _pairs(paper: Paper) -> Iterator[tuple[str, Written]]:
    """Neighbours of which the first may be an office: cells of a row, 職名 and 氏名 of a signer."""
    for before, after in zip(paper.texts, paper.texts[1:], strict=False):
        between = before.file.text[before.end : after.start] if before.file is after.file else ""
        if (
            before.file is after.file
            and len(between) < 40
            and re.fullmatch(r"[\s,\-\]\[{}\"']*(?:氏名:)?[\s\"'\[]*", between)
        ):
            yield before.text.strip(), after


def _compare(
    office: str,
    name: str,
    written: Written,
    at: tuple[int, int],
    paper: Paper,
    offices: dict[str, Municipality],
    register: Register,
) -> None:
    heads = offices[office].heads
    bare = name.removesuffix("氏") if name.endswith(_TITLES) else name
    fact = Fact(TOPIC, office, "", f"「{bare}」", paper.called, written.span(*at))
    register.state([fact])
    known = {_bare(term.name.text): term for term in heads}
    if (
        bare in known
        or any(bare.startswith(k) for k in known)
        or (len(bare) <= 3 and any(k.startswith(bare) for k in known))
    ):
        return
    if not heads or len(bare) < 2 or bare in _NO_NAMES or _BODY.search(bare):
        return
    last = max(heads, key=lambda term: term.since.day)
    reference = Fact(TOPIC, office, "", f"「{last.name}」", "圏域", last.name.span())
    register.contradict(reference, fact, _CURE)


def _bare(name: str) -> str:
    return name.replace(" ", "").replace("\u3000", "")
