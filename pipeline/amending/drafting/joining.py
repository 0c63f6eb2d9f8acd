"""Sentences of a draft -> the same with neighbours that amend the same words joined: 第1条、第3条及び第5条中 (R10)."""

from __future__ import annotations

from pipeline.amending.drafting.new_text import Drafted
from pipeline.amending.language.clauses import Location, Span, Words
from pipeline.labels.amendment_style import Number

# So many neighbouring 条 are said as a range.
_SPAN = 3


def joined(sentences: list[Drafted], order: list[Number]) -> tuple[Drafted, ...]:
    """R10: neighbours in which the same words change, and nothing else, share one sentence."""
    made: list[Drafted] = []
    for sentence in sentences:
        last = _only_words(made[-1]) if made else None
        this = _only_words(sentence)
        if last is not None and this is not None and last.edits == this.edits and _differ(last, this):
            made[-1] = Drafted((Words((*last.places, *this.places), last.edits),))
        else:
            made.append(sentence)
    return tuple(_spanned(each, order) for each in made)


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
