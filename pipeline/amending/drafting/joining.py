"""Clauses and sentences of a draft -> the same with neighbours joined: 第4条から第7条までを…, 第1条、第3条及び第5条中 (R4, R10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import get_args

from pipeline.amending.differences.edits import Change, Changed
from pipeline.amending.differences.word_diff import applied
from pipeline.amending.drafting.new_text import Drafted, Numbered
from pipeline.amending.language.clauses import (
    Add,
    Clause,
    Counted,
    Delete,
    Edit,
    Location,
    Move,
    Replace,
    SetCaption,
    Shift,
    Slide,
    Span,
    Step,
    StepLevel,
    Words,
)
from pipeline.labels.amendment_style import Number
from pipeline.provision.forms import heading
from pipeline.provision.unit import Provision, Unit

# So many neighbouring 条 are said as a range.
_SPAN = 3
# What is said together where neighbours are amended alike.
_JOINED = ("条", "項", "号")
# From so many units on a run of moves is said as a range (R4).
_RANGE = 4
# What a run of moves is counted by: 1章ずつ.
_COUNTED: tuple[Counted, ...] = get_args(Counted)


def joined(sentences: list[Drafted], old: Provision, articles: tuple[Change, ...]) -> tuple[Drafted, ...]:
    """R10: neighbours that are restated, or in which the same words change and nothing else, share one sentence.

    「連携して」 of one 条 and 「連携」 of the next are the same words where one of the two does for both; `articles` tell it.
    """
    pairs = _texts(articles)
    made: list[Drafted] = []
    for sentence in sentences:
        last = _only_words(made[-1]) if made else None
        this = _only_words(sentence)
        common = _common(last, this, pairs) if last is not None and this is not None and _differ(last, this) else None
        if last is not None and this is not None and common is not None:
            made[-1] = Drafted((Words((*last.places, *this.places), common),))
        elif made and (both := _restated(made[-1], sentence, old) or _divided(made[-1], sentence, old)) is not None:
            made[-1] = both
        else:
            made.append(sentence)
    return tuple(_spanned(each, old) for each in made)


def _restated(a: Drafted, b: Drafted, old: Provision) -> Drafted | None:
    """One sentence for two that restate neighbours as a whole: 第5条から第7条までを次のように改める。"""
    new = (*a.new, *b.new)
    match a.clauses, b.clauses:
        case (Replace(places=(*before, last)),), (Replace(places=(place,)),) if all(
            isinstance(each, Unit | Numbered) for each in new
        ) and (_follows(last, place, old) or _are_next_annexes(last, place, old)):
            return Drafted((Replace((*before, last, place)),), new)
        case _:
            return None


def _divided(a: Drafted, b: Drafted, old: Provision) -> Drafted | None:
    """題名の次に次の目次及び章名を付する: of a text that is divided into 章, what stands above its first 条."""
    first = next((unit.number for unit in old.articles), ())
    match a.clauses, b.clauses:
        case (
            (Add(side="次", unit="目次", label="") as contents,),
            (Add(place=Location(steps=(Step("条", number),)), side="前", unit="章名", label=label),),
        ) if number == first and not old.preamble:
            return Drafted((replace(contents, label=label),), (*a.new, *b.new))
        case _:
            return None


# The words of each 条 before and after, as they stand below it.
_Texts = dict[Number, list[tuple[str, str]]]


def _texts(articles: tuple[Change, ...]) -> _Texts:
    made: _Texts = {}
    for change in articles:
        if isinstance(change, Changed) and change.old.level == "条":
            old, new = list(change.old.walk()), list(change.new.walk())
            if len(old) == len(new):
                made[change.old.number] = [(a.text, b.text) for a, b in zip(old, new, strict=True)]
    return made


def _common(last: Words, this: Words, texts: _Texts) -> tuple[Edit, ...] | None:
    """The edits that say what both do."""
    if last.edits == this.edits:
        return last.edits
    for edits, other in ((last.edits, this), (this.edits, last)):
        if all(_does(edits, place, texts) for place in other.places):
            return edits
    return None


def _does(edits: tuple[Edit, ...], place: Location | Span, texts: _Texts) -> bool:
    """Whether edits, said of a whole 条, do all that happens in it, and each of them something."""
    if isinstance(place, Span) or len(place.steps) != 1 or place.tail or place.captioned:
        return False
    pairs = texts.get(place.steps[0].number, []) if place.steps[0].level == "条" else []
    each = all(any(edit.old in old for old, _ in pairs) for edit in edits)
    return bool(pairs) and each and all(applied(old, edits) == new for old, new in pairs)


def _only_words(sentence: Drafted) -> Words | None:
    """The single clause of a sentence that amends words, of places said in full."""
    clause = sentence.clauses[0]
    if len(sentence.clauses) > 1 or not isinstance(clause, Words):
        return None
    first = clause.places[0]
    return clause if isinstance(first, Location) and not first.steps[0].same and not first.tail else None


def _differ(a: Words, b: Words) -> bool:
    """Whether the places of b can follow those of a: they are of another 条 or part, said in full."""
    first, other = a.places[0], b.places[0]
    return isinstance(first, Location) and isinstance(other, Location) and first.steps[0] != other.steps[0]


def _spanned(sentence: Drafted, old: Provision) -> Drafted:
    """第1条から第4条までの規定中: three or more neighbours of the text that are amended alike."""
    clause: Words | Replace | None = _only_words(sentence)
    if clause is None and isinstance(sentence.clauses[0], Replace) and len(sentence.clauses) == 1:
        clause = sentence.clauses[0]
    if clause is None:
        return sentence
    made: list[Location | Span] = []
    at = 0
    while at < len(clause.places):
        end = at + 1
        while end < len(clause.places) and (
            _follows(before := clause.places[end - 1], clause.places[end], old)
            or (isinstance(clause, Replace) and _are_next_annexes(before, clause.places[end], old))
        ):
            end += 1
        first, *others = clause.places[at:end]
        shown = [_beside(each) for each in others]
        if end - at >= _SPAN and isinstance(first, Location) and isinstance(last := shown[-1], Location):
            made.append(Span(first, last))
        else:
            made += [first, *shown]
        at = end
    return replace(sentence, clauses=(replace(clause, places=tuple(made)),))


def _beside(place: Location | Span) -> Location | Span:
    """第2条第1号及び第2号: what stands behind its neighbour is named by its own number alone."""
    return place if isinstance(place, Span) or len(place.steps) == 1 else Location(place.steps[-1:])


def _follows(a: Location | Span, b: Location | Span, old: Provision) -> bool:
    """Whether b is the 条, 項 or 号 right behind a in the old text, below the same unit."""
    if isinstance(a, Span) or isinstance(b, Span) or a.tail or b.tail or a.within or b.within:
        return False
    *above, first = a.steps
    *others, second = b.steps
    if above != others or first.level != second.level or any(step.same for step in a.steps):
        return False
    order = _siblings(above, first.level, old)
    return (first.number, second.number) in pairwise(order)


def _are_next_annexes(a: Location | Span, b: Location | Span, old: Provision) -> bool:
    """Whether b is the 別表, or the 様式 of the same word (様式, 別記), that stands right behind a in the old text."""
    if isinstance(a, Span) or isinstance(b, Span) or a.tail or b.tail or a.within or b.within:
        return False
    annexes = [(_named(x), _named(y)) for x, y in pairwise(old.schedules)]
    (first, *inner), (second, *others) = a.steps, b.steps
    if inner or others or first.level != second.level or not (first.number and second.number):
        return False
    match first.level:
        case "別表":
            return (("別表", first.number), ("別表", second.number)) in [(x[:2], y[:2]) for x, y in annexes]
        case "様式":
            pairs = [(x[2], y[2]) for x, y in annexes if x[0] == y[0] != "別表"]
            return (first.name, second.name) in pairs
        case _:
            return False


def _named(annex: Unit) -> tuple[str, Number, str]:
    """By which word an annex goes, its number, and the name of a 様式."""
    if annex.level == "別表" and annex.caption is None:
        return "別表", annex.number, ""
    found = heading((annex.caption or "") + annex.text)
    return (found.word, found.number, found.name) if found is not None else ("", (), "")


def _siblings(above: Sequence[Step], level: StepLevel, old: Provision) -> list[Number]:
    """Numbers of what stands on one level below a place of the 本則 or of the only 附則; none where the place is not found."""
    if level not in _JOINED:
        return []
    units: Sequence[Unit] = old.articles
    if above and above[0] == Step("附則"):
        units, above = old.supplement, above[1:]
    for step in above:
        units = next((u.children for u in units if u.level == step.level and u.number == step.number), ())
    if level == "号" and len(units) == 1:  # of the only 項, which is not named
        units = units[0].children if units[0].level == "項" else units
    return [u.number for u in units if u.level == level]


def clauses_joined(clauses: list[Clause]) -> list[Clause]:
    """The clauses of one sentence: equal edits said once, moves and deletions of neighbours as ranges."""
    return _joined_deletes(_ranges(_without_head(_joined_words(clauses))))


def _without_head(clauses: list[Clause]) -> list[Clause]:
    """附則第1項の見出し及び項番号を削り: of the 項 that is left alone both go at once."""
    made: list[Clause] = []
    for clause in clauses:
        last = made[-1] if made else None
        match last, clause:
            case SetCaption(place=place, caption=None), Delete(places=(Location() as number,)) if (
                number.steps[-1].level == "項番号" and number.steps[:-1] == place.steps
            ):
                made[-1] = Delete((replace(place, steps=(*place.steps, Step("見出し"))), number))
            case _:
                made.append(clause)
    return made


def _joined_words(clauses: list[Clause]) -> list[Clause]:
    """R10: the same edits in several 項 of one 条 are said once."""
    made: list[Clause] = []
    for clause in clauses:
        last = made[-1] if made else None
        if isinstance(last, Words) and isinstance(clause, Words) and last.edits == clause.edits:
            first, other = last.places[-1], clause.places[0]
            if are_siblings(first, other):
                made[-1] = replace(last, places=(*last.places, *clause.places))
                continue
        made.append(clause)
    return made


def are_siblings(a: Location | Span, b: Location | Span) -> bool:
    """Whether two places are 項 or 号 beside each other."""
    if isinstance(a, Span) or isinstance(b, Span) or a.tail or b.tail:
        return False
    same = len(a.steps) == len(b.steps) > 1 and a.steps[:-1] == b.steps[:-1]
    return same and a.steps[-1].level == b.steps[-1].level in ("項", "号")


def are_head(a: Location | Span, b: Location | Span) -> bool:
    """Whether two places are the 見出し and the number of one 項."""
    if isinstance(a, Span) or isinstance(b, Span):
        return False
    return (a.steps[-1].level, b.steps[-1].level) == ("見出し", "項番号") and a.steps[:-1] == b.steps[:-1]


def _ranges(clauses: list[Clause]) -> list[Clause]:
    """R4: four or more neighbours that move by the same step: the leading one by name, the others as a range."""
    made: list[Clause] = []
    at = 0
    while at < len(clauses):
        end = at + 1
        while end < len(clauses) and _goes_on(clauses[end - 1], clauses[end]):
            end += 1
        if end < len(clauses) and _names_moved(clauses[end - 1], clauses[end]) and end - at > 1:
            end -= 1
        first = clauses[at]
        labels = isinstance(first, Move) and first.place.steps[-1].level == "札"
        if end - at >= 3 and labels:
            made.append(_slide([c for c in clauses[at:end] if isinstance(c, Move)]))
        elif end - at >= _RANGE and not labels:
            made += [first, _shift([c for c in clauses[at + 1 : end] if isinstance(c, Move)])]
        else:
            made += clauses[at:end]
        at = end
    return made


def _names_moved(a: Clause, b: Clause) -> bool:
    """Whether b adds beside what a moves, as 同条の前に: then a is said by name."""
    return isinstance(a, Move) and isinstance(b, Add) and b.side != "内" and b.place.steps == a.place.steps


def _goes_on(a: Clause, b: Clause) -> bool:
    """Whether b moves the neighbour of what a moves, by the same step and in the order of the direction."""
    if not (isinstance(a, Move) and isinstance(b, Move)):
        return False
    first, second = a.place.steps[-1], b.place.steps[-1]
    numbers = (first.number, second.number, a.to.steps[-1].number, b.to.steps[-1].number)
    if a.place.steps[:-1] != b.place.steps[:-1] or first.level != second.level or any(len(n) != 1 for n in numbers):
        return False
    by = numbers[2][0] - numbers[0][0]
    # A unit that becomes one of another kind (別表 -> 別表第1) has no step to go on by.
    return numbers[3][0] - numbers[1][0] == by and numbers[1][0] - numbers[0][0] == (-1 if by > 0 else 1)


def _shift(moves: list[Move]) -> Shift:
    ordered = sorted((m.place for m in moves), key=lambda p: p.steps[-1].number)
    by = moves[0].to.steps[-1].number[0] - moves[0].place.steps[-1].number[0]
    level = moves[0].place.steps[-1].level
    unit: Counted = "表" if level == "別表" else next((u for u in _COUNTED if u == level), "項")
    return Shift((Span(ordered[0], ordered[-1]),), abs(by), unit, "下" if by > 0 else "上")


def _slide(moves: list[Move]) -> Clause:
    ordered = sorted(moves, key=lambda m: m.place.steps[-1].number)
    return Slide(Span(ordered[0].place, ordered[-1].place), Span(ordered[0].to, ordered[-1].to))


def _joined_deletes(clauses: list[Clause]) -> list[Clause]:
    """Neighbours removed together: 第3条及び第4条を削り, 第3条から第5条までを削り."""
    made: list[Clause] = []
    for is_delete, group in groupby(clauses, key=lambda c: isinstance(c, Delete)):
        held = list(group)
        if not is_delete:
            made += held
            continue
        places = [p for c in held if isinstance(c, Delete) for p in c.places]
        while len(places) > 1 and are_head(places[0], places[1]):
            made.append(Delete(tuple(places[:2])))
            del places[:2]
        for run in _runs(places):
            if len(run) > 2:
                made.append(Delete((Span(run[0], run[-1]),)))
            else:
                made.append(Delete(tuple(run)))
    return made


def _runs(places: list[Location | Span]) -> list[list[Location]]:
    made: list[list[Location]] = []
    for place in places:
        assert isinstance(place, Location)
        last = made[-1][-1] if made else None
        if last is not None and not place.tail and _is_next(last.steps, place.steps):
            made[-1].append(place)
        else:
            made.append([place])
    return made


def _is_next(a: tuple[Step, ...], b: tuple[Step, ...]) -> bool:
    x, y = a[-1], b[-1]
    plain = len(x.number) == 1 == len(y.number) and x.level == y.level
    return len(a) == len(b) and a[:-1] == b[:-1] and plain and y.number[0] == x.number[0] + 1
