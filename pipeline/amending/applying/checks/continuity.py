"""A text before and after an amendment -> a refusal where numbers of 条, 号, 細分 or 別表 no longer follow one another.

What was not whole before (an abridged text, 欠番 of old) is not judged: only gaps that the amendment itself makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.amending.applying import struck
from pipeline.amending.applying.refusal import Refusal
from pipeline.labels.amendment_style import Number
from pipeline.notation.citation import article_label, clause_label, schedule_label
from pipeline.notation.numbers.subitem import Subitems, label
from pipeline.provision.unit import SUBITEMS, Provision, Unit

_COUNTED = ("条", "号", "細分", "小細分", "別表")


def must_continue(old: Provision, new: Provision, subitems: Subitems) -> None:
    """Raises Refusal if the amended text is empty, or has a gap that the text before had not."""
    if old.articles and not new.articles:
        raise Refusal("空", "改めた後の文に、条が一つも残りません", "削る条を確かめてください")
    for before, after in ((old.articles, new.articles), (old.schedules, new.schedules)):
        _must_follow(after, "", [_numbers(before)], subitems)
    known = [_numbers(u.children) for u, _ in _all(old, subitems)]
    for unit, name in _all(new, subitems):
        _must_follow(unit.children, name, known, subitems)


def _all(provision: Provision, subitems: Subitems) -> Iterator[tuple[Unit, str]]:
    for top in (provision.articles, provision.supplement, provision.schedules):
        for unit in top:
            yield from _named(unit, "", top, subitems)


def _named(unit: Unit, above: str, beside: Sequence[Unit], subitems: Subitems) -> Iterator[tuple[Unit, str]]:
    """A unit and all below it, each with what it is called: the only 項 of a 条 has no name of its own."""
    name = above if unit.level == "項" and len(beside) == 1 else above + _label(unit.level, unit.number, subitems)
    yield unit, name
    for child in unit.children:
        yield from _named(child, name, unit.children, subitems)


def _numbers(units: Iterable[Unit]) -> tuple[Number, ...]:
    return tuple(n for u in units if u.level in _COUNTED and u.number for n in struck.numbers(u))


def _must_follow(units: tuple[Unit, ...], above: str, known: list[tuple[Number, ...]], subitems: Subitems) -> None:
    """`known` are the numbers that stood together before; those that were not whole then are left as they are."""
    numbers = _numbers(units)
    gap = _gap(numbers)
    if gap is None or any(
        _gap(held) is not None and (set(held) <= set(numbers) or set(numbers) <= set(held)) for held in known
    ):
        return
    level = next(u.level for u in units if gap[1] in struck.numbers(u))
    first, last = (_label(level, n, subitems) for n in gap)
    between = f"{first}の次" if first else f"{'の' if above else ''}初め"
    raise Refusal(
        "欠番",
        f"{above}{between}が{last}になり、番号が続きません",
        "加え、又は移した後の番号を確かめてください（欠番にするなら「第○条　削除」と改めてください）",
    )


def _gap(numbers: tuple[Number, ...]) -> tuple[Number, Number] | None:
    """The first two neighbours that do not follow one another; (): the place before the first."""
    before: Number = ()
    for number in numbers:
        if number not in _next(before):
            return before, number
        before = number
    return None


def _next(number: Number) -> tuple[Number, ...]:
    """What may stand behind a number: 第3条 before 第4条 or 第3条の2, 第3条の2 before 第3条の3, 第3条の2の2 or 第4条."""
    if not number:
        return ((1,),)
    following = tuple((*number[:n], number[n] + 1) for n in range(len(number)))
    return (*following, (*number, 2))


def _label(level: str, number: Number, subitems: Subitems) -> str:
    if not number:
        return ""
    match level:
        case "条":
            return article_label(number)
        case "別表":
            return schedule_label(number)
        case "項" | "号":
            return clause_label(level, number)
        case _ if level in SUBITEMS:
            return label(number[0], SUBITEMS.index(level) + 1, subitems)
        case _:
            return ""
