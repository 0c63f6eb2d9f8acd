"""The source of a 連携協約書: that of a paper of clauses."""

from __future__ import annotations

from pipeline.kinds.shared.clauses.paper import Contract
from pipeline.kinds.shared.clauses.schedules import Section as Division

__all__ = ["Agreement", "Division"]


class Agreement(Contract):
    """連携協約書."""
