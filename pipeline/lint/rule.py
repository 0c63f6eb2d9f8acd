"""What a rule is: who says so, where it speaks, how it finds, and sentences that it must find and must leave alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from typing import Literal

from pipeline.diagnostics import Place, Span
from pipeline.late.dataclass import dataclass
from pipeline.lint.passage import GROUPS, Group, Passage, Sheet
from pipeline.tree.walk import SpotRole

# エラー: wrong in any office. 注意: wrong by the authority named. 参考: a matter of taste, shown only when asked for.
Weight = Literal["エラー", "注意", "参考"]
SENTENCES: frozenset[SpotRole] = frozenset({"前文", "末文", "項", "号", "細分", "段落", "箇条", "欄"})
EVERYWHERE: frozenset[SpotRole] = SENTENCES | {"題名", "見出し", "欄名", "図"}
CLAUSES: frozenset[SpotRole] = frozenset({"前文", "末文", "項", "号", "細分", "段落"})
LEGAL: frozenset[Group] = frozenset({"協約", "議案", "一般"})


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters `start` up to `end` of a passage, and what a rule says of them.

    `proposal` takes their place; None where a person must write it. `certain`: the cure needs no person at all.
    """

    start: int
    end: int
    message: str
    proposal: str | None = None
    certain: bool = False


InPassage = Callable[[Passage], Iterable[Hit]]
InSheet = Callable[[Sheet], Iterable[tuple[Passage, Hit]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of official writing. `id` is stable and never reused.

    `first`: one of those that `renkei check` asks as well. `wrong` and `right` are whole sentences, for its tests and for
    `renkei explain`; `authority` is who says so, `why` what goes wrong otherwise.
    """

    id: str
    title: str
    authority: str
    why: str
    weight: Weight
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    look: InPassage | None = None
    look_at_all: InSheet | None = None
    groups: frozenset[Group] = GROUPS
    roles: frozenset[SpotRole] = SENTENCES
    first: bool = False

    def hits(self, sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
        """All hits in a document, in reading order."""
        if sheet.group not in self.groups:
            return
        if self.look_at_all is not None:
            yield from ((p, hit) for p, hit in self.look_at_all(sheet) if p.role in self.roles)
        if self.look is not None:
            for passage in sheet.passages:
                if passage.role in self.roles:
                    yield from ((passage, hit) for hit in self.look(passage))


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found at one place. `words` are those found, `ordinal` counts equal ones in the document."""

    rule: Rule
    document: str
    path: tuple[str, ...]
    words: str
    message: str
    proposal: str | None
    certain: bool
    place: Span | Place | None = field(compare=False)
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Spelling:
    """A pattern, and what is written instead ("" where a person must write it)."""

    pattern: re.Pattern[str]
    instead: str
    certain: bool = True


def spelling(pattern: str, instead: str, *, certain: bool = True) -> Spelling:
    r"""`instead` may take groups of the pattern (\1)."""
    return Spelling(re.compile(pattern), instead, certain)


def spelled(spellings: Iterable[Spelling], say: str) -> InPassage:
    """A look for spellings: `say` is the message, with {wrong} and {right}."""
    all_of_them = tuple(spellings)

    def look(passage: Passage) -> Iterator[Hit]:
        for one in all_of_them:
            for match in one.pattern.finditer(passage.masked):
                right = match.expand(one.instead)
                if right != match[0]:
                    yield Hit(*match.span(), say.format(wrong=match[0], right=right), right or None, one.certain)

    return look


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text stand; brackets with a full stop inside (…をいう。以下同じ。) do not end one."""
    start = depth = 0
    for at, char in enumerate(text):
        if char in "（(":
            depth += 1
        elif char in "）)":
            depth = max(0, depth - 1)
        elif char in "。\n" and depth == 0:
            yield start, at + 1
            start = at + 1
    if start < len(text):
        yield start, len(text)
