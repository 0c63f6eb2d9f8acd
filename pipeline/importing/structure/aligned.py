"""Lines whose words stand in columns by blanks alone -> rows, only where every line agrees on every column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.importing.paper import Cell, Line
from pipeline.notation.text.char_width import width_em

_GAP = re.compile("[ \u3000]{2,}")
_LEAST = 3


def with_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of a table that is set with blanks as rows."""
    made: list[Line] = []
    at = 0
    while at < len(lines):
        end = at
        columns = _columns(lines[at])
        while end < len(lines) and len(columns) > 1 and _columns(lines[end]) == columns:
            end += 1
        if end - at >= _LEAST:
            made += [replace(x, cells=tuple(Cell((c,)) for c in _GAP.split(x.text))) for x in lines[at:end]]
            at = end
        else:
            made.append(lines[at])
            at += 1
    return made


def looks_aligned(line: Line) -> bool:
    """Whether blanks part the words of a line as columns are parted."""
    return not line.cells and len(_GAP.split(line.text)) > 2


def _columns(line: Line) -> tuple[int, ...]:
    """Where each cell begins, in half widths; () for a line with tabs."""
    if line.cells:
        return ()
    starts = [0, *(m.end() for m in _GAP.finditer(line.text))]
    return tuple(round(2 * width_em(line.text[:n])) for n in starts)
