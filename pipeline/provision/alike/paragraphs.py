"""Cells of a plain text, which has the paragraphs of a cell in one line -> parted as another text parts the same words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.provision.each_word import with_words
from pipeline.provision.unit import PARTED, Provision, Unit, readable


def parted_like(plain: Provision, other: Provision) -> Provision:
    """The text with the cells that say the same as one of the other in the paragraphs that this one has."""
    parted = {readable(cell): cell for unit in _units(other) for cell in unit.cells if PARTED in cell}
    return with_words(plain, str, lambda cell: parted.get(cell, cell)) if parted else plain


def parted_at_blanks(plain: Provision) -> Provision:
    """The text with every blank in a cell taken for the end of a paragraph."""
    return with_words(plain, str, lambda cell: cell.replace(" ", PARTED))


def _units(provision: Provision) -> Iterator[Unit]:
    for unit in (*provision.articles, *provision.supplement, *provision.schedules):
        yield from unit.walk()
