"""方針 and 計画: a policy with its surveys, schedules, measures and budgets, part by part."""

from dataclasses import replace
from importlib.resources import files

from pipeline.kinds.budget import SHEETS
from pipeline.kinds.kind import Kind
from pipeline.kinds.policy.model import Policy
from pipeline.kinds.policy.prepare import prepare
from pipeline.kinds.shared.fields import undivided

_PLACES = (("pipeline.kinds.shared", "front.j2"), (__package__, "wording.j2"))

POLICY = Kind(
    name="方針",
    template="policy",
    model=Policy,
    wording=SHEETS + "".join(files(place).joinpath(name).read_text(encoding="utf-8") for place, name in _PLACES),
    partners=undivided,
    prepare=prepare,
)

# The same for plans: any numbering (第1章, 第1節, 1, (1), ①), any blocks in any section.
PLAN = replace(POLICY, name="計画")

__all__ = ["PLAN", "POLICY", "Policy"]
