"""Changes of one 表 -> clauses: its 欄名, its 項 (R20), and the 部 in which these stand (R19)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby

from pipeline.amending.differences.edits import Added, Change, Changed, Kept, Removed, touched, units_of
from pipeline.amending.differences.word_diff import applied, word_edits
from pipeline.amending.drafting.abbreviate import CUT, Path, Pen
from pipeline.amending.drafting.move_order import RestateError
from pipeline.amending.drafting.rows import LONGEST_NAME, RUNS_TOGETHER, Cells, Rows
from pipeline.amending.language.clauses import Add, Delete, Edit, Location, Replace, Words
from pipeline.late.dataclass import dataclass
from pipeline.provision.unit import PARTED, Look, Unit


def write_table(pen: Pen, path: Path, lead: str, change: Changed) -> None:
    """What happens to a table below `path`; `lead` is what names it there (の表), or nothing.

    Raises RestateError where it is to be restated, with part of it written.
    """
    old, new = change.old, change.new
    if len(old.cells) != len(new.cells):
        raise RestateError
    writer = Bands if any(u.level == "部" for u in (*old.children, *new.children)) else Rows
    with pen.scope(old, Location(path, lead)):
        _headings(pen, old, new, Location(path, lead))
        writer(pen, path, lead, old.cells, new.looks).write(change.below)


def _headings(pen: Pen, old: Unit, new: Unit, place: Location) -> None:
    """欄名 are quoted from the table like its other words."""
    reach = tuple(words for unit in old.walk() for words in unit.cells)
    for was, now in zip(old.cells, new.cells, strict=True):
        edits = word_edits(was, now, reach, pen.given) if was and now else None
        if edits is None and was != now:
            edits = (Edit("改め", was, now),) if sum(was in words for words in reach) == 1 and now else None
        if (edits is None and was != now) or any(PARTED in edit.old + edit.new for edit in edits or ()):
            raise RestateError
        if edits:
            pen.write(Words((place,), edits))


@dataclass(slots=True)
class Bands:
    """Writes the changes of one table, 部 by 部. The rest is as it is for `Rows`."""

    pen: Pen
    path: Path
    lead: str
    columns: Cells
    looks: tuple[Look, ...] = ()

    def write(self, changes: tuple[Change, ...]) -> None:
        """Front to back. Raises RestateError where a 部 cannot be named, or most of them come or go."""
        rows = tuple(c for c in changes if touched(c) == "行")
        bands = tuple(c for c in changes if touched(c) == "部")
        self._must_have_names(bands)
        # What is added at the end of these rows would read as the last of the table.
        if any(isinstance(c, Added) for c in rows) or 2 * sum(isinstance(c, Added | Removed) for c in bands) > len(
            bands
        ):
            raise RestateError
        if rows:
            Rows(self.pen, self.path, self.lead, self.columns, self.looks).write(rows)
        before: Unit | None = None
        for is_new, group in groupby(bands, key=lambda c: isinstance(c, Added)):
            held = list(group)
            if is_new:
                before = self._come([c.new for c in held if isinstance(c, Added)], before, bands)
                continue
            for change in held:
                match change:
                    case Removed(old=old):
                        self.pen.write(Delete((self._place(old),)))
                    case Changed(new=new):
                        self._band(change)
                        before = new
                    case Kept(new=new):
                        before = new
                    case Added():
                        raise AssertionError("they are in groups of their own")

    def _must_have_names(self, bands: tuple[Change, ...]) -> None:
        """Every 部 by a short name that no other has, before and after; none that goes is renamed by a wider scope."""
        units = [unit for change in bands for unit in units_of(change)]
        sides = [
            [c.old.text for c in bands if not isinstance(c, Added)],
            [c.new.text for c in bands if not isinstance(c, Removed)],
        ]
        twice = any(count > 1 for side in sides for count in Counter(side).values())
        if twice or any(not u.text or "。" in u.text or len(u.text) > LONGEST_NAME for u in units):
            raise RestateError
        if any(applied(c.old.text, self.pen.given) != c.old.text for c in bands if isinstance(c, Removed)):
            raise RestateError

    def _said(self, unit: Unit) -> str:
        joint = "の" if not self.lead and RUNS_TOGETHER.match(unit.text) else ""
        return f"{joint}{unit.text}の部"

    def _place(self, unit: Unit) -> Location:
        return Location(self.path, CUT.join((self.lead, self._said(unit))))

    def _band(self, change: Changed) -> None:
        """The heading and the rows of one 部; restated whole where a row cannot be named."""
        mark = self.pen.mark()
        try:
            if change.old.text != change.new.text:
                self._rename(change.old, change.new)
            Rows(self.pen, self.path, self.lead, self.columns, self.looks, self._said(change.new)).write(change.below)
        except RestateError:
            self.pen.restore(mark)
            self.pen.write(Replace.at(self._place(change.old)))
            self.pen.close((self._set(change.new),))

    def _rename(self, old: Unit, new: Unit) -> None:
        """In a sentence of its own, so that what follows calls the 部 by its new name."""
        reach = tuple(text for unit in old.walk() for text in (unit.text, *unit.cells) if text)
        edits = word_edits(old.text, new.text, reach, self.pen.given)
        if edits is None and sum(old.text in text for text in reach) == 1:
            edits = (Edit("改め", old.text, new.text),)
        if edits is None:
            raise RestateError
        if edits:
            self.pen.write(Words((self._place(old),), edits))
        self.pen.close()

    def _come(self, units: list[Unit], before: Unit | None, bands: tuple[Change, ...]) -> Unit:
        """Behind the 部 before them, or in front of the first that stays."""
        behind = next((c.old for c in bands if isinstance(c, Kept | Changed)), None)
        anchor = before or behind
        if anchor is None:
            raise RestateError
        self.pen.write(Add(self._place(anchor), "次" if before else "前", "ように"))
        self.pen.close(tuple(map(self._set, units)))
        return units[-1]

    def _set(self, unit: Unit) -> Unit:
        """It stands below a sentence without its table."""
        return replace(unit, looks=self.looks)
