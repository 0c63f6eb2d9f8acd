"""Face and the units used of it -> the font objects of a document: Type0, Identity-H, embedded subset, ToUnicode."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache

from pipeline.typeset.lines.classes import FULL_WIDTH
from pipeline.writers.pdf.fonts.faces import Copy, Face, Subset
from pipeline.writers.pdf.packing import deflate
from pipeline.writers.pdf.pdf_file import Shell

# Values that no viewer uses for embedded fonts but that the format wants (ISO 32000-1, table 122).
_STEM_V, _CAP_HEIGHT, _SYMBOLIC = 80, 700, 4
# A CMap holds at most this many entries in a block (ISO 32000-1, 9.7.5.4, after Adobe's CMap specification).
_BLOCK = 100
# Maps that are kept: that of the headings is the same for all partners of a master.
_KEPT = 8
_CMAP = (
    b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
    b"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
    b"%sendcmap\nCMapName currentdict/CMap defineresource pop\nend\nend"
)


def embed(shell: Shell, face: Face, units: AbstractSet[str], copies: Mapping[Copy, int]) -> int:
    """Writes the font with the copies under their codes; its number."""
    subset = face.subset(units, copies)
    name = f"{subset.tag}+{face.name}".encode("ascii", "replace")
    descendant = shell.add(_descendant(shell, face, subset, name))
    unicode = shell.plain_stream(_packed_map(subset.rows), b"/Filter/FlateDecode", name)
    return shell.add(
        b"<</Type/Font/Subtype/Type0/BaseFont/%s%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (name, b"-Identity-H" if face.cff else b"", descendant, unicode)
    )


def _descendant(shell: Shell, face: Face, subset: Subset, name: bytes) -> bytes:
    glyphs = b"" if subset.code_to_glyph is None else b"/CIDToGIDMap %d 0 R" % shell.stream(subset.code_to_glyph)
    return (
        b"<</Type/Font/Subtype/CIDFontType%d/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %d 0 R/DW %d/W[%s]%s>>"
    ) % (
        0 if face.cff else 2,
        name,
        shell.add(_descriptor(shell, face, subset, name)),
        FULL_WIDTH,
        subset.widths,
        glyphs,
    )


def _descriptor(shell: Shell, face: Face, subset: Subset, name: bytes) -> bytes:
    entries = b"/Subtype/CIDFontType0C" if face.cff else b"/Length1 %d" % len(subset.program)
    # CFF without subroutines shrinks by no more than a twelfth, for a tenth of the whole document's time.
    # The name tells glyphs, words and widths; reading the program once more to tell files apart takes as long as all pages.
    told = b"%s %d" % (name, len(subset.program))
    write = shell.plain_stream if face.cff else shell.stream
    program = write(subset.program, entries, told)
    return (
        b"<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d"
        b"/CapHeight %d/StemV %d/%s %d 0 R>>"
    ) % (
        *(name, _SYMBOLIC, *face.box, face.ascent, face.descent, _CAP_HEIGHT, _STEM_V),
        *(b"FontFile3" if face.cff else b"FontFile2", program),
    )


@lru_cache(maxsize=_KEPT)
def _packed_map(rows: tuple[bytes, ...]) -> bytes:
    """The ToUnicode map of these rows."""
    blocks = [rows[at : at + _BLOCK] for at in range(0, len(rows), _BLOCK)]
    return deflate(
        _CMAP % b"".join([b"%d beginbfchar\n%sendbfchar\n" % (len(block), b"".join(block)) for block in blocks])
    )
