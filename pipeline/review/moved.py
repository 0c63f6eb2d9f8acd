"""Proposals of which one takes away the very words that another brings -> one proposal that moves them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.importing.word.returned import BREAK
from pipeline.late.dataclass import dataclass
from pipeline.review.proposals import Elsewhere, Proposal

_MOVED = {
    "段落": "段落を動かす変更です。原稿のこの場所を手で直してください",
    "行": "表の行を動かす変更です。原稿のこの場所を手で直してください",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A proposal, and the paragraph (-1: before the first) and the character by which it is put in order."""

    at: int
    start: int
    proposal: Proposal


def joined(found: Iterable[Placed]) -> tuple[Placed, ...]:
    """The proposals in their order; of a move, which stands where the words are gone, only one.

    Words that come or go more than once, or by another hand, are left as they are: nobody can say which went where.
    """
    ordered = sorted(found, key=lambda p: (p.at, p.start))
    pairs = dict(_pairs(ordered))
    come = set(pairs.values())
    return tuple(
        replace(each, proposal=_moved(each.proposal, ordered[pairs[n]])) if n in pairs else each
        for n, each in enumerate(ordered)
        if n not in come
    )


def _pairs(ordered: Sequence[Placed]) -> Iterable[tuple[int, int]]:
    gone: dict[tuple[object, ...], list[int]] = {}
    come: dict[tuple[object, ...], list[int]] = {}
    for n, each in enumerate(ordered):
        one = each.proposal
        if one.kind in _MOVED and isinstance(one.to, Elsewhere) and bool(one.before) != bool(one.after):
            words = "".join((one.before or one.after).split())
            (gone if one.before else come).setdefault((one.kind, words), []).append(n)
    for key, [first, *more] in gone.items():
        others = come.get(key, [])
        if key[1] and not more and len(others) == 1 and _one_hand(ordered[first].proposal, ordered[others[0]].proposal):
            yield first, others[0]


def _one_hand(one: Proposal, other: Proposal) -> bool:
    return (one.author, one.tracked) == (other.author, other.tracked)


def _moved(gone: Proposal, come: Placed) -> Proposal:
    place = gone.to.place if isinstance(gone.to, Elsewhere) else None
    side = "前" if come.start == 0 and come.proposal.after.endswith(BREAK) else "次"
    goal = "文書の初め" if come.at < 0 else f"「{come.proposal.where}」の{side}"
    return replace(gone, kind="移動", after=goal, to=Elsewhere(_MOVED[gone.kind], place))
