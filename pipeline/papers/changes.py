"""What a change list holds, for papers of any kind: entries with ids that stay, and whether they were guessed.

The list is published as JSON (docs/changes.schema.json) and as a page; whoever compares papers of another kind makes the
same entries, so that reviewers read one form.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Literal

from pipeline.comparing.figures import Figure
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.finding.mentions import actors, amounts, times

Kind = Literal["追加", "削除", "移動", "見出し", "字句", "引用のみ", "番号のみ", "体裁"]
Subject = Literal["金額", "期日・期間", "主体", "義務"]
_ID_LENGTH = 12
_DUTY = regex("ものとする|なければならない|することができる|努める")


@dataclass(frozen=True, slots=True)
class Entry:
    """One change. Places are "" where the unit does not exist.

    `id` names what changes and from what to what: it stays when other changes come or go, so that a reviewer's mark stays
    with its change. `number` counts the entries of one list, as papers cite them (変更1).
    `column` is the 欄 of a row in which the words stand.
    `automatic`: it follows from other changes (a number, a reference to a unit that moved), nobody wrote it.
    """

    id: str
    kind: Kind
    subjects: tuple[Subject, ...]
    automatic: bool
    place_old: str
    place_new: str
    old: str
    new: str
    column: str = ""
    number: int = 0
    figures: tuple[Figure, ...] = ()

    @property
    def cited(self) -> str:
        """変更1, as the papers of one amendment cite it."""
        return f"変更{self.number}"


@dataclass(frozen=True, slots=True)
class Guessed:
    """A pair that likeness alone made one unit: for the reviewer to confirm."""

    place_old: str
    place_new: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Report:
    """All changes from the front to the back, and what was guessed."""

    entries: tuple[Entry, ...]
    guesses: tuple[Guessed, ...] = ()


def entry_id(kind: Kind, anchor: str, column: str, words: tuple[str, str]) -> str:
    """An id of what is said, whatever stands before it in the list.

    `anchor` is a place in the old text, which no other change moves: that of the unit, or of what a new one is put in.
    Where it is known what the new words cite, they are given by that, for numbers follow other changes. Two entries may
    have the same id; see `numbered`.
    """
    said = (kind, anchor, column, *words)
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:_ID_LENGTH]


def numbered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries by their places in the list; of those that say the same, the second and later ids tell it."""
    seen: Counter[str] = Counter()
    made = []
    for number, entry in enumerate(entries, 1):
        seen[entry.id] += 1
        own = entry.id if seen[entry.id] == 1 else f"{entry.id}-{seen[entry.id]}"
        made.append(replace(entry, id=own, number=number))
    return tuple(made)


def subjects_of(old: str, new: str) -> tuple[Subject, ...]:
    """What a change may be about, by the words of each subject that differ between the two texts.

    Both texts need what stands around the change: of 令和7年 become 令和8年, 7 and 8 alone tell nothing.
    """
    readers: tuple[tuple[Subject, Callable[[str], Sequence[str]]], ...] = (
        ("金額", amounts),
        ("期日・期間", times),
        ("主体", actors),
        ("義務", _DUTY.findall),
    )
    return tuple(subject for subject, read in readers if read(old) != read(new))
