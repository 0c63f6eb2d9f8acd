"""The lines of a provision that are no words of a clause: 記 above what is written item by item, 以上 below it.

Around a whole body the one ends the 前文 of a plain text and the other begins the 末文; around 号 they are text without a
label. No 改め文 calls them 前文 or 末文, so it leaves them where they stand.
"""

from __future__ import annotations

from pipeline.labels.marks import GAP, PARTICULARS
from pipeline.late.dataclass import dataclass
from pipeline.notation.citation.other_paper import speaks_of_the_whole
from pipeline.provision.unit import Provision


@dataclass(frozen=True, slots=True)
class Around:
    """前文 and 末文 without the lines around the body, and these; "" where there is none."""

    preamble: tuple[str, ...]
    opening: str
    ending: str
    closing: tuple[str, ...]

    @property
    def markers(self) -> tuple[str, str]:
        """記 and 以上 as the paper has them."""
        return self.opening, self.ending


def around(provision: Provision) -> Around:
    """What stands around the body of a provision."""
    preamble, closing = provision.preamble, provision.closing
    opens = bool(preamble) and style_of(preamble[-1]) == PARTICULARS[0]
    ends = bool(closing) and style_of(closing[0]) == PARTICULARS[1]
    return Around(
        preamble[: len(preamble) - opens],
        preamble[-1] if opens else "",
        closing[0] if ends else "",
        closing[ends:],
    )


def enacting(old: Provision, new: Provision) -> int | None:
    """How many lines above the 目次 are the 制定文 of both; None where it is not the same. A plain text does not always tell it."""
    count = max(old.enacting, new.enacting)
    return count if old.preamble[:count] == new.preamble[:count] else None


def takes_its_place(old: Provision, new: Provision) -> bool:
    """Whether a text says of itself that it is not the old one amended but another in its place: …の全部を改正する。"""
    return any(map(speaks_of_the_whole, new.preamble)) and not any(map(speaks_of_the_whole, old.preamble))


def style_of(line: str, otherwise: str = "") -> str:
    """What a line without a label is set in: as 記 or 以上 if it says so."""
    words = line.replace(GAP, "").replace(" ", "")
    return words if words in PARTICULARS else otherwise
