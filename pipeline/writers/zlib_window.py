"""How much zlib makes ready before it packs: for a small stream this costs more than packing it."""

from __future__ import annotations

import zlib

# A window of 4 kB will do for as much.
_SMALL_BYTES, _SMALL_WINDOW, _SMALL_MEMORY = 4096, 12, 5


def window(size: int) -> tuple[int, int]:
    """Window (as a power of 2) and memory level for so many bytes."""
    return (_SMALL_WINDOW, _SMALL_MEMORY) if size <= _SMALL_BYTES else (zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL)
