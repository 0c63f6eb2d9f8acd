"""議会: the facts of one session of a council; all papers about its agreements come from it."""

from pipeline.kinds.council.model import KIND, CouncilSession
from pipeline.kinds.council.prepare import prepare
from pipeline.kinds.kind import Kind
from pipeline.kinds.shared.fields import undivided

COUNCIL = Kind(
    name=KIND,
    template="council",
    model=CouncilSession,
    wording="",
    partners=undivided,
    prepare=prepare,
)

__all__ = ["COUNCIL", "CouncilSession"]
