"""予算概要: what each project costs and does, sheet by sheet."""

from importlib.resources import files

from pipeline.kinds.budget.edition import prepare
from pipeline.kinds.budget.model import Budget
from pipeline.kinds.fields import undivided
from pipeline.kinds.kind import Kind

# Macros that papers with budget sheets among other matter (方針) print by, too.
SHEETS = "".join(files(__package__).joinpath(name).read_text(encoding="utf-8") for name in ("matter.j2", "sheet.j2"))

BUDGET = Kind(
    name="予算概要",
    template="budget",
    model=Budget,
    wording=SHEETS + files(__package__).joinpath("wording.j2").read_text(encoding="utf-8"),
    partners=undivided,
    prepare=prepare,
)

__all__ = ["BUDGET", "SHEETS", "Budget"]
