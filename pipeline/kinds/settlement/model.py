"""The source of a 定住自立圏形成協定書: that of a paper of clauses."""

from __future__ import annotations

from pipeline.kinds.shared.clauses.paper import Contract


class Settlement(Contract):
    """定住自立圏形成協定書."""
