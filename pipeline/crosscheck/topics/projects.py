"""事業, 所管: projects that a vision and its list name, who takes part in them and which office has them in charge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.crosscheck.facts import Code, Fact, Paper, Papers, Register
from pipeline.crosscheck.reading import bare, is_literal, owner_of, parts
from pipeline.diagnostics import Written
from pipeline.kinds.budget.model import Group, Item, Sheet, Tier
from pipeline.kinds.project_list.model import Entry, ProjectList
from pipeline.kinds.shared.works import ALL, Work, Works
from pipeline.late.dataclass import dataclass

TOPIC: Code = "照合-事業"
IN_CHARGE: Code = "照合-所管"
_CURE = "どちらの並びが正しいか確かめて、一方に加えるか、他方から除いてください"
_PLACES_CURE = "どちらの市町が正しいか確かめて、一方を直してください"
_OFFICE_CURE = "どちらの所管が正しいか確かめて、一方を直してください"
_OFFICES = ("課", "室", "局", "部", "係", "所", "館", "センター")


def look(papers: Papers, register: Register) -> None:
    """Compares names, places and offices of projects."""
    _compare_lists(papers, register)
    _compare_places(papers, register)
    _compare_offices(papers, register)


Named = dict[str, Fact]


def _compare_lists(papers: Papers, register: Register) -> None:
    """The projects of a vision's tables against those of a 事業一覧, where they are lists of the same kind.

    A list that says whose projects it names (頁の元) is one of that paper, and of no other.
    """
    tables = {paper.id: _counted(paper) for paper in papers.papers}
    lists: dict[str, Named] = {}
    for paper in papers.papers:
        if isinstance(paper.model, ProjectList):
            source = paper.model.page_source
            of = f"{paper.id.rpartition('/')[0]}/{source.document.text.strip()}" if source is not None else ""
            lists[of] = _listed(paper) | lists.get(of, {})
    others: Named = {}
    for name, counted in tables.items():
        if name in lists:
            _compare_named(counted, lists[name], register)
        else:
            others = counted | others
    _compare_named(others, lists.get("", {}), register)
    register.state(fact for named in (*tables.values(), *lists.values()) for fact in named.values())


def _counted(paper: Paper) -> Named:
    works = (model for model, _ in parts(paper.model) if isinstance(model, Work))
    return _first((work.name for work in works if work.counted), paper)


def _listed(paper: Paper) -> Named:
    return _first((model.name for model, _ in parts(paper.model) if isinstance(model, Entry)), paper)


def _first(names: Iterable[Written], paper: Paper) -> Named:
    """Each name where it stands first."""
    made: Named = {}
    for name in names:
        if is_literal(name):
            made.setdefault(bare(name.text), _named(name, paper))
    return made


def _compare_named(tables: Named, listed: Named, register: Register) -> None:
    common = tables.keys() & listed.keys()
    if not common or 2 * len(common) < min(len(tables), len(listed)):
        return
    for ours, theirs in ((tables, listed), (listed, tables)):
        other = next(iter(theirs.values())).paper
        for key, fact in ours.items():
            if key not in theirs:
                register.lacking(fact, f"{fact.paper}の事業{fact.words}が、{other}にありません", _CURE)


def _named(name: Written, paper: Paper) -> Fact:
    return Fact(TOPIC, "事業", "", f"「{name.text.strip()}」", paper.called, name.span())


def _compare_places(papers: Papers, register: Register) -> None:
    """Who takes part in a project, in all tables that say so."""
    known: dict[str, tuple[frozenset[str], Fact]] = {}
    for paper in papers.papers:
        for model, _ in parts(paper.model):
            if not isinstance(model, Works):
                continue
            counts = Counter(bare(row.name.text) for row in model.rows if not row.again)
            every = frozenset(place.text for place in model.places)
            for row in model.rows:
                names = frozenset(place.text for place in row.places)
                if not names or not is_literal(row.name) or counts[bare(row.name.text)] > 1:
                    continue  # a project that has a row for each town is told by all of them
                names = every if ALL in names else names
                words = "、".join(p.text for p in model.places if p.text in names)
                place = row.places[0].span()
                fact = Fact(IN_CHARGE, f"「{row.name.text.strip()}」の市町", "", words, paper.called, place)
                register.state([fact])
                before = known.setdefault(bare(row.name.text), (names, fact))
                if before[0] == names:
                    continue
                if row.again and names < before[0]:
                    register.allow("再掲", before[1], fact)
                else:
                    register.contradict(before[1], fact, _PLACES_CURE)


@dataclass(frozen=True, slots=True)
class _Charge:
    key: str
    names: tuple[str, ...]
    fact: Fact


def _compare_offices(papers: Papers, register: Register) -> None:
    """Offices of one municipality in charge of a project: 企画課 and 企画政策部企画課 are the same."""
    known: dict[tuple[str, str], list[_Charge]] = {}
    named = {bare(m.name.text) for p in papers.papers for m, _ in parts(p.model) if isinstance(m, Work | Sheet)}
    for paper in papers.papers:
        owner = owner_of(paper.model, papers.area.municipalities)
        for charge in _charges(paper):
            register.state([charge.fact])
            if charge.key not in named:
                continue
            others = known.setdefault((owner, charge.key), [])
            if others and not any(_is_same(charge, other) for other in others):
                register.contradict(others[0].fact, charge.fact, _OFFICE_CURE)
            others.append(charge)


def _is_same(one: _Charge, other: _Charge) -> bool:
    return any(a.endswith(b) or b.endswith(a) or b in a or a in b for a in one.names for b in other.names)


def _charges(paper: Paper) -> Iterator[_Charge]:
    for model, above in parts(paper.model):
        del above
        match model:
            case Sheet() if model.office is not None:
                yield from _charge(model.name, [model.office], paper)
            case Item() if model.offices:
                yield from _charge(model.name, model.offices, paper)
            case Group() if model.name.text.endswith(_OFFICES):
                for row in (r for r in model.rows if r.office is None):
                    yield from _charge(row.name, [model.name], paper)
            case Tier() if model.office is not None:
                yield from _charge(model.name, [model.office], paper)
            case _:
                pass


def _charge(name: Written, offices: list[Written], paper: Paper) -> Iterator[_Charge]:
    if not is_literal(name) or not all(map(is_literal, offices)):
        return
    words = "、".join(office.text.strip() for office in offices)
    fact = Fact(IN_CHARGE, f"「{name.text.strip()}」の所管", "", words, paper.called, offices[0].span())
    yield _Charge(bare(name.text), tuple(bare(office.text) for office in offices), fact)
