"""期間: the years of a vision as other words tell them -> periods that are not those of the vision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.crosscheck.facts import Code, Fact, Paper, Papers, Register
from pipeline.crosscheck.reading import Prose, prose, sentences
from pipeline.kinds.vision.model import Vision
from pipeline.late.regex import regex
from pipeline.notation.dates import period
from pipeline.notation.dates.period import Period
from pipeline.notation.finding.scan import find_all
from pipeline.notation.problem import NotationError

TOPIC: Code = "照合-期間"
_CURE = "ビジョンの「期間」と、この期間のどちらが正しいか確かめてください"
_TELLS = regex(r"ビジョン」?(?:の(?:計画)?期間は?、?|の対象期間は?、?|は、|\()?\s*「?$")
# Of another vision, or of a part of it.
_OTHER = regex("次期|前期|第[0-9一二三四]+期|第[0-9一二三四]+次|旧|前の|改訂前|これまで")


def look(papers: Papers, register: Register) -> None:
    """Compares periods that stand right behind ビジョン with those of the visions of the area."""
    own = []
    for paper in papers.papers:
        if isinstance(paper.model, Vision):
            written = paper.model.years.written
            try:
                read = period.parse_lenient(written.text)
            except NotationError:
                continue
            fact = Fact(TOPIC, "ビジョンの期間", "", written.text.strip(), paper.called, written.span())
            own.append((read.first_day, read.last_day, fact))
    register.state(fact for *_, fact in own)
    for paper in papers.papers:
        for written in paper.texts:
            said = prose(written) if own and "ビジョン" in written.text else None
            for first, last, fact in _told(said, paper) if said is not None else ():
                register.state([fact])
                if not any((first, last) == (a, b) or f.place == fact.place for a, b, f in own):
                    register.contradict(own[0][2], fact, _CURE)


def _told(read: Prose, paper: Paper) -> Iterator[tuple[date | None, date | None, Fact]]:
    for start, end in sentences(read.text):
        sentence = read.text[start:end]
        for found in find_all(sentence):
            before = sentence[: found.start]
            if not isinstance(found.value, Period) or found.value.count is None or found.value.unit != "fiscal_year":
                continue
            if _TELLS.search(before) and not _OTHER.search(before[-24:]):
                place = read.span(start + found.start, start + found.end)
                words = read.words(start + found.start, start + found.end)
                yield (
                    found.value.first_day,
                    found.value.last_day,
                    Fact(TOPIC, "ビジョンの期間", "", words, paper.called, place),
                )
