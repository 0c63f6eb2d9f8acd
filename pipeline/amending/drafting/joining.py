"""Sentences of a draft -> the same with neighbours that amend the same words joined: 第1条、第3条及び第5条中 (R10)."""

from __future__ import annotations

from pipeline.amending.differences.edits import Change, Changed
from pipeline.amending.differences.word_diff import applied
from pipeline.amending.drafting.new_text import Drafted
from pipeline.amending.language.clauses import Edit, Location, Span, Words
from pipeline.labels.amendment_style import Number

# So many neighbouring 条 are said as a range.
_SPAN = 3


def joined(sentences: list[Drafted], order: list[Number], articles: tuple[Change, ...]) -> tuple[Drafted, ...]:
    """R10: neighbours in which the same words change, and nothing else, share one sentence.

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
        else:
            made.append(sentence)
    return tuple(_spanned(each, order) for each in made)


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


def _spanned(sentence: Drafted, order: list[Number]) -> Drafted:
    """第1条から第4条までの規定中: three or more neighbours of the text that are amended alike."""
    clause = _only_words(sentence)
    if clause is None:
        return sentence
    made: list[Location | Span] = []
    at = 0
    while at < len(clause.places):
        end = at + 1
        while end < len(clause.places) and _follows(clause.places[end - 1], clause.places[end], order):
            end += 1
        first, last = clause.places[at], clause.places[end - 1]
        if end - at >= _SPAN and isinstance(first, Location) and isinstance(last, Location):
            made.append(Span(first, last))
        else:
            made += clause.places[at:end]
        at = end
    return Drafted((Words(tuple(made), clause.edits),))


def _follows(a: Location | Span, b: Location | Span, order: list[Number]) -> bool:
    if isinstance(a, Span) or isinstance(b, Span) or len(a.steps) != 1 or len(b.steps) != 1 or a.tail or b.tail:
        return False
    first, other = a.steps[0], b.steps[0]
    if first.level != "条" or other.level != "条" or first.same or first.number not in order:
        return False
    at = order.index(first.number)
    return order[at + 1 : at + 2] == [other.number]
