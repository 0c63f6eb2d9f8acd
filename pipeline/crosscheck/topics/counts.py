"""数: how many municipalities, partners, fields and projects papers say there are -> numbers that the area does not have.

Only numbers that a clerk typed are looked at (what {{ 市町村数 }} prints is counted), and only those that say to be of
the whole: 圏域を構成する5市町村, 2市2町1村からなる, ビジョンに掲げる17事業.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.crosscheck.facts import Code, Fact, Paper, Papers, Register
from pipeline.crosscheck.reading import Prose, bare, parts, prose, sentences, speaks_of_others
from pipeline.diagnostics import Span, Written
from pipeline.kinds.project_list.model import ProjectList
from pipeline.kinds.shared.clauses.paper import Paper as ClausePaper
from pipeline.kinds.shared.works import Works
from pipeline.kinds.vision.model import ProjectField, Vision
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.finding.scan import find_all
from pipeline.notation.numbers.numeral import whole_number
from pipeline.source.area import Area

TOPIC: Code = "照合-数"
_AREA_CURE = (
    "どちらの数が正しいか確かめてください。「{{ 市町村数 }}」「{{ 町村数 }}」と書けば、圏域の原稿から数えて印刷します"
)
_PARTNER_CURE = "協約の「当事者」に並べた相手方と、この数のどちらが正しいか確かめてください"
_PROJECT_CURE = "どちらの数が正しいか確かめてください。「{{ 事業数 }}」「{{ 分野数 }}」と書けば、数えて印刷します"
_N = "[0-9]+|[一二三四五六七八九十]+"
_SUM = regex(rf"(?<![0-9.,第一-鿿])(?:({_N})市)?(?:({_N})町)?(?:({_N})村)?")
_BODIES = regex(rf"(?<![0-9.,第])({_N})(?:の)?(市町村|市町|市村|町村|構成団体)(?!長[^、。]*会|議会)")
_PROJECTS = regex(rf"(?<![0-9.,第])({_N})(?:の)?(?:連携)?(事業|分野)(?![者費主概所年])")
# The whole is meant; or some of it, or what once was.
_WHOLE_BEFORE = regex(
    "(?:圏域(?:内|は、|を構成する|の|に属する)?|構成する?|連携中枢都市圏|自立圏|都市圏|全|すべての|全ての)[のは、]?\\Z"
)
_WHOLE_BEHIND = regex("(?:から(?:なる|成る|なり|構成)|で(?:構成|形成)|(?:により|をもって)構成|が構成する)")
_SOME = regex(
    "うち|ほか|以外|除く|加え|など|等|新たに|当時|時点|発足|合併前|旧|前回|のうち|当初は|[0-9一二三四五六七八九十]+回"
)
_AGREED = regex("と(?:の間で|の)?[^。]{0,12}(?:協約|協定)[^。]{0,4}(?:締結|結)")
_OF_VISION = regex("ビジョン|連携事業|具体的(?:な)?取組|掲げ|位置付け|連携して(?:取り組む|実施する)|連携する")


@dataclass(frozen=True, slots=True)
class _Stated:
    """A number in a sentence: of what (市町村, 町村 …), whose words stand before and behind it."""

    value: int
    what: str
    fact: Fact
    before: str
    behind: str
    sentence: str


def look(papers: Papers, register: Register) -> None:
    """Compares stated numbers with those of the area, its agreements and its visions."""
    bodies: list[_Stated] = []
    projects: list[_Stated] = []
    for paper in papers.papers:
        for text in paper.texts:
            read = prose(text)
            if read is not None:
                bodies += _bodies(read, paper)
                projects += _projects(read, paper)
    register.state(s.fact for s in (*bodies, *projects))
    _compare_bodies(bodies, papers, register)
    _compare_projects(projects, papers, register)


def _bodies(read: Prose, paper: Paper) -> Iterator[_Stated]:
    for start, end in sentences(read.text):
        sentence = read.text[start:end]
        for match in _BODIES.finditer(sentence):
            yield from _stated(read, paper, start, sentence, match.span(), _number(match[1]), match[2], "市町村の数")
        for match in _SUM.finditer(sentence):
            given = [(_number(n), unit) for n, unit in zip(match.groups(), "市町村", strict=True) if n]
            if len(given) < 2:
                continue
            what = "+".join(f"{n}{unit}" for n, unit in given)
            total = sum(n or 0 for n, _ in given)
            yield from _stated(read, paper, start, sentence, match.span(), total, what, "市町村の数")


def _projects(read: Prose, paper: Paper) -> Iterator[_Stated]:
    for start, end in sentences(read.text):
        sentence = read.text[start:end]
        if _OF_VISION.search(sentence):
            for match in _PROJECTS.finditer(sentence):
                yield from _stated(
                    read, paper, start, sentence, match.span(), _number(match[1]), match[2], f"{match[2]}の数"
                )


def _stated(  # noqa: PLR0913, PLR0917 - where it stands, and what it says
    read: Prose,
    paper: Paper,
    at: int,
    sentence: str,
    found: tuple[int, int],
    value: int | None,
    what: str,
    subject: str,
) -> Iterator[_Stated]:
    start, end = found
    if value is None:
        return
    words = read.words(at + start, at + end)
    fact = Fact(TOPIC, subject, "", words, paper.called, read.span(at + start, at + end))
    yield _Stated(value, what, fact, sentence[max(0, start - 14) : start], sentence[end : end + 14], sentence)


def _number(words: str) -> int | None:
    return whole_number(words)


def _compare_bodies(stated: list[_Stated], papers: Papers, register: Register) -> None:
    names = list(papers.area.municipalities)
    agreed = _partners(papers)
    for one in stated:
        if speaks_of_others(one.sentence, papers.area.name.text, names):
            continue
        if _SOME.search(one.before + one.behind):
            continue
        if _AGREED.match(one.behind):
            allowed = {len(agreed), len(names) - 1} if names else {len(agreed)}
            if agreed and one.value not in allowed:
                at = next(iter(agreed.values()))
                reference = Fact(TOPIC, one.fact.subject, "", f"相手方{len(agreed)}", at[0].called, at[1].span())
                register.contradict(reference, one.fact, _PARTNER_CURE)
        elif names and (_WHOLE_BEFORE.search(one.before) or _WHOLE_BEHIND.match(one.behind)):
            expected = _expected(one.what, names)
            differs = expected is not None and one.value != expected[0]
            parts_differ = expected is not None and "+" in one.what and one.what.replace("+", "") != expected[1]
            if expected is not None and (differs or parts_differ):
                register.contradict(_of_area(papers.area, expected[1]), one.fact, _AREA_CURE)


def _expected(what: str, names: list[str]) -> tuple[int, str] | None:
    """How many of such municipalities the area has, and how it is said."""
    counts = {unit: sum(name.endswith(unit) for name in names) for unit in "市町村"}
    if "+" in what:
        return len(names), "".join(f"{n}{unit}" for unit, n in counts.items() if n)
    units = "市町村" if what == "構成団体" else what
    if units == "市町" and counts["村"]:
        return None
    count = sum(counts[unit] for unit in units)
    return count, f"{count}{what}"


def _of_area(area: Area, words: str) -> Fact:
    text = area.name.file.text
    at = text.find("\n市町村:") + 1
    place = Span(area.name.file, at, at + 3) if at else area.name.span()
    return Fact(TOPIC, "市町村の数", "", words, "圏域", place)


def _partners(papers: Papers) -> dict[str, tuple[Paper, Written]]:
    """The partners of the agreements, each with the paper and the place that name it."""
    found: dict[str, tuple[Paper, Written]] = {}
    for paper in papers.papers:
        if isinstance(paper.model, ClausePaper):
            for symbol, names in paper.model.parties.items():
                if symbol != "甲":
                    found |= {name.text: (paper, name) for name in names if name.text not in found}
    return found


@dataclass(frozen=True, slots=True)
class _Counted:
    value: int
    place: Span
    paper: Paper


def _compare_projects(stated: list[_Stated], papers: Papers, register: Register) -> None:
    counted = {"事業": list(_counted_projects(papers)), "分野": list(_counted_fields(papers))}
    years = {y.text for p in papers.papers for m, _ in parts(p.model) if isinstance(m, Works) for y in m.years}
    for one in stated:
        # What the vision has is what is meant, where there is one.
        known = [k for k in counted[one.what] if isinstance(k.paper.model, Vision | ProjectList)] or counted[one.what]
        if not known or _SOME.search(one.before + one.behind) or any(k.value == one.value for k in known):
            continue
        first = known[0]
        reference = Fact(TOPIC, one.fact.subject, "", f"{first.value}{one.what}", first.paper.called, first.place)
        named = {f.text for f in find_all(one.sentence) if f.kind == "fiscal_year"}
        if named and not named & years:
            register.allow("別の年度", reference, one.fact)
        else:
            register.contradict(reference, one.fact, _PROJECT_CURE)


def _counted_projects(papers: Papers) -> Iterator[_Counted]:
    for paper in papers.papers:
        tables = [model for model, _ in parts(paper.model) if isinstance(model, Works)]
        fields = [model for model, _ in parts(paper.model) if isinstance(model, ProjectField)]
        for table in tables:
            yield _Counted(len(table.counted), table.title.span(), paper)
        if len(tables) > 1:
            names = {bare(row.name.text) for table in tables for row in table.counted}
            yield _Counted(len(names), tables[0].title.span(), paper)
        if fields:
            yield _Counted(sum(f.total for f in fields), fields[0].name.span(), paper)
        if isinstance(paper.model, ProjectList):
            measures = [
                m for p in paper.model.pillars for m in (*p.measures, *(m for d in p.divisions for m in d.measures))
            ]
            listed = {bare(entry.name.text) for measure in measures for entry in measure.every_entry}
            yield _Counted(len(listed), paper.model.title.span(), paper)


def _counted_fields(papers: Papers) -> Iterator[_Counted]:
    for paper in papers.papers:
        fields = [model for model, _ in parts(paper.model) if isinstance(model, ProjectField)]
        if fields:
            yield _Counted(len(fields), fields[0].name.span(), paper)
        if isinstance(paper.model, ProjectList):
            pillars = paper.model.pillars
            measures = sum(len(p.measures) + sum(len(d.measures) for d in p.divisions) for p in pillars)
            yield _Counted(measures, paper.model.title.span(), paper)
            yield _Counted(sum(max(1, len(p.divisions)) for p in pillars), paper.model.title.span(), paper)
