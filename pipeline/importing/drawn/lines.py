"""Which lines of a plain text draw a table: strokes from side to side, and words between upright strokes."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.importing.paper import Line
from pipeline.late.regex import regex

UPRIGHT = frozenset("│┃┆┇┊┋║╎╏|｜")
LEVEL = frozenset("─━┄┅┈┉═╌╍")
JOINT = frozenset(map(chr, range(0x2500, 0x2580))) - UPRIGHT - LEVEL
# A whole stroke of +---+ or of Markdown (|:--|--:|).
_ASCII_RULE = regex(r"[+|][-=+|: ]*[-=][-=+|: ]*[+|]")


def block_of(lines: Sequence[Line], start: int) -> list[Line]:
    """The lines from one on that draw a table; [] if they draw none."""
    held: list[Line] = []
    for n in range(start, len(lines)):
        line = lines[n]
        if not (is_rule(line) or is_row(line) or _has_stroke(line)) or (held and not line.is_right_below(held[-1])):
            break
        held.append(line)
    if not any(is_rule(line) and any(c in JOINT for c in line.text) for line in held):
        # Nothing but strokes at both sides tells a table here from words that someone parted by a stroke.
        end = next((n for n, line in enumerate(held) if not (is_rule(line) or is_row(line))), len(held))
        held = held[:end]
    return held if len(held) > 1 and not all(map(is_rule, held)) else []


def is_rule(line: Line) -> bool:
    """Whether a line is a stroke from side to side, parted or not."""
    text = line.text
    if line.cells:
        return False
    return bool(_ASCII_RULE.fullmatch(text)) or (
        len(text) > 2 and all(c in LEVEL or c in JOINT for c in text) and any(c in LEVEL for c in text)
    )


def is_row(line: Line) -> bool:
    """Whether a line stands between two strokes, as a row does, or a stroke that leaves columns open."""
    sides, text = UPRIGHT | JOINT, line.text
    return not line.cells and len(text) > 2 and text[0] in sides and text[-1] in sides


def _has_stroke(line: Line) -> bool:
    return not line.cells and any(c in UPRIGHT and c != "|" for c in line.text)


def is_markdown(block: Sequence[Line]) -> bool:
    """Whether a stroke of Markdown stands below the first line: there, each line is a row."""
    return is_row(block[0]) and is_rule(block[1]) and "|" in block[1].text and "+" not in block[1].text
