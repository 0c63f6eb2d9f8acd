"""The source of a 覚書: that of a paper of clauses."""

from __future__ import annotations

from pipeline.kinds.shared.clauses.paper import Contract


class Memorandum(Contract):
    """覚書."""
