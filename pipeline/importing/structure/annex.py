"""Lines of one 別表 -> its relation, heading, divisions, tables, 備考 and 注."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.importing.paper import BLANKS, Cell, Line
from pipeline.importing.structure import aligned, marks
from pipeline.importing.structure.annex_head import read_head
from pipeline.importing.structure.draft import Annex, Draft
from pipeline.importing.structure.marks import Label
from pipeline.importing.structure.sentences import reads_as_heading
from pipeline.importing.structure.tables import filled, is_row, make_grid
from pipeline.labels.marks import DELETED
from pipeline.late.regex import regex

# Heads of remarks that no build prints: what stands below them stays as it is.
_OTHER_REMARKS = regex(r"\((?:備 ?考|注|注記|説明)\)|〔(?:備考|注)〕")
_REMARKS = regex("備 ?考(?: +(.*))?")
# What a build prints before a single note; others stay words.
_NOTE = regex(r"注(?: +|:)([^0-9 ].*)")
# What a build prints above several.
_NOTES = "注"
_ANY_NOTE = regex(rf"{_NOTES}|{_NOTE.pattern}")


def read_annex(lines: Sequence[Line], draft: Draft) -> Annex:
    """The 別表 whose heading is the first line."""
    annex, taken = read_head(lines, draft)
    _Reader(annex, draft).read(aligned.with_rows(lines[taken:]))
    return annex


class _Reader:
    """Walks the lines below the heading of one 別表."""

    def __init__(self, annex: Annex, draft: Draft) -> None:
        self.annex = annex
        self.draft = draft
        self._open: list[Annex] = []
        self._rows: list[Line] = []
        self._title = ""
        self._in_remarks = False
        self._in_notes = False
        self._has_other_remarks = False

    def read(self, lines: Sequence[Line]) -> None:
        for n, line in enumerate(lines):
            after = lines[n + 1] if n + 1 < len(lines) else None
            if is_row(line) and (line.table or len(filled(line)) > 1 or self._rows):
                self._row(line, after)
            elif self._is_band(line, after):
                width = len(self._rows[0].cells)
                self._rows.append(replace(line, cells=(Cell((line.bare,), columns=width), *[Cell()] * (width - 1))))
            else:
                self._end_table()
                self._words(line, after)
        self._end_table()
        self._raise_remarks()
        self._settle_heading()

    def _settle_heading(self) -> None:
        """A 別表 of one line: 削除 behind its number, or below it all that it says, which is no heading of anything."""
        annex = self.annex
        below = (annex.foreword, annex.children, annex.grids, annex.afterword, annex.remarks, annex.notes)
        if any(below) or not annex.heading:
            return
        if not annex.heading_place:
            annex.foreword, annex.heading = [annex.heading], ""
        elif annex.heading == DELETED and (annex.heading_place == "関係の後" or not annex.related):
            annex.is_deleted, annex.heading = True, ""
            self.draft.computed.append(DELETED)

    def _raise_remarks(self) -> None:
        """備考 at the very end, where no division has any of its own, speak of the whole 別表."""
        last = self._here
        if not self._open or not last.remarks or len(self.annex.children) < 2:
            return
        if sum(bool(d.remarks) for d in _all(self.annex.children)) == 1:
            self.annex.remarks, last.remarks = last.remarks, []
            self.annex.notes, last.notes = last.notes, []
            self.annex.has_numbered_remarks, self.annex.first_mark = last.has_numbered_remarks, last.first_mark

    @property
    def _here(self) -> Annex:
        return self._open[-1] if self._open else self.annex

    def _row(self, line: Line, after: Line | None) -> None:
        self._in_remarks = self._in_notes = False
        if self._rows:
            first = self._rows[0]
            other = line.table != first.table
            count = len(line.cells)
            differs = not line.table and count != len(first.cells) and after is not None and len(after.cells) == count
            if other or (differs and len(self._rows) > 1):
                self._end_table()
        self._rows.append(line)

    def _is_band(self, line: Line, after: Line | None) -> bool:
        """Whether a line without tabs runs over all columns of the table that it stands in."""
        if not self._rows or self._rows[0].table or after is None or not is_row(after):
            return False
        head = [c.text for c in self._rows[0].cells]
        own = [c.text for c in after.cells]
        found = marks.labels(line.bare)
        if any(_is_next(x, d) for x in found for d in self._open):
            return False
        same = len(own) == len(head) and own != head
        return same and "。" not in line.bare and _REMARKS.fullmatch(marks.fold(line.bare)) is None

    def _end_table(self) -> None:
        rows, self._rows = self._rows, []
        if not rows:
            return
        grid = make_grid(rows, self.draft)
        if not grid.rows:
            title, self._title = self._title, ""
            for text in filter(None, [title, *("\u3000".join(filled(row)) for row in grid.head_rows)]):
                self._text(text)
            return
        grid.title, self._title = self._title, ""
        self._here.grids.append(grid)

    def _words(self, line: Line, after: Line | None) -> None:
        text = "\u3000".join(filled(line)) if line.cells else line.bare
        folded = marks.fold(text)
        self._leave_divisions(folded)
        here = self._here
        if self._has_other_remarks or _OTHER_REMARKS.fullmatch(folded):
            self._has_other_remarks = True
            self._here.afterword.append(text)
            return
        if m := _REMARKS.fullmatch(folded):
            self._in_remarks, self._in_notes = True, False
            self.draft.computed.append(text[: m.start(1)] if m[1] is not None else text)
            if m[1]:
                self._remark(text[m.start(1) :], line)
        elif self._begins_notes(folded, after):
            self._in_remarks, self._in_notes = False, True
            self.draft.computed.append(text)
        elif self._in_notes and (label := _counted(text, len(here.notes) + 1)) is not None:
            here.notes.append(text[label.end :])
            self.draft.computed.append(label.mark)
        elif self._in_remarks and not (here.remarks and (_NOTE.fullmatch(folded) or self._is_next_division(text))):
            self._remark(text, line)
        elif (m := _NOTE.fullmatch(folded)) and (here.grids or here.children or here.remarks):
            self._in_remarks = False
            self._here.notes.append(text[m.start(1) :])
            self.draft.computed.append(text[: m.start(1)])
        elif not self._division(line, text):
            self._unlabelled(line, text, after)

    def _leave_divisions(self, folded: str) -> None:
        """備考 and 注 below those that a division has are the whole 別表's."""
        here = self._here
        if (here.remarks and _REMARKS.fullmatch(folded)) or (here.notes and _ANY_NOTE.fullmatch(folded)):
            self._open = []

    def _begins_notes(self, folded: str, after: Line | None) -> bool:
        """Whether 注 stands alone above a first note; those of a division are its own."""
        first = after is not None and not is_row(after) and _counted(after.bare, 1) is not None
        return folded == _NOTES and first and not self._here.notes

    def _is_next_division(self, text: str) -> bool:
        """Whether a line below 備考 goes on with the divisions: it is not their next, and bears the next number there."""
        here = self._here
        if here.has_numbered_remarks and _counted(text, len(here.remarks) + 1) is not None:
            return False
        return any(_is_next(label, d) for label in marks.labels(text) for d in self._open)

    def _remark(self, text: str, line: Line) -> None:
        here = self._here
        label = _counted(text, len(here.remarks) + 1)
        if label is not None and (here.has_numbered_remarks or not here.remarks):
            here.has_numbered_remarks = True
            here.remarks.append(text[label.end :])
            here.first_mark = here.first_mark or label.mark
            self.draft.computed.append(label.mark)
        elif here.remarks:
            self.draft.guess(f"備考の行をつなぎました: 「{text[:20]}」", line)
            here.remarks[-1] += text
        else:
            here.remarks.append(text)

    def _division(self, line: Line, text: str) -> bool:
        found = marks.labels(text)
        for depth in range(len(self._open) - 1, -1, -1):
            for label in found:
                if _is_next(label, self._open[depth]):
                    return self._begin(line, text, label, depth)
        kinds = {d.kind for d in self._open}
        for label in found:
            if label.number == (1,) and label.kind not in kinds:
                return self._begin(line, text, label, len(self._open))
        for depth in range(len(self._open) - 1, -1, -1):
            for label in found:
                if label.kind == self._open[depth].kind and 0 < label.number[0] - self._open[depth].number[0] < 10:
                    self.draft.guess(f"別表の番号が続いていません（{label.mark}）。原稿では番号を数えて付けます", line)
                    return self._begin(line, text, label, depth)
        return False

    def _begin(self, line: Line, text: str, label: Label, depth: int) -> bool:
        above = self._open[depth - 1] if depth else self.annex
        if above.grids and not above.children:
            self.draft.guess(f"表の後に項目「{text[:20]}」があります", line)
        made = Annex(line, label.number, heading=text[label.end :].strip(BLANKS), mark=label.mark, kind=label.kind)
        above.children.append(made)
        self._open = [*self._open[:depth], made]
        self.draft.computed.append(label.mark)
        self._in_remarks = self._in_notes = False
        if aligned.has_gap(made.heading):
            aligned.tell_uncertain(line, self.draft)
        return True

    def _unlabelled(self, line: Line, text: str, after: Line | None) -> None:
        here = self._here
        next_is_row = after is not None and is_row(after)
        if aligned.looks_aligned(line):
            aligned.tell_uncertain(line, self.draft)
            self._text(text)
        elif next_is_row and (here.grids or reads_as_heading(text)) and not marks.fold(text).startswith("(単位"):
            if self._title:
                here.foreword.append(self._title)
            self._title = text
        elif (
            here is self.annex and not here.heading and not here.foreword and not here.grids and reads_as_heading(text)
        ):
            here.heading = text
        elif not here.grids and not here.children:
            last = here.foreword[-1] if here.foreword else "。"
            if last.endswith(("。", "）", ")")) or reads_as_heading(last):
                here.foreword.append(text)
            else:
                here.foreword[-1] = last + text
                self.draft.guess(f"途中で改行された文をつなぎました: 「{text[:20]}」", line)
        elif (
            here.afterword
            and not here.afterword[-1].endswith(("。", "）", ")"))
            and not reads_as_heading(here.afterword[-1])
        ):
            here.afterword[-1] += text
            self.draft.guess(f"途中で改行された文をつなぎました: 「{text[:20]}」", line)
        else:
            here.afterword.append(text)

    def _text(self, text: str) -> None:
        """Words that stand above the tables and divisions, or behind them."""
        here = self._here
        (here.afterword if here.grids or here.children else here.foreword).append(text)


def _is_next(label: Label, division: Annex) -> bool:
    """Whether a label is that of the division behind this one."""
    return label.kind == division.kind and label.number == (division.number[0] + 1,)


def _counted(text: str, number: int) -> Label | None:
    """The label of a remark or a note, if it is this one (2　…)."""
    return next((x for x in marks.labels(text) if x.kind == "1" and x.number == (number,)), None)


def _all(divisions: Sequence[Annex]) -> list[Annex]:
    return [one for d in divisions for one in (d, *_all(d.children))]
