"""The 項 or 条 of a 附則 -> the same below its heading, without which nobody knows that they are not those of the 本則."""

from __future__ import annotations

from pipeline.amending.differences.edits import Added, Change, Changed, Removed, is_same, units_of
from pipeline.provision.unit import Level, Unit

_LEVEL: Level = "各附則"


def headed(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The only 附則 as one unit; several have their headings already, and what stays is not shown."""
    if all(map(is_same, changes)) or any(unit.level == _LEVEL for c in changes for unit in units_of(c)):
        return changes
    old = Unit(_LEVEL, children=tuple(c.old for c in changes if not isinstance(c, Added)))
    new = Unit(_LEVEL, children=tuple(c.new for c in changes if not isinstance(c, Removed)))
    if not old.children:
        return (Added(new),)
    return (Changed(old, new, changes),) if new.children else (Removed(old),)
