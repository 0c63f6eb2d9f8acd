"""Advance widths of a font -> what the line breaker asks of it, each unit answered once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pipeline.late.regex import regex
from pipeline.typeset.lines.classes import FULL, FULL_WIDTH, HALF_KANA, Units, class_letter

V = TypeVar("V")

_PERHAPS_NARROW = regex(f"[^{FULL}]")


class ByUnit(dict[str, V]):
    """Unit -> value, computed when first asked for."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[str], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, unit: str) -> V:
        value = self[unit] = self._make(unit)
        return value


class Spelled(ByUnit[str]):
    """Unit -> what is written for it."""

    __slots__ = ("_by_point",)

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__(make)
        self._by_point = _ByPoint(self)

    def of(self, whole: Units) -> str:
        """What is written for the units, one behind the other."""
        return whole.translate(self._by_point) if isinstance(whole, str) else "".join(map(self.__getitem__, whole))


class _ByPoint(dict[int, str]):
    """Code point -> what is written for that character, for str.translate."""

    __slots__ = ("_spelled",)

    def __init__(self, spelled: Spelled) -> None:
        super().__init__()
        self._spelled = spelled

    def __missing__(self, point: int) -> str:
        written = self[point] = self._spelled[chr(point)]
        return written


class Metrics:
    """A font as layout sees it: `advance` in 1/1000 em and the class letter of each unit."""

    __slots__ = ("advance", "letter")

    def __init__(self, advance_mem: Callable[[str], int]) -> None:
        self.advance: ByUnit[int] = ByUnit(advance_mem)
        self.letter = Spelled(lambda unit: class_letter(unit, self.advance[unit]))

    def widths(self, whole: Units, letters: str) -> list[int]:
        """The advances of the units, whose letters these are: most are an em, and only the others are looked up."""
        if not isinstance(whole, str) or HALF_KANA.search(whole):
            return list(map(self.advance.__getitem__, whole))
        widths, advance = [FULL_WIDTH] * len(letters), self.advance
        for found in _PERHAPS_NARROW.finditer(letters):
            at = found.start()
            widths[at] = advance[whole[at]]
        return widths
