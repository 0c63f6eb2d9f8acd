"""連携協約: an agreement under 地方自治法 第252条の2 between a central city and its partners."""

from pipeline.kinds.agreement.model import Agreement
from pipeline.kinds.shared.clauses.kinds import kind_of_clauses

AGREEMENT = kind_of_clauses("連携協約書", Agreement, "協約")

__all__ = ["AGREEMENT", "Agreement"]
