"""What each kind of document is about. KINDS is the only registry: a new kind is one folder and one line here."""

from pipeline.kinds.agreement import AGREEMENT
from pipeline.kinds.kind import Edition, Kind

KINDS: dict[str, Kind] = {kind.name: kind for kind in (AGREEMENT,)}

__all__ = ["KINDS", "Edition", "Kind"]
