"""A text before and after an amendment -> what the amendment leaves behind that a careful reader would not let pass.

A number that is missing where none was missing before is refused; references that lead nowhere any more, and gaps in a text
that had gaps already (an excerpt), are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.amending.applying.refusal import Refusal
from pipeline.labels.amendment_style import Number
from pipeline.notation.citation import Citation, Found, article_label, find, schedule_label
from pipeline.provision.unit import Level, Provision, Unit

_COUNTED: tuple[Level, ...] = ("条", "号", "細分", "小細分")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something for a person to look at: where, and what."""

    place: str
    message: str


def must_be_whole(old: Provision, made: Provision) -> None:
    """Raises Refusal if nothing is left, or if a number is missing that was not missing before."""
    if (old.articles or old.schedules) and not (made.articles or made.schedules):
        raise Refusal("空", "改めた後に条も別表も残りません", "削る範囲を確かめてください")
    for level in _COUNTED:
        before = {gap for _, gap in _gaps(old, level)}
        new = [(where, gap) for where, gap in _gaps(made, level) if gap not in before]
        if new and not before:
            where, (low, high) = new[0]
            raise Refusal(
                "欠番",
                f"改めた後の{where}{level}の番号が続きません（{_number(low)}の次が{_number(high)}）",
                "番号を移す規定、又は「第○条　削除」とする規定を確かめてください",
            )


def doubts(old: Provision, made: Provision) -> tuple[Doubt, ...]:
    """Gaps in a text that had gaps, and references of the new text that lead nowhere, though they did not before."""
    found = []
    for level in _COUNTED:
        before = {gap for _, gap in _gaps(old, level)}
        for where, (low, high) in (g for g in _gaps(made, level) if g[1] not in before):
            message = f"{where}{level}の番号が続きません（{_number(low)}の次が{_number(high)}）"
            found.append(Doubt(where, message))
    known = {(place, words) for place, words in _dangling(old)}
    known_words = {words for _, words in known}
    for place, words in _dangling(made):
        if words not in known_words:
            found.append(Doubt(place, f"{place}の「{words}」に当たるものが、改めた後の文にありません"))
    return tuple(dict.fromkeys(found))


def _number(number: Number) -> str:
    return "の".join(map(str, number))


def _gaps(provision: Provision, level: Level) -> Iterator[tuple[str, tuple[Number, Number]]]:
    """Neighbours of one level between which a number is missing, and in what they lie."""
    tops = (("", provision.articles), ("附則", provision.supplement), ("", provision.schedules))
    for where, units in tops:
        yield from ((where, gap) for gap in _among(units, level))
        for unit in units:
            name = where + _name(unit)
            for each in unit.walk():
                yield from ((name, gap) for gap in _among(each.children, level))


def _among(units: tuple[Unit, ...], level: Level) -> Iterator[tuple[Number, Number]]:
    numbers = [u.number for u in units if u.level == level and u.number]
    for low, high in pairwise(numbers):
        if not _follows(low, high):
            yield low, high


def _follows(low: Number, high: Number) -> bool:
    """Whether a number is the next: 3 or 2の2 after 2, 2の3 or 3 after 2の2, 2の2の2 too."""
    return high == (*low, 2) or any(high == (*low[:depth], low[depth] + 1) for depth in range(len(low)))


def _name(unit: Unit) -> str:
    return schedule_label(unit.number) if unit.level == "別表" else article_label(unit.number) if unit.number else ""


def _dangling(provision: Provision) -> Iterator[tuple[str, str]]:
    """Citations of units of this text that it does not have; of other laws nothing is known."""
    articles = {u.number: u for u in provision.articles if u.level == "条"}
    schedules = {u.number for u in provision.schedules}
    for top in (*provision.articles, *provision.schedules):
        if top.level not in ("条", "別表"):
            continue
        for unit in top.walk():
            for text in (unit.text, *unit.cells):
                for found in find(text):
                    if _is_own(found) and not _leads(found.citation, articles, schedules):
                        yield _name(top), text[found.start : found.end]


def _is_own(found: Found) -> bool:
    return not found.external and found.citation is not None and not found.citation.supplementary


def _leads(citation: Citation | None, articles: dict[Number, Unit], schedules: set[Number]) -> bool:
    if citation is None:
        return True
    if citation.schedule is not None:
        return citation.schedule in schedules
    if not citation.article:
        return True
    article = articles.get(citation.article)
    if article is None:
        return False
    if citation.paragraph is None and not citation.item:
        return True
    paragraphs = [u for u in article.children if u.level == "項"]
    if citation.paragraph is not None:
        paragraphs = [u for u in paragraphs if u.number == (citation.paragraph,)]
    if not citation.item:
        return bool(paragraphs)
    return any(item.level == "号" and item.number == citation.item for p in paragraphs for item in p.children)
