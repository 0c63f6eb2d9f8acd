"""Changes of one 表 -> clauses that name its 項 and 欄 (R19, R20)."""

from __future__ import annotations

from dataclasses import field
from itertools import groupby

from pipeline.amending.differences.edits import Added, Change, Changed, Removed
from pipeline.amending.differences.word_diff import word_edits
from pipeline.amending.drafting.abbreviate import CUT, Path, Pen
from pipeline.amending.drafting.move_order import RestateError
from pipeline.amending.drafting.new_text import Free
from pipeline.amending.drafting.numbered_rows import NumberedRows, ordinals
from pipeline.amending.language.clauses import Add, Delete, Location, Replace, Words
from pipeline.amending.language.columns import name_of
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS
from pipeline.provision.unit import PARTED, Look, Unit, names

Cells = tuple[str, ...]
# From so many rows on, a table of which most rows change is restated whole (amendment notes 10).
_LONG = 4
# 別表第2の10の項: a name that begins like a number is parted from the number of the 別表 (R18).
RUNS_TOGETHER = regex(f"[0-9０-９第の{KANJI_NUMERALS}]")
# A row whose name is longer than this, or holds a sentence, cannot be called by it.
LONGEST_NAME = 60


@dataclass(slots=True, eq=False)
class _Line:
    """A row while the sentences are written. `known`: as the open sentence finds it, None if it is new in it.

    `now`: as the clauses so far leave it, None once it is removed.
    """

    known: Cells | None
    now: Cells | None


