"""覚書: a short agreement, often without 条."""

from pipeline.kinds.memorandum.model import Memorandum
from pipeline.kinds.shared.clauses.kinds import kind_of_clauses

MEMORANDUM = kind_of_clauses("覚書", Memorandum, "覚書")

__all__ = ["MEMORANDUM", "Memorandum"]
