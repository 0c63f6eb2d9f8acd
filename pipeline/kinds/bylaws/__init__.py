"""規約: the rules of a council or another joint body."""

from pipeline.kinds.bylaws.model import Bylaws
from pipeline.kinds.shared.clauses.kinds import kind_of_rules

BYLAWS = kind_of_rules("規約", Bylaws, "規約")

__all__ = ["BYLAWS", "Bylaws"]
