"""How a table is set within a comparison: what its columns hold, and which equal cells below each other are one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.amending.differences.columns import Columns
from pipeline.galley.clauses.tables import FORM_STYLES, spans_of
from pipeline.late.dataclass import dataclass
from pipeline.papers.unit_blocks import column_styles
from pipeline.provision.unit import Unit


@dataclass(frozen=True, slots=True)
class Setting:
    """What the cells of a column are set in, by its place (others are words), the columns whose equal cells are one, and how many there are."""

    styles: Mapping[int, str]
    merged: tuple[int, ...] = ()
    wide: int = 0

    def styles_of(self, unit: Unit) -> tuple[str, ...]:
        """What the cells of a row are set in."""
        return (
            () if unit.level == "表" else tuple(self.styles.get(n, FORM_STYLES["文"]) for n in range(len(unit.cells)))
        )

    def merged_of(self, unit: Unit) -> tuple[int, ...]:
        """Which cells of a row may be one with those below; none of a row that is not as wide as its table."""
        return self.merged if unit.level == "行" and len(unit.cells) == self.wide else ()


NOTHING = Setting({})


def setting_of(table: Unit) -> Setting:
    """As its 別表 sets it, or by what its columns hold."""
    rows = [u for u in table.walk() if u.level == "行"]
    merged = tuple(n for n, look in enumerate(table.looks) if look.merged)
    return Setting(column_styles(rows, table.looks), merged, len(table.cells))


def setting_before(old: Unit, new: Unit, columns: Columns) -> Setting:
    """How the old table is set: as the new one, where only words are known of the old."""
    own = setting_of(old)
    if old.looks or not new.looks:
        return own
    then = setting_of(new)
    kept = [(a, b) for a, b in columns if a is not None and b is not None]
    styles = {**own.styles, **{a: then.styles[b] for a, b in kept}}
    return Setting(styles, tuple(a for a, b in kept if b in then.merged), own.wide)


def settings(unit: Unit, around: Setting) -> Iterator[tuple[Unit, Setting]]:
    """Each 表 and 行 of a unit in reading order, and how it is set; `around` is the table in which the unit stands."""
    for each in unit.walk():
        if each.level == "表":
            around = setting_of(each)
        if each.level == "行" or (each.level == "表" and each.cells):
            yield each, around


def reaches(rows: Sequence[tuple[tuple[str, ...], tuple[int, ...]] | None]) -> list[tuple[int, ...]]:
    """How many lines each cell of a line reaches over, 0 where the one above goes on; () for a line that is no row of a table that merges.

    Each row is its words and the columns that may be one with those below; None stands for any other line.
    """
    made: list[tuple[int, ...]] = []
    at = 0
    while at < len(rows):
        end = at + 1
        merged = (row[1] if (row := rows[at]) else ()) or ()
        while merged and end < len(rows) and (after := rows[end]) is not None and after[1] == merged:
            end += 1
        found = spans_of([row[0] for row in rows[at:end] if row is not None], merged) if merged else [[]]
        made += [tuple(own) for own in found]
        at = end
    return made
