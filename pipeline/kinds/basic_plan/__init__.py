"""基本計画: chapters, policies, measures and the figures by which they are measured."""

from importlib.resources import files

from pipeline.kinds.basic_plan.model import BasicPlan
from pipeline.kinds.basic_plan.prepare import prepare
from pipeline.kinds.kind import Kind
from pipeline.kinds.shared.fields import undivided

BASIC_PLAN = Kind(
    name="基本計画",
    template="basic_plan",
    model=BasicPlan,
    wording=files(__package__).joinpath("wording.j2").read_text(encoding="utf-8"),
    partners=undivided,
    prepare=prepare,
)

__all__ = ["BASIC_PLAN", "BasicPlan"]
