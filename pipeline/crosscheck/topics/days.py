"""日付: when agreements were signed and changed and visions made, as papers tell it -> days that no agreement or vision bears."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.crosscheck.facts import Code, Fact, Paper, Papers, Register
from pipeline.crosscheck.reading import Prose, parts, prose, sentences, speaks_of_others, title_of
from pipeline.diagnostics import Span, Written
from pipeline.kinds.shared.clauses.paper import Paper as ClausePaper
from pipeline.kinds.shared.fields import Event
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates import wareki
from pipeline.notation.dates.wareki import ParsedDate
from pipeline.notation.finding.scan import Found, find_all
from pipeline.notation.problem import NotationError
from pipeline.source import editions
from pipeline.source.fields import Dated
from pipeline.source.nodes import Mapping

TOPIC: Code = "照合-日付"
_CURE = "どちらの日が正しいか確かめて、一方を直してください"
_SIGNED = regex("締結|結ん|結ば|調印")
_CHANGED = regex("変更|一部改正|改定")
_MADE = regex("策定|決定")
_REVISED = regex("改訂|改定|変更|見直")
_AGREEMENT, _VISION = regex("連携協約|協約|形成協定"), regex("ビジョン")
# (平成20年12月26日総行応第39号): no day on which anything here was done.
_LAW_NUMBER = regex(r"\([^()]*第[0-9]+号[^()]*\)")
# Of what is still to come, or of something else than the paper itself.
_ASIDE = regex("予定|まで|素案|骨子|議決|協議|宣言|会議|公表|意見|から起算|施行|意向")


@dataclass(frozen=True, slots=True)
class _Known:
    """A day that an agreement or a vision bears; `partner` where it is one agreement of several."""

    day: date
    partner: str
    fact: Fact


def look(papers: Papers, register: Register) -> None:
    """Compares days in prose and histories with those of the agreements, their signed versions, and the visions."""
    known = {
        "協約の締結日": list(_signings(papers)),
        "協約の変更日": [
            _Known(s.day, s.document.partition("-")[2], _fact("協約の変更日", s.day, "署名版", s.place, s.what))
            for s in papers.signed
            if s.what.startswith("変更")
        ],
        "ビジョンの策定日": list(_of_visions(papers, "策定")),
        "ビジョンの変更日": list(_of_visions(papers, "変更")),
    }
    register.state(k.fact for each in known.values() for k in each)
    names = sorted(papers.area.municipalities, key=len, reverse=True)
    for paper in papers.papers:
        for subject, day, fact, sentence in (*_events(paper), *_in_prose(paper)):
            if speaks_of_others(sentence, papers.area.name.text, papers.area.municipalities):
                continue
            register.state([fact])
            named = next((n for n in names if n in sentence), "")
            _compare(day, fact, named, known[subject], register)


def _compare(day: date, fact: Fact, named: str, known: list[_Known], register: Register) -> None:
    others = [k for k in known if k.fact.place != fact.place]
    of_partner = [k for k in others if k.partner == named] if named else []
    if not others:
        return
    for one in of_partner or others:
        if one.day == day:
            return
    same = next((k for k in others if k.day == day), None)
    if same is not None and not of_partner:
        return
    nearest = min(of_partner or others, key=lambda k: abs((k.day - day).days))
    register.contradict(nearest.fact, fact, _CURE)


def _fact(subject: str, day: date, paper: str, place: Span, scope: str = "") -> Fact:
    return Fact(TOPIC, subject, scope, wareki.format(day), paper, place)


def _signings(papers: Papers) -> Iterator[_Known]:
    """The days of signing: of the master, of partners that signed on another, and of signed versions."""
    subject = "協約の締結日"
    for paper in papers.papers:
        model = paper.model
        if not isinstance(model, ClausePaper) or not paper.agreement or not model.parties:
            continue
        partners = [name.text for names in model.parties.values() for name in names]
        special = dict(_special(paper))
        if isinstance(model.signed_on, Dated):
            day, written = model.signed_on.day, model.signed_on.written
            yield _Known(day, "", _fact(subject, day, paper.called, written.span()))
            for name in partners:
                if name not in special:
                    yield _Known(day, name, _fact(subject, day, paper.called, written.span(), name))
        for name, (day, written) in special.items():
            yield _Known(day, name, _fact(subject, day, paper.called, written.span(), name))
    for signed in papers.signed:
        if signed.what == "締結":
            partner = signed.document.partition("-")[2]
            yield _Known(signed.day, partner, _fact(subject, signed.day, "署名版", signed.place, partner))


def _special(paper: Paper) -> Iterator[tuple[str, tuple[date, Written]]]:
    """Partners who signed on another day: 相手方別: { 外ヶ浜町: { 締結日: … } }."""
    others = paper.node.get(editions.KEY)
    for entry in others.entries if isinstance(others, Mapping) else ():
        written = entry.value.get("締結日") if isinstance(entry.value, Mapping) else None
        try:
            if isinstance(written, Written):
                yield entry.key.text, (wareki.parse_date(written.text), written)
        except NotationError:
            continue


def _of_visions(papers: Papers, what: str) -> Iterator[_Known]:
    subject = f"ビジョンの{what}日"
    for paper in papers.papers:
        for event, title in _histories(paper):
            if not _is_of_agreement(title) and what in event.what.text:
                yield _Known(event.day.day, "", _fact(subject, event.day.day, paper.called, event.day.written.span()))


def _is_of_agreement(title: str) -> bool:
    """Whether a heading is of an agreement; what it cites in brackets is not what it is of."""
    head = title.partition("(")[0].partition("（")[0]
    return _AGREEMENT.search(head) is not None and _VISION.search(head) is None


def _histories(paper: Paper) -> Iterator[tuple[Event, str]]:
    """Events that a paper lists, with the heading above them: a heading that names no agreement is of the paper itself."""
    for model, above in parts(paper.model):
        if isinstance(model, Event):
            own = title_of(above[-1]) if above else ""
            yield model, own


def _events(paper: Paper) -> Iterator[tuple[str, date, Fact, str]]:
    """Events of agreements that a vision lists."""
    for event, title in _histories(paper):
        if not _is_of_agreement(title):
            continue
        for pattern, subject in ((_SIGNED, "協約の締結日"), (_CHANGED, "協約の変更日")):
            if pattern.search(event.what.text):
                fact = _fact(subject, event.day.day, paper.called, event.day.written.span())
                yield subject, event.day.day, fact, title


def _in_prose(paper: Paper) -> Iterator[tuple[str, date, Fact, str]]:
    for written in paper.texts:
        read = prose(written)
        if read is None or "年" not in read.text or paper.agreement:
            continue
        for start, end in sentences(read.text):
            yield from _in_sentence(read, start, end, paper)


def _in_sentence(read: Prose, start: int, end: int, paper: Paper) -> Iterator[tuple[str, date, Fact, str]]:
    """The one day of a sentence that says of an agreement or a vision what was done on it."""
    sentence = _LAW_NUMBER.sub(lambda m: "〓" * len(m[0]), read.text[start:end])
    found = [f for f in find_all(sentence) if f.kind in ("date", "range")]
    days = [(f, f.value) for f in found if isinstance(f.value, ParsedDate) and f.value.precision == "day"]
    if len(days) != 1 or len(found) != 1:
        return
    at, parsed = days[0]
    subject = _subject(sentence, at)
    if subject is None or parsed.warnings:
        return
    place = read.span(start + at.start, start + at.end)
    yield subject, parsed.value, _fact(subject, parsed.value, paper.called, place), sentence


def _subject(sentence: str, at: Found) -> str | None:
    """What the words around a day say that was done: with the verb right behind it, or the paper named in front."""
    behind, before = sentence[at.end :], sentence[: at.start]
    if _ASIDE.search(behind[:24]) or _ASIDE.search(before[-8:]):
        return None
    about_agreement = _AGREEMENT.search(sentence)
    about_vision = _VISION.search(sentence)
    if about_agreement and not about_vision:
        verbs = ((_SIGNED, "協約の締結日"), (_CHANGED, "協約の変更日"))
    elif about_vision and not about_agreement:
        verbs = ((_MADE, "ビジョンの策定日"), (_REVISED, "ビジョンの変更日"))
    else:
        return None
    said = [(m.start(), subject) for pattern, subject in verbs if (m := pattern.search(behind)) is not None]
    return min(said)[1] if said else None
