"""協定: an agreement between public bodies on whatever they choose."""

from pipeline.kinds.accord.model import Accord
from pipeline.kinds.shared.clauses.kinds import kind_of_clauses

ACCORD = kind_of_clauses("協定書", Accord, "協定")

__all__ = ["ACCORD", "Accord"]
