"""A note whose lines would end within a number -> how much shorter they are at the right, so that it stays with its unit.

In running text a shorter paragraph would stand out among its neighbours; a note has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.galley import plain
from pipeline.galley.styles import NOTE_STYLE, PICTURE_SOURCE_STYLE, TABLE_NOTE_STYLE
from pipeline.notation.text.char_width import clusters
from pipeline.writers.docx.body.filled.filling import PLAIN, WAYS, held, line_ends

if TYPE_CHECKING:
    from pipeline.galley import Para
    from pipeline.writers.docx.template.stylesheet import Indent

NOTES: frozenset[str] = frozenset({NOTE_STYLE, TABLE_NOTE_STYLE, PICTURE_SOURCE_STYLE, "末尾書き", "備考"})
# A note is shorter by no more than this part of the sheet (house).
_MOST, _STEP_EM = 0.2, 0.125
# So few characters had better not stand in a last line.
_LONE = 1


def shorter(para: Para, indent: Indent, room: int, em: int) -> int:
    """By how many twips; 0 where that is not needed or does not help. `room` is the sheet, `em` a letter, in twips."""
    words, label = plain(para.runs), plain(para.label)
    units = clusters(words)
    room_em = (room - indent.left) / em
    first_em = max(0.0, PLAIN.of(label) - indent.hanging / em) if label else -indent.hanging / em
    if PLAIN.of(words) + first_em <= room_em / 2 or any(run.ruby for run in para.runs):
        return 0
    numbers, ways = held(words, units), [way.letters(units) for way in WAYS]

    def faults(width: float) -> int:
        every = [line_ends(way, width, first_em) for way in ways]
        return max([sum([at in numbers for at in ends]) + _is_lone(ends, len(units)) for ends in every])

    fewest, found = faults(room_em), 0.0
    less = _STEP_EM
    while fewest and less <= room_em * _MOST:
        count = faults(room_em - less)
        if count < fewest:
            fewest, found = count, less
        less += _STEP_EM
    return round(found * em)


def _is_lone(ends: list[int], count: int) -> bool:
    """Whether a last line holds one character, and perhaps a mark behind it."""
    return bool(ends) and count - ends[-1] <= _LONE + 1
