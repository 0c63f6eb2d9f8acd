"""Changes of 条, 項, 号 and 細分 -> clauses in customary order (R1 to R8, R14, R16, R17)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pipeline.amending.differences.edits import Added, Change, Changed, Kept
from pipeline.amending.differences.word_diff import word_edits
from pipeline.amending.drafting.abbreviate import Path, Pen
from pipeline.amending.drafting.move_order import Come, Go, Leave, Restate, Stay, arrange
from pipeline.amending.language.clauses import Add, Delete, Location, Move, Replace, SetCaption, Step, Words
from pipeline.labels.amendment_style import Manner, Number
from pipeline.provision.unit import Level, Unit

ParentPath = Callable[[], Path]


class RestateError(Exception):
    """Words would hide the meaning, or there is no place to name: the unit above is to be restated whole (R16)."""


class ApartError(Exception):
    """A unit that moves and would have to be restated: not in one act (R6), so it is removed and added."""

    def __init__(self, old: Unit) -> None:
        super().__init__(old.words())
        self.old = old


@dataclass(slots=True)
class ArticlePlace:
    """How the units of one 条 are named at the moment: a 条 with one 項 is cited without it (R8)."""

    article: Path
    count: int
    known: int

    def paragraph(self, number: Number) -> Path:
        """第4条第2項, or 第4条 alone."""
        return self.article if self.known == 1 else (*self.article, Step("項", number))

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
        if old.number in self.whole:
            raise RestateError
        if old.caption != new.caption:
            attach = old.caption is None
            self.pen.write(SetCaption(Location(path), new.caption, attach))
        self.paragraphs(change.below, path)

    def paragraphs(self, changes: tuple[Change, ...], path: Path) -> None:
        """The 項 of a 条, or of a 附則 that has no 条."""
        if not any(isinstance(c, Kept | Changed) for c in changes):
            raise RestateError
        count = sum(not isinstance(c, Added) for c in changes)
        place = ArticlePlace(path, count, count)
        self.pen.on_close.append(place.refresh)
        try:
            self._paragraphs(changes, place)
        finally:
            self.pen.on_close.remove(place.refresh)

    def _paragraphs(self, changes: tuple[Change, ...], place: ArticlePlace) -> None:
        for act in arrange(changes):
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
                    self._restate(place.paragraph(old.number), new)
                case Come():
                    self._come_paragraphs(act, place)

    def _paragraph(self, change: Changed, place: ArticlePlace) -> None:
        path = place.paragraph(change.old.number)
        if self._own_words(change, path):
            self.items(change.below, lambda: place.paragraph(change.old.number), "号")
        elif path[-1].level != "項":
            raise RestateError
        else:
            self._restate(path, change.new)

    def _go_paragraph(self, change: Changed | Kept, place: ArticlePlace) -> None:
        at = Location(place.paragraph(change.old.number))
        to = Location((Step("項", change.new.number),))
        if place.known == 1:
            whole = Step("附則") if place.article[-1].level == "附則" else Step("条", same=True)
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
            before = Location((*place.article, Step("項", act.before.number)))
            self.pen.write(Add(before, "次", "項", count))
        place.count += count
        self.pen.close(act.units)

    def _own_words(self, change: Changed, path: Path) -> bool:
        """Quotes the words of the unit itself; False if they cannot be quoted and the unit is to be restated."""
        old, new = change.old, change.new
        if (old.text, old.caption) == (new.text, new.caption):
            return True
        edits = word_edits(old.text, new.text, tuple(u.text for u in old.walk()))
        if edits is None and old.children and old.level == "項":
            edits = word_edits(old.text, new.text, (old.text,))
            path = (*path, Step("柱書"))
        if edits is None or old.caption != new.caption:
            if old.number != new.number:
                raise ApartError(old)
            return False
        self.pen.write(Words((Location(path),), edits))
        return True

    def _restate(self, path: Path, new: Unit) -> None:
        self.pen.write(Replace(Location(path)))
        self.pen.close((new,))

    def items(self, changes: tuple[Change, ...], parent: ParentPath, level: Level) -> None:
        """号 of a 項 or 別表, 細分 of a 号: all that happens among siblings and below them."""
        changed = [c for c in changes if not (isinstance(c, Kept) and c.old.number == c.new.number)]
        if not changed:
            return
        for act in arrange(changes):
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

    def _item(self, change: Changed, parent: ParentPath) -> None:
        path = self._path(parent, change.old)
        if not self._own_words(change, path):
            self._restate(path, change.new)
            return
        self.items(
            change.below, lambda: self._path(parent, change.old), "細分" if change.old.level == "号" else "小細分"
        )

    def _come(self, act: Come, parent: ParentPath, level: Level) -> None:
        unit: Literal["号", "ように"] = "号" if level == "号" else "ように"
        count = len(act.units) if unit == "号" else 0
        if act.behind is None and (act.before is None or level == "号"):
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
            case "細分":
                return Step("札", number, name=self.manner.subitem_mark(number))
            case "小細分":
                return Step("札", number, name=self.manner.small_subitem_mark(number))
            case "条" | "項" | "号" | "別表":
                return Step(level, number)
            case _:
                raise RestateError
