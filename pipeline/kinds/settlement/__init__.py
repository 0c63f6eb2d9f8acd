"""定住自立圏形成協定: an agreement under 地方自治法 第96条第2項 and the ordinance of each council."""

from pipeline.kinds.settlement.model import Settlement
from pipeline.kinds.shared.clauses.kinds import kind_of_clauses

SETTLEMENT = kind_of_clauses("定住自立圏形成協定書", Settlement, "協定")

__all__ = ["SETTLEMENT", "Settlement"]
