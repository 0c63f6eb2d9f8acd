"""Bytes and objects -> zlib streams and object streams, the same on every run."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from pipeline.writers.zlib_window import window

# Long glyph programs hardly shrink: Huffman coding alone takes half the time for a tenth more.
_LONG = 40_000
# Page content shrinks by 2 KB more at level 6, for three times the time.
_LEVEL = 1


class Packed(NamedTuple):
    """Objects whose numbers follow one another, in an object stream of their own: its dictionary and its data."""

    first: int
    size: int
    stream: bytes


def deflate(data: bytes) -> bytes:
    """A zlib stream."""
    strategy = zlib.Z_HUFFMAN_ONLY if len(data) > _LONG else zlib.Z_DEFAULT_STRATEGY
    bits, memory = window(len(data))
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, bits, memory, strategy)
    return packer.compress(data) + packer.flush()


def packed(first: int, bodies: Sequence[bytes]) -> Packed:
    """These objects under the numbers from `first` on."""
    return Packed(first, len(bodies), object_stream(range(first, first + len(bodies)), bodies))


def object_stream(numbers: Sequence[int], bodies: Sequence[bytes]) -> bytes:
    """Objects under these numbers as the dictionary and the data of one stream (ISO 32000-1, 7.5.7)."""
    begins = [end + n for n, end in enumerate(accumulate(map(len, bodies[:-1]), initial=0))]
    index = b"%d %d " * len(numbers) % tuple(chain.from_iterable(zip(numbers, begins, strict=True)))
    data = deflate(b"%s\n%s" % (index[:-1], b"\n".join(bodies)))
    entries = b"/N %d/First %d/Length %d/Filter/FlateDecode" % (len(numbers), len(index), len(data))
    return b"<</Type/ObjStm%s>>stream\n%s" % (entries, data)
