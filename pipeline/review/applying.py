"""Accepted proposals -> new words for scalars of the source, and the paragraphs that the paper must then print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.diagnostics import Written
from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import House
from pipeline.review.paragraphs import Named
from pipeline.review.proposals import Proposal, Target


@dataclass(frozen=True, slots=True)
class NewWords:
    """What a scalar is to say; `numbers` are those of the proposals that say so."""

    written: Written
    words: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two accepted proposals for the same characters."""

    one: Proposal
    other: Proposal


def new_words(accepted: Iterable[Proposal]) -> tuple[tuple[NewWords, ...], tuple[Conflict, ...]]:
    """New words for each scalar, the last of a file first; and proposals that cannot be accepted together.

    The same proposal twice (a heading and its line in 目次) is one.
    """
    by_scalar: dict[tuple[str, int, int], list[tuple[Target, Proposal]]] = {}
    for proposal in accepted:
        if isinstance(proposal.to, Target):
            written = proposal.to.written
            by_scalar.setdefault((written.file.name, written.start, written.end), []).append((proposal.to, proposal))
    made: list[NewWords] = []
    conflicts: list[Conflict] = []
    for _, targets in sorted(by_scalar.items(), key=lambda item: (item[0][0], -item[0][1])):
        targets.sort(key=lambda t: (t[0].start, t[0].end, t[1].number))
        words, found = _written(targets)
        conflicts += found
        made.append(NewWords(targets[0][0].written, words, tuple(p.number for _, p in targets)))
    return tuple(made), tuple(conflicts)


def _written(targets: Sequence[tuple[Target, Proposal]]) -> tuple[str, list[Conflict]]:
    text = targets[0][0].written.text
    made, at = "", 0
    done: list[tuple[Target, Proposal]] = []
    conflicts = []
    for target, proposal in targets:
        if any((t.start, t.end, t.new) == (target.start, target.end, target.new) for t, _ in done):
            continue
        if done and (target.start < at or (target.start, target.end) == (done[-1][0].start, done[-1][0].end)):
            conflicts.append(Conflict(done[-1][1], proposal))
            continue
        made += text[at : target.start] + target.new
        at = target.end
        done.append((target, proposal))
    return made + text[at:], conflicts


def expected(accepted: Iterable[Proposal], paragraphs: Sequence[Named], house: House) -> dict[int, frozenset[str]]:
    """What each paragraph with accepted proposals may then say: as proposed, or with new words in the widths of the house."""
    by_paragraph: dict[int, list[Proposal]] = {}
    for proposal in accepted:
        if isinstance(proposal.to, Target) and proposal.paragraph is not None:
            by_paragraph.setdefault(proposal.paragraph, []).append(proposal)
    made: dict[int, frozenset[str]] = {}
    for at, proposals in by_paragraph.items():
        words = paragraphs[at].words
        as_proposed, in_house = words, words
        for one in sorted(proposals, key=lambda p: (p.start, p.end), reverse=True):
            as_proposed = as_proposed[: one.start] + one.after + as_proposed[one.end :]
            in_house = in_house[: one.start] + house.text(one.after) + in_house[one.end :]
        made[at] = frozenset({as_proposed, in_house, house.text(as_proposed)})
    return made
