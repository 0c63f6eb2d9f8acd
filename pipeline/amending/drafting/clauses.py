"""Changes of 条, 項, 号 and 細分 -> clauses in customary order (R1 to R8, R14, R16, R17)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from pipeline.amending.differences.edits import Added, Change, Changed, Kept, Removed, touched
from pipeline.amending.differences.word_diff import applied, word_edits
from pipeline.amending.drafting.abbreviate import Path, Pen
from pipeline.amending.drafting.bands import write_table
from pipeline.amending.drafting.move_order import ApartError, Come, Go, Leave, Restate, RestateError, Stay, arrange
from pipeline.amending.drafting.new_text import Free, Numbered
from pipeline.amending.drafting.parts import Halves, halves, is_one_sentence
from pipeline.amending.language.clauses import Add, Delete, Edit, Location, Move, Replace, SetCaption, Step, Words
from pipeline.labels.amendment_style import Manner, Number
from pipeline.late.dataclass import dataclass
from pipeline.provision.unit import SUBITEMS, UNMARKED, Level, Unit

ParentPath = Callable[[], Path]
# A ただし書 of which so much would be quoted in several pieces is restated.
_MOSTLY = 0.6


def is_main(path: Path) -> bool:
    """Whether what has the 項 is the 本則 itself."""
    return len(path) == 1 and path[0].level == "本則"


@dataclass(slots=True)
class ArticlePlace:
    """How the units of one 条 are named at the moment: a 条 with one 項 is cited without it (R8)."""

    article: Path
    count: int
    known: int
    final: int

    def paragraph(self, number: Number) -> Path:
        """第4条第2項, or 第4条 alone; 第2項 where there are no 条."""
        if self.known == 1:
            return self.article
        return (*(() if is_main(self.article) else self.article), Step("項", number))

    @property
    def prints_first(self) -> bool:
        """Whether a first 項 bears its number where it is one of several: in all but a 条."""
        return self.article[-1].level != "条"

    def new_text(self, units: Iterable[Unit]) -> tuple[Unit | Numbered, ...]:
        """New 項 as they stand below their sentence."""
        several = self.prints_first and self.final > 1
        return tuple(Numbered(u) if several and u.number == (1,) else u for u in units)

    def refresh(self) -> None:
        """A sentence has ended: the next one sees as many 項 as there now are."""
        self.known = self.count


@dataclass(slots=True)
class Clauses:
    """Writes what happens to the units of a 条, or of a list of 号 in a 別表."""

    pen: Pen
    manner: Manner
    whole: frozenset[Number] = frozenset()

    def article(self, change: Changed, path: Path) -> None:
        """Everything inside one 条; raises RestateError before anything of it is written that would not stand."""
        old, new = change.old, change.new
        if old.number in self.whole or new.is_struck():
            raise RestateError
        also: tuple[Location, ...] = ()
        own = self.pen.folds.within.get(id(old), ())
        if old.caption != new.caption and own and applied(old.caption or "", own) == new.caption:
            also = (Location((*path, Step("見出し"))),)
        elif old.caption != new.caption:
            self.pen.write(SetCaption(Location(path), new.caption, old.caption is None))
        with self.pen.scope(old, Location(path), *also):
            self.paragraphs(change.below, path)

    def paragraphs(self, changes: tuple[Change, ...], path: Path) -> None:
        """The 項 of a 条, or of a 附則 that has no 条."""
        if not any(isinstance(c, Kept | Changed) for c in changes):
            raise RestateError
        count = sum(not isinstance(c, Added) for c in changes)
        place = ArticlePlace(path, count, count, sum(not isinstance(c, Removed) for c in changes))
        self.pen.on_close.append(place.refresh)
        try:
            self._paragraphs(changes, place)
        finally:
            self.pen.on_close.remove(place.refresh)

    def _paragraphs(self, changes: tuple[Change, ...], place: ArticlePlace) -> None:
        first = next(
            (c for c in changes if isinstance(c, Kept | Changed) and c.old.number == c.new.number == (1,)), None
        )
        for act in arrange(changes):
            if first is not None and isinstance(act, Come | Leave):
                self._only_or_not(first, place)
                first = None
            match act:
                case Stay(change=change):
                    self._paragraph(change, place)
                case Go(change=change):
                    if isinstance(change, Changed):
                        self._paragraph(change, place)
                    self._go_paragraph(change, place)
                case Leave(old=old):
                    if place.known == 1:
                        raise RestateError
                    self.pen.write(Delete((Location(place.paragraph(old.number)),)))
                    place.count -= 1
                case Restate(old=old, new=new):
                    if place.known == 1:
                        raise RestateError
                    self._restate_paragraph(place.paragraph(old.number), new, place)
                case Come():
                    self._come_paragraphs(act, place)

    def _paragraph(self, change: Changed, place: ArticlePlace) -> None:
        path = place.paragraph(change.old.number)
        mark = self.pen.mark()
        try:
            with self.pen.scope(change.old, Location(path)):
                if self._own_words(change, path):
                    self.items(change.below, lambda: place.paragraph(change.old.number), "号", change.old)
                    return
        except RestateError:
            if change.old.number != change.new.number:
                raise
            self.pen.restore(mark)
        if path[-1].level != "項":
            raise RestateError
        self.pen.restore(mark)
        self._restate_paragraph(path, change.new, place)

    def _restate_paragraph(self, path: Path, new: Unit, place: ArticlePlace) -> None:
        self.pen.write(Replace.at(Location(path)))
        self.pen.close(place.new_text((new,)))

    def _only_or_not(self, first: Changed | Kept, place: ArticlePlace) -> None:
        """附則を附則第1項とし: the 項 that was the only one bears a number from now on; and the other way about."""
        if not place.prints_first:
            return
        if place.known == 1 < place.final:
            self._go_paragraph(first, place)
        elif place.known > 1 == place.final and not self._says_anew(first.new):
            self._lose_number(first, place)

    def _says_anew(self, new: Unit) -> bool:
        """Whether the last sentence restated a unit: its new text bears no number then."""
        last = self.pen.sentences[-1] if self.pen.sentences and not self.pen.clauses else None
        return last is not None and last.new == (new,)

    def _lose_number(self, change: Changed | Kept, place: ArticlePlace) -> None:
        self.pen.write(Delete((Location((*place.paragraph(change.old.number), Step("項番号"))),)))

    def _go_paragraph(self, change: Changed | Kept, place: ArticlePlace) -> None:
        if place.prints_first and place.final == 1:
            self._lose_number(change, place)
            return
        at = Location(place.paragraph(change.old.number))
        to = Location((Step("項", change.new.number),))
        if place.known == 1:
            whole = place.article[-1] if place.article[-1].level in ("附則", "本則") else Step("条", same=True)
            to = Location((whole, *to.steps))
        self.pen.move(Move(at, to), change.new)

    def _come_paragraphs(self, act: Come, place: ArticlePlace) -> None:
        count = len(act.units)
        if act.before is None:
            self.pen.write(Add(Location(place.article), "内", "項", count, act.units[0].number))
        elif act.behind is None:
            self.pen.write(Add(Location(place.article), "内", "項", count))
        else:
            self.pen.settle_before_naming(act.before)
            if place.known == 1:
                raise RestateError
            before = Location(place.paragraph(act.before.number))
            self.pen.write(Add(before, "次", "項", count))
        place.count += count
        self.pen.close(place.new_text(act.units))

    def _own_words(self, change: Changed, path: Path) -> bool:
        """Quotes the words of the unit itself; False if they cannot be quoted and the unit is to be restated."""
        old, new = change.old, change.new
        if (old.text, old.caption) == (new.text, new.caption):
            return True
        if new.is_struck():
            return False
        captioned = old.caption != new.caption
        if captioned and path[-1].level == "項":
            self.pen.write(SetCaption(Location(path), new.caption, old.caption is None))
            captioned = False
        if not captioned and old.level in ("項", "号") and self._in_parts(old, new, path):
            return True
        given = self.pen.given
        edits = word_edits(old.text, new.text, tuple(u.text for u in old.walk()), given, self._most(old, new))
        if edits is None and old.children and old.level == "項":
            edits = word_edits(old.text, new.text, (old.text,), given, self._most(old, new))
            path = (*path, Step("柱書"))
        if edits is None or captioned:
            if old.number != new.number:
                raise ApartError(old)
            return False
        if edits:
            self.pen.write(Words((Location(path),), edits))
        return True

    def _most(self, old: Unit, new: Unit) -> int:
        """A unit that moves cannot be restated in the same act (R6): more of it is quoted."""
        return self.pen.most if old.number == new.number else 3 * self.pen.most

    def _in_parts(self, old: Unit, new: Unit, path: Path) -> bool:
        """Amends one of two parts, or adds or removes a ただし書 or 後段; False if that is not what happens."""
        was, now = halves(old.text), halves(new.text)
        if was is not None and now is not None and was.names == now.names:
            return self._in_one_part(was, now, path)
        if now is not None and (now.names[1] == "ただし書" or is_one_sentence(old.text)):
            if was is not None and was.names[1] == "ただし書":
                return False
            edits = word_edits(old.text, now.first, (old.text,), self.pen.given)
            if edits is None or _quoted(edits) > _MOSTLY * len(old.text):
                return False
            if edits:
                self.pen.write(Words((Location(path),), edits))
            name: Literal["ただし書", "後段"] = "ただし書" if now.names[1] == "ただし書" else "後段"
            self.pen.write(Add(Location(path), "内", name))
            self.pen.close((Free(name, now.second),))
            return True
        if was is not None and (now is None or was.names[1] == "ただし書"):
            edits = word_edits(was.first, new.text, (was.first,), self.pen.given)
            if edits is None or _quoted(edits) > _MOSTLY * len(was.first):
                return False
            if edits:
                self.pen.write(Words((Location((*path, Step(was.names[0]))),), edits))
            self.pen.write(Delete((Location((*path, Step(was.names[1]))),)))
            return True
        return False

    def _in_one_part(self, was: Halves, now: Halves, path: Path) -> bool:
        given = self.pen.given
        first = word_edits(was.first, now.first, (was.first,), given, self.pen.most)
        second = word_edits(was.second, now.second, (was.second,), given, self.pen.most)
        place = Location((*path, Step(was.names[1])))
        name: Literal["ただし書", "後段"] = "ただし書" if was.names[1] == "ただし書" else "後段"
        if first == ():
            if second is None or (len(second) > 1 and _quoted(second) > _MOSTLY * len(was.second)):
                self.pen.write(Replace.at(place))
                self.pen.close((Free(name, now.second),))
            elif second:
                self.pen.write(Words((place,), second))
            return True
        if second == () and first is not None:
            self.pen.write(Words((Location((*path, Step(was.names[0]))),), first))
            return True
        return False

    def _restate(self, path: Path, new: Unit) -> None:
        self.pen.write(Replace.at(Location(path)))
        self.pen.close((new,))

    def items(self, changes: tuple[Change, ...], parent: ParentPath, level: Level, holder: Unit) -> None:
        """号 of a 項 or 別表, 細分 of a 号: all that happens among siblings and below them, in the old `holder`."""
        changed = [c for c in changes if not (isinstance(c, Kept) and c.old.number == c.new.number)]
        if not changed:
            return
        table = self._only_table(changes)
        behind = [c for c in changed if touched(c) == "後文"]
        if any(touched(c) == "表" and c is not table for c in changed):
            raise RestateError
        words_behind(self.pen, behind, holder, parent())
        for act in arrange(tuple(c for c in changes if touched(c) not in UNMARKED)):
            match act:
                case Stay(change=change):
                    self._item(change, parent)
                case Go(change=change):
                    if isinstance(change, Changed):
                        self._item(change, parent)
                    step = self.step(change.new.level, change.new.number)
                    self.pen.move(Move(Location(self._path(parent, change.old)), Location((step,))), change.new)
                case Leave(old=old):
                    self.pen.write(Delete((Location(self._path(parent, old)),)))
                case Restate(old=old, new=instead):
                    self._restate(self._path(parent, old), instead)
                case Come():
                    self._come(act, parent, level)
        if table is not None:
            self._table(table, parent())

    @staticmethod
    def _only_table(changes: tuple[Change, ...]) -> Changed | None:
        """The table that can be called by that word alone, if it changes."""
        tables = [c for c in changes if touched(c) == "表"]
        return tables[0] if len(tables) == 1 and isinstance(tables[0], Changed) else None

    def _table(self, change: Changed, path: Path) -> None:
        """第2条の表中央館の項中…, or the table as a whole."""
        mark = self.pen.mark()
        try:
            write_table(self.pen, path, "の表", change)
        except RestateError:
            self.pen.restore(mark)
            self.pen.write(Replace.at(Location(path, "の表")))
            self.pen.close((change.new,))

    def _item(self, change: Changed, parent: ParentPath) -> None:
        path = self._path(parent, change.old)
        with self.pen.scope(change.old, Location(path)):
            if self._own_words(change, path):
                level = _below(change.old.level)
                self.items(change.below, lambda: self._path(parent, change.old), level, change.old)
                return
        self._restate(path, change.new)

    def _come(self, act: Come, parent: ParentPath, level: Level) -> None:
        unit: Literal["号", "ように"] = "号" if level == "号" else "ように"
        count = len(act.units) if unit == "号" else 0
        if act.behind is None:
            self.pen.write(Add(Location(parent()), "内", unit, count))
        elif act.before is not None:
            self.pen.settle_before_naming(act.before)
            self.pen.write(Add(Location(self._path(parent, act.before)), "次", unit, count))
        elif act.behind is not None:
            said = self.pen.just_moved(act.behind)
            if said is None:
                self.pen.settle_before_naming(act.behind)
                said = Location(self._path(parent, act.behind))
            self.pen.write(Add(said, "前", unit, count))
        self.pen.close(act.units)

    def _path(self, parent: ParentPath, unit: Unit) -> Path:
        return (*parent(), self.step(unit.level, unit.number))

    def step(self, level: Level, number: Number) -> Step:
        """第2号, or the bare label of a 細分."""
        match level:
            case _ if level in SUBITEMS:
                return Step("札", number, name=self.manner.subitem_mark(number, SUBITEMS.index(level) + 1))
            case "条" | "項" | "号" | "別表":
                return Step(level, number)
            case _:
                raise RestateError


def _below(level: Level) -> Level:
    """The level below a 号 or a 細分. Raises RestateError below the last."""
    if level == "号":
        return SUBITEMS[0]
    at = SUBITEMS.index(level) + 1
    if at == len(SUBITEMS):
        raise RestateError
    return SUBITEMS[at]


def _quoted(edits: tuple[Edit, ...]) -> int:
    return sum(len(edit.old) for edit in edits)


def words_behind(pen: Pen, changes: Iterable[Change], holder: Unit, path: Path) -> None:
    """Writes what changes in texts of the old `holder`. Raises RestateError where one comes, goes or cannot be quoted.

    Such a text has no name of its own: what is quoted must be the same wherever it stands in all that the holder holds.
    """
    within = tuple(text for u in holder.walk() for text in (u.text, *u.cells) if text)
    for change in changes:
        if not isinstance(change, Changed) or not pen.quotes_unlabelled:
            raise RestateError
        edits = word_edits(change.old.text, change.new.text, within, pen.given, pen.most)
        if edits is None:
            raise RestateError
        if edits:
            pen.write(Words((Location(path),), edits))
