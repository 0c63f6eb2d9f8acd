"""Advance widths of a font -> what the line breaker asks of it, each unit answered once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pipeline.typeset.classes import class_letter

V = TypeVar("V")


class ByUnit(dict[str, V]):
    """Unit -> value, computed when first asked for."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[str], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, unit: str) -> V:
        value = self[unit] = self._make(unit)
        return value


class Metrics:
    """A font as layout sees it: `advance` in 1/1000 em and the class letter of each unit."""

    __slots__ = ("advance", "letter")

    def __init__(self, advance_mem: Callable[[str], int]) -> None:
        self.advance: ByUnit[int] = ByUnit(advance_mem)
        self.letter: ByUnit[str] = ByUnit(lambda unit: class_letter(unit, self.advance[unit]))
