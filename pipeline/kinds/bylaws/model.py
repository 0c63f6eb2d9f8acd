"""The source of a 規約: that of a paper of clauses."""

from __future__ import annotations

from pipeline.kinds.shared.clauses.paper import Paper


class Bylaws(Paper):
    """規約."""
