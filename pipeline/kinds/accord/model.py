"""The source of a 協定書: that of a paper of clauses."""

from __future__ import annotations

from pipeline.kinds.shared.clauses.paper import Contract


class Accord(Contract):
    """協定書."""
