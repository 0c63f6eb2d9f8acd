"""Two provisions -> the sentences of the 改め文 that leads from the one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from pipeline.amending.differences.align import Likeness, align
from pipeline.amending.differences.edits import (
    Added,
    Change,
    Changed,
    Edits,
    Kept,
    Lines,
    Removed,
    is_same,
    supplement_title,
    touched,
    units_of,
)
from pipeline.amending.differences.word_diff import word_edits
from pipeline.amending.drafting import folds
from pipeline.amending.drafting.abbreviate import Path, Pen
from pipeline.amending.drafting.chapters import Chapters
from pipeline.amending.drafting.clauses import Clauses
from pipeline.amending.drafting.folds import Folds
from pipeline.amending.drafting.joining import joined
from pipeline.amending.drafting.move_order import Act, ApartError, Come, Go, Leave, Restate, RestateError, Stay, arrange
from pipeline.amending.drafting.new_text import Drafted, Free, NewText, Supplement
from pipeline.amending.drafting.schedules import Schedules
from pipeline.amending.language.clauses import (
    Add,
    Delete,
    Edit,
    Location,
    Move,
    Replace,
    Sentence,
    Step,
    Words,
)
from pipeline.labels.amendment_style import Manner, Number
from pipeline.labels.marks import GAP, PARTICULARS
from pipeline.late.dataclass import dataclass
from pipeline.provision.alike.particulars import around
from pipeline.provision.alike.sheets import sheets
from pipeline.provision.unit import CHAPTERS, Provision, Unit


class UndraftableError(Exception):
    """A change that no amending sentence expresses; the reason in Japanese."""


@dataclass(frozen=True, slots=True)
class Forced:
    """Units to be restated whole whatever their words: what a failed proof asks for."""

    articles: frozenset[Number] = frozenset()
    schedules: frozenset[Number] = frozenset()
    folds: bool = True
    supplement: bool = False
    unlabelled: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """The sentences, and the edits that they express."""

    edits: Edits
    drafted: tuple[Drafted, ...]

    def sentences(self, manner: Manner) -> tuple[Sentence, ...]:
        """The sentences with their new text as lines."""
        return tuple(each.sentence(manner) for each in self.drafted)


def draft(old: Provision, new: Provision, manner: Manner, forced: Forced = Forced()) -> Draft:  # noqa: B008 - a frozen value
    """The amending sentences; none if nothing changes. Raises UndraftableError."""
    if sheets(old) != sheets(new):
        name = next((u.caption for u in (*sheets(old), *sheets(new)) if u.caption), "")
        raise UndraftableError(f"「{name}」のように別表でない名前のものの変更は、改め文にできません")
    if around(old).markers != around(new).markers:
        opening, ending = PARTICULARS
        raise UndraftableError(
            f"本則を囲む「{opening}」「{ending}」の行を加え、削り、又は改める改正は、改め文に書き表せません（全部を改める文書にしてください）"
        )
    said = folds.wide(align(old, new)) if forced.folds else Folds()
    made, restated = _drafted(old, new, manner, forced, said)
    if not any(unit.number in restated for edit in said.annexes for unit in said.holders(old.schedules, edit)):
        return made
    # What is restated whole is not amended in words before.
    said = folds.wide(align(old, new), restated)
    return _drafted(old, new, manner, forced, said)[0]


def _drafted(
    old: Provision, new: Provision, manner: Manner, forced: Forced, said: Folds
) -> tuple[Draft, frozenset[Number]]:
    """The draft, and which 別表 it restates whole."""
    base = folds.substituted(old, said)
    twins = {id(b): id(o) for o, b in zip(_units(old), _units(base), strict=True)}
    apart: dict[int, Unit] = {}
    likeness = Likeness()
    while True:
        edits = align(base, new, frozenset(apart), likeness)
        drafter = _Drafter(manner, forced, said)
        drafted = drafter.all(edits, old, new)
        if not drafter.apart:
            if base is not old:
                edits = align(old, new, frozenset(twins[key] for key in apart))
            return Draft(edits, drafted), frozenset(drafter.schedules.restated)
        for unit in drafter.apart:
            if id(unit) in apart:
                raise UndraftableError(f"「{unit.words()[:20]}」の移動を書き表せません")
            apart[id(unit)] = unit


def _units(provision: Provision) -> Iterator[Unit]:
    for unit in (*provision.articles, *provision.supplement, *provision.schedules):
        yield from unit.walk()


class _Drafter:
    """Writes one amendment from the front to the back."""

    def __init__(self, manner: Manner, forced: Forced, said: Folds) -> None:
        self.manner, self.said, self.forced = manner, said, forced
        self.pen = Pen(most=manner.house.restate_from - 1, quotes_unlabelled=not forced.unlabelled)
        self.apart: list[Unit] = []
        self.headings: Chapters | None = None
        self.clauses = Clauses(self.pen, manner, forced.articles)
        self.schedules = Schedules(self.pen, manner, forced.schedules)

    def all(self, edits: Edits, old: Provision, new: Provision) -> tuple[Drafted, ...]:
        """`edits` lead to `new` from `old` after what is said of all of it."""
        if self.forced.folds:
            self.pen.folds = folds.narrow(edits)
        self._title(edits.title)
        self._lines(edits.contents, "目次")
        self._lines(edits.preamble, "前文")
        self._everywhere((Location((Step("本則"),)),), self.said.main)
        self._articles(edits.articles, ())
        self._lines(edits.closing, "末文")
        self._supplement(edits.supplement, new.supplement)
        for edit in self.said.annexes:
            places = (Location((Step("別表", u.number),)) for u in self.said.holders(old.schedules, edit))
            self._everywhere(tuple(places), (edit,))
        try:
            self.schedules.all(edits.schedules, "附則" if new.supplement else "本則")
        except ApartError as error:
            self.apart.append(error.old)
        self.pen.close()
        return joined(self.pen.sentences, old, edits.articles)

    def _everywhere(self, places: tuple[Location, ...], edits: tuple[Edit, ...]) -> None:
        """A sentence of its own; the next ones see what it makes."""
        if edits:
            self.pen.write(Words(places, edits))
            self.pen.close()

    def _title(self, lines: Lines) -> None:
        """A 題名 is restated whole, in a sentence of its own."""
        if lines.old == lines.new:
            return
        if not lines.old or not lines.new:
            raise UndraftableError("題名を新たに付け、又は削る改正は書き表せません")
        self.pen.write(Replace.at(Location((Step("題名"),))))
        self.pen.close(tuple(Free("題名", line) for line in lines.new))

    def _lines(self, lines: Lines, level: Literal["目次", "前文", "末文"]) -> None:
        if lines.old == lines.new:
            return
        place = Location((Step(level),))
        if not lines.new:
            self.pen.write(Delete((place,)))
            self.pen.close()
            return
        if not lines.old:
            self.pen.write(Add(Location((Step("本則" if level == "末文" else "題名"),)), "次", level))
            self.pen.close(tuple(Free(level, line) for line in lines.new))
            return
        pairs = [(a, b) for a, b in zip(lines.old, lines.new, strict=False) if a != b]
        found = [_quoted(a, b, lines.old, level) for a, b in pairs]
        edits = [e for e in found if e is not None]
        if len(lines.old) != len(lines.new) or len(edits) < len(found):
            self.pen.write(Replace.at(place))
            self.pen.close(tuple(Free(level, line) for line in lines.new))
            return
        self.pen.write(Words((place,), tuple(e for several in edits for e in several)))
        self.pen.close()

    def _articles(self, changes: tuple[Change, ...], above: Path) -> None:
        """R1 to R5: content first and one 条 a sentence; pure moves are chained, an addition joins the move before it."""
        chapters = Chapters(self.pen, self.manner, changes) if any(touched(c) in CHAPTERS for c in changes) else None
        if chapters is not None and not above:
            self.headings = chapters
            self._only_articles(chapters.articles(), above)
            chapters.rest()
            return
        self._only_articles(changes, above)

    def _only_articles(self, changes: tuple[Change, ...], above: Path) -> None:
        if not above and changes and all(touched(c) == "項" for c in changes):
            self._bare(changes)
            return
        content = False  # whether the open sentence amends the words of a 条, so that only an addition may join it
        headings = self.headings if not above else None
        acts = arrange(changes, headings.in_one_place if headings is not None else None)
        if headings is not None:
            acts = headings.in_turn(headings.parted(acts))
        for n, act in enumerate(acts):
            if self.headings is not None and not above:
                self.headings.before(acts[n:])
            if not isinstance(act, Come) and (content or isinstance(act, Stay | Restate)):
                self.pen.close()
            content = False
            match act:
                case Stay(change=change):
                    self._article(change, (*above, Step("条", change.old.number)))
                    self.pen.close()
                case Go(change=change):
                    path = (*above, Step("条", change.old.number))
                    if isinstance(change, Changed):
                        self.pen.close()
                        self._article(change, path)
                        content = bool(self.pen.clauses)
                    to = Location((Step("条", change.new.number),))
                    self.pen.move(Move(Location(path), to), change.new)
                case Leave(old=old):
                    self.pen.write(Delete((Location((*above, Step("条", old.number))),)))
                case Restate(old=old, new=new):
                    self._restate((*above, Step("条", old.number)), new)
                case Come():
                    self._come(act, above, acts[n + 1 :])
        self.pen.close()

    def _bare(self, changes: tuple[Change, ...]) -> None:
        """The 項 of a paper without 条; the only one of it is the 本則."""
        if all(is_same(c) for c in changes):
            return
        mark, main = self.pen.mark(), (Step("本則"),)
        try:
            self.clauses.paragraphs(changes, main)
        except (RestateError, ApartError) as error:
            match changes:
                case (Changed(new=new),):
                    self.pen.restore(mark)
                    self._restate(main, new)
                case _:
                    raise UndraftableError("条のない文の項の、この改正は書き表せません") from error
        self.pen.close()

    def _article(self, change: Changed, path: Path) -> None:
        mark = self.pen.mark()
        try:
            self.clauses.article(change, path)
        except (RestateError, ApartError) as error:
            self.pen.restore(mark)
            if isinstance(error, ApartError) and change.old.number not in self.clauses.whole:
                self.apart.append(error.old)
                return
            if change.old.number != change.new.number:
                self.apart.append(change.old)
                return
            self._restate(path, change.new)

    def _restate(self, path: Path, new: Unit) -> None:
        self.pen.write(Replace.at(Location(path)))
        self.pen.close((new,))

    def _come(self, act: Come, above: Path, later: list[Act]) -> None:
        count = len(act.units)
        headings = self.headings if not above else None
        last = act.behind is None and not (headings is not None and headings.has_heading_behind(act.units[-1]))
        if headings is not None and headings.opens(act.units[0]):
            self._first_below_heading(act, headings, later)
        elif last and len(act.units[0].number) == 1:
            self.pen.write(Add(Location(above or (Step("本則"),)), "内", "条", count))
        elif act.before is not None:
            self.pen.write(Add(self._beside(act.before, above, act.before.number), "次", "条", count))
        elif act.behind is not None:
            self.pen.write(Add(self._beside(act.behind, above, act.behind.number), "前", "条", count))
        else:
            self.pen.write(Add(Location(above or (Step("本則"),)), "内", "条", count))
        self.pen.close(act.units)

    def _beside(self, article: Unit, above: Path, number: Number) -> Location:
        """What is new stands beside a 条: the one that was moved last (同条), or by its number, in a sentence in which that holds."""
        said = self.pen.just_moved(article)
        if said is None:
            self.pen.settle_before_naming(article)
            said = Location((*above, Step("条", number)))
        return said

    def _first_below_heading(self, act: Come, headings: Chapters, later: list[Act]) -> None:
        """第二章中第三条の前に次の一条を加え: behind the 条 before it, it would still lie in the 章 before."""
        if act.behind is not None and headings.stands_there(act.behind, act.units[0]):
            number = next(
                (a.change.old.number for a in later if isinstance(a, Go) and a.change.new is act.behind),
                act.behind.number,
            )
            place = self._beside(act.behind, (), number)
            heading = headings.named_now(act.units[0])
            place = replace(place, within=Location(heading)) if heading else place
            self.pen.write(Add(place, "前", "条", len(act.units)))
        elif (now := headings.named_now(act.units[0])) is not None:
            self.pen.write(Add(Location(now), "内", "条", len(act.units)))
        elif act.before is not None:
            self.pen.settle_before_naming(act.before)
            self.pen.write(Add(Location((Step("条", act.before.number),)), "次", "条", len(act.units)))
        else:
            self.pen.write(Add(Location((Step("本則"),)), "内", "条", len(act.units)))

    def _supplement(self, changes: tuple[Change, ...], new: tuple[Unit, ...]) -> None:
        """A 附則 of 条 is amended like the 本則, one of 項 like a 条 (or whole)."""
        if all(is_same(c) for c in changes):
            return
        if not new:
            self.pen.write(Delete((Location((Step("附則"),)),)))
            self.pen.close()
            return
        if all(isinstance(c, Added) for c in changes):
            self.pen.write(Add(Location((Step("本則"),)), "次", "附則"))
            self.pen.close((Supplement(new),))
            return
        levels = {touched(c) for c in changes}
        if "各附則" in levels:
            self._several_supplements(changes)
            return
        self._one_supplement(changes, (Step("附則"),), Supplement(new))

    def _several_supplements(self, changes: tuple[Change, ...]) -> None:
        """附則（平成30年規則第15号）第2項: each by its title, the text's own without one."""
        for change in changes:
            path = (Step("附則", name=supplement_title(units_of(change)[0])),)
            match change:
                case Kept():
                    continue
                case Removed():
                    self.pen.write(Delete((Location(path),)))
                    self.pen.close()
                case Changed(old=old, new=new, below=below) if old.text == new.text:
                    self._one_supplement(below, path, new)
                case _:
                    raise UndraftableError(
                        "附則を新たに付け、又はその題を改める改正は書き表せません（改正附則は、附則の最後に「題」を付けて一つだけ書くか、--supplement で書きます）"
                    )

    def _one_supplement(self, changes: tuple[Change, ...], path: Path, whole: NewText) -> None:
        levels = {touched(c) for c in changes}
        if levels == {"条"}:
            self._articles(changes, path)
            return
        mark = self.pen.mark()
        if not (self.forced.supplement or len(levels) > 1) and self._can_name(changes, path):
            self.pen.close()
            return
        self.pen.restore(mark)
        self.pen.write(Replace.at(Location(path)))
        self.pen.close((whole,))

    def _can_name(self, changes: tuple[Change, ...], path: Path) -> bool:
        """Writes the changes of a 附則 without 条; False if it is to be restated."""
        try:
            self.clauses.paragraphs(changes, path)
        except (RestateError, ApartError):
            return False
        return True


def _quoted(old: str, new: str, lines: tuple[str, ...], level: str) -> tuple[Edit, ...] | None:
    """What is quoted of a line; of a row of a 目次 all where its number would be cut: 第2款　組織 is one name."""
    found = word_edits(old, new, lines)
    cut = old.partition(GAP)[0] != new.partition(GAP)[0] or any(GAP in edit.old + edit.new for edit in found or ())
    if level == "目次" and cut:
        return (Edit("改め", old, new),) if sum(old in line for line in lines) == 1 else None
    return found
