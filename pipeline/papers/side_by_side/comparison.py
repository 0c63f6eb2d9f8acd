"""Edits -> rows of a 新旧対照表: matching units side by side, underlined only where they differ (R23).

Units that stay are left out, below a changed unit they are （略）; what is new faces （新設）, what is gone （削る）. Read
alone and with every （略） written out, one side is the old units and the other the new ones (I10).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Literal

from pipeline.amending.differences.columns import Columns, paired
from pipeline.amending.differences.edits import (
    Added,
    Change,
    Changed,
    Edits,
    Kept,
    Lines,
    Removed,
    is_same,
    units_of,
    walk,
)
from pipeline.amending.differences.word_diff import differences
from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import CONTENTS, GAP, captioned, is_caption
from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import Marks
from pipeline.papers.side_by_side.alignment import side_by_side
from pipeline.papers.side_by_side.columns import NOTHING, Setting, reaches, setting_before, setting_of, settings
from pipeline.papers.side_by_side.lists import DRAWN, drawn, on_both_sides, runs
from pipeline.papers.side_by_side.restated import Restated, with_restated
from pipeline.papers.side_by_side.supplement import headed
from pipeline.provision.unit import PARTED, Level, Unit, readable
from pipeline.provision.write import label, marked, unit_lines


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; `marked` ones are underlined."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a side: number and words. `written_out` is the whole line where the words are only （略）.

    A note （新設） or （削る） stands for no unit at all: its `written_out` is "". The cells of a row of a table and of its
    欄名 (`kind`) are kept apart; any other line has one. `level` is that of the unit ("" for a note or a free line), `label`
    the characters at the beginning that are its number and the blanks around it. Where 欄名 stand above others, `heads`
    holds the levels of each 欄, the topmost first; `styles` what the cells of a row are set in, () if nobody knows its table.
    `merged` are the cells that are one with equal ones below them, `reach` over how many lines each cell goes (0: the one
    above it goes on); () if none does.
    """

    cells: tuple[tuple[Piece, ...], ...]
    written_out: str
    kind: Literal["文", "欄名", "行"] = "文"
    level: Level | Literal["見出し", ""] = ""
    label: int = 0
    heads: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    styles: tuple[str, ...] = ()
    merged: tuple[int, ...] = ()
    reach: tuple[int, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The words of all cells."""
        return tuple(p for cell in self.cells for p in cell)

    @property
    def text(self) -> str:
        """The line as one reads it."""
        return "｜".join("".join(p.text for p in cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of the old and the line of the new text that stand at the same height; `remark` is what is said of both."""

    old: Line
    new: Line
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One 条, one table or other unit of comparison, in lines."""

    title: str
    pairs: tuple[Pair, ...]


def compare(edits: Edits, manner: Manner, marks: Marks) -> tuple[Block, ...]:
    """The blocks of everything that changes, from the front to the back."""
    comparer = _Comparer(manner, marks, _marked_firsts(edits))
    made: list[Block] = []
    for title, lines in (("題名", edits.title), ("目次", edits.contents), ("前文", edits.preamble)):
        made += _lines(title, lines)
    made += comparer.units(edits.articles)
    made += _lines("末文", edits.closing)
    made += comparer.units(headed(edits.supplement))
    made += comparer.units(edits.schedules)
    return tuple(_joined(_readable(block)) for block in made)


def _joined(block: Block) -> Block:
    """The block with equal cells of merged columns as one, on each side by itself."""
    old, new = _joined_lines([p.old for p in block.pairs]), _joined_lines([p.new for p in block.pairs])
    return replace(block, pairs=tuple(replace(p, old=a, new=b) for p, a, b in zip(block.pairs, old, new, strict=True)))


def _joined_lines(lines: list[Line]) -> list[Line]:
    """A cell over several rows is marked no more than the least marked of them: what a new row joins was there."""
    said = [(tuple("".join(p.text for p in c) for c in x.cells), x.merged) if x.merged else None for x in lines]
    made = [replace(line, reach=own) if own else line for line, own in zip(lines, reaches(said), strict=True)]
    for at, line in enumerate(made):
        for column, rows in enumerate(line.reach):
            if rows > 1:
                each = [x.cells[column] for x in lines[at : at + rows]]
                least = min(each, key=lambda cell: sum(p.marked for p in cell))
                made[at] = replace(made[at], cells=(*made[at].cells[:column], least, *made[at].cells[column + 1 :]))
    return made


def _readable(block: Block) -> Block:
    """The block with the paragraphs of a cell parted by blanks, not by the sign of plain text."""
    if not any(PARTED in piece.text for pair in block.pairs for line in (pair.old, pair.new) for piece in line.pieces):
        return block
    return replace(block, pairs=tuple(Pair(_readable_line(p.old), _readable_line(p.new)) for p in block.pairs))


def _readable_line(line: Line) -> Line:
    cells = tuple(tuple(replace(p, text=readable(p.text)) for p in cell) for cell in line.cells)
    if line.kind != "欄名" or not any(PARTED in p.text for p in line.pieces):
        return replace(line, cells=cells)
    return replace(line, cells=cells, heads=tuple(map(_levels, line.cells)))


def _levels(cell: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], ...]:
    """The words of a 欄名 level by level."""
    made: list[list[Piece]] = [[]]
    for piece in cell:
        first, *others = piece.text.split(PARTED)
        made[-1] += [replace(piece, text=first)] if first else []
        made += [[replace(piece, text=words)] if words else [] for words in others]
    return tuple(map(tuple, made))


def at_one_height(block: Block) -> Iterator[list[Pair]]:
    """The pairs of a block by rows: a 見出し goes with the words it heads; what is all new or all gone is one row.

    A row of a table is always one by itself.
    """
    row: list[Pair] = []
    for n, pair in enumerate(block.pairs):
        row.append(pair)
        after = block.pairs[n + 1] if n + 1 < len(block.pairs) else None
        heads = n == 0 and is_caption(pair.new.text)
        if after is None or not _joins(pair, after, heads=heads):
            yield row
            row = []


def _joins(pair: Pair, after: Pair, *, heads: bool) -> bool:
    """Whether the next pair stands in the same row: both on one side only, or the words below a 見出し."""
    if {pair.old.kind, pair.new.kind, after.old.kind, after.new.kind} != {"文"}:
        return False
    sides, sides_after = ((bool(p.old.written_out), bool(p.new.written_out)) for p in (pair, after))
    return sides == sides_after and (heads or sides != (True, True))


def _marked_firsts(edits: Edits) -> frozenset[int]:
    """The first 項 that print their number: those of a 備考, of a 附則 that has several, and of a text without 条 that has."""
    found: list[Unit] = []
    for change in walk(edits.schedules):
        for unit in units_of(change):
            found += [n for u in unit.walk() if u.level == "備考" for n in u.children[:1]]
    for changes in (edits.articles, edits.supplement):
        for side in (
            [c.old for c in changes if not isinstance(c, Added)],
            [c.new for c in changes if not isinstance(c, Removed)],
        ):
            found += _firsts(side)
    return frozenset(id(u) for u in found if u.level == "項")


def _firsts(side: list[Unit]) -> Iterator[Unit]:
    """The first of several units of one level, and those of each 附則 among them."""
    yield from side[:1] if len(side) > 1 else []
    for each in side:
        if each.level == "各附則" and sum(child.level == "項" for child in each.children) > 1:
            yield from each.children[:1]


def _lines(title: str, lines: Lines) -> list[Block]:
    if lines.old == lines.new:
        return []
    old, new = lines.old, lines.new
    if title == CONTENTS:
        old, new = ((CONTENTS, *side) if side else () for side in (old, new))
    return [Block(title, tuple(_differing(a, b, "", "") for a, b in side_by_side(old, new)))]


def _differing(old: str, new: str, old_label: str, new_label: str, level: Level | Literal["見出し", ""] = "") -> Pair:
    """Two texts with what differs marked on both sides, whole words; labels are marked if they differ."""
    left, right = _mark(old, new)
    moved = old_label != new_label
    return Pair(_line(left, old_label, moved, level), _line(right, new_label, moved, level))


def _line(pieces: list[Piece], label: str, moved: bool, level: Level | Literal["見出し", ""]) -> Line:
    """`moved` is a fact about the number: it is underlined."""
    made = tuple(p for p in (*_label(label, moved), *pieces) if p.text)
    return Line((made,), "".join(p.text for p in made), level=level, label=len(label))


def _label(label: str, moved: bool) -> list[Piece]:
    """A number and the blanks around it; blanks are never underlined."""
    bare = label.strip(" 　")
    start = label.find(bare)
    pieces = (Piece(label[:start]), Piece(bare, moved), Piece(label[start + len(bare) :]))
    return [p for p in pieces if p.text]


def _mark(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    found = differences(old, new)
    return [Piece(a, differ) for a, _, differ in found], [Piece(b, differ) for _, b, differ in found]


def _note(text: str) -> Line:
    return Line(((Piece(text),),), "")


def _row(old: Unit, new: Unit, columns: Columns, settings: tuple[Setting, Setting]) -> Pair:
    """Two rows of a table, or the 欄名 of two, 欄 by 欄; cells of those that come or go are marked whole."""
    left: list[tuple[Piece, ...]] = []
    right: list[tuple[Piece, ...]] = []
    sides = tuple(sum(pair[n] is not None for pair in columns) for n in (0, 1))
    if sides != (len(old.cells), len(new.cells)):
        columns = paired(old.cells, new.cells)
    for a, b in columns:
        if a is None or b is None:
            left += [(Piece(old.cells[a], marked=True),)] if a is not None else []
            right += [(Piece(new.cells[b], marked=True),)] if b is not None else []
        else:
            before, after = _mark(old.cells[a], new.cells[b])
            left.append(tuple(p for p in before if p.text))
            right.append(tuple(p for p in after if p.text))
    return Pair(_cells(old, tuple(left), settings[0]), _cells(new, tuple(right), settings[1]))


def _cells(unit: Unit, cells: tuple[tuple[Piece, ...], ...], setting: Setting) -> Line:
    kind: Literal["欄名", "行"] = "欄名" if unit.level == "表" else "行"
    own, merged = setting.styles_of(unit), setting.merged_of(unit)
    return Line(cells, "\t".join(unit.cells), kind, styles=own, merged=merged)


class _Comparer:
    """Sets units side by side in one manner of numbers."""

    def __init__(self, manner: Manner, marks: Marks, marked_firsts: frozenset[int]) -> None:
        self.manner, self.marks, self.marked_firsts = manner, marks, marked_firsts
        self.columns: Columns = ()
        self.settings: tuple[Setting, Setting] = (NOTHING, NOTHING)

    def units(self, changes: tuple[Change, ...]) -> list[Block]:
        made = []
        for change in with_restated(changes):
            if isinstance(change, Restated) or not is_same(change):
                unit = change.old if isinstance(change, Removed) else change.new
                title = self._label(unit).strip("　 ") or unit.level
                made.append(Block(title, tuple(self._pairs(change))))
        return made

    def _pairs(self, change: Change | Restated) -> Iterator[Pair]:
        match change:
            case Restated(old=old, new=new):
                sides = (self._marked(unit, setting) for unit, setting in zip((old, new), self.settings, strict=True))
                yield from (Pair(a, b) for a, b in zip_longest(*sides, fillvalue=_note("")))
            case Added(new=new):
                for n, line in enumerate(self._marked(new, self.settings[1])):
                    yield Pair(_note("" if n else self.marks.new), line)
            case Removed(old=old):
                for n, line in enumerate(self._marked(old, self.settings[0])):
                    yield Pair(line, _note("" if n else self.marks.gone))
            case Kept(old=old, new=new):
                yield self._omitted(old, new)
            case Changed(old=old, new=new, below=below):
                if old.level == "表":
                    self.columns = paired(old.cells, new.cells)
                    self.settings = (setting_before(old, new, self.columns), setting_of(new))
                yield from self._own(old, new)
                yield from self._below(below, old, new)

    def _own(self, old: Unit, new: Unit) -> Iterator[Pair]:
        """Caption and words of the unit itself; those of a 条 are its first 項."""
        if old.level == "条" or old.heading is not None or new.heading is not None:
            left, right = (captioned(u.heading) if u.heading is not None else "" for u in (old, new))
            if left or right:
                yield _differing(left, right, "", "", "見出し")
        if old.level == "後文" and "\t" in old.text and "\t" in new.text:
            yield _row(drawn(old.text), drawn(new.text), (), (NOTHING, NOTHING))
        elif old.level in ("表", "行"):
            if any((*old.cells, *new.cells)):
                yield _row(old, new, self.columns, self.settings)
        elif old.level == "備考":  # what it is called, 備考 or 注, is its label
            yield _differing("", "", self._label(old), self._label(new), old.level)
        elif old.level != "条":
            yield _differing(old.text, new.text, self._label(old), self._label(new), old.level)

    def _below(self, below: tuple[Change, ...], old: Unit, new: Unit) -> Iterator[Pair]:
        lead_old, lead_new = (label(u, self.manner) if u.level == "条" else "" for u in (old, new))
        for change in runs(below, old.level):
            if isinstance(change, tuple):
                yield self._omitted_rows(change)
                continue
            first_old = lead_old if not isinstance(change, Added) and change.old is old.children[0] else ""
            first_new = lead_new if not isinstance(change, Removed) and change.new is new.children[0] else ""
            for n, pair in enumerate(self._pairs(change)):
                yield _led(pair, first_old, first_new) if n == 0 and (first_old or first_new) else pair

    def _omitted_rows(self, run: tuple[Kept, ...]) -> Pair:
        """One （略） for all rows of a table that stay between two that change."""
        sides = ["\n".join(line for u in units for line in self._plain(u)) for units in on_both_sides(run)]
        omitted = ((Piece(self.marks.omitted),),)
        return Pair(Line(omitted, sides[0]), Line(omitted, sides[1]))

    def _omitted(self, old: Unit, new: Unit) -> Pair:
        """A unit with the same words: （略） behind its number, which is marked if it changes, or comes with a second 項."""
        moved = old.number != new.number or bool(self._label(old)) != bool(self._label(new))
        sides = []
        for unit in (old, new):
            label = self._label(unit)
            pieces = _label(label, moved)
            gap = [Piece(GAP)] if label and label.strip(" 　") == label else []
            omitted = (*pieces, *gap, Piece(self.marks.omitted))
            sides.append(Line((omitted,), "\n".join(self._plain(unit)), level=unit.level, label=len(label)))
        return Pair(sides[0], sides[1])

    def _label(self, unit: Unit) -> str:
        return marked(unit, self.manner) if id(unit) in self.marked_firsts else label(unit, self.manner)

    def _plain(self, unit: Unit) -> list[str]:
        lines = unit_lines([unit], self.manner)
        if id(unit) in self.marked_firsts:
            at = 0 if unit.caption is None else 1  # below its 見出し
            lines[at] = self._label(unit) + lines[at]
        return lines

    def _levels(self, unit: Unit) -> Iterator[tuple[Level | Literal["見出し", ""], int]]:
        """What the lines of a unit are, rows of tables apart, and how long their labels."""
        lead = ""
        for each in unit.walk():
            if each.heading is not None:
                yield "見出し", 0
            if each.level == "条":
                lead = label(each, self.manner)
                if not each.children:
                    yield "条", len(lead)
            elif each.level not in ("表", "行"):
                yield ("条" if lead else each.level), len(lead + self._label(each))
                lead = ""

    def _marked(self, unit: Unit, around: Setting) -> Iterator[Line]:
        """The lines of a unit that only one side has, all underlined but for blanks."""
        held = iter(self._levels(unit))
        rows = settings(unit, around)
        for line in self._plain(unit):
            if "\t" in line:
                row, setting = (drawn(line), NOTHING) if unit.level in DRAWN else next(rows)
                if row.level == "表" and not any(row.cells):
                    continue  # no column has a name
                yield replace(
                    _cells(row, tuple((Piece(cell, marked=True),) for cell in line.split("\t")), setting),
                    written_out=line,
                )
            if "\t" not in line or unit.level in DRAWN:
                level, own = next(held)
            if "\t" not in line:
                yield Line((tuple(_label(line, moved=True)),), line, level=level, label=own)


def _led(pair: Pair, old: str, new: str) -> Pair:
    """The first 項 of a 条 stands behind the number of the 条, which is marked if it changes."""
    moved = bool(pair.old.level) and bool(pair.new.level) and old != new

    def led(line: Line, label: str) -> Line:
        if not label or not line.level:  # a note; a 項 of 号 alone has no words either
            return line
        mark = moved or (len(line.pieces) == 1 and line.pieces[0].marked)
        own = len(label) + line.label
        return Line(((*_label(label, mark), *line.pieces),), label + line.written_out, level="条", label=own)

    return Pair(led(pair.old, old), led(pair.new, new))
