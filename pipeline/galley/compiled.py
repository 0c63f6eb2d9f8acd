"""A document once every word of it is decided: what all writers may read of it."""

from __future__ import annotations

from pipeline.galley.blocks import Galley
from pipeline.galley.compose import Particulars
from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import House
from pipeline.tree.refer import BoundDocument


@dataclass(frozen=True, slots=True)
class Compiled:
    """The bound tree (what each part is), the galley (how it is printed), the house style, and what describes the file.

    Writers of pages need the galley alone; those that keep the structure of the text (web pages, 法令標準XML) the tree.
    `told_beside`: lines of the galley that are no part of the text and not in the tree (the history of a 溶け込み版).
    """

    bound: BoundDocument
    galley: Galley
    house: House
    particulars: Particulars
    told_beside: tuple[str, ...] = ()
