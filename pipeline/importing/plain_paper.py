"""An existing agreement in plain text -> its lines, rows of tables with tabs; words are never corrected."""

from __future__ import annotations

from dataclasses import dataclass

_BLANKS = " 　\t"


@dataclass(frozen=True, slots=True)
class Paper:
    """The lines of a paper from top to bottom, blank ones left out, and what was noticed while reading."""

    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()


def read_lines(text: str) -> Paper:
    """Plain text; a row whose first cell is empty goes on with the row above it."""
    lines: list[str] = []
    notes: list[str] = []
    for line in text.splitlines():
        if not line.strip(_BLANKS):
            continue
        cells = line.split("\t")
        above = lines[-1].split("\t") if lines else []
        if len(cells) > 1 and len(above) == len(cells) and not cells[0]:
            lines[-1] = "\t".join(a + b for a, b in zip(above, cells, strict=True))
            notes.append(f"頁で割れた行をつなぎました: 「{above[0][:20]}」")
        else:
            lines.append(line)
    return Paper(tuple(lines), tuple(notes))
