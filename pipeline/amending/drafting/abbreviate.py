"""Clauses with full locations -> sentences as a clerk writes them: 同条 and 同項, 第4条中第3項を…, ranges, joint targets.

Clauses come in with every location spelled out from the 条 on; how short it may be said depends on what stood before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field, replace

from pipeline.amending.differences.word_diff import MOST_EDITS
from pipeline.amending.drafting.folds import Folds
from pipeline.amending.drafting.joining import are_head, are_siblings, clauses_joined
from pipeline.amending.drafting.new_text import Drafted, NewText
from pipeline.amending.language.clauses import (
    Add,
    Clause,
    Delete,
    Edit,
    Location,
    Move,
    Places,
    Replace,
    Retitle,
    SetCaption,
    SetHeading,
    Shift,
    Slide,
    Span,
    Step,
    Words,
)
from pipeline.late.dataclass import dataclass
from pipeline.provision.unit import Unit

Path = tuple[Step, ...]
# Parts the pieces of a tail (table, 部, row, column) until it is known how much of it must be said.
CUT = "\x1f"
_SPOKEN = ("条", "項", "号")


@dataclass(slots=True)
class Pen:
    """Collects clauses and closes sentences. `touched` are the units that the open sentence has renumbered.

    `folds` are edits that are said for a whole scope, `given` those of the scopes in which the next clause stands.
    `most` is how many places of one unit are quoted before it is restated; `quotes_unlabelled`: texts without a label are quoted, too.
    """

    sentences: list[Drafted] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    last_moved: int = 0
    on_close: list[Callable[[], None]] = field(default_factory=list)
    folds: Folds = field(default_factory=Folds)
    given: tuple[Edit, ...] = ()
    most: int = MOST_EDITS
    quotes_unlabelled: bool = True

    def write(self, clause: Clause) -> None:
        """One more clause of the open sentence."""
        self.clauses.append(clause)

    @contextmanager
    def scope(self, unit: Unit, place: Location, *also: Location) -> Iterator[None]:
        """Says what is folded into a unit, for `also` too if any; inside, these edits are given."""
        own, before = self.folds.within.get(id(unit), ()), self.given
        if own:
            self.write(Words((*also, place), own))
        self.given = (*before, *own)
        try:
            yield
        finally:
            self.given = before

    def move(self, clause: Move, unit: Unit) -> None:
        """A clause that gives a unit another number."""
        self.clauses.append(clause)
        self.touched.add(id(unit))
        self.last_moved = id(unit)

    def just_moved(self, unit: Unit) -> Location | None:
        """Where a unit was, if the last clause moved it and its name stays: then 同条 or 同号 means it."""
        last = self.clauses[-1] if self.clauses else None
        if not isinstance(last, Move) or self.last_moved != id(unit) or last.place.steps[-1].level == "札":
            return None
        return last.place

    def settle_before_naming(self, unit: Unit) -> None:
        """Ends the sentence if it has renumbered the unit: inside it the old number would hold (R9)."""
        if id(unit) in self.touched:
            self.close()

    def mark(self) -> tuple[int, tuple[Clause, ...]]:
        """The state to come back to."""
        return len(self.sentences), tuple(self.clauses)

    def restore(self, mark: tuple[int, tuple[Clause, ...]]) -> None:
        """Forgets everything written since a mark."""
        del self.sentences[mark[0] :]
        self.clauses = list(mark[1])

    def close(self, new: tuple[NewText, ...] = ()) -> None:
        """Ends the open sentence, with the new text that stands below it."""
        if self.clauses:
            self.sentences.append(Drafted(_said(self.clauses), new))
            self.clauses = []
        self.touched.clear()
        for note in self.on_close:
            note()


def _said(clauses: list[Clause]) -> tuple[Clause, ...]:
    return tuple(_Pronouns().sentence(clauses_joined(clauses)))


class _Pronouns:
    """Says the locations of one sentence, one clause after another."""

    def __init__(self) -> None:
        self.said: Path = ()
        self.tail = ""
        self.scope: Path | None = None

    def sentence(self, clauses: list[Clause]) -> list[Clause]:
        made: list[Clause] = []
        for n, clause in enumerate(clauses):
            parent = _parent(clause)
            runs = n + 1 < len(clauses) and parent is not None and _parent(clauses[n + 1]) == parent
            if parent is None or not (runs or self.scope == parent or _is_label(clause)):
                self.scope = None
                made.append(self._plain(clause))
            else:
                made.append(self._scoped(clause, parent))
        return made

    def _scoped(self, clause: Clause, parent: Path) -> Clause:
        """第4条中第3項を第4項とし; without 第4条中 while the scope goes on."""
        within = None if self.scope == parent else self._short(Location(parent))
        self.scope = parent

        def bare(place: Location, scope: Location | None) -> Location:
            if len(place.steps) > 1:
                self._note(place)
            step = place.steps[-1]
            return Location((replace(step, name=step.name.removeprefix("の")),), place.tail, scope)

        def spanned(span: Span, scope: Location | None) -> Span:
            assert span.last is not None, "we name the last of a range"
            return Span(bare(span.first, scope), bare(span.last, None))

        match clause:
            case Move(place=place, to=to):
                return Move(bare(place, within), bare(to, None))
            case Shift(places=(Span() as span,)):
                return replace(clause, places=(spanned(span, within),))
            case Slide(span=span, to=to):
                return Slide(spanned(span, within), spanned(to, None))
            case Delete(places=places):
                first = places[0]
                if isinstance(first, Span):
                    return Delete((spanned(first, within),))
                rest = [bare(p, None) for p in places[1:] if isinstance(p, Location)]
                return Delete((bare(first, within), *rest))
            case Add(place=place):
                return replace(clause, place=bare(place, within))
            case _:
                raise AssertionError("only structure has a scope")

    def _plain(self, clause: Clause) -> Clause:
        match clause:
            case Words(places=places):
                return replace(clause, places=self._list(places))
            case Delete(places=places):
                return Delete(self._list(places))
            case Replace(places=places):
                return Replace(self._list(places))
            case Add(place=Location(within=Location() as heading) as place):
                return replace(clause, place=replace(self._short(place), within=heading))
            case SetCaption() | Add():
                return replace(clause, place=self._short(clause.place))
            case Retitle() | SetHeading():
                return clause
            case Move(place=place, to=to):
                return Move(self._short(place), self._target(place, to))
            case Shift(places=places):
                return replace(clause, places=self._list(places))
            case Slide(span=span, to=to):
                return Slide(self._span(span), to)

    def _target(self, place: Location, to: Location) -> Location:
        """同条第4項: the unit above is named with the new number of a 項 or 号."""
        above = place.steps[-2] if len(place.steps) > 1 else None
        if above is not None and above.level == "附則" and len(to.steps) == 1:
            # 附則第2項を附則第3項とし: 附則 has no pronoun.
            return Location((above, *to.steps))
        if len(to.steps) > 1 or above is None or above.level not in _SPOKEN:
            return to
        return Location((Step(above.level, same=True), *to.steps))

    def _list(self, places: Places) -> Places:
        made: list[Location | Span] = []
        for n, place in enumerate(places):
            if isinstance(place, Span):
                made.append(self._span(place))
            elif n and are_siblings(places[n - 1], place):
                self._note(place)
                made.append(Location(place.steps[-1:]))
            elif n and are_head(places[n - 1], place) and isinstance(short := made[-1], Location):
                made.append(Location((*short.steps[:-1], place.steps[-1])))
            else:
                made.append(self._short(place))
        return tuple(made)

    def _span(self, span: Span) -> Span:
        first = self._short(span.first)
        assert span.last is not None, "we name the last of a range"
        self._note(span.last)
        return Span(first, Location(span.last.steps[-1:]))

    def _note(self, place: Location) -> None:
        self.said, self.tail = place.steps, place.tail

    def _short(self, place: Location) -> Location:
        said, tail = self.said, self.tail
        self._note(place)
        if place.tail:
            return _short_row(place, said, tail)
        if (spoken := _spoken(place.steps, said)) != place.steps:
            return Location(spoken)
        if said and said == place.steps[:1] and said[0].level == "別表" and not tail.split(CUT)[0]:
            return Location((Step("表", same=True), *place.steps[1:]))
        return place


def _spoken(steps: Path, said: Path) -> Path:
    """同条第2項 of what lies in the 条 said last."""
    for length in range(min(len(said), len(steps)), 0, -1):
        level = said[length - 1].level
        if said[:length] == steps[:length] and level in _SPOKEN:
            return (Step(level, same=True), *steps[length:])
    return steps


def _short_row(place: Location, said: Path, tail: str) -> Location:
    """同項 for the row said last, 同部 for its 部, 同表 for its table."""
    table, band, row, column = (*place.tail.split(CUT), "", "", "")[:4]
    before = (*tail.split(CUT), "", "", "")[:4]
    if said == place.steps and tail and before[0] == table:
        in_band = band == before[1]
        # A signed paper is drafted again for councils, so what was said of a row without 部 is still said so.
        if row and in_band and before[2] == row and (column or band):
            return Location((Step("項", same=True),), column)
        if band and in_band:
            return Location((Step("部", same=True),), row + column)
        if band or row or table or said[-1].level == "別表":
            return Location((Step("表", same=True),), band + row + column)
    if said == place.steps[:1] and said[0].level == "別表" and not tail:
        return Location((Step("表", same=True), *place.steps[1:]), table + band + row + column)
    if said == place.steps and (tail or not table):
        return Location(place.steps, table + band + row + column)
    return Location(_spoken(place.steps, said), table + band + row + column)


def _parent(clause: Clause) -> Path | None:
    """What the moved, removed or new unit of a clause lies in, if that can be said as a scope."""
    match clause:
        case Move(place=place) | Add(place=place, side="次"):
            pass
        case Shift(places=(Span() as span, *_)) | Slide(span=span):
            place = span.first
        case Delete(places=places):
            first = places[0]
            place = first.first if isinstance(first, Span) else first
        case _:
            return None
    if place.steps[-1].level == "項番号":
        return None
    if (place.tail and place.steps[-1].level != "行") or len(place.steps) < 2 or place.steps[0].level == "附則":
        return None
    if isinstance(clause, Move) and len(clause.to.steps) > 1:
        return None
    return place.steps[:-1]


def _is_label(clause: Clause) -> bool:
    """Whether the unit has only a bare label (イ, ３), which is never said without its scope."""
    match clause:
        case Move(place=place) | Add(place=place):
            return place.steps[-1].level in ("札", "行")
        case Shift(places=(Span() as span, *_)) | Slide(span=span):
            return span.first.steps[-1].level in ("札", "行")
        case Delete(places=places):
            first = places[0]
            return (first.first if isinstance(first, Span) else first).steps[-1].level == "行"
        case _:
            return False
