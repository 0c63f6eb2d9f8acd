"""Font file -> a face: widths for layout, glyph codes for page content, and the subset that a document embeds.

The code of a glyph in page content is its number in the original font, whatever the subset; that of a copy, which has
another width or stands for another character, is one that no glyph of the document has.
"""

from __future__ import annotations

import hashlib
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from pipeline.late.dataclass import dataclass
from pipeline.typeset.lines.classes import FULL_WIDTH
from pipeline.typeset.lines.memo import Recent
from pipeline.typeset.metrics import ByUnit, Spelled
from pipeline.writers.pdf.fonts import cff_copies, glyf_copies
from pipeline.writers.pdf.fonts.cff_parts import Parts, Widened
from pipeline.writers.pdf.fonts.subsetting import Source

# OS/2 fsType, low four bits: 2 forbids embedding (OpenType specification).
_RESTRICTED = 2
# Blocks whose characters are what is meant when several share a glyph, the first before the others: ～ (U+FF5E) and not
# 〜, ・ (U+30FB) and not ‧, 高 (U+9AD8) and not the radical ⾼ (U+2FBC).
_MEANT = ((0xFF00, 0xFF60), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0x20, 0x7E), (0x2010, 0x203B), (0x2460, 0x24FF))
_MISSING = 0
_LAST_CODE = 0xFFFF
# Subsets that are kept, of each of two generations: 80 KB each.
KEPT_SUBSETS = 3


class MissingGlyphError(Exception):
    """Some unit of a subset is drawn by no font; which, and where it stands, is to be asked of the galley."""


class UnusableFontError(Exception):
    """The file is not a font that may be embedded; the text says why, in Japanese."""


class Copy(NamedTuple):
    """A glyph once more: under a code that stands for this unit, and so much wider (1/1000 em)."""

    unit: str
    wider_mem: int


@dataclass(frozen=True, slots=True)
class Subset:
    """What a document embeds of a face; codes are the numbers of glyphs in the original font, or those of copies.

    `widths`: the entries of W that differ from a full em; `rows`: those of the ToUnicode map, by code.
    """

    tag: str
    program: bytes
    widths: bytes
    rows: tuple[bytes, ...]
    # Big-endian table from codes to glyphs of `program`; None for CFF, which keeps the codes as CIDs.
    code_to_glyph: bytes | None


# What a subset is asked for by: units, copies with their codes.
_Asked = tuple[frozenset[str], tuple[tuple[Copy, int], ...]]


class _Entry(NamedTuple):
    """What a subset says of one glyph: its row of the ToUnicode map, and its entry of W unless it is a full em wide."""

    row: bytes
    width: bytes


