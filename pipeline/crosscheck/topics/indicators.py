"""指標: bases, targets and results that papers give for an indicator -> values of one year that differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction

from pipeline.crosscheck.facts import Code, Fact, Paper, Papers, Register
from pipeline.crosscheck.reading import Above, bare, is_literal, parts, title_of, year_named
from pipeline.crosscheck.rounded import may_be_one
from pipeline.crosscheck.topics.costs import is_slip
from pipeline.crosscheck.topics.free_indicators import FreeValue, free_values
from pipeline.crosscheck.topics.told_indicators import told_values
from pipeline.diagnostics import Written
from pipeline.kinds.basic_plan.model import Indicator as PlanIndicator
from pipeline.kinds.shared.blocks import Table
from pipeline.kinds.shared.indicators import Indicator, Indicators
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

TOPIC: Code = "照合-指標"
_CURE = "どちらの値が正しいか確かめて、一方を直してください。数え方が違うなら、指標の名称か単位を変えてください"
_NAME_CURE = "値も時点も同じなので、同じ指標とみました。どちらの名称が正しいか確かめて、一方を直してください"
_TIME_CURE = "値が同じなので、どちらかの時点が誤りとみました。正しい時点を確かめて、一方を直してください"
_BARE_YEAR, _TELLING = regex("[0-9]{4}(?:年度)?"), 3
# Values that say nothing yet, or say 「as above」.
_NOTHING = regex(
    "[－―‐ー\\-−–—〃″]*|検討中|算定中|集計中|調査中|未定|今後設定|なし|未実施|.{0,6}年?度?(?:算定|公表)予定"
)
_VALUE = regex(r"(約|およそ)?([△▲−-]?[0-9][0-9,]*(?:\.[0-9]+)?)([^0-9]*)")
_SCALES = {"千": 10**3, "万": 10**4, "百万": 10**6, "億": 10**8}
_LIMITS = regex("(?:以上|以下|未満|超|以内|程度|維持|前後|増|減)+")
# Names that say nothing of what is counted: compared only under the same heading.
_COMMON = regex(
    "(?:延べ|年間|総)*(?:参加|利用|来場|受講|相談|開催|実施|登録|会員|入館|入場|来館|受診|申請|交付|支援|研修|講座|イベント)*"
    "(?:者|件|回|人|団体|世帯|企業|参加者|利用者)?(?:数|率|回数|件数|人数)"
)
_YEAR = regex(r"\A(?P<label>.*?年)(?!度)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as wide as its last digit, in the base unit (318万人 is 3,180,000人); `limit` is 以上 and the like."""

    low: Fraction
    high: Fraction
    unit: str
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What a paper says of an indicator: of which side (基準値, 目標, 実績) and when, a number or words."""

    fact: Fact
    key: str
    side: str
    when: str
    total: bool
    number: Number | None
    table: str

    def agrees(self, other: Value) -> bool:
        """Whether both can be right."""
        a, b = self.number, other.number
        if a is None or b is None:
            return bare(self.fact.words) == bare(other.fact.words)
        if a.unit and b.unit and a.unit != b.unit:
            return False
        return a.limit == b.limit and may_be_one((a.low, a.high), (b.low, b.high))


def look(papers: Papers, register: Register) -> None:
    """States all values, and compares those of one indicator, side and time."""
    values = [value for paper in papers.papers for value in _values(paper)]
    values += _told(papers, values)
    register.state(value.fact for value in values)
    groups: dict[tuple[str, str], list[Value]] = {}
    for value in values:
        # The base is the result of the year that it is of.
        groups.setdefault((value.key, "目標" if value.side == "目標" else "実績"), []).append(value)
    for group in groups.values():
        _compare(group, register)
        _tell_times(group, register)
    _tell_names(values, register)


def _told(papers: Papers, values: list[Value]) -> Iterator[Value]:
    """What sentences say of the indicators that tables know, if all tables count them in one unit."""
    units: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for value in values:
        if value.number is not None and value.number.unit:
            units.setdefault(value.key, set()).add(value.number.unit)
            names.setdefault(value.key, value.fact.subject.rpartition("の")[0])
    known = {key: held.pop() for key, held in units.items() if len(held) == 1}
    bodies = tuple(papers.area.municipalities)
    for paper in papers.papers:
        for n, told in enumerate(told_values(paper, known, papers.area.name.text, bodies)):
            words = unicodedata.normalize("NFKC", told.words)
            fact = Fact(TOPIC, f"{names[told.name]}の{told.side}", told.label, told.words, paper.called, told.place)
            yield Value(
                fact, told.name, told.side, _when(told.label), told.total, _number(words, ""), f"{paper.id} 文{n}"
            )


def _tell_times(values: list[Value], register: Register) -> None:
    """Two papers that tell one base of two years: hardly both can be right."""
    bases = [v for v in values if v.side == "基準値" and v.number is not None and _is_telling(v)]
    said = {(v.fact.paper, v.when) for v in values}
    for n, value in enumerate(bases):
        for other in bases[:n]:
            differs = other.when != value.when and all(_BARE_YEAR.fullmatch(v.when) for v in (other, value))
            if (
                other.fact.paper != value.fact.paper
                and differs
                and other.agrees(value)
                and other.when.endswith("度") == value.when.endswith("度")
                and (other.fact.paper, value.when) not in said
                and (value.fact.paper, other.when) not in said
            ):
                register.contradict(_timed(other), _timed(value), _TIME_CURE)
                break


def _is_telling(value: Value) -> bool:
    """Whether nobody would come upon the number twice: 3 or more digits before the zeros."""
    digits = re.sub("[^0-9]", "", unicodedata.normalize("NFKC", value.fact.words)).strip("0")
    return len(digits) >= _TELLING


def _timed(value: Value) -> Fact:
    fact = value.fact
    return Fact(TOPIC, f"{fact.subject}（{fact.words}）の時点", "", fact.scope, fact.paper, fact.place)


def _tell_names(values: list[Value], register: Register) -> None:
    """Two papers that call an indicator by nearly one name, and tell one value of it."""
    keys: dict[str, set[str]] = {}
    for value in values:
        keys.setdefault(value.fact.paper, set()).add(value.key)
    by_value: dict[tuple[str, str, Fraction], list[Value]] = {}
    for value in values:
        if value.number is None or value.number.high == 0:
            continue
        known = by_value.setdefault((value.side, value.when, value.number.low + value.number.high), [])
        for other in known:
            ours, theirs = keys[value.fact.paper], keys[other.fact.paper]
            if value.key not in theirs and other.key not in ours and is_slip(value.key, other.key):
                register.contradict(_named(other), _named(value), _NAME_CURE)
        known.append(value)


def _named(value: Value) -> Fact:
    name = value.fact.subject.removeprefix("指標").rpartition("の")[0]
    return Fact(TOPIC, "指標の名称", value.fact.scope, name, value.fact.paper, value.fact.place)


def _compare(values: list[Value], register: Register) -> None:
    kept: list[Value] = []
    for value in values:
        # Two rows of one name in one table are two indicators.
        others = [k for k in kept if k.table != value.table or k.fact.place == value.fact.place or k.side != value.side]
        others = [k for k in others if k.fact.place != value.fact.place]
        same_time = [k for k in others if k.when == value.when]
        for other in sorted(others, key=lambda k: k.side != value.side):
            if other.when != value.when and other.fact.paper != value.fact.paper and not other.agrees(value):
                register.allow("別の年度" if "度" in other.when + value.when else "別の時点", other.fact, value.fact)
                break
        counted = [k for k in same_time if k.total == value.total]
        for other in same_time:
            if other.total != value.total and not other.agrees(value):
                register.allow("別の数え方", other.fact, value.fact)
        equal = next((k for k in counted if k.agrees(value)), None)
        if equal is not None and _is_written_otherwise(equal, value):
            register.allow("単位" if _unit(equal) != _unit(value) else "端数", equal.fact, value.fact)
        if counted and equal is None:
            _differ(counted[0], value, register)
        kept.append(value)


def _differ(one: Value, other: Value, register: Register) -> None:
    a, b = one.number, other.number
    if a is not None and b is not None and a.unit and b.unit and a.unit != b.unit:
        register.allow("単位", one.fact, other.fact)
    else:
        register.contradict(one.fact, other.fact, _CURE)


def _is_written_otherwise(one: Value, other: Value) -> bool:
    return one.number is not None and other.number is not None and one.fact.words != other.fact.words


def _unit(value: Value) -> str:
    return re.sub("[0-9,.△▲−約-]", "", unicodedata.normalize("NFKC", value.fact.words))


@dataclass(frozen=True, slots=True)
class _At:
    """Where an indicator stands: its paper, which table of it, and the heading above."""

    paper: Paper
    table: str
    heading: str


def _heading(above: Above) -> str:
    titles = [title_of(model) for model in above]
    return next((bare(title) for title in reversed(titles) if title and "指標" not in title), "")


def _values(paper: Paper) -> Iterator[Value]:
    for table, (model, above) in enumerate(parts(paper.model)):
        at = _At(paper, f"{paper.id} {table}", _heading(above))
        match model:
            case Indicators():
                for row in model.rows:
                    yield from _of_row(row, at)
            case PlanIndicator():
                if model.when is not None:
                    yield from _one(model.name, model.base, "基準値", model.when.text, "", at, total=False)
            case Table():
                for free in free_values(model):
                    yield from _of_free(free, at)
            case _:
                pass


def _of_row(row: Indicator, at: _At) -> Iterator[Value]:
    sides = [("目標", label, value) for label, value in row.targets.items()]
    sides += [("実績", label, value) for label, value in row.results.items()]
    if row.base is not None and row.when is not None:
        sides.append(("基準値", row.when.text, row.base))
    for side, label, value in sides:
        yield from _one(row.name, value, side, label, row.unit, at, total=row.total)


def _of_free(free: FreeValue, at: _At) -> Iterator[Value]:
    if _number(free.words.replace("(累計)", ""), free.unit) is not None:  # any words stand in tables of any kind
        yield from _stated(free, at, total=False)


def _one(name: Written, value: Written, side: str, label: str, unit: str, at: _At, *, total: bool) -> Iterator[Value]:
    yield from _stated(FreeValue(name, name.text, side, label, unit, value, value.text), at, total=total)


def _stated(said: FreeValue, at: _At, *, total: bool) -> Iterator[Value]:
    words = unicodedata.normalize("NFKC", said.words).strip()
    if not is_literal(said.name) or not is_literal(said.value) or _NOTHING.fullmatch(words):
        return
    total = total or "累計" in said.called or "累計" in words
    shown = said.words.strip()
    number = _number(words.replace("(累計)", ""), said.unit)
    if said.unit and number is not None and not re.search("[^0-9,.△▲−約-]", shown):
        shown += said.unit
    key = bare(re.sub(r"\(?累計\)?", "", unicodedata.normalize("NFKC", said.called)))
    if _COMMON.fullmatch(key):
        key = f"{key}（{at.heading}）"
    thing = f"指標「{said.called.strip()}」の{said.side}"
    fact = Fact(TOPIC, thing, said.label.strip(), shown, at.paper.called, said.value.span())
    yield Value(fact, key, said.side, _when(said.label), total, number, at.table)


def _when(label: str) -> str:
    """A time as it is compared: fiscal years by their number, calendar years and other words as they stand."""
    text = unicodedata.normalize("NFKC", label).strip()
    year = year_named(text)
    if year is None:
        return text
    return f"{year}" if _YEAR.match(text) else f"{year}年度"


def _number(words: str, unit: str) -> Number | None:
    match = _VALUE.fullmatch(words.replace(" ", ""))
    if match is None:
        return None
    tail = match[3]
    limit = _LIMITS.search(tail)
    own = tail[: limit.start()] if limit is not None else tail
    digits = match[2].replace(",", "").replace("△", "-").replace("▲", "-").replace("−", "-")
    value = Fraction(digits)
    scale, base = _scaled(unicodedata.normalize("NFKC", own or unit).strip("()"))
    places = len(digits.partition(".")[2])
    grain = Fraction(1, 10**places)
    if match[1]:
        whole = digits.lstrip("-")
        grain = Fraction(10 ** (len(whole) - len(whole.rstrip("0")))) if not places else grain
    # A bare number of the base unit is exact; one in 万 or with places is as wide as its last digit.
    half = grain * scale / 2 if match[1] or places or scale > 1 else Fraction(0)
    centre = value * scale
    return Number(centre - half, centre + half, base, limit[0] if limit is not None else "")


def _scaled(unit: str) -> tuple[int, str]:
    for word in sorted(_SCALES, key=len, reverse=True):
        if unit.startswith(word) and len(unit) > len(word):
            return _SCALES[word], unit.removeprefix(word)
    return 1, unit
