"""One paragraph as it was sent and as it came back -> the edits of its words, tracked or not, at their places in what was sent."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterator
from dataclasses import replace

from pipeline.amending.differences.script_words import words
from pipeline.importing.word.returned import Hand, Passage
from pipeline.late.dataclass import dataclass

# Differences with no more than this between them are one.
_GAP = 1


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters `start` up to `end` of the words that were sent are to be `new`. `hand` None: changed without being recorded.

    `mixed`: what was recorded stands amid what was not. `comments` are the ids of those that hang on it.
    """

    start: int
    end: int
    new: str
    hand: Hand | None
    comments: tuple[str, ...] = ()
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters `r0` up to `r1` of the paragraph as it came back (changes rejected), `g0` up to `g1` of what was sent."""

    r0: int
    r1: int
    g0: int
    g1: int
    new: str
    hand: Hand | None
    comments: tuple[str, ...] = ()

    def meets(self, other: _Piece) -> bool:
        """Whether one lies within the other or they overlap; touching is not meeting.

        What somebody put where words of ours are gone stands in their place.
        """
        if self.r0 == self.r1 == other.r0 == other.r1:
            return (self.hand is None) != (other.hand is None)
        if self.r0 == self.r1:
            return other.r0 < self.r0 < other.r1
        if other.r0 == other.r1:
            return self.r0 < other.r0 < self.r1
        return self.r0 < other.r1 and other.r0 < self.r1


def edits(sent: str, back: Passage) -> tuple[Edit, ...]:
    """All edits in the order of the words."""
    before = back.before
    untracked = list(_untracked(sent, before))
    tracked = [_placed(piece, untracked) for piece in _tracked(back)]
    groups: list[list[_Piece]] = []
    for piece in sorted([*untracked, *tracked], key=lambda p: (p.r0, p.r1)):
        meeting = [g for g in groups if any(piece.meets(other) for other in g)]
        merged = [p for g in meeting for p in g] + [piece]
        groups = [*(g for g in groups if g not in meeting), merged]
    made = [_edit(sorted(group, key=lambda p: (p.r0, p.r1)), before) for group in groups]
    return tuple(sorted(made, key=lambda e: (e.start, e.end)))


def _untracked(sent: str, before: str) -> Iterator[_Piece]:
    if sent == before:
        return
    held: tuple[int, int, int, int] | None = None
    for g0, g1, r0, r1 in _by_words(sent, before):
        if held is not None and g0 - held[1] <= _GAP:
            held = (held[0], g1, held[2], r1)
            continue
        if held is not None:
            yield _Piece(held[2], held[3], held[0], held[1], before[held[2] : held[3]], None)
        held = (g0, g1, r0, r1)
    if held is not None:
        yield _Piece(held[2], held[3], held[0], held[1], before[held[2] : held[3]], None)


def _by_words(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """Where whole words differ: a person looks for 年1回, not for 1."""
    a, b = [w for w, _ in words(old)], [w for w, _ in words(new)]
    ends_a, ends_b = [0, *itertools.accumulate(map(len, a))], [0, *itertools.accumulate(map(len, b))]
    for tag, a0, a1, b0, b1 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            yield ends_a[a0], ends_a[a1], ends_b[b0], ends_b[b1]


def _tracked(back: Passage) -> Iterator[_Piece]:
    """Neighbouring changes of one person as one: what goes and what comes in its place."""
    at = 0
    held: _Piece | None = None
    for stretch in back.stretches:
        if stretch.fate == "消" or not stretch.text:
            continue
        if stretch.fate == "同":
            if held is not None:
                yield held
            held, at = None, at + len(stretch.text)
            continue
        comes = stretch.text if stretch.fate == "加" else ""
        end = at + (len(stretch.text) if stretch.fate == "削" else 0)
        if held is not None and held.hand is not None and held.hand.author == stretch.hand.author:
            known = dict.fromkeys((*held.comments, *stretch.comments))
            held = replace(held, r1=end, new=held.new + comes, comments=tuple(known))
        else:
            if held is not None:
                yield held
            held = _Piece(at, end, 0, 0, comes, stretch.hand, stretch.comments)
        at = end
    if held is not None:
        yield held


def _placed(piece: _Piece, untracked: list[_Piece]) -> _Piece:
    """A tracked piece with its place in what was sent."""
    return replace(piece, g0=_sent_at(piece.r0, untracked, at_end=False), g1=_sent_at(piece.r1, untracked, at_end=True))


def _sent_at(place: int, untracked: list[_Piece], *, at_end: bool) -> int:
    shift = 0
    for piece in untracked:
        if place >= piece.r1 and not (place == piece.r0 == piece.r1 and at_end):
            shift = piece.g1 - piece.r1
        elif place > piece.r0:
            return piece.g1 if at_end else piece.g0
    return place + shift


def _edit(group: list[_Piece], before: str) -> Edit:
    if len(group) == 1:
        one = group[0]
        return Edit(one.g0, one.g1, one.new, one.hand, one.comments)
    r0, r1 = min(p.r0 for p in group), max(p.r1 for p in group)
    new, at = "", r0
    for piece in group:
        if piece.hand is not None:
            new += before[at : piece.r0] + piece.new
            at = piece.r1
    hand = next(p.hand for p in group if p.hand is not None)
    comments = dict.fromkeys(c for p in group for c in p.comments)
    g0, g1 = min(p.g0 for p in group), max(p.g1 for p in group)
    return Edit(g0, g1, new + before[at:r1], hand, tuple(comments), mixed=True)
