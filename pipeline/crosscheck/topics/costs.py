"""事業費: what visions, plans and budgets say that a project costs in a fiscal year -> costs that cannot both be right.

Amounts are compared as ranges as wide as their last digit. Part of an amount (うち, 内数, 再掲) can be no more than the
whole; a vision may tell any of a year's budgets (当初, 最終); cities that budget for one project share its cost.
"""

from __future__ import annotations

import difflib
import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Literal

from pipeline.crosscheck.facts import Code, Fact, Paper, Papers, Reason, Register
from pipeline.crosscheck.reading import Above, bare, is_literal, owner_of, parts, title_of, year_around, year_named
from pipeline.crosscheck.rounded import may_be_one
from pipeline.crosscheck.topics.told_costs import told_costs
from pipeline.diagnostics import Written
from pipeline.kinds.budget.model import Continued, Item, Sheet, Tier
from pipeline.kinds.shared.amounts import Amount, exact_range
from pipeline.kinds.shared.works import Works
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates import fiscal_year

TOPIC: Code = "照合-事業費"
_CURE = "どちらの額が正しいか確かめて、一方を直してください。一部の額なら「内数: はい」、ほかに掲げた額なら「再掲: はい」と書きます"
_NAME_CURE = "額も年度も同じなので、同じ事業とみました。どちらの名称が正しいか確かめて、一方を直してください"
_SHARE_CURE = "一部の額は、全体の額より大きくなりません。どちらの額が正しいか確かめてください"
Basis = Literal["当初", "補正後", "決算", "最終"]
_BASES: tuple[tuple[str, Basis], ...] = (("補正", "補正後"), ("決算", "決算"), ("実績", "決算"), ("最終", "最終"))
# Names under which many projects have parts of their own.
_COMMON = regex(
    "(?:.*(?:費|料|金|手当|計|収入|支出)|その他.*|人件|報酬|報償|旅|需用|役務|委託|備品.*|消耗品.*|会議|広報|周知|調査|研修|職員研修"
    "|普及啓発|情報発信|事務局.*|運営|整備|工事|設計|負担|補助|[0-9.()]+)"
)


@dataclass(frozen=True, slots=True)
class Cost:
    """An amount of a project in a year. `owner` is whose budget it is ("": of the whole area).

    `part`: of the whole (うち, 内数); `again`: told elsewhere too; `nested`: one line among those of a larger project;
    `told`: in words.
    """

    fact: Fact
    key: str
    year: int
    low: Fraction
    high: Fraction
    grain: int
    owner: str
    basis: Basis
    part: bool = False
    again: bool = False
    nested: bool = False
    told: bool = False

    def agrees(self, other: Cost) -> bool:
        """Whether one exact amount can have been printed as both."""
        return may_be_one((self.low, self.high), (other.low, other.high))


def look(papers: Papers, register: Register) -> None:
    """States all costs, and compares those of one project in one year."""
    costs = [cost for paper in papers.papers for cost in _costs(paper, papers)]
    named = {cost.key for cost in costs if not cost.nested}
    shown = {cost.key: cost.fact.subject for cost in reversed(costs)}
    costs += [cost for paper in papers.papers for cost in _told(paper, named, shown)]
    register.state(cost.fact for cost in costs)
    groups: dict[tuple[str, int], list[Cost]] = {}
    for cost in costs:
        if cost.key in named and not _COMMON.fullmatch(cost.key):
            groups.setdefault((cost.key, cost.year), []).append(cost)
    for group in groups.values():
        _compare(group, register)
    _tell_years(groups, register)
    _tell_names(costs, register)


def _costs(paper: Paper, papers: Papers) -> Iterator[Cost]:
    owner = _owner(paper, papers)
    for model, above in parts(paper.model):
        match model:
            case Works():
                yield from _of_works(model, above, paper)
            case Sheet() if model.amount is not None:
                yield from _one(model.name, model.amount, year_around(above), _basis(above), owner, paper)
            case Item() if model.amount is not None:
                part = any(isinstance(a, Item | Sheet) and a.extent == "うち" for a in above)
                yield from _one(
                    model.name, model.amount, year_around(above), _basis(above), owner, paper,
                    part=part or model.name.text.startswith("うち"), again=model.again, nested=True,
                )  # fmt: skip
            case Tier():
                yield from _of_tier(model, above, owner, paper)
            case Continued():
                for label, amount in model.years.items():
                    yield from _one(model.name, amount, year_named(label), "当初", owner, paper)
            case _:
                pass


