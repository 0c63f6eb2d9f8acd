"""What each kind of document is about. KINDS is the only registry: a new kind is one folder and one line here."""

from pipeline.kinds.agreement import AGREEMENT
from pipeline.kinds.basic_plan import BASIC_PLAN
from pipeline.kinds.budget import BUDGET
from pipeline.kinds.kind import Edition, Kind
from pipeline.kinds.policy import POLICY
from pipeline.kinds.project_list import PROJECT_LIST
from pipeline.kinds.vision import VISION

KINDS: dict[str, Kind] = {kind.name: kind for kind in (AGREEMENT, VISION, PROJECT_LIST, BASIC_PLAN, POLICY, BUDGET)}

__all__ = ["KINDS", "Edition", "Kind"]
