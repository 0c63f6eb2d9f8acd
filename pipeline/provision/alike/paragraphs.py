"""Cells of a plain text, which has the paragraphs of a cell in one line -> parted as another text parts the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.provision.unit import PARTED, Provision, Unit, readable


def parted_like(plain: Provision, other: Provision) -> Provision:
    """The text with the cells that say the same as one of the other in the paragraphs that this one has."""
    parted = {readable(cell): cell for unit in _units(other) for cell in unit.cells if PARTED in cell}
    return _parted(plain, lambda cell: parted.get(cell, cell)) if parted else plain


def parted_at_blanks(plain: Provision) -> Provision:
    """The text with every blank in a cell taken for the end of a paragraph."""
    return _parted(plain, lambda cell: cell.replace(" ", PARTED))


def _parted(plain: Provision, cell: Callable[[str], str]) -> Provision:
    return replace(
        plain,
        articles=_units_parted(plain.articles, cell),
        supplement=_units_parted(plain.supplement, cell),
        schedules=_units_parted(plain.schedules, cell),
    )


def _units_parted(units: tuple[Unit, ...], cell: Callable[[str], str]) -> tuple[Unit, ...]:
    return tuple(
        replace(unit, cells=tuple(map(cell, unit.cells)), children=_units_parted(unit.children, cell)) for unit in units
    )


def _units(provision: Provision) -> Iterator[Unit]:
    for unit in (*provision.articles, *provision.supplement, *provision.schedules):
        yield from unit.walk()
