"""Glyphs of a face -> the lean source that subsets are cut from, and a plan for the cut.

A lean face has no layout tables and no hints, and CFF has no subroutines and CID = glyph number. Making one costs a
hundred times what a cut from it costs, in proportion to its glyphs; so it holds those that documents are made of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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

    def prepare(self) -> None:
        """Makes the stock now: worth while before a batch."""
        if self._stock is None:
            self._take_stock()

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
            self._take_stock()
        return _plan(self._stock, glyphs, _LEAN)

    def _take_stock(self) -> None:
        drawn = {self._font.get_nominal_glyph(ord(char)) or 0 for char in _common_characters()}
        self._stocked = {0, *drawn, *self._asked}
        self._stock = hb.subset_preprocess(self._lean(self._stocked))
        self._cuts_left = CUTS_BEFORE_NEXT_STOCK

    def _lean(self, glyphs: Iterable[int]) -> hb.Face:
        return _plan(self._open(), glyphs, _LEAN | self._keep).execute()


@cache
def _common_characters() -> str:
    """Marks, Latin, Greek, Cyrillic, kana and the 2,965 kanji of level 1 (JIS X 0208, rows 1 to 47), and ASCII."""
    cells = [bytes((0xA0 + row, 0xA0 + cell)) for row in range(1, 48) for cell in range(1, 95)]
    return bytes(range(0x20, 0x7F)).decode() + b"".join(cells).decode("euc_jp", "ignore")


def _plan(face: hb.Face, glyphs: Iterable[int], flags: hb.SubsetFlags) -> hb.SubsetPlan:
    wish = hb.SubsetInput()
    wish.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    wish.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(_DROP)
    wish.flags = flags
    return hb.SubsetPlan(face, wish)