def _of_works(works: Works, above: Above, paper: Paper) -> Iterator[Cost]:
    counts = Counter(bare(row.name.text) for row in works.rows if row.counted)
    for row in works.rows:
        several = counts[bare(row.name.text)] > 1  # a row for each town: lines of one project
        for label, amount in row.costs.items():
            basis = next((basis for word, basis in _BASES if word in label), _basis((*above, works)))
            yield from _one(
                row.name, amount, year_named(label), basis, "", paper, again=row.again, part=several or row.within
            )


def _of_tier(tier: Tier, above: Above, owner: str, paper: Paper) -> Iterator[Cost]:
    year, basis = year_around(above), _basis(above)
    part = tier.within or tier.name.text.startswith("うち")
    told: tuple[tuple[Amount | None, int | None, Basis], ...] = (
        (tier.now, year, basis),
        (tier.before, year - 1 if year is not None else None, "当初"),
        (tier.last, year - 1 if year is not None else None, "最終"),
    )
    for amount, of_year, of_basis in told:
        if amount is not None:
            yield from _one(tier.name, amount, of_year, of_basis, owner, paper, part=part, again=tier.again)


def _one(  # noqa: PLR0913 - a cost has so many sides
    name: Written,
    amount: Amount,
    year: int | None,
    basis: Basis,
    owner: str,
    paper: Paper,
    *,
    part: bool = False,
    again: bool = False,
    nested: bool = False,
) -> Iterator[Cost]:
    """The cost, unless it is none, its year is not known or its name is computed."""
    key = bare(name.text)
    if amount.is_none or year is None or not key or not is_literal(name) or not is_literal(amount.written):
        return
    again = again or "再掲" in name.text
    label = fiscal_year.format(year) + ("" if basis == "当初" else f"・{basis}")
    subject = f"事業費「{name.text.strip()}」"
    fact = Fact(TOPIC, subject, label, amount.written.text.strip(), paper.called, amount.written.span())
    low, high = exact_range(amount, paper.rounding)
    yield Cost(fact, key, year, low, high, amount.grain_yen, owner, basis, part, again, nested)


def _told(paper: Paper, named: Collection[str], shown: Mapping[str, str]) -> Iterator[Cost]:
    """Costs that a paper tells in words: of the whole project, whoever bears them."""
    for told in told_costs(paper, named):
        key = bare(str(told.name))
        fact = Fact(TOPIC, shown[key], fiscal_year.format(told.year), told.shown, paper.called, told.place)
        low, high = exact_range(told.amount, paper.rounding)
        yield Cost(fact, key, told.year, low, high, told.amount.grain_yen, "", "当初", told=True)


def _basis(above: Above) -> Basis:
    titles = "".join(title_of(model) for model in above)
    return next((basis for word, basis in _BASES if word in titles), "当初")


def _owner(paper: Paper, papers: Papers) -> str:
    """Whose budget a paper is: of a municipality, of itself where it does not say; "" if it is none."""
    holds_budget = any(isinstance(model, Sheet) for model, _ in parts(paper.model))
    return owner_of(paper.model, papers.area.municipalities) or (paper.called if holds_budget else "")


def _compare(costs: list[Cost], register: Register) -> None:
    """Costs of one project in one year."""
    whole = [c for c in costs if not (c.part or c.again or c.nested)]
    told = [c for c in whole if c.told]
    whole = [c for c in whole if not c.told]
    of_area = [c for c in whole if not c.owner]
    owners = dict.fromkeys(c.owner for c in costs if c.owner)
    for one, other in itertools.pairwise(_first_of_each(of_area, register)):
        _tell(one, other, register)
    for owner in owners:
        own = [c for c in whole if c.owner == owner]
        for _, same in itertools.groupby(sorted(own, key=lambda c: c.basis), key=lambda c: c.basis):
            for one, other in itertools.pairwise(_first_of_each(list(same), register)):
                _tell(one, other, register)
    if of_area:
        for owner in owners:
            _against_area(of_area[0], [c for c in costs if c.owner == owner], len(owners) > 1, register)
    for cost in told:
        _in_words(cost, whole or costs, register)
    wholes = of_area or whole
    for cost in costs:
        if (cost.part or cost.again) and wholes:
            _as_part(cost, wholes, register)


def _first_of_each(costs: list[Cost], register: Register) -> list[Cost]:
    """One for each amount; those that agree but are written otherwise are 端数 or units."""
    kept: list[Cost] = []
    for cost in costs:
        same = next((k for k in kept if k.agrees(cost)), None)
        if same is None:
            kept.append(cost)
        else:
            _allow_written(same, cost, register)
    return kept


def _allow_written(one: Cost, other: Cost, register: Register) -> None:
    if (one.low, one.high) != (other.low, other.high) or one.fact.words != other.fact.words:
        middle = (one.low + one.high, other.low + other.high)
        register.allow("単位" if middle[0] == middle[1] else "端数", one.fact, other.fact)


