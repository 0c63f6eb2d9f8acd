"""Changes of 別表 -> clauses: 節 and their tables, 号, 備考, whole 別表 (R18 to R21)."""

from __future__ import annotations

from dataclasses import field

from pipeline.amending.differences.edits import Added, Change, Changed, Kept, Removed, is_same
from pipeline.amending.differences.word_diff import occurrences, word_edits
from pipeline.amending.differences.words_alone import words_alone
from pipeline.amending.drafting.abbreviate import Path, Pen
from pipeline.amending.drafting.bands import write_table
from pipeline.amending.drafting.clauses import Clauses, words_behind
from pipeline.amending.drafting.forms import Forms, in_front, path_of
from pipeline.amending.drafting.move_order import Act, ApartError, Come, Go, Leave, Restate, RestateError, Stay, arrange
from pipeline.amending.drafting.new_text import Remark
from pipeline.amending.language.clauses import Add, Delete, Edit, Location, Move, Replace, Step, Words
from pipeline.labels.amendment_style import Manner, Number
from pipeline.labels.marks import REMARKS
from pipeline.late.dataclass import dataclass
from pipeline.provision.unit import Unit
from pipeline.provision.write import division_mark


@dataclass(slots=True)
class Schedules:
    """Writes the changes of all 別表. Those in `whole` are restated; `restated` are all that were."""

    pen: Pen
    manner: Manner
    whole: frozenset[Number] = frozenset()
    restated: set[Number] = field(default_factory=set)

    def all(self, changes: tuple[Change, ...], behind: str) -> None:
        """Every 別表; `behind` is 本則 or 附則, after which the first one of all comes."""
        for act in _freed(arrange(tuple(c for c in changes if _level(c) != "様式"))):
            match act:
                case Stay(change=change):
                    self.pen.close()
                    self._schedule(change)
                    self.pen.close()
                case Go(change=change):
                    if isinstance(change, Changed):
                        self.pen.close()
                        self._schedule(change)
                    path = path_of(change.old)
                    self.pen.move(Move(Location(path), Location(path_of(change.new))), change.new)
                case Leave(old=old):
                    self.pen.write(Delete((Location(path_of(old)),)))
                case Restate(old=old, new=new):
                    self.pen.close()
                    self.restated.add(old.number)
                    self._restate(path_of(old), new)
                case Come():
                    self._come(act, behind, in_front(act.units[0], changes))
        self.pen.close()
        Forms(self.pen, changes).all(self._behind(behind))

    @staticmethod
    def _behind(word: str) -> Location:
        return Location((Step("附則") if word == "附則" else Step("本則"),))

    def _come(self, act: Come, behind: str, sheet: Unit | None) -> None:
        """New 別表 by the 別表 beside them; where there is none, by the 様式 in front of them (`sheet`) or the 附則."""
        behind_it = act.behind if act.behind is not None and act.behind.caption is None else None
        anchor = act.before or behind_it or sheet
        if anchor is None:
            self.pen.write(Add(self._behind(behind), "次", "表", len(act.units)))
        else:
            said = self.pen.just_moved(anchor)
            if said is None:
                self.pen.settle_before_naming(anchor)
                said = Location(path_of(anchor))
            self.pen.write(Add(said, "前" if anchor is act.behind else "次", "表", len(act.units)))
        self.pen.close(act.units)

    def _restate(self, path: Path, new: Unit, tail: str = "") -> None:
        self.pen.write(Replace.at(Location(path, tail)))
        self.pen.close((new,))

    def _schedule(self, change: Changed) -> None:
        """One 別表; restated whole where its parts cannot be named, unless it also moves (then it stands apart)."""
        path = path_of(change.old)
        mark = self.pen.mark()
        try:
            self._refuse_if_forced(change.old)
            with self.pen.scope(change.old, Location(path)):
                self._heading(change, path)
                self._inside(change, path)
        except (RestateError, ApartError) as error:
            if change.old.number != change.new.number:
                raise ApartError(change.old) from error
            self.pen.restore(mark)
            self.restated.add(change.old.number)
            self._restate(path, change.new)

    def _refuse_if_forced(self, old: Unit) -> None:
        if old.number in self.whole:
            raise RestateError

    def _heading(self, change: Changed, path: Path) -> None:
        """（第3条関係） of a 別表, the heading of a 節: quoted, or what it heads is restated."""
        old, new = change.old, change.new
        if old.text == new.text:
            return
        if not old.text or not new.text:
            raise RestateError
        reach = tuple(text for u in old.walk() for text in (u.text, *u.cells) if text)
        edits = word_edits(old.text, new.text, reach, self.pen.given)
        if edits == ():
            return
        if old.level == "別表" and sum(len(occurrences(text, old.text)) for text in reach) == 1:
            edits = (Edit("改め", old.text, new.text),)
        if edits is None:
            raise RestateError
        self.pen.write(Words((Location(path),), edits))

    def _inside(self, change: Changed, path: Path) -> None:
        levels = {_level(c) for c in change.below}
        words_behind(self.pen, (c for c in change.below if _level(c) == "後文" and not is_same(c)), change.old, path)
        notes = tuple(c for c in change.below if _level(c) == "備考")
        rest = tuple(c for c in change.below if _level(c) not in ("備考", "後文"))
        match sorted(levels - {"備考", "後文"}):
            case []:
                pass
            case ["号"]:
                Clauses(self.pen, self.manner).items(rest, lambda: path, "号", change.old)
            case ["表"]:
                self._table(rest, path)
            case ["節"] | ["小節"] if any(_is_unnamed(c) for c in rest):
                self._unnamed_sections(rest, change.old, path)
            case ["節"] | ["小節"]:
                self._sections(rest, path)
            case _:
                raise RestateError
        self._notes(notes, path)

    def _table(self, changes: tuple[Change, ...], path: Path) -> None:
        """The only table of a 別表 or 節."""
        if len(changes) != 1:
            raise RestateError
        change = changes[0]
        if isinstance(change, Kept):
            return
        if not isinstance(change, Changed):
            raise RestateError
        mark = self.pen.mark()
        try:
            write_table(self.pen, path, "の表" if len(path) > 1 else "", change)
        except RestateError:
            self.pen.restore(mark)
            self._whole_table(path, change.new)

    def _whole_table(self, path: Path, new: Unit) -> None:
        if len(path) == 1:
            raise RestateError
        self._restate(path, new, "の表")

    def _sections(self, changes: tuple[Change, ...], above: Path) -> None:
        for act in arrange(changes):
            match act:
                case Stay(change=change):
                    self._section(change, above)
                case Go(change=change):
                    if isinstance(change, Changed):
                        self._section(change, above)
                    to = Location((self._label(change.new, above),))
                    self.pen.move(Move(Location((*above, self._label(change.old, above))), to), change.new)
                case Leave(old=old):
                    self.pen.write(Delete((Location((*above, self._label(old, above))),)))
                case Restate(old=old, new=new):
                    self._restate((*above, self._label(old, above)), new)
                case Come():
                    self._come_sections(act, above)

    def _unnamed_sections(self, changes: tuple[Change, ...], old: Unit, path: Path) -> None:
        """Words of divisions that have no number are quoted within what holds them; all else of them restates it."""
        reach = tuple(text for u in old.walk() for text in (u.text, *u.cells) if text)
        found = words_alone(changes, reach, self.pen.given)
        if found is None:
            raise RestateError
        if found:
            self.pen.write(Words((Location(path),), found))

    def _section(self, change: Changed, above: Path) -> None:
        path = (*above, self._label(change.old, above))
        mark = self.pen.mark()
        try:
            with self.pen.scope(change.old, Location(path)):
                self._heading(change, path)
                self._inside(change, path)
        except (RestateError, ApartError) as error:
            if change.old.number != change.new.number:
                raise ApartError(change.old) from error
            self.pen.restore(mark)
            self._restate(path, change.new)

    def _come_sections(self, act: Come, above: Path) -> None:
        if act.before is not None:
            if act.behind is None:
                self.pen.write(Add(Location(above), "内", "ように"))
            else:
                self.pen.settle_before_naming(act.before)
                self.pen.write(Add(Location((*above, self._label(act.before, above))), "次", "ように"))
        elif act.behind is not None:
            self.pen.settle_before_naming(act.behind)
            self.pen.write(Add(Location((*above, self._label(act.behind, above))), "前", "ように"))
        else:
            raise RestateError
        self.pen.close(act.units)

    def _label(self, unit: Unit, above: Path) -> Step:
        """３ or (1); with の where it would run together with the number of the 別表 (R19)."""
        if not unit.number:
            raise RestateError
        joint = "の" if unit.level == "節" and len(above) == 1 and above[0].number else ""
        return Step("札", unit.number, name=joint + division_mark(unit, self.manner))

    def _notes(self, changes: tuple[Change, ...], path: Path) -> None:
        """備考 or 注 as a whole comes or goes; the 項 of 備考 are amended like those of a 条, 注 and an only text by that word."""
        for change in changes:
            match change:
                case Kept():
                    continue
                case Added(new=new) if not new.text:
                    self.pen.write(Add(Location(path), "内", "備考"))
                    self.pen.close((new,))
                case Removed(old=old):
                    self.pen.write(Delete((Location(path, old.text or REMARKS),)))
                case Changed(old=old, new=new) if old.text != new.text:
                    raise RestateError
                case Changed(old=old, new=new) if _is_alone(old) and _is_alone(new):
                    self._only_note(change, path)
                case Changed(old=old, new=new) if not (old.text or _is_alone(old) or _is_alone(new)) and any(
                    isinstance(c, Kept | Changed) for c in change.below
                ):
                    self._note_items(change, (*path, Step("備考")))
                case Changed(old=old, new=new):
                    self._restate(path, new, old.text or REMARKS)
                case _:
                    raise RestateError

    def _only_note(self, change: Changed, path: Path) -> None:
        """備考中「年額」を「月額」に改める: its only text has no number to be named by."""
        was, now = (unit.children[0].text for unit in (change.old, change.new))
        edits = word_edits(was, now, (was,), self.pen.given)
        word = change.old.text or REMARKS
        if edits is None:
            self._restate(path, change.new, word)
        elif edits:
            self.pen.write(Words((Location(path, word),), edits))

    def _note_items(self, change: Changed, path: Path) -> None:
        for act in arrange(change.below):
            match act:
                case Stay(change=inner):
                    self._note(inner, path)
                case Go(change=inner):
                    if isinstance(inner, Changed):
                        self._note(inner, path)
                    to = Location((Step("項", inner.new.number),))
                    self.pen.move(Move(Location((*path, Step("項", inner.old.number))), to), inner.new)
                case Leave(old=old):
                    self.pen.write(Delete((Location((*path, Step("項", old.number))),)))
                case Restate(old=old, new=new):
                    self._restate_note((*path, Step("項", old.number)), new)
                case Come():
                    self._come_notes(act, path)

    def _note(self, change: Changed, path: Path) -> None:
        here = (*path, Step("項", change.old.number))
        edits = word_edits(change.old.text, change.new.text, (change.old.text,), self.pen.given)
        if edits is None and change.old.number != change.new.number:
            raise RestateError
        if edits is None:
            self._restate_note(here, change.new)
        elif edits:
            self.pen.write(Words((Location(here),), edits))

    def _restate_note(self, path: Path, new: Unit) -> None:
        self.pen.write(Replace.at(Location(path)))
        self.pen.close((Remark(new),))

    def _come_notes(self, act: Come, path: Path) -> None:
        count = len(act.units)
        if act.before is None:
            self.pen.write(Add(Location(path), "内", "項", count, act.units[0].number))
        elif act.behind is None:
            self.pen.write(Add(Location(path), "内", "項", count))
        else:
            self.pen.settle_before_naming(act.before)
            self.pen.write(Add(Location((*path, Step("項", act.before.number))), "次", "項", count))
        self.pen.close(tuple(map(Remark, act.units)))


def _freed(acts: list[Act]) -> list[Act]:
    """Where a 別表 becomes the only one, 別表第2を削り、別表第1を別表とする: what leaves is said first."""
    if not any(isinstance(act, Go) and not act.change.new.number for act in acts):
        return acts
    return [a for a in acts if isinstance(a, Leave)] + [a for a in acts if not isinstance(a, Leave)]


def _is_alone(notes: Unit) -> bool:
    """Whether a 備考 or 注 is one text without a number."""
    return len(notes.children) == 1 and not notes.children[0].number


def _is_unnamed(change: Change) -> bool:
    """Whether something happens to a division that no number names."""
    return not is_same(change) and not (change.new if isinstance(change, Added) else change.old).number


def _level(change: Change) -> str:
    return change.new.level if isinstance(change, Added) else change.old.level
