"""What a code of a problem means, in the words of a clerk: one entry of the register."""

from __future__ import annotations

from pipeline.late.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A code is stable and never reused. `what` is wrong, `why` it stops or is pointed out, an `example`, the `cure`."""

    code: str
    what: str
    why: str
    example: str
    cure: str
