"""方針: a policy with its surveys, schedules, measures and budgets, part by part."""

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

__all__ = ["POLICY", "Policy"]
