"""The number of the first paper -> those of the papers behind it: 議案第48号, 議案第49号 …"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pipeline.diagnostics import Written

_COUNTED = re.compile(r"(?P<before>.*?)(?P<digits>[0-9０-９]+)(?P<after>[^0-9０-９]*)", re.DOTALL)
_BLANK = re.compile(r"[ 　]")


@dataclass(frozen=True, slots=True)
class BillNumber:
    """The number of a paper: as printed, its figure (None: not yet given), and what the clerk wrote."""

    printed: str
    figure: int | None
    written: Written

    @property
    def is_open(self) -> bool:
        """Whether it is to be filled in by hand: 議案第　　号."""
        return self.figure is None and _BLANK.search(self.printed) is not None


def counted(first: Written, more: int) -> BillNumber:
    """The number `more` behind the first; what holds no figure stays as it is."""
    found = _COUNTED.fullmatch(first.text)
    if found is None:
        return BillNumber(first.text, None, first)
    figure = int(unicodedata.normalize("NFKC", found["digits"])) + more
    return BillNumber(f"{found['before']}{figure}{found['after']}", figure, first)
