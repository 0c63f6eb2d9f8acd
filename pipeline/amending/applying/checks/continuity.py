"""A text before and after an amendment -> a refusal where numbers of 条, 号, 細分 or 別表 no longer follow one another.

What was not whole before (an abridged text, 欠番 of old) is not judged: only gaps that the amendment itself makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.amending.applying import struck
from pipeline.amending.applying.refusal import Refusal
from pipeline.labels.amendment_style import Number
from pipeline.notation.citation import article_label, clause_label, schedule_label
from pipeline.provision.unit import Provision, Unit

_COUNTED = ("条", "号", "細分", "小細分", "別表")


def must_continue(old: Provision, new: Provision) -> None:
    """Raises Refusal if the amended text is empty, or has a gap that the text before had not."""
    if old.articles and not new.articles:
        raise Refusal("空", "改めた後の文に、条が一つも残りません", "削る条を確かめてください")
    for before, after in ((old.articles, new.articles), (old.schedules, new.schedules)):
        _must_follow(after, "", [_numbers(before)])
    known = [_numbers(u.children) for u in _all(old)]
    for unit in _all(new):
        _must_follow(unit.children, _name(unit), known)


def _all(provision: Provision) -> Iterator[Unit]:
    for unit in (*provision.articles, *provision.supplement, *provision.schedules):
        yield from unit.walk()


def _numbers(units: Iterable[Unit]) -> tuple[Number, ...]:
    return tuple(n for u in units if u.level in _COUNTED and u.number for n in struck.numbers(u))


def _must_follow(units: tuple[Unit, ...], above: str, known: list[tuple[Number, ...]]) -> None:
    """`known` are the numbers that stood together before; those that were not whole then are left as they are."""
    numbers = _numbers(units)
    gap = _gap(numbers)
    if gap is None or any(
        _gap(held) is not None and (set(held) <= set(numbers) or set(numbers) <= set(held)) for held in known
    ):
        return
    level = next(u.level for u in units if gap[1] in struck.numbers(u))
    first, last = (_label(level, n) for n in gap)
    raise Refusal(
        "欠番",
        f"{above}{first}の次が{last}になり、番号が続きません",
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


def _label(level: str, number: Number) -> str:
    if not number:
        return "初め"
    match level:
        case "条":
            return article_label(number)
        case "別表":
            return schedule_label(number)
        case "号":
            return clause_label(level, number)
        case _:
            return f"{number[0]}番目の{level}"


def _name(unit: Unit) -> str:
    return (
        article_label(unit.number)
        if unit.level == "条"
        else clause_label("項", unit.number)
        if unit.level == "項" and unit.number
        else ""
    )
