"""例規: ordinances (条例), rules (規則) and guidelines (要綱)."""

from pipeline.kinds.ordinance.model import Ordinance
from pipeline.kinds.shared.clauses.kinds import kind_of_rules

ORDINANCE = kind_of_rules("例規", Ordinance, "規則")

__all__ = ["ORDINANCE", "Ordinance"]