class _ByCopy(dict[Copy, Widened]):
    """Copy -> what is known of it, computed when first asked for."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[Copy], Widened]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, copy: Copy) -> Widened:
        value = self[copy] = self._make(copy)
        return value


class Face:
    """One face of a font, opened anew when asked for. Widths are in 1/1000 em; `box` is its bounding box in the same unit."""

    def __init__(self, open_face: Callable[[], hb.Face]) -> None:
        face = open_face()
        if not face.glyph_count:
            raise UnusableFontError("書体のファイルではありません")
        tables = {str(tag) for tag in face.table_tags}
        if not tables & {"glyf", "CFF "} or "fvar" in tables:
            raise UnusableFontError("字形の形式が対応していません（TrueType と CFF の、可変でない書体が使えます）")
        os2, head = bytes(face.reference_table("OS/2").data), bytes(face.reference_table("head").data)
        if int.from_bytes(os2[8:10], "big") & 0xF == _RESTRICTED:
            raise UnusableFontError("PDFへの埋込みが許諾されていない書体です")
        self.cff = "CFF " in tables
        self.name: str = (face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font").replace(" ", "")
        self._face, self._font = face, hb.Font(face)
        self._scale: float = 1000 / face.upem
        self._source = Source(face, open_face)
        left, bottom, right, top = (self._scaled(head, at) for at in (36, 38, 40, 42))
        self.box = (left, bottom, right, top)
        self.ascent, self.descent = self._scaled(os2, 68), self._scaled(os2, 70)
        self.glyph: ByUnit[int] = ByUnit(self._glyph)
        self.advance: ByUnit[int] = ByUnit(self._advance)
        self.code = Spelled(lambda unit: f"{self.glyph[unit]:04x}")
        self._entries: dict[int, _Entry] = {}
        self._copies: dict[Copy, Widened] = _ByCopy(self._copied)
        self._charstrings: dict[Hashable, bytes] = {}
        # Of a mapping of its own, for the same reason as the outlines of a Source.
        self._parts = Parts(lambda: bytes(open_face().reference_table("CFF ").data), self._cut_cff)
        self._meant: array[int] | None = None
        self._subsets: Recent[_Asked, Subset] = Recent(KEPT_SUBSETS)

    def has(self, unit: str) -> bool:
        """Whether the face draws this unit, its variation selector included."""
        return self.glyph[unit] != _MISSING

    def is_alias(self, unit: str) -> bool:
        """Whether the unit needs a copy of its glyph, which readers know as another character."""
        return len(unit) > 1 or self._meaning[self.glyph[unit]] != ord(unit)

    def copy_codes(self, units: AbstractSet[str], copies: Iterable[Copy]) -> dict[Copy, int]:
        """A code for each copy in a document that also shows these units."""
        ordered, first = sorted(copies), self._face.glyph_count
        if first + len(ordered) - 1 <= _LAST_CODE:
            return {copy: first + n for n, copy in enumerate(ordered)}
        # A font that has nearly all the numbers there are lends those of glyphs that are not shown.
        own = set(map(self.glyph.__getitem__, units | {copy.unit for copy in ordered}))
        free = [code for code in range(_LAST_CODE, 0, -1) if code not in own]
        return dict(zip(ordered, sorted(free[: len(ordered)]), strict=True))

    def subset(self, units: AbstractSet[str], copies: Mapping[Copy, int]) -> Subset:
        """The glyphs of these units, the copies with their codes, and .notdef. Raises MissingGlyphError.

        That of the headings is the same for all partners of a master: the latest are kept.
        """
        key = frozenset(units), tuple(copies.items())
        return self._subsets.get(key) or self._subsets.keep(key, self._cut(units, copies))

    def _cut(self, units: AbstractSet[str], copies: Mapping[Copy, int]) -> Subset:
        shown = units | {copy.unit for copy in copies}
        codes = sorted(set(map(self.glyph.__getitem__, shown)))
        if _MISSING in codes:
            raise MissingGlyphError
        program, code_to_glyph = (self._cff(codes, copies), None) if self.cff else self._glyf(codes, copies)
        every = self._entries_of(codes, shown)
        every += [_entry(code, copy.unit, self._copies[copy].width_mem) for copy, code in copies.items()]
        if copies and min(copies.values()) < codes[-1]:  # a font of all numbers lent those between its own
            order = dict(zip([*codes, *copies.values()], every, strict=True))
            every = [order[code] for code in sorted(order)]
        rows, widths = [entry.row for entry in every], b"".join([entry.width for entry in every])
        digest = hashlib.blake2b(b"".join(rows) + widths, digest_size=6).digest()
        return Subset(
            tag="".join([chr(ord("A") + byte % 26) for byte in digest]),
            program=program,
            widths=widths,
            rows=tuple(rows),
            code_to_glyph=code_to_glyph,
        )

    def draw(self, unit: str, pen: object) -> None:
        """Draws the outline of a unit in 1/1000 em; `pen` has the methods of a fontTools pen."""
        scaled = hb.Font(self._face)
        scaled.scale = (1000, 1000)
        scaled.draw_glyph_with_pen(self.glyph[unit], pen)

    def prepare(self, characters: AbstractSet[str]) -> None:
        """Makes ready for the subsets of many documents, mostly of these characters; none: nobody knows of which."""
        self._source.prepare(characters)

    @property
    def _meaning(self) -> array[int]:
        """By glyph, the code point of the character that it stands for in the absence of ActualText; 0: none."""
        if self._meant is None:
            self._meant = self._read_meanings()
        return self._meant

    def _read_meanings(self) -> array[int]:
        points = sorted(self._face.unicodes)
        glyphs = list(map(self._font.get_nominal_glyph, points))
        # The last that is said of a glyph stands: the first of its characters, or the last of the first block that is meant.
        said: dict[int | None, int] = dict(zip(reversed(glyphs), reversed(points), strict=True))
        for first, last in reversed(_MEANT):
            block = slice(bisect_left(points, first), bisect_right(points, last))
            said.update(zip(glyphs[block], points[block], strict=True))
        meaning = array("L", bytes(array("L").itemsize * self._face.glyph_count))
        for glyph, point in said.items():
            meaning[glyph or 0] = point
        return meaning

    def _cff(self, codes: list[int], copies: Mapping[Copy, int]) -> bytes:
        """The table of these glyphs with copies behind them; in a batch, of programs that were cut before."""
        if not copies:
            return self._cut_cff(codes)
        if self._source.stocked and self._parts.usable:
            return self._parts.subset(codes, copies, self._copies)
        places = {code: n for n, code in enumerate(codes, 1)}  # behind .notdef
        made = [
            cff_copies.CffCopy(places[known.glyph], code, known.width, copy)
            for copy, code in copies.items()
            for known in (self._copies[copy],)
        ]
        return cff_copies.with_copies(self._cut_cff(codes), made, self._charstrings)

    def _cut_cff(self, codes: list[int]) -> bytes:
        return bytes(self._source.cut(codes).execute().reference_table("CFF ").data)

    def _glyf(self, codes: list[int], copies: Mapping[Copy, int]) -> tuple[bytes, bytes]:
        """The file of these glyphs with copies behind them, and the table from codes to its glyphs."""
        plan = self._source.cut(codes)
        program = bytes(plan.execute().blob.data)
        number: Mapping[int, int] = plan.old_to_new_glyph_mapping
        glyph_of = {code: number[code] for code in codes}
        if copies:
            known = list(map(self._copies.__getitem__, copies))
            program = glyf_copies.with_copies(
                program, [glyf_copies.GlyfCopy(glyph_of[copy.glyph], copy.width) for copy in known]
            )
            glyph_of |= {code: len(codes) + 1 + n for n, code in enumerate(copies.values())}
        return program, _table(sorted(glyph_of), glyph_of)

    def _copied(self, copy: Copy) -> Widened:
        glyph = self.glyph[copy.unit]
        advance: int = self._font.get_glyph_h_advance(glyph)
        width = advance + round(copy.wider_mem / self._scale)
        return Widened(glyph, width, round(width * self._scale))

    def _entries_of(self, codes: Sequence[int], units: AbstractSet[str]) -> list[_Entry]:
        # A glyph that the font itself does not name is that of a sequence: of several, the lowest names it.
        sequences = {self.glyph[unit]: unit for unit in sorted([u for u in units if len(u) > 1], reverse=True)}
        kept = self._entries
        return [
            kept.get(code) or self._describe(code, None if self._meaning[code] else sequences[code]) for code in codes
        ]

    def _describe(self, code: int, words: str | None) -> _Entry:
        """What is said of a glyph that stands for these words; None: for the character that the font names."""
        entry = _entry(code, chr(self._meaning[code]) if words is None else words, self._advance_of(code))
        if words is None:
            self._entries[code] = entry
        return entry

    @staticmethod
    def _entry(code: int, words: str, width: int) -> _Entry:
        spoken = words.encode("utf-16-be").hex()
        return _Entry(f"<{code:04x}><{spoken}>\n".encode(), b"" if width == FULL_WIDTH else b"%d[%d]" % (code, width))

    def _glyph(self, unit: str) -> int:
        found = None
        if len(unit) == 1:
            found = self._font.get_nominal_glyph(ord(unit))
        elif len(unit) == 2:
            found = self._font.get_variation_glyph(ord(unit[0]), ord(unit[1]))
        return int(found or _MISSING)

    def _advance(self, unit: str) -> int:
        return self._advance_of(self.glyph[unit])

    def _advance_of(self, glyph: int) -> int:
        advance: int = self._font.get_glyph_h_advance(glyph)
        return round(advance * self._scale)

    def _scaled(self, table: bytes, at: int) -> int:
        return round(int.from_bytes(table[at : at + 2], "big", signed=True) * self._scale)


@lru_cache(maxsize=8192)
def _entry(code: int, words: str, width: int) -> _Entry:
    spoken = words.encode("utf-16-be").hex()
    return _Entry(f"<{code:04x}><{spoken}>\n".encode(), b"" if width == FULL_WIDTH else b"%d[%d]" % (code, width))


@lru_cache(maxsize=16)
def load(path: Path, index: int = 0) -> Face:
    """The face in this file; read once in a process. Raises UnusableFontError."""
    return Face(partial(open_file, path, index))


def open_file(path: Path, index: int = 0) -> hb.Face:
    """A face of a file that is mapped, not read."""
    return hb.Face(hb.Blob.from_file_path(str(path)), index)


def _table(codes: Sequence[int], glyph_of: Mapping[int, int]) -> bytes:
    """CIDToGIDMap (ISO 32000-1, 9.7.4.2)."""
    glyphs = array("H", bytes(2 * codes[-1] + 2))
    for code in codes:
        glyphs[code] = glyph_of[code]
    if sys.byteorder == "little":
        glyphs.byteswap()
    return glyphs.tobytes()
