"""日付: 令和2年3月25日に締結した○○連携協約を令和9年3月31日限り廃止する -> days on which that agreement was not signed, or does not end.

The title right behind the day tells which agreement is meant, so that any number of days may stand in the sentence, and one
agreement may cite another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pipeline.crosscheck.facts import Code, Fact, Paper, Papers, Register
from pipeline.crosscheck.reading import Prose, prose, sentences
from pipeline.diagnostics import Written
from pipeline.kinds.council.model import CouncilSession
from pipeline.kinds.shared.clauses.paper import Paper as ClausePaper
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.citation.other_paper import speaks_of_the_whole
from pipeline.notation.dates import wareki
from pipeline.notation.dates.wareki import ParsedDate
from pipeline.notation.finding.scan import find_all
from pipeline.source import editions
from pipeline.source.fields import Dated

TOPIC: Code = "照合-日付"
_ENDING = "協約の廃止日"
_CURE = "どちらの日が正しいか確かめて、一方を直してください"
_SIGNED = regex("(?:に|付けで|付で)締結(?:した|された)")
# A shorter title (連携協約書) may be that of any agreement.
_LEAST = 8
_NAME = regex(r"\{\{ *([^{} ]+) *\}\}")


@dataclass(frozen=True, slots=True)
class _Signing:
    """When an agreement was signed, or ends; `paper` is the source of the agreement."""

    paper: str
    day: date
    fact: Fact


def look(papers: Papers, register: Register) -> None:
    """Compares the days by which agreements are cited with those of their sources."""
    known: dict[str, list[_Signing]] = {}
    replaced: set[str] = set()
    for paper in papers.papers:
        for title, signing in _signings(paper):
            known.setdefault(title, []).append(signing)
            # One that took the place of another of its title: which of the two is cited nobody can tell.
            if isinstance(paper.model, ClausePaper) and any(map(speaks_of_the_whole, _preamble(paper.model))):
                replaced.add(title)
    titles = sorted((t for t in known.keys() - replaced if len(t) >= _LEAST), key=len, reverse=True)
    if not titles:
        return
    ends = [each for paper in papers.papers for each in _ends(paper)]
    for paper in papers.papers:
        for title, day, fact in _cited(paper, titles):
            others = [each for each in known[title] if each.paper != paper.id]
            register.state([fact])
            if others and all(each.day != day for each in others):
                register.contradict(min(others, key=lambda each: abs((each.day - day).days)).fact, fact, _CURE)
        for title, day, fact in _ended(paper, titles):
            mine = [each for each in ends if each.paper in {signing.paper for signing in known[title]}]
            register.state([fact])
            if mine and all(each.day != day for each in mine):
                register.contradict(mine[0].fact, fact, _CURE)


def _signings(paper: Paper) -> Iterator[tuple[str, _Signing]]:
    """The titles of an agreement as they are printed for each partner. What has a day of its own for one is not judged."""
    model = paper.model
    if not isinstance(model, ClausePaper) or not model.parties or not isinstance(model.signed_on, Dated):
        return
    if paper.node.get(editions.KEY) is not None:
        return
    day, written = model.signed_on.day, model.signed_on.written
    fact = Fact(TOPIC, "協約の締結日", "", wareki.format(day), paper.called, written.span())
    title = prose(model.name or model.title)
    for names in _names(model) if title is not None else ():
        said = _named(title.text, names) if title is not None else ""
        if "{{" not in said:
            yield said, _Signing(paper.id, day, fact)


def _names(model: ClausePaper) -> Iterator[Mapping[str, str]]:
    """What the symbols of the parties stand for, edition by edition: one of them may be a list of partners."""
    several = next((symbol for symbol, held in model.parties.items() if len(held) > 1), None)
    first = {symbol: held[0].text for symbol, held in model.parties.items()}
    for partner in model.parties[several] if several is not None else (None,):
        yield first | ({several: partner.text} if several is not None and partner is not None else {})


def _named(text: str, names: Mapping[str, str]) -> str:
    return _NAME.sub(lambda m: names.get(m[1], m[0]), text) if "{{" in text else text


def _preamble(model: ClausePaper) -> Iterator[str]:
    yield from (part.text.text for part in model.preamble if part.text is not None)


def _ends(paper: Paper) -> Iterator[_Signing]:
    """The days on which agreements end as the sessions of councils say."""
    for matter in paper.model.matters if isinstance(paper.model, CouncilSession) else ():
        if isinstance(matter.ends, Dated):
            fact = Fact(TOPIC, _ENDING, "", wareki.format(matter.ends.day), paper.called, matter.ends.written.span())
            for name in matter.agreements:
                yield _Signing(f"{paper.id.rpartition('/')[0]}/{name.text}", matter.ends.day, fact)


def _ended(paper: Paper, titles: list[str]) -> Iterator[tuple[str, date, Fact]]:
    """○○連携協約を、令和9年3月31日限り廃止する: of the one agreement that the sentence names."""
    names = next(_names(paper.model), {}) if isinstance(paper.model, ClausePaper) and paper.model.parties else {}
    for written in paper.texts:
        read = prose(written) if "限り" in written.text else None
        for start, end in sentences(read.text) if read is not None else ():
            sentence = read.text[start:end] if read is not None else ""
            for at in find_all(sentence):
                if read is None or not isinstance(at.value, ParsedDate) or not sentence.startswith("限り", at.end):
                    continue
                before = _named(sentence[: at.start], names)
                title = next((title for title in titles if title in before), None)
                if title is not None and at.value.precision == "day":
                    place = read.span(start + at.start, start + at.end)
                    day = at.value.value
                    yield title, day, Fact(TOPIC, _ENDING, "", wareki.format(day), paper.called, place)


def _cited(paper: Paper, titles: list[str]) -> Iterator[tuple[str, date, Fact]]:
    names = next(_names(paper.model), {}) if isinstance(paper.model, ClausePaper) and paper.model.parties else {}
    for written in paper.texts:
        read = _read(written)
        for start, end in sentences(read.text) if read is not None else ():
            if read is not None:
                yield from _in_sentence(read, start, end, paper, names, titles)


def _read(written: Written) -> Prose | None:
    return prose(written) if "締結" in written.text and "日" in written.text else None


def _in_sentence(
    read: Prose, start: int, end: int, paper: Paper, names: Mapping[str, str], titles: list[str]
) -> Iterator[tuple[str, date, Fact]]:
    sentence = read.text[start:end]
    found = [f for f in find_all(sentence) if f.kind in ("date", "range")]
    if len(found) == 1 and not paper.agreement:
        return  # the topic of days reads it
    for at in found:
        m = _SIGNED.match(sentence, at.end)
        if m is None or not isinstance(at.value, ParsedDate) or at.value.precision != "day" or at.value.warnings:
            continue
        behind = _named(sentence[m.end() :], names)
        title = next((title for title in titles if behind.startswith(title)), None)
        if title is not None:
            place = read.span(start + at.start, start + at.end)
            day = at.value.value
            yield title, day, Fact(TOPIC, "協約の締結日", "", wareki.format(day), paper.called, place)
