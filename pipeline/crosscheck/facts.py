"""Statements of papers (who says what of which thing, where) -> the register, its contradictions and legal differences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import date
from typing import Literal

from pipeline.diagnostics import Problems, Span, Written
from pipeline.late.dataclass import dataclass
from pipeline.notation.numbers.money import Rounding
from pipeline.source.area import Area
from pipeline.source.fields import SourceModel
from pipeline.source.nodes import Mapping

Code = Literal[
    "照合-事業費",
    "照合-指標",
    "照合-数",
    "照合-日付",
    "照合-名前",
    "照合-長",
    "照合-法令",
    "照合-期間",
    "照合-別表",
    "照合-事業",
    "照合-所管",
]
# Why two statements of one thing may differ and both be right.
Reason = Literal[
    "別の年度",
    "別の時点",
    "端数",
    "単位",
    "再掲",
    "内数",
    "内訳",
    "別の予算",
    "別の団体",
    "別の相手方",
    "別の数え方",
    "以前の名称",
]


@dataclass(frozen=True, slots=True)
class Paper:
    """A source of the area. `called` is its 種別, `texts` are all its words, `agreement` whether it is one of 条."""

    id: str
    called: str
    model: SourceModel
    node: Mapping
    texts: tuple[Written, ...]
    agreement: bool
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class Signed:
    """An event that a signed version tells: 締結 or 変更 of a document, its day and where the version says so."""

    document: str
    what: str
    day: date
    place: Span


@dataclass(frozen=True, slots=True)
class Papers:
    """What is compared: the facts of an area, its papers, and what was signed."""

    area: Area
    papers: tuple[Paper, ...]
    signed: tuple[Signed, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement. `subject` is the thing, `scope` its year and the like, `words` what is said of it."""

    topic: Code
    subject: str
    scope: str
    words: str
    paper: str
    place: Span

    @property
    def told(self) -> str:
        """予算概要 12,300千円（yosan.yaml 41行）."""
        return f"{self.paper} {self.words}（{where(self.place)}）"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both be right, or one that has no counterpart; the last fact is the one to look at."""

    code: Code
    message: str
    cure: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Legal:
    """Two statements that differ and may both be right, and why."""

    reason: Reason
    facts: tuple[Fact, Fact]


@dataclass(frozen=True, slots=True)
class Checked:
    """What comparing one area found. `papers` are the ids of the sources that were read, `unread` of those that have errors.

    `problems` are those of comments that silence nothing.
    """

    area: str
    papers: tuple[str, ...]
    unread: tuple[str, ...]
    facts: tuple[Fact, ...]
    contradictions: tuple[Contradiction, ...]
    silenced: tuple[tuple[Contradiction, str], ...]
    legal: tuple[Legal, ...]
    problems: Problems


@dataclass(slots=True)
class Register:
    """What the topics found; each fact once."""

    facts: list[Fact] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    legal: list[Legal] = field(default_factory=list)
    _seen: set[tuple[object, ...]] = field(default_factory=set)

    def state(self, facts: Iterable[Fact]) -> None:
        """Adds statements."""
        self.facts += facts

    def contradict(self, one: Fact, other: Fact, cure: str) -> None:
        """Adds two statements that contradict each other, once."""
        if self._is_new("×", one, other):
            scope = f"（{one.scope}）" if one.scope else ""
            message = f"{one.subject}{scope}: {one.told}、{other.told}"
            self.contradictions.append(Contradiction(other.topic, message, cure, (one, other)))

    def lacking(self, fact: Fact, message: str, cure: str) -> None:
        """Adds a statement that has no counterpart where it should."""
        if self._is_new("－", fact, fact):
            self.contradictions.append(Contradiction(fact.topic, message, cure, (fact,)))

    def allow(self, reason: Reason, one: Fact, other: Fact) -> None:
        """Adds a difference that has a reason, once."""
        if self._is_new(reason, one, other):
            self.legal.append(Legal(reason, (one, other)))

    def _is_new(self, *what: object) -> bool:
        key = tuple((f.subject, f.scope, f.words, str(f.place)) if isinstance(f, Fact) else f for f in what)
        if key in self._seen:
            return False
        self._seen.add(key)
        return True


def where(place: Span) -> str:
    """gaiyo.yaml 88行, or the cell of a workbook."""
    name = place.file.name.rpartition("/")[2]
    return f"{name} {place.file.cell}" if place.file.cell else f"{name} {place.line}行"
