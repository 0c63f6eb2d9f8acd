"""Changes of a 表 whose rows are numbered in their first 欄 -> clauses that move the 項 by their numbers (R19)."""

from __future__ import annotations

from dataclasses import replace

from pipeline.amending.differences.edits import Added, Change, Changed, Kept, Removed
from pipeline.amending.differences.word_diff import word_edits
from pipeline.amending.drafting.abbreviate import Path, Pen
from pipeline.amending.drafting.move_order import Come, Go, Leave, Restate, RestateError, Stay, arrange
from pipeline.amending.language.clauses import Add, Delete, Edit, Location, Move, Replace, Step, Words
from pipeline.late.dataclass import dataclass
from pipeline.notation.numbers.numeral import whole_number
from pipeline.notation.text.width_policy import apply
from pipeline.provision.unit import Look, Unit


def ordinals(changes: tuple[Change, ...]) -> tuple[Change, ...] | None:
    """The changes with rows numbered by their first cells, if these count up from 1 before and after and some move."""
    old = [c.old for c in changes if not isinstance(c, Added)]
    new = [c.new for c in changes if not isinstance(c, Removed)]
    for rows in (old, new):
        counted = [_number(row) for row in rows]
        if counted != list(range(1, len(rows) + 1)):
            return None
    made = tuple(_numbered(change) for change in changes)
    moves = any(isinstance(c, Kept | Changed) and c.old.number != c.new.number for c in made)
    return made if moves or len(old) != len(new) else None


def _number(row: Unit) -> int | None:
    return whole_number(apply(row.cells[0], "half")) if len(row.cells) > 1 else None


def _numbered(change: Change) -> Change:
    def counted(row: Unit) -> Unit:
        return replace(row, number=(_number(row) or 0,))

    match change:
        case Added(new=new):
            return Added(counted(new))
        case Removed(old=old):
            return Removed(counted(old))
        case Kept(old=old, new=new) | Changed(old=old, new=new):
            if old.cells[1:] == new.cells[1:]:
                return Kept(counted(old), counted(new))
            return Changed(counted(old), counted(new))


@dataclass(slots=True)
class NumberedRows:
    """Writes the changes of one such table."""

    pen: Pen
    path: Path
    lead: str
    looks: tuple[Look, ...] = ()

    def write(self, changes: tuple[Change, ...]) -> None:
        """Front to back, every number free before it is taken. Raises RestateError."""
        for act in arrange(tuple(each for change in changes for each in self._apart(change))):
            match act:
                case Stay(change=change):
                    self._row(change)
                case Go(change=change):
                    if isinstance(change, Changed):
                        self._row(change)
                    here, there = self._place(change.old), self._place(change.new)
                    self.pen.move(Move(here, Location(there.steps[-1:], there.tail)), change.new)
                case Leave(old=old):
                    self.pen.write(Delete((self._place(old),)))
                case Restate(old=old, new=new):
                    self.pen.write(Replace.at(self._named(old)))
                    self.pen.close((self._unnumbered(new),))
                case Come():
                    self._come(act)

    def _place(self, row: Unit) -> Location:
        """2の項 below 別表第1中."""
        table = (Step("表"),) if self.lead else ()
        return Location((*self.path, *table, Step("行", row.number)), f"{row.cells[0]}の項")

    def _named(self, row: Unit) -> Location:
        """別表第1の2の項."""
        return Location(self.path, f"{self.lead or 'の'}{row.cells[0]}の項")

    def _apart(self, change: Change) -> tuple[Change, ...]:
        """A row that moves and whose words cannot be quoted goes and comes: it is not restated in the same act (R6)."""
        if isinstance(change, Changed) and change.old.number != change.new.number and self._edits(change) is None:
            return Removed(change.old), Added(change.new)
        return (change,)

    def _edits(self, change: Changed) -> tuple[Edit, ...] | None:
        """The words of a row that change, each quoted once; None where it is to be restated."""
        cells = change.old.cells
        pairs = [(a, b) for a, b in zip(cells[1:], change.new.cells[1:], strict=True) if a != b]
        found = [word_edits(a, b, cells, self.pen.given) for a, b in pairs]
        edits = tuple(dict.fromkeys(edit for each in found for edit in each or ()))
        return None if None in found or len({edit.old for edit in edits}) < len(edits) else edits

    def _row(self, change: Changed) -> None:
        edits = self._edits(change)
        if edits is None:
            if change.old.number != change.new.number:
                raise RestateError
            self.pen.write(Replace.at(self._named(change.old)))
            self.pen.close((self._unnumbered(change.new),))
        elif edits:
            self.pen.write(Words((self._named(change.old),), edits))

    def _come(self, act: Come) -> None:
        if act.behind is None:
            self.pen.write(Add(Location(self.path, self.lead), "内", "ように"))
        elif act.before is not None:
            self.pen.settle_before_naming(act.before)
            self.pen.write(Add(self._place(act.before), "次", "ように"))
        else:
            self.pen.settle_before_naming(act.behind)
            self.pen.write(Add(self._place(act.behind), "前", "ように"))
        self.pen.close(tuple(map(self._unnumbered, act.units)))

    def _unnumbered(self, row: Unit) -> Unit:
        return replace(row, number=(), looks=self.looks)
