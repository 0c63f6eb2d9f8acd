"""法令: laws with their numbers, and articles on which agreements rest or that papers cite of them -> citations that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.crosscheck.facts import Code, Fact, Paper, Papers, Register
from pipeline.crosscheck.reading import Prose, prose
from pipeline.diagnostics import Written
from pipeline.kinds.shared.clauses.paper import Paper as ClausePaper
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.citation.clause import article_label
from pipeline.notation.dates import wareki
from pipeline.notation.dates.era import ERA_NAMES_PATTERN
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, whole_number
from pipeline.notation.problem import NotationError

TOPIC: Code = "照合-法令"
_CURE = "どちらの番号が正しいか、官報か e-Gov 法令検索で確かめてください"
_ARTICLE_CURE = "協約がよる条項と、この引用のどちらが正しいか確かめてください"
_CITED_CURE = "協約の条番号を確かめてください"
_NUMBER = f"[0-9]+|[{KANJI_NUMERALS}]+"
_KANJI = "一-鿿㐀-䶿豈-\ufaff々ァ-ヶー・"
# What a law is called, at the end of the words in front of a bracket.
_NAME = regex(rf"[{_KANJI}]+(?:[ぁ-ん]+[{_KANJI}]+)*(?:(?<![方手])法|法律|令|条例|規則|規程|要綱|要領|指針|告示)」?\Z")
_LONGEST_NAME = 60
# 地方自治法(昭和22年法律第67号), …要綱(平成26年8月25日付け総行市第200号…): the number that stands first.
_NUMBERED = regex(
    rf"\(((?:{ERA_NAMES_PATTERN})(?:元|{_NUMBER})年)((?:{_NUMBER})月(?:{_NUMBER})日)?(?:付け?)?([^()第、。]{{0,16}})第({_NUMBER})号"
)
_ARTICLE = regex(
    rf"([{_KANJI}]{{1,24}}(?:法|条例))(?:\([^()]*\))?(第(?:{_NUMBER})条(?:の(?:{_NUMBER}))*)(第(?:{_NUMBER})項)?"
)
_OWN = regex(rf"(?:連携)?(?:協約|形成協定)第({_NUMBER})条(?!例|約)(?:\(([^()0-9]{{2,24}})\))?")
_REACH = 30
_KIND_ALONE = regex("(?:特別措置|基本)?(?:法律|法|政令|令|条例|規則|規程|要綱|要領|指針|告示)")
# Numbers that every municipality gives: of one office only those of one paper are compared.
_LOCAL = regex("(?:条例|規則|規程|訓令|告示|要綱|公告|教育委員会.*|企業管理規程|議会.*|)")
# What stands behind an article that is of the procedure, not the ground of the agreement.
_PROCEDURE = regex("議決|告示|届出|届け出|変更|廃止|勧告|報告")


@dataclass(frozen=True, slots=True)
class _Number:
    year: int
    day: str
    body: str
    number: int
    fact: Fact

    def agrees(self, other: _Number) -> bool:
        """Whether both can be of one law: a day or a body that one of them leaves out is no difference."""
        return (
            (self.year, self.number) == (other.year, other.number)
            and (not self.day or not other.day or self.day == other.day)
            and (not self.body or not other.body or self.body == other.body)
        )


def look(papers: Papers, register: Register) -> None:
    """Compares numbers of laws, articles that agreements rest on, and citations of agreements in other papers."""
    numbers: dict[tuple[str, str], list[_Number]] = {}
    grounds: dict[str, list[tuple[Paper, str, str, Fact]]] = {}
    agreements = [p for p in papers.papers if p.agreement and isinstance(p.model, ClausePaper) and p.model.parties]
    for paper in papers.papers:
        for written in paper.texts:
            read = prose(written) if "第" in written.text else None
            if read is None:
                continue
            for name, number in _numbers(read, paper):
                whose = paper.id if _LOCAL.fullmatch(number.body) else ""
                numbers.setdefault((name, whose), []).append(number)
            for law, article, paragraph, fact in _grounds(read, paper):
                grounds.setdefault(law, []).append((paper, article, paragraph, fact))
            if not paper.agreement and agreements:
                _check_own(read, paper, agreements, register)
    for group in numbers.values():
        _compare(group, register)
    for cited in grounds.values():
        _compare_grounds(cited, agreements, register)


def _numbers(read: Prose, paper: Paper) -> Iterator[tuple[str, _Number]]:
    for match in _NUMBERED.finditer(read.text):
        before = re.split("[、。「(]", read.text[max(0, match.start() - _LONGEST_NAME) : match.start()])[-1]
        called = _NAME.search(before)
        number = whole_number(match[4])
        try:
            year = wareki.parse_lenient(match[1]).value.year
        except NotationError:
            continue
        if number is None or called is None:
            continue
        name = _short(called[0].removesuffix("」"))
        start, end = match.start(1), match.end()
        fact = Fact(TOPIC, f"「{name}」の番号", "", read.words(start, end), paper.called, read.span(start, end))
        yield name, _Number(year, match[2] or "", match[3].strip(), number, fact)


def _short(name: str) -> str:
    """The name of a law without the words in front of it: 次に掲げる地方自治法 is 地方自治法; …を改正する法律 stays whole."""
    last = re.split("[ぁ-ん]", name)[-1]
    if _KIND_ALONE.fullmatch(last) or "に関する" in name or "のための" in name:
        return name
    return last


def _compare(numbers: list[_Number], register: Register) -> None:
    register.state(n.fact for n in numbers)
    kept: list[_Number] = []
    for number in numbers:
        if kept and not any(k.agrees(number) for k in kept):
            register.contradict(kept[0].fact, number.fact, _CURE)
        kept.append(number)


def _grounds(read: Prose, paper: Paper) -> Iterator[tuple[str, str, str, Fact]]:
    """Articles of laws that stand beside 連携協約: what it rests on."""
    for match in _ARTICLE.finditer(read.text):
        around = read.text[max(0, match.start() - _REACH) : match.end() + _REACH]
        if "協約" not in around or (
            not paper.agreement and _PROCEDURE.search(read.text[match.end() : match.end() + 16])
        ):
            continue
        start, end = match.start(2), match.end()
        subject = f"連携協約の根拠（{_short(match[1])}）"
        fact = Fact(TOPIC, subject, "", read.words(start, end), paper.called, read.span(start, end))
        yield _short(match[1]), match[2], match[3] or "", fact


def _compare_grounds(cited: list[tuple[Paper, str, str, Fact]], agreements: list[Paper], register: Register) -> None:
    register.state(fact for *_, fact in cited)
    own = [(article, paragraph, fact) for paper, article, paragraph, fact in cited if paper in agreements]
    if not own:
        return
    for paper, article, paragraph, fact in cited:
        if paper in agreements:
            continue
        if not any(article == a and (not paragraph or not p or paragraph == p) for a, p, _ in own):
            register.contradict(own[0][2], fact, _ARTICLE_CURE)


def _check_own(read: Prose, paper: Paper, agreements: list[Paper], register: Register) -> None:
    """連携協約第9条（費用の負担） in a vision: the agreements have that article, and it is called so."""
    for match in _OWN.finditer(read.text):
        number = whole_number(match[1])
        if number is None:
            continue
        fact = Fact(TOPIC, "協約の引用", "", f"「{read.words(*match.span())}」", paper.called, read.span(*match.span()))
        register.state([fact])
        found = [(p, c) for p in agreements if (c := _caption(p, number)) is not None]
        if not found:
            last = max((len(_articles(p)) for p in agreements), default=0)
            at = _articles(agreements[0])[-1]
            where = Fact(TOPIC, fact.subject, "", f"{article_label((last,))}まで", agreements[0].called, at.span())
            register.contradict(where, fact, _CITED_CURE)
        elif match[2] and not any(c.text.strip() == match[2] for _, c in found):
            own, caption = found[0]
            said = Fact(TOPIC, fact.subject, "", f"{article_label((number,))}（{caption}）", own.called, caption.span())
            register.contradict(said, fact, _CITED_CURE)


def _articles(paper: Paper) -> list[Written]:
    """The captions of the articles in their order (the title where one has none)."""
    assert isinstance(paper.model, ClausePaper)
    made = []
    for placed in paper.model.body:
        article = placed.article
        if article is not None:
            made.append(article.caption or paper.model.title)
    return made


def _caption(paper: Paper, number: int) -> Written | None:
    captions = _articles(paper)
    return captions[number - 1] if 0 < number <= len(captions) else None
