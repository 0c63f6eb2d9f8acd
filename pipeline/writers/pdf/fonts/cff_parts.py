"""Glyph programs that were cut before + glyphs and copies -> the CFF that a new cut would give, byte for byte.

HarfBuzz copies a program as it is from a lean font, numbers the dictionaries in use anew and keeps their order: so a
subset is what is around the programs of any subset of the same dictionaries, and the programs. A worker that makes the
papers of many partners cuts only what none of them had before.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Hashable, Mapping
from typing import NamedTuple, TypeVar

from pipeline.writers.pdf.fonts.cff_copies import Font, in_ranges, index, is_keyed

_NOTDEF = 0
# What a copy is known by, whatever the document.
_Name = TypeVar("_Name", bound=Hashable)


class Widened(NamedTuple):
    """A glyph of the original font at another width, in units of the font and in 1/1000 em."""

    glyph: int
    width: int
    width_mem: int


class _Copy(NamedTuple):
    """The program of a copy, and the dictionary that its glyph has in the original font."""

    program: bytes
    dictionary: int


class Parts:
    """The parts of one face. `original` reads its CFF table, once; `cut` makes the CFF of glyphs, as HarfBuzz does."""

    def __init__(self, original: Callable[[], bytes], cut: Callable[[list[int]], bytes]) -> None:
        self._original, self._cut = original, cut
        self._read: bytes | None = None
        self._programs: dict[int, bytes] = {}
        self._copies: dict[Hashable, _Copy] = {}
        # By the dictionaries in use: a subset that has them.
        self._around: dict[bytes, Font] = {}

    @property
    def usable(self) -> bool:
        """Whether the font is keyed by CIDs, so that every glyph has a dictionary."""
        return bool(self._dict_of)

    def subset(self, codes: list[int], copies: Mapping[_Name, int], widened: Mapping[_Name, Widened]) -> bytes:
        """The CFF of these glyphs, in their order, with copies behind them under their codes: what `with_copies` gives."""
        dict_of = self._dict_of
        dictionaries = bytes([dict_of[_NOTDEF], *map(dict_of.__getitem__, codes)])
        used = bytes(sorted(set(dictionaries)))
        font = self._around.get(used)
        if font is None:
            font = self._around[used] = self._learnt(codes, used)
        programs = self._programs
        if not programs.keys() >= set(codes):
            missing = [code for code in codes if code not in programs]
            self._learnt(missing, bytes(sorted({dict_of[glyph] for glyph in (_NOTDEF, *missing)})))
        for name in copies:
            if name not in self._copies:
                self._copies[name] = self._widened(widened[name], font, used)
        known = list(map(self._copies.__getitem__, copies))
        cids = array("H", [*codes, *copies.values()])
        if sys.byteorder == "little":
            cids.byteswap()
        # Dictionaries in use are numbered anew, in their order.
        numbers = bytes.maketrans(used, bytes(range(len(used))))
        select = in_ranges((dictionaries + bytes([copy.dictionary for copy in known])).translate(numbers))
        own = [programs[_NOTDEF], *map(programs.__getitem__, codes)]
        return font.rebuilt(cids.tobytes(), select, index([*own, *[copy.program for copy in known]]))

    def _learnt(self, codes: list[int], used: bytes) -> Font:
        """A new subset of these glyphs, whose programs are kept."""
        font = Font(self._cut(codes))
        for n, glyph in enumerate((_NOTDEF, *codes)):
            assert used[font.dict_of[n]] == self._dict_of[glyph], "dictionaries are numbered otherwise"
            if glyph not in self._programs:
                self._programs[glyph] = font.program(n)
        font.forget_programs()
        return font

    def _widened(self, copy: Widened, font: Font, used: bytes) -> _Copy:
        dictionary = self._dict_of[copy.glyph]
        program = font.at_width(self._programs[copy.glyph], used.index(dictionary), copy.width)
        return _Copy(program, dictionary)

    @property
    def _dict_of(self) -> bytes:
        """Of every glyph of the original its dictionary; empty if it has none."""
        if self._read is None:
            cff = self._original()
            self._read = bytes(Font(cff).dict_of) if is_keyed(cff) else b""
        return self._read
