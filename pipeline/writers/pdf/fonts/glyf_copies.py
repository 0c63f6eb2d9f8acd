"""TrueType program of a subset + copies of its glyphs -> the same with these behind its own: equal outlines, other widths.

Source: OpenType specification, "glyf", "loca", "hmtx", "hhea" and "maxp".
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.writers.pdf.fonts import sfnt

_LONG_OFFSETS = slice(50, 52)
_METRICS_COUNT, _GLYPH_COUNT = slice(34, 36), slice(4, 6)


class GlyfCopy(NamedTuple):
    """Glyph `glyph` of the subset once more, so many units of the font wide."""

    glyph: int
    width: int


def with_copies(program: bytes, copies: Sequence[GlyfCopy]) -> bytes:
    """The font with the copies as its last glyphs, in this order."""
    tables = sfnt.tables(program)
    glyphs = int.from_bytes(tables[b"maxp"][_GLYPH_COUNT], "big")
    offsets = _offsets(tables, glyphs)
    outlines = tables[b"glyf"]
    bodies = [outlines[begin:end] for begin, end in pairwise(offsets)]
    bodies += [bodies[copy.glyph] for copy in copies]
    metrics = _metrics(tables, glyphs)
    metrics += [(copy.width, metrics[copy.glyph][1]) for copy in copies]
    padded = [body + bytes(-len(body) % 4) for body in bodies]
    ends = [0]
    for body in padded:
        ends.append(ends[-1] + len(body))
    count = len(bodies).to_bytes(2, "big")
    return sfnt.file(
        tables
        | {
            b"glyf": b"".join(padded),
            b"loca": struct.pack(f">{len(ends)}I", *ends),
            b"hmtx": b"".join([struct.pack(">Hh", *metric) for metric in metrics]),
            b"hhea": sfnt.with_bytes(tables[b"hhea"], _METRICS_COUNT, count),
            b"maxp": sfnt.with_bytes(tables[b"maxp"], _GLYPH_COUNT, count),
            b"head": sfnt.with_bytes(tables[b"head"], _LONG_OFFSETS, b"\0\1"),
        }
    )


def _offsets(tables: Mapping[bytes, bytes], glyphs: int) -> list[int]:
    if int.from_bytes(tables[b"head"][_LONG_OFFSETS], "big"):
        return list(struct.unpack(f">{glyphs + 1}I", tables[b"loca"][: 4 * glyphs + 4]))
    return [2 * half for half in struct.unpack(f">{glyphs + 1}H", tables[b"loca"][: 2 * glyphs + 2])]


def _metrics(tables: Mapping[bytes, bytes], glyphs: int) -> list[tuple[int, int]]:
    """Advance and left bearing of each glyph; those behind the last pair share its advance."""
    table, pairs = tables[b"hmtx"], int.from_bytes(tables[b"hhea"][_METRICS_COUNT], "big")
    made: list[tuple[int, int]] = [struct.unpack(">Hh", table[4 * n : 4 * n + 4]) for n in range(pairs)]
    for n in range(glyphs - pairs):
        at = 4 * pairs + 2 * n
        made.append((made[pairs - 1][0], int.from_bytes(table[at : at + 2], "big", signed=True)))
    return made
