"""A line with a name that Word would part -> the indent by which it ends before the name instead.

WordprocessingML knows no words that stay in one line, and a sign between the letters would be a word more than the others print.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.notation.text.char_width import clusters, width_em

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.galley import Para
    from pipeline.writers.docx.template.stylesheet import Indent

# As close as this to the end of a line nobody knows on which side of it Word puts a letter.
SLACK_EM = 0.3
_STEP_EM = 0.25
# A blank and what stands for a seal (印, ㊞, (印)) stay with the name, as in the PDF.
_SEAL_UNITS = 4
_BLANKS = " \u3000"


class _Unit(NamedTuple):
    """A letter, its width, and the room behind it in a name that is spread: LibreOffice lets that stand outside a line."""

    text: str
    own_em: float
    em: float


def narrowed(para: Para, indent: Indent, room: int, em: int, fields: Mapping[str, float]) -> int:
    """By how many twips its lines are to be shorter at the right, or if negative, longer at the left, which is second best.

    0 where none is needed or none helps. `room` is the width of the sheet, `em` of a letter, in twips.
    `fields` tells how many letters wide the words of a character style are spread.
    """
    units, names = _units(para, fields)
    if not names:
        return 0
    hanging, full = indent.hanging / em, (room - indent.left) / em
    if sum(unit.em for unit in units) + SLACK_EM <= full + hanging:
        return 0
    last = names[-1][1]
    sealed = [*names[:-1], (names[-1][0], len(units))] if len(units) - last <= _SEAL_UNITS else names
    for whole in (sealed, names):
        narrowest = max(sum(unit.em for unit in units[start:end]) for start, end in whole)
        shorter = (full - n * _STEP_EM for n in range(int((full - narrowest) / _STEP_EM) + 1))
        longer = (full + n * _STEP_EM for n in range(1, int((indent.left - indent.hanging) / em / _STEP_EM) + 1))
        for width in (*shorter, *longer):
            if width >= narrowest and _stay_whole(units, whole, width, hanging):
                return round((full - width) * em)
    return 0


def width_em_of(para: Para, fields: Mapping[str, float]) -> float:
    """How wide its words are in one line, names as wide as they are spread."""
    return sum(unit.em for unit in _units(para, fields)[0])


def _units(para: Para, fields: Mapping[str, float]) -> tuple[list[_Unit], list[tuple[int, int]]]:
    """The letters of a paragraph with their widths, and from where to where names stand among them."""
    units: list[_Unit] = []
    names: list[tuple[int, int]] = []
    for run in (*para.label, *para.runs):
        own = [_Unit(part, width_em(part), width_em(part)) for part in clusters(run.text)]
        if run.style is not None and run.style in fields and run.text.strip(_BLANKS):
            names.append((len(units), len(units) + len(own)))
            more = max(0.0, fields[run.style] - sum(unit.em for unit in own)) / max(1, len(own) - 1)
            own = [unit._replace(em=unit.em + more) for unit in own[:-1]] + own[-1:]
        units += own
    return units, names


def _stay_whole(units: Sequence[_Unit], names: Sequence[tuple[int, int]], width: float, hanging: float) -> bool:
    """Whether no line ends within a name, wherever programs put a letter at the very end of one."""
    for slack in (0.0, SLACK_EM):
        for hangs in (False, True):
            ends = set(_ends(units, width - slack, hanging, hangs=hangs))
            if any(start < end < stop for start, stop in names for end in ends):
                return False
    return True


def _ends(units: Sequence[_Unit], width: float, hanging: float, *, hangs: bool) -> Iterator[int]:
    """Where lines end that take as much as they hold; a blank at the end of one may stand outside it."""
    held, room = 0.0, width + hanging
    for n, unit in enumerate(units):
        if held and held + unit.own_em > room and not (hangs and unit.text in _BLANKS):
            yield n
            held, room = 0.0, width
        held += unit.em
