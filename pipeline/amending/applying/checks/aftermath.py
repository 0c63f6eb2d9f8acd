"""A text before and after an amendment -> references that the amendment leaves leading nowhere: for a person to look at."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.labels.amendment_style import Number
from pipeline.late.dataclass import dataclass
from pipeline.notation.citation import Citation, Found, article_label, find, schedule_label
from pipeline.provision.unit import Provision, Unit


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something for a person to look at: where, and what."""

    place: str
    message: str


def doubts(old: Provision, made: Provision) -> tuple[Doubt, ...]:
    """References of the new text that lead nowhere, though they did not before."""
    found = []
    known = {(place, words) for place, words in _dangling(old)}
    known_words = {words for _, words in known}
    for place, words in _dangling(made):
        if words not in known_words:
            found.append(Doubt(place, f"{place}の「{words}」に当たるものが、改めた後の文にありません"))
    return tuple(dict.fromkeys(found))


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
