"""別表: terms that the partners agreed on against the projects of visions and lists -> a row without a project, a project without a row.

A row and a project belong together where they share a word that says what they are about (観光, 救急): names of projects
are hardly ever those of the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.crosscheck.facts import Code, Fact, Paper, Papers, Register
from pipeline.crosscheck.reading import bare, is_literal, parts
from pipeline.diagnostics import Written
from pipeline.kinds.project_list.model import Measure as ListMeasure
from pipeline.kinds.shared.clauses.paper import Paper as ClausePaper
from pipeline.kinds.shared.clauses.schedules import Measure, Schedule, bodies_of, measures_of
from pipeline.kinds.shared.clauses.tables import TableBody
from pipeline.kinds.shared.works import Works
from pipeline.kinds.vision.model import ProjectField
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

TOPIC: Code = "照合-別表"
_ROW_CURE = "別表の取組に当たる事業をビジョン（事業一覧）に加えるか、事業の名称か内容に、その取組の語を書いてください"
_PROJECT_CURE = (
    "事業の根拠になる取組が別表にあるか確かめてください。別の名称で入っているなら、その語を事業の内容に書いてください"
)
_COLUMN = regex("施策|取組|分野|事業|項目|事務")
_ROLES = regex("役割|甲|乙|内容")
# Words of every project: they tell nothing of what it is about.
_COMMON = regex(
    "連携|推進|事業|取組|取り組|強化|整備|圏域|地域|促進|支援|実施|共同|運営|機能|向上|施策|展開|体制|活用|利用|充実|確保|維持|対策|検討"
    "|協力|広域|開催|提供|形成|構築|関係|市町村|町村|市町|相互|生活|経済|成長|高次|都市|集積|その他|各種|全体|関連|サービス|等|的|化"
)
_RUN = regex("[一-鿿㐀-䶿豈-﫿々]{2,}|[ァ-ヶー]{2,}|[A-Za-z0-9#＃]{2,}")


@dataclass(frozen=True, slots=True)
class _Term:
    """A row of a 別表, or a project: its name, all that is said of it, and what papers say it is."""

    fact: Fact
    name: frozenset[str]
    all: frozenset[str]
    whole: str
    key: str

    def belongs(self, other: _Term) -> bool:
        """Whether one is about what the other is about."""
        return bool(
            self.name & other.all or other.name & self.all or self.key in other.whole or other.key in self.whole
        )


def look(papers: Papers, register: Register) -> None:
    """Compares all rows of the agreements with all projects, each name once."""
    rows = _once(row for paper in papers.papers if paper.agreement for row in _rows(paper))
    projects = _once(project for paper in papers.papers if not paper.agreement for project in _projects(paper))
    register.state(term.fact for term in (*rows, *projects))
    if not rows or not projects:
        return
    where = "・".join(dict.fromkeys(p.fact.paper for p in projects))
    for row in rows:
        if not any(row.belongs(project) for project in projects):
            register.lacking(row.fact, f"別表の{row.fact.words}に当たる事業が、{where}にありません", _ROW_CURE)
    for project in projects:
        if not any(row.belongs(project) for row in rows):
            message = (
                f"{project.fact.paper}の{project.fact.words}に当たる取組が、{rows[0].fact.paper}の別表にありません"
            )
            register.lacking(project.fact, message, _PROJECT_CURE)


def _once(terms: Iterator[_Term]) -> list[_Term]:
    """Terms of one name are one: agreements with many partners say the same."""
    found: dict[str, _Term] = {}
    for term in terms:
        known = found.get(term.key)
        if known is None:
            found[term.key] = term
        elif known.all != term.all:
            found[term.key] = _Term(known.fact, known.name, known.all | term.all, known.whole + term.whole, term.key)
    return list(found.values())


def _rows(paper: Paper) -> Iterator[_Term]:
    if not isinstance(paper.model, ClausePaper) or not paper.model.parties:
        return
    for schedule in paper.model.schedules:
        for measure in measures_of(schedule):
            yield from _of_measure(measure, paper)
        for body in bodies_of(schedule):
            yield from _of_table(body, schedule, paper)


def _of_measure(measure: Measure, paper: Paper) -> Iterator[_Term]:
    yield from _term("別表の取組", measure.name, [measure.content], paper)


def _of_table(body: TableBody, schedule: Schedule, paper: Paper) -> Iterator[_Term]:
    """Rows of a table that names measures and tells what each party does."""
    del schedule
    names = [leaf.name.text for leaf in body.leaves]
    at = next((n for n, name in enumerate(names[:2]) if _COLUMN.search(name)), None)
    if at is None or not any(_ROLES.search(name) for name in names[at + 1 :]):
        return
    for row in body.rows:
        if row.band is None:
            cells = [[text for text in cell.texts if text.text.strip()] for cell in body.cells(row)]
            if cells[at]:
                others = [text for cell in cells[at + 1 :] for text in cell]
                yield from _term("別表の取組", cells[at][0], others, paper)


def _projects(paper: Paper) -> Iterator[_Term]:
    for model, _ in parts(paper.model):
        match model:
            case Works():
                for row in model.rows:
                    if not row.again:
                        yield from _term("事業", row.name, [row.content] if row.content is not None else [], paper)
            case ProjectField():
                yield from _term("事業", model.name, [p.outline for p in model.projects], paper)
            case ListMeasure():
                yield from _term("事業", model.name, [e.name for e in model.every_entry], paper)
            case _:
                pass


def _term(subject: str, name: Written, said: list[Written], paper: Paper) -> Iterator[_Term]:
    key = bare(name.text)
    if not is_literal(name) or not key or key.startswith("その他"):
        return
    fact = Fact(TOPIC, subject, "", f"「{name.text.strip()}」", paper.called, name.span())
    about = _about(name.text)
    every = about.union(*(_about(text.text) for text in said))
    yield _Term(fact, about, every, key + "".join(bare(text.text) for text in said), key)


@lru_cache(maxsize=20_000)
def _about(text: str) -> frozenset[str]:
    """What words are about: pairs of kanji, and whole words of other letters, less those that any project has."""
    found: set[str] = set()
    for run in _RUN.findall(_COMMON.sub(" ", text.replace("\n", ""))):
        if re.match("[一-鿿㐀-䶿豈-﫿々]", run):
            found |= {run[n : n + 2] for n in range(len(run) - 1)}
        else:
            found.add(run)
    return frozenset(found)
