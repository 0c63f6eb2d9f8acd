"""Lines of those who sign -> how far to the left all of them begin, so that none is parted that has room on the sheet."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from pipeline.galley.blocks import Block, Para, Run
from pipeline.galley.styles import SIGNATURE_STYLES
from pipeline.labels.marks import GAP
from pipeline.late.dataclass import dataclass

# They begin no further to the left than the day above them (締結日).
_LEAST_EM = 2.0
_TOLERANCE_EM = 0.01


@dataclass(frozen=True, slots=True)
class Reach:
    """A line in em of its letters: where its words begin and have to end, how wide they are, and the widest of its parts.

    `from_em`: where the line itself begins, its label before the words.
    """

    from_em: float
    start_em: float
    end_em: float
    whole_em: float
    part_em: float


def signers(blocks: Sequence[Block], without: str = "締結日") -> Iterator[list[Para]]:
    """The lines of all who sign in one place, without the day above them (`without` "": with it)."""
    group: list[Para] = []
    for block in blocks:
        if isinstance(block, Para) and block.style in SIGNATURE_STYLES and block.style != without:
            group.append(block)
        elif group:
            yield group
            group = []
    if group:
        yield group


def parts(para: Para) -> list[tuple[Run, ...]]:
    """What of a line stands between its gaps (職名, 氏名); the gap within a name parts nothing."""
    made: list[list[Run]] = [[]]
    for run in para.runs:
        pieces = [run.text] if run.style is not None else run.text.split(GAP)
        for n, piece in enumerate(pieces):
            if n:
                made.append([])
            if piece:
                made[-1].append(Run(piece, run.style, ruby=run.ruby if piece == run.text else None))
    return [tuple(part) for part in made if part]


def moved_em(lines: Sequence[Reach]) -> int:
    """By how many letters all lines begin further to the left: 0 where each has room as its style sets it.

    A line that has no room on the whole sheet ends behind one of its parts.
    """
    most = max(0, math.floor(min(line.from_em for line in lines) - _LEAST_EM + _TOLERANCE_EM))
    wanted = 0
    for line in lines:
        whole = _lack(line, line.whole_em)
        wanted = max(wanted, whole if whole <= most else min(most, _lack(line, line.part_em)))
    return wanted


def _lack(line: Reach, width_em: float) -> int:
    return max(0, math.ceil(line.start_em + width_em - line.end_em - _TOLERANCE_EM))
