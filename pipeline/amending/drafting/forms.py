"""Changes of 様式, 別記 and 別紙 -> clauses: words quoted where the lines stay, else the whole 様式 restated."""

from __future__ import annotations

from typing import Literal

from pipeline.amending.differences.edits import Change, Changed, Kept, Removed, units_of
from pipeline.amending.differences.word_diff import word_edits
from pipeline.amending.drafting.abbreviate import Path, Pen
from pipeline.amending.drafting.move_order import ApartError, Come, Go, Leave, Restate, RestateError, Stay, arrange
from pipeline.amending.language.clauses import Add, Delete, Edit, Location, Move, Replace, Step, Words
from pipeline.late.dataclass import dataclass
from pipeline.provision.forms import heading, is_struck, renamed
from pipeline.provision.unit import Unit


@dataclass(slots=True)
class Forms:
    """Writes the changes of the 様式 of one text; `changes` are those of all 別表 and 様式 in their order."""

    pen: Pen
    changes: tuple[Change, ...]

    def all(self, behind: Location) -> None:
        """Each series (様式, 別記 …) by itself; `behind` is what the first annex of all is added to."""
        mine = [c for c in self.changes if any(u.level == "様式" for u in units_of(c))]
        for word in dict.fromkeys(_word(units_of(c)[-1]) for c in mine):
            for act in arrange(tuple(c for c in mine if _word(units_of(c)[-1]) == word)):
                match act:
                    case Stay(change=change):
                        self.pen.close()
                        self._form(change)
                        self.pen.close()
                    case Go(change=change):
                        self._go(change)
                    case Leave(old=old):
                        self.pen.write(Delete((Location(path_of(old)),)))
                    case Restate(old=old, new=new):
                        self.pen.close()
                        self._restate(old, new)
                    case Come():
                        self._come(act, behind)
            self.pen.close()

    def _go(self, change: Changed | Kept) -> None:
        if isinstance(change, Changed):
            edits = self._edits(change)
            if edits is None:
                raise ApartError(change.old)
            if edits:
                self.pen.close()
                self.pen.write(Words((Location(path_of(change.old)),), edits))
        self.pen.move(Move(Location(path_of(change.old)), Location(path_of(change.new))), change.new)

    def _form(self, change: Changed) -> None:
        if _word(change.old) != _word(change.new):
            self._go(change)
            return
        edits = self._edits(change)
        if edits is None:
            self._restate(change.old, change.new)
        elif edits:
            self.pen.write(Words((Location(path_of(change.old)),), edits))

    def _edits(self, change: Changed) -> tuple[Edit, ...] | None:
        """What is quoted of a 様式, its number apart; None where its lines are other ones, or it is 削除."""
        old, new = change.old, change.new
        if is_struck(old.text) or is_struck(new.text):
            return None
        was = renamed(old.text, new.text)
        if [u.text.count(_CELL) for u in old.children] != [u.text.count(_CELL) for u in new.children]:
            return None
        before, after = [was, *_pieces(old)], [new.text, *_pieces(new)]
        made: list[Edit] = []
        for a, b in zip(before, after, strict=True):
            found = word_edits(a, b, (old.text, *before[1:])) if a != b else ()
            if found is None:
                return None
            made += [edit for edit in found if edit not in made]
        return tuple(made) if len(made) <= self.pen.most else None

    def _restate(self, old: Unit, new: Unit) -> None:
        self.pen.write(Replace.at(Location(path_of(old))))
        self.pen.close((new,))

    def _come(self, act: Come, behind: Location) -> None:
        anchor = act.before or in_front(act.units[0], self.changes) or act.behind
        if anchor is None:
            self.pen.write(Add(behind, "次", "様式", len(act.units)))
        else:
            self.pen.settle_before_naming(anchor)
            side: Literal["次", "前"] = "前" if anchor is act.behind else "次"
            self.pen.write(Add(Location(path_of(anchor)), side, "様式", len(act.units)))
        self.pen.close(act.units)


# Parts the cells of a line that is a row to look at: no quotation holds it.
_CELL = "\t"


def _pieces(unit: Unit) -> list[str]:
    return [cell for line in unit.children for cell in line.text.split(_CELL)]


def _word(unit: Unit) -> str:
    found = heading(unit.text)
    assert found is not None, "the heading of a 様式 is read as one"
    return found.word


def in_front(unit: Unit, changes: tuple[Change, ...]) -> Unit | None:
    """The annex that stands before a unit in the new text."""
    new = [c.new for c in changes if not isinstance(c, Removed)]
    at = next(n for n, u in enumerate(new) if u is unit)
    return new[at - 1] if at else None


def path_of(unit: Unit) -> Path:
    """How an annex is named; what a source calls 様式第1号 by that name."""
    if unit.level == "別表" and unit.caption is None:
        return (Step("別表", unit.number),)
    found = heading((unit.caption or "") + unit.text)
    if found is None:
        raise RestateError
    return (Step("様式", found.number, name=found.name),)
