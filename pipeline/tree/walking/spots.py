"""What a walk over a tree hands to its reader with every stretch of words, and how nodes are changed in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from operator import is_
from typing import TYPE_CHECKING, Literal, TypeVar

from pipeline.late.dataclass import dataclass
from pipeline.tree.inlines import Inlines, Path

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


# What a stretch of words is to a reader; 見出し are captions and headings, 欄名 the heads of a table, 備考 its remarks and notes, 図 words of figures.
SpotRole = Literal["題名", "前文", "末文", "見出し", "項", "号", "細分", "欄名", "欄", "備考", "段落", "箇条", "図"]
CitedPaper = Literal["この文書", "他の文書"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a stretch of words stands: the path of the innermost keyed node, and whether it is the text of a clause.

    Captions, headings and titles are spots whose `clause` is False: references there are printed, never relative.
    `of`: whose 条 and 別表 its words cite: those that amend another paper cite that paper's.
    """

    path: Path
    clause: bool = True
    role: SpotRole = "段落"
    of: CitedPaper = "この文書"


Rewrite = Callable[[Inlines, Spot], Inlines]
T = TypeVar("T")
N = TypeVar("N", bound="DataclassInstance")


def with_parts(node: N, **parts: object) -> N:
    """The node with these parts; itself if they are its own."""
    for name, part in parts.items():
        if getattr(node, name) is not part:
            return replace(node, **parts)
    return node


def each(nodes: tuple[T, ...], change: Callable[[T], T]) -> tuple[T, ...]:
    """The nodes, each changed; the same tuple if none was."""
    made = tuple([change(node) for node in nodes])
    return nodes if all(map(is_, made, nodes)) else made
