"""Bookmarks of the layout -> the nested outline, each entry with its exact target."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.typeset.layout import Bookmark
from pipeline.writers.pdf.pdf_file import Shell
from pipeline.writers.pdf.strings import text_string

# Outlines that are kept, less their titles: partners of one master mostly have the same.
_KEPT = 8


def outline(shell: Shell, bookmarks: Sequence[Bookmark]) -> int | None:
    """Writes the outline; the number of its root, None if there are no bookmarks."""
    if not bookmarks:
        return None
    root = shell.next
    places = tuple([(b.level, shell.pages[b.page], round(b.y_pt)) for b in bookmarks])
    known = _frames(root, places)
    shell.add(known.root)
    for bookmark, rest in zip(bookmarks, known.entries, strict=True):
        shell.add(b"<</Title%s%s" % (text_string(bookmark.title), rest))
    return root


class _Frames(NamedTuple):
    """The root of an outline, and of each entry what stands behind its title."""

    root: bytes
    entries: tuple[bytes, ...]


@lru_cache(maxsize=_KEPT)
def _frames(root: int, places: tuple[tuple[int, int, int], ...]) -> _Frames:
    """Of an outline whose objects are numbered from its root on: levels, objects of pages and heights of its entries."""
    parents = _parents([level for level, _, _ in places])
    numbers = range(root + 1, root + 1 + len(places))
    children: dict[int, list[int]] = {k: [] for k in range(-1, len(places))}
    for k, parent in enumerate(parents):
        children[parent].append(k)
    place = {k: at for siblings in children.values() for at, k in enumerate(siblings)}
    made = []
    for k, (_, page, y) in enumerate(places):
        siblings, at = children[parents[k]], place[k]
        entry = b"/Parent %d 0 R" % (numbers[parents[k]] if parents[k] >= 0 else root)
        entry += b"/Dest[%d 0 R/XYZ 0 %d null]" % (page, y)
        if at:
            entry += b"/Prev %d 0 R" % numbers[siblings[at - 1]]
        if at + 1 < len(siblings):
            entry += b"/Next %d 0 R" % numbers[siblings[at + 1]]
        made.append(b"%s%s>>" % (entry, _family([numbers[c] for c in children[k]])))
    return _Frames(b"<</Type/Outlines%s>>" % _family([numbers[c] for c in children[-1]]), tuple(made))


def _parents(levels: Sequence[int]) -> list[int]:
    """For each entry the nearest one before it of a higher rank; -1: none."""
    parents, above = [], [-1]
    for k, level in enumerate(levels):
        while above[-1] >= 0 and levels[above[-1]] >= level:
            above.pop()
        parents.append(above[-1])
        above.append(k)
    return parents


def _family(children: Sequence[int]) -> bytes:
    return b"/First %d 0 R/Last %d 0 R/Count %d" % (children[0], children[-1], len(children)) if children else b""