@dataclass(slots=True)
class Rows:
    """Writes the changes of one table. `lead` is what stands between the path and the name of a row: の表, or nothing.

    `looks` are how the new table sets its columns: new rows stand below a sentence without their table. `band`: the 部 of
    the table in which the rows stand, as it is said (生活機能の部); "" where there is none.
    """

    pen: Pen
    path: Path
    lead: str
    columns: Cells
    looks: tuple[Look, ...] = ()
    band: str = ""
    lines: list[_Line] = field(default_factory=list)

    def write(self, changes: tuple[Change, ...]) -> None:
        """All changes of the rows, front to back. Raises RestateError where a row cannot be named."""
        count = sum(not isinstance(c, Added) for c in changes)
        busy = sum(isinstance(c, Removed) or (isinstance(c, Changed) and not self._is_said(c)) for c in changes)
        if count >= _LONG and 2 * busy > count:
            raise RestateError
        if (counted := ordinals(changes)) is not None:
            if self.band:
                raise RestateError
            NumberedRows(self.pen, self.path, self.lead, self.looks).write(counted)
            return
        self.lines = [_Line(c.old.cells, c.old.cells) for c in changes if not isinstance(c, Added)]
        waiting = iter(tuple(self.lines))
        self.pen.on_close.append(self._refresh)
        before: _Line | None = None
        try:
            for is_gap, group in groupby(changes, key=lambda c: isinstance(c, Added | Removed)):
                held = list(group)
                if is_gap:
                    gone = [next(waiting) for c in held if isinstance(c, Removed)]
                    new = [c.new.cells for c in held if isinstance(c, Added)]
                    before = self._gap(gone, new, before, at_end=held[-1] is changes[-1])
                    continue
                for change in held:
                    before = next(waiting)
                    if isinstance(change, Changed):
                        self._row(before, change)
        finally:
            self.pen.on_close.remove(self._refresh)

    def _is_said(self, change: Changed) -> bool:
        """Whether edits of a wider scope make all of the new row."""
        pairs = zip(change.old.cells, change.new.cells, strict=True)
        return bool(self.pen.given) and all(a == b or word_edits(a, b, (a,), self.pen.given) == () for a, b in pairs)

    def _gap(self, gone: list[_Line], new: list[Cells], before: _Line | None, *, at_end: bool) -> _Line | None:
        """Rows that go and rows that come at one place: one for the other as long as there are both (R6)."""
        for line, cells in zip(gone, new, strict=False):
            self._restate(line, cells)
            before = line
        for line in gone[len(new) :]:
            self.pen.write(Delete((self._place(line),)))
            line.now = None
        rest = new[len(gone) :]
        return self._come(rest, before, at_end=at_end) if rest else before

    def _refresh(self) -> None:
        """A sentence has ended: rows go by their new names."""
        self.lines = [line for line in self.lines if line.now is not None]
        for line in self.lines:
            line.known = line.now

    def _place(self, line: _Line, column: str = "") -> Location:
        """別表３(1)の表介護の項乙の役割の欄. Raises RestateError for a row that no name tells from the others."""
        there = [each for each in self.lines if each.known is not None]
        # A sentence says the lines of a cell in one.
        held = [tuple(cell.replace(PARTED, "") for cell in each.known) for each in there if each.known is not None]
        name = names(held)[there.index(line)]
        if name is None or "。" in name or len(name) > LONGEST_NAME:
            raise RestateError
        joint = "の" if not (self.lead or self.band) and RUNS_TOGETHER.match(name) else ""
        said = (self.lead, self.band, f"{joint}{name}の項", f"{column}の欄" if column else "")
        return Location(self.path, CUT.join(said))

    def _restate(self, line: _Line, new: Cells) -> None:
        self.pen.write(Replace.at(self._place(line)))
        line.now = new
        self.pen.close((Unit("行", cells=new, looks=self.looks),))

    def _row(self, line: _Line, change: Changed) -> None:
        with self.pen.scope(change.old, self._place(line)):
            self._cells(line, change.new.cells)

    def _cells(self, line: _Line, new: Cells) -> None:
        old, given = line.now, self.pen.given
        assert old is not None
        differing = [n for n in range(len(old)) if old[n] != new[n]]
        inside = [word_edits(old[n], new[n], old, given, self.pen.most) for n in differing]
        edits = {n: word_edits(old[n], new[n], (old[n],), given, self.pen.most) for n in differing}
        if 2 * sum(found is None for found in edits.values()) > len(old) or len(differing) == len(old) > 1:
            self._restate(line, new)
            return
        whole = tuple(dict.fromkeys(edit for found in inside for edit in found or ()))
        if None not in inside and len({edit.old for edit in whole}) == len(whole):
            if whole:
                self.pen.write(Words((self._place(line),), whole))
            line.now = new
            return
        called = {n: name_of(self.columns, n) or "" for n in differing}
        if not all(called[n] and new[n] for n in differing):
            self._restate(line, new)
            return
        for n, found in edits.items():
            if found:
                self.pen.write(Words((self._place(line, called[n]),), found))
            if found is not None:
                line.now = _with(line.now, n, new[n])
        for n, found in edits.items():
            if found is None:
                self.pen.write(Replace.at(self._place(line, called[n])))
                line.now = _with(line.now, n, new[n])
                self.pen.close((Free("欄", new[n]),))

    def _come(self, run: list[Cells], before: _Line | None, *, at_end: bool) -> _Line:
        """Adds rows behind the one before them, at the end of the table, or in front of the first that stays."""
        living = [line for line in self.lines if line.now is not None]
        anchor = before or (living[0] if living else None)
        if at_end or anchor is None:
            self.pen.write(Add(Location(self.path, CUT.join((self.lead, self.band))), "内", "ように"))
        else:
            if anchor.known is None:
                self.pen.close()
            self.pen.write(Add(self._place(anchor), "次" if before else "前", "ように"))
        made = [_Line(None, cells) for cells in run]
        at = len(self.lines) if at_end else self.lines.index(before) + 1 if before else 0
        self.lines[at:at] = made
        self.pen.close(tuple(Unit("行", cells=cells, looks=self.looks) for cells in run))
        return made[-1]


def _with(cells: Cells | None, column: int, text: str) -> Cells:
    assert cells is not None
    return (*cells[:column], text, *cells[column + 1 :])