def _against_area(of_area: Cost, own: list[Cost], shared: bool, register: Register) -> None:
    """The budget of one owner against what the area says; `shared`: others budget for it too."""
    whole = [c for c in own if not (c.part or c.again)]
    if not whole:
        return
    same = next((c for c in whole if c.agrees(of_area)), None)
    first = min(whole, key=lambda c: (c.nested, c.basis != "当初"))
    if same is not None:
        _allow_written(of_area, same, register)
        for other in whole:
            if other.basis != same.basis and not other.agrees(of_area):
                register.allow("別の予算", of_area.fact, other.fact)
        return
    lines = [c for c in whole if c.nested and c.basis == first.basis]
    if len(lines) > 1 and sum(c.low for c in lines) <= of_area.high and sum(c.high for c in lines) >= of_area.low:
        register.allow("内訳", of_area.fact, lines[0].fact)
    elif shared and first.low <= of_area.high:
        register.allow("別の団体", of_area.fact, first.fact)
    else:
        register.contradict(of_area.fact, first.fact, _CURE)


def _in_words(cost: Cost, others: list[Cost], register: Register) -> None:
    """What is told in words must be some amount of that year: of the area, of any budget, of any owner."""
    known = [other for other in others if other is not cost and not other.told]
    same = next((other for other in known if other.agrees(cost)), None)
    if same is not None:
        _allow_written(same, cost, register)
    elif known:
        register.contradict(known[0].fact, cost.fact, _CURE)


def _as_part(cost: Cost, wholes: Iterable[Cost], register: Register) -> None:
    """Part of an amount, or one that is told again: no more than the whole."""
    reason: Reason = "再掲" if cost.again else "内数"
    comparable = [w for w in wholes if not (w.owner and cost.owner and w.owner != cost.owner)]
    if not comparable:
        return
    greatest = max(comparable, key=lambda w: w.high)
    if cost.low > greatest.high:
        register.contradict(greatest.fact, cost.fact, _SHARE_CURE)
    elif not cost.agrees(greatest):
        register.allow(reason, greatest.fact, cost.fact)


def _tell(one: Cost, other: Cost, register: Register) -> None:
    register.contradict(one.fact, other.fact, _CURE)


def _tell_years(groups: dict[tuple[str, int], list[Cost]], register: Register) -> None:
    """Costs of one project in different papers that differ because they are of different years."""
    by_name: dict[str, list[Cost]] = {}
    for (key, _), costs in groups.items():
        by_name.setdefault(key, []).append(costs[0])
    for costs in by_name.values():
        for one, other in itertools.pairwise(costs):
            if one.fact.paper != other.fact.paper and not one.agrees(other):
                register.allow("別の年度", one.fact, other.fact)


# Names differ by a slip where no more characters of them differ than this, none of which counts or tells apart.
_SLIP, _SHORTEST = 2, 5
_APART = frozenset("0123456789一二三四五六七八九十東西南北上中下小大新旧前後左右男女内外第ＡＢＣABC甲乙丙")


def _tell_names(costs: list[Cost], register: Register) -> None:
    """A budget that calls a project of the area by nearly its name, and tells its very amount of the year."""
    of_area = [c for c in costs if not c.owner and not c.told]
    names = {c.key for c in of_area}
    by_amount: dict[tuple[int, Fraction], list[Cost]] = {}
    for cost in of_area:
        by_amount.setdefault((cost.year, cost.low + cost.high), []).append(cost)
    budgets = {c.key for c in costs if c.owner}
    for cost in costs:
        if cost.owner and cost.key not in names and cost.high > 0:
            for other in by_amount.get((cost.year, cost.low + cost.high), ()):
                if other.key not in budgets and is_slip(cost.key, other.key):
                    one, two = (_named(c) for c in (other, cost))
                    register.contradict(one, two, _NAME_CURE)


def _named(cost: Cost) -> Fact:
    name = cost.fact.subject.removeprefix("事業費")
    return Fact("照合-事業", "事業の名称", cost.fact.scope, name, cost.fact.paper, cost.fact.place)


def is_slip(one: str, other: str) -> bool:
    """Whether two names differ by a slip of the pen: a few characters, not those that tell things apart."""
    if one == other or min(len(one), len(other)) < _SHORTEST or abs(len(one) - len(other)) > _SLIP:
        return False
    changes = [o for o in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if o[0] != "equal"]
    size = sum(max(a1 - a0, b1 - b0) for _, a0, a1, b0, b1 in changes)
    said = {c for _, a0, a1, b0, b1 in changes for c in one[a0:a1] + other[b0:b1]}
    return size <= _SLIP and not said & _APART
