"""A stretch of printed words, and what a rule must know of it: its kind of document, its role, what may not be judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Literal

from pipeline.diagnostics import Place, Span
from pipeline.late.dataclass import dataclass
from pipeline.tree.walk import SpotRole

# 協約: agreements, 例規 and their amendments; 議案: bills, notices, reports; 計画: plans, visions, policies; 予算: budget
# sheets; 一般: a paper of which the kind is not known.
Group = Literal["協約", "議案", "計画", "予算", "一般"]
GROUPS: frozenset[Group] = frozenset({"協約", "議案", "計画", "予算", "一般"})
# Rules see it in place of words that are not theirs to judge: names, quotations, names of laws.
MASK = "\ufffc"


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` as printed; `masked` is as long, with MASK for every character that no rule of words may judge.

    `path` names the 条, 節 or row in which it stands; `place(start, end)` says where characters stand in the source.
    `labelled`: the text begins with a number that was typed (papers of others), which is masked.
    """

    text: str
    masked: str
    role: SpotRole
    path: tuple[str, ...]
    place: Callable[[int, int], Span | Place | None] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document to be judged: its passages in reading order. `name` is how reports call it.

    `structured`: it has 条, so that what is missing in it (a definition, a 別表) can be told.
    `bound`: it comes from a source, whose terms and references the build has checked already.
    """

    name: str
    group: Group
    passages: tuple[Passage, ...]
    structured: bool
    bound: bool
