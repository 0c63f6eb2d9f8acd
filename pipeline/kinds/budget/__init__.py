"""予算概要: what each project costs and does, sheet by sheet."""

from importlib.resources import files

from pipeline.kinds.budget.model import Budget
from pipeline.kinds.budget.prepare import prepare
from pipeline.kinds.kind import Kind
from pipeline.kinds.shared.fields import undivided

# Macros that papers with budget sheets among other matter (方針) print by, too.
_PLACES = (("pipeline.kinds.shared", "blocks.j2"), (__package__, "sheet.j2"))
SHEETS = "".join(files(place).joinpath(name).read_text(encoding="utf-8") for place, name in _PLACES)

BUDGET = Kind(
    name="予算概要",
    template="budget",
    model=Budget,
    wording=SHEETS + files(__package__).joinpath("wording.j2").read_text(encoding="utf-8"),
    partners=undivided,
    prepare=prepare,
)

__all__ = ["BUDGET", "SHEETS", "Budget"]
