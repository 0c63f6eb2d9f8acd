"""Glyphs of a face -> the lean source that subsets are cut from, and a plan for the cut.

A lean face has no layout tables and no hints, and CFF has no subroutines and CID = glyph number. Making one costs a
hundred times what a cut from it costs, in proportion to its glyphs; so it holds those that documents are made of: of a
batch those of its sources, else, or where these do not do, the common ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from functools import cache

import uharfbuzz as hb

_FLAGS = hb.SubsetFlags
_LEAN = _FLAGS.NOTDEF_OUTLINE | _FLAGS.NO_LAYOUT_CLOSURE | _FLAGS.NO_HINTING
_KEEP_NUMBERS = _FLAGS.RETAIN_GIDS
_KEEP_CFF_NUMBERS = _FLAGS.RETAIN_GIDS | _FLAGS.DESUBROUTINIZE | _FLAGS.CFF_IDENTITY_CHARSET
# Tables that a font embedded in a PDF does not need (ISO 32000-1, 9.9).
_DROPPED = (
    *("GSUB", "GPOS", "GDEF", "BASE", "kern", "cmap", "name", "post", "OS/2", "vhea", "vmtx", "VORG", "DSIG", "gasp"),
    *("meta", "FFTM", "VDMX", "hdmx", "LTSH", "PCLT", "STAT"),
)
_DROP = [int.from_bytes(tag.encode(), "big") for tag in _DROPPED]
# A single document is cut from the font itself; the second pays for the stock (a tenth of a second for CFF), and so
# many that need rare glyphs pay for taking these into it.
CUTS_BEFORE_STOCK, CUTS_BEFORE_NEXT_STOCK = 2, 12
# Rows of JIS X 0208: marks, Latin, Greek, kana, Cyrillic and lines; the kanji of level 1.
_LAST_SMALL_ROW, _LAST_ROW_OF_LEVEL_1 = 8, 47


class Source:
    """The lean forms of one face. The bytes of a subset do not depend on which of them it was cut from (tested).

    `open_face` maps the file anew: outlines lie all over it, and would stay in memory as long as the mapping does.
    """

    def __init__(self, face: hb.Face, open_face: Callable[[], hb.Face]) -> None:
        self._open, self._font = open_face, hb.Font(face)
        self._keep = _KEEP_CFF_NUMBERS if "CFF " in {str(tag) for tag in face.table_tags} else _KEEP_NUMBERS
        self._stock: hb.Face | None = None
        self._stocked: set[int] = set()
        self._asked: set[int] = set()
        self._cuts_left = CUTS_BEFORE_STOCK

    def prepare(self, characters: AbstractSet[str]) -> None:
        """Makes the stock now, of these characters with marks, kana and Latin: worth while before a batch of them."""
        if self._stock is None:
            self._take_stock({*characters, *_characters(1, _LAST_SMALL_ROW)} if characters else _common())

    @property
    def stocked(self) -> bool:
        """Whether many subsets are cut."""
        return self._stock is not None

    def cut(self, glyphs: list[int]) -> hb.SubsetPlan:
        """The plan of a subset: execute() makes it."""
        if not self._stocked.issuperset(glyphs):
            self._asked.update(glyphs)
            self._cuts_left -= 1
            if self._cuts_left:
                return _plan(self._lean(glyphs), glyphs, _LEAN)
            self._take_stock(_common())
        return _plan(self._stock, glyphs, _LEAN)

    def _take_stock(self, characters: Iterable[str]) -> None:
        drawn = {self._font.get_nominal_glyph(ord(char)) or 0 for char in characters}
        self._stocked |= {0, *drawn, *self._asked}
        self._stock = hb.subset_preprocess(self._lean(self._stocked))
        self._cuts_left = CUTS_BEFORE_NEXT_STOCK

    def _lean(self, glyphs: Iterable[int]) -> hb.Face:
        return _plan(self._open(), glyphs, _LEAN | self._keep).execute()


def _common() -> str:
    """Marks, kana, Latin, Greek, Cyrillic and the 2,965 kanji of level 1."""
    return _characters(1, _LAST_ROW_OF_LEVEL_1)


@cache
def _characters(first_row: int, last_row: int) -> str:
    """ASCII and rows of JIS X 0208."""
    cells = [bytes((0xA0 + row, 0xA0 + cell)) for row in range(first_row, last_row + 1) for cell in range(1, 95)]
    return bytes(range(0x20, 0x7F)).decode() + b"".join(cells).decode("euc_jp", "ignore")


def _plan(face: hb.Face, glyphs: Iterable[int], flags: hb.SubsetFlags) -> hb.SubsetPlan:
    wish = hb.SubsetInput()
    wish.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    wish.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(_DROP)
    wish.flags = flags
    return hb.SubsetPlan(face, wish)
