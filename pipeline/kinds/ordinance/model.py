"""The source of a 例規: that of a paper of clauses."""

from __future__ import annotations

from pipeline.kinds.shared.clauses.paper import Paper


class Ordinance(Paper):
    """例規."""
