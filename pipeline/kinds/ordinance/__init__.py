"""例規: ordinances (条例), rules (規則) and guidelines (要綱)."""

from pipeline.kinds.ordinance.model import Ordinance
from pipeline.kinds.shared.clauses.kinds import kind_of_clauses

ORDINANCE = kind_of_clauses("例規", Ordinance, "規則", "改正規程")

__all__ = ["ORDINANCE", "Ordinance"]
