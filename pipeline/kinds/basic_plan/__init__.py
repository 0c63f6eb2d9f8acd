"""基本計画: chapters, policies, measures and the figures by which they are measured."""

from importlib.resources import files

from pipeline.kinds.basic_plan.model import BasicPlan
from pipeline.kinds.basic_plan.prepare import prepare
from pipeline.kinds.kind import Kind
from pipeline.kinds.shared.fields import undivided

_PLACES = (("pipeline.kinds.shared", "blocks.j2"), ("pipeline.kinds.shared", "front.j2"), (__package__, "wording.j2"))

BASIC_PLAN = Kind(
    name="基本計画",
    template="basic_plan",
    model=BasicPlan,
    wording="".join(files(place).joinpath(name).read_text(encoding="utf-8") for place, name in _PLACES),
    partners=undivided,
    prepare=prepare,
)

__all__ = ["BASIC_PLAN", "BasicPlan"]
