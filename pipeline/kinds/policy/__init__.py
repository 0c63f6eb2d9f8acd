"""方針 and 計画: a policy with its surveys, schedules, measures and budgets, part by part."""

from dataclasses import replace
from importlib.resources import files

from pipeline.kinds.budget import SHEETS
from pipeline.kinds.kind import Kind
from pipeline.kinds.policy.model import Policy
from pipeline.kinds.policy.prepare import prepare
from pipeline.kinds.shared.fields import undivided

POLICY = Kind(
    name="方針",
    template="policy",
    model=Policy,
    wording=SHEETS + files(__package__).joinpath("wording.j2").read_text(encoding="utf-8"),
    partners=undivided,
    prepare=prepare,
)

# The same for plans: any numbering (第1章, 第1節, 1, (1), ①), any blocks in any section.
PLAN = replace(POLICY, name="計画")

__all__ = ["PLAN", "POLICY", "Policy"]
