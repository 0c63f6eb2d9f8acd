"""Lines without a label below 号: what they are of the 号 above them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.importing.structure.draft import Clause
from pipeline.importing.structure.sentences import reads_as_heading


def heads_text(item: Clause, before: Sequence[Clause]) -> bool:
    """Whether an item is the heading of the words below it: so those before it in its list are, if there are any."""
    if any(not s.children and s.caption is None for s in before):
        return False
    return item.caption is None and not item.children and reads_as_heading(item.text)
