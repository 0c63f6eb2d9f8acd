"""Bookmarks of the layout -> the nested outline, each entry with its exact target."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.typeset.layout import Bookmark
from pipeline.writers.pdf.pdf_file import Shell
from pipeline.writers.pdf.strings import text_string


def outline(shell: Shell, bookmarks: Sequence[Bookmark]) -> int | None:
    """Writes the outline; the number of its root, None if there are no bookmarks."""
    if not bookmarks:
        return None
    root = shell.reserve()
    numbers = [shell.reserve() for _ in bookmarks]
    parents = _parents(bookmarks)
    children: dict[int, list[int]] = {k: [] for k in range(-1, len(bookmarks))}
    for k, parent in enumerate(parents):
        children[parent].append(k)
    place = {k: at for siblings in children.values() for at, k in enumerate(siblings)}
    for k, bookmark in enumerate(bookmarks):
        siblings, at = children[parents[k]], place[k]
        entry = b"/Title%s/Parent %d 0 R" % (
            text_string(bookmark.title),
            numbers[parents[k]] if parents[k] >= 0 else root,
        )
        entry += b"/Dest[%d 0 R/XYZ 0 %d null]" % (shell.pages[bookmark.page], round(bookmark.y_pt))
        if at:
            entry += b"/Prev %d 0 R" % numbers[siblings[at - 1]]
        if at + 1 < len(siblings):
            entry += b"/Next %d 0 R" % numbers[siblings[at + 1]]
        shell.put(numbers[k], b"<<%s%s>>" % (entry, _family([numbers[c] for c in children[k]])))
    shell.put(root, b"<</Type/Outlines%s>>" % _family([numbers[c] for c in children[-1]]))
    return root


def _parents(bookmarks: Sequence[Bookmark]) -> list[int]:
    """For each bookmark the nearest one before it of a higher rank; -1: none."""
    parents, above = [], [-1]
    for k, bookmark in enumerate(bookmarks):
        while above[-1] >= 0 and bookmarks[above[-1]].level >= bookmark.level:
            above.pop()
        parents.append(above[-1])
        above.append(k)
    return parents


def _family(children: Sequence[int]) -> bytes:
    return b"/First %d 0 R/Last %d 0 R/Count %d" % (children[0], children[-1], len(children)) if children else b""
