"""Blocks of a 別表 -> units: 節, 小節, 表, 部, 行 and 備考, in the form in which their plain text is read back.

A heading or a line above or below a table is text without a label (後文) beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import assert_never

from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import GAP, REMARKS
from pipeline.late.dataclass import dataclass
from pipeline.provision.unit import PARTED, Level, Look, Unit
from pipeline.tree.nodes import Inlines, Lead, Notes, Row, Schedule, ScheduleBlock, Section, Table, TableCell

_Say = Callable[[Inlines], str]


@dataclass(frozen=True, slots=True)
class Schedules:
    """Reads the blocks of one document: `words` as they are printed, `skeleton` with references by their targets."""

    words: _Say
    skeleton: _Say
    labels: Manner

    def inside(self, schedule: Schedule) -> Iterator[Unit]:
        """All that stands below the label of a 別表."""
        below = schedule.heading and schedule.heading_place == "次の行"
        heading = [self._line(schedule.heading)] if below else []
        return iter([*heading, *self._blocks(schedule.blocks, 1)])

    def _blocks(self, blocks: tuple[ScheduleBlock, ...], depth: int) -> Iterator[Unit]:
        for block in blocks:
            match block:
                case Table():
                    if block.title:
                        yield self._line(block.title)
                    yield self.table(block)
                    yield from map(self._notes, block.notes)
                    yield from map(self._line, block.after)
                case Section():
                    yield self._section(block, depth)
                case Lead(text=text):
                    yield self._line(text)
                case Notes():
                    yield self._notes(block)
                case _:
                    assert_never(block)

    def _line(self, text: Inlines) -> Unit:
        return Unit("後文", (), self.words(text), skeleton=self.skeleton(text))

    def _section(self, section: Section, depth: int) -> Unit:
        """A 節 or 小節 by its number; one that is numbered otherwise has its label in its words."""
        own = self.labels.section(section.scheme, section.number, depth)
        number = () if section.number is None else (section.number,)
        usual = own == self.labels.division(number, depth) and depth <= len(_LEVELS)
        lead = "" if usual or not own else own + GAP
        return Unit(
            _LEVELS[depth - 1] if usual and number else "節",
            number if usual else (),
            lead + self.words(section.heading),
            children=tuple(self._blocks(section.blocks, depth + 1)),
            key=section.key,
            skeleton=lead + self.skeleton(section.heading),
        )

    def _notes(self, notes: Notes) -> Unit:
        """備考 or 注; its only text has no number."""
        alone = len(notes.texts) == 1
        return Unit(
            "備考",
            text="" if notes.kind == REMARKS else notes.kind,
            children=tuple(
                Unit("項", () if alone else (n,), self.words(text), skeleton=self.skeleton(text))
                for n, text in enumerate(notes.texts, 1)
            ),
        )

    def table(self, table: Table) -> Unit:
        """A table: its heads, those above others before each of them, and its rows under their 帯."""
        heads = tuple(PARTED.join([*map(self.words, c.groups), self.words(c.heading)]) for c in table.columns)
        made: list[Unit] = []
        for row in table.rows:
            if row.kind == "帯":
                text = row.cells[0][0].text
                made.append(Unit("部", (), self.words(text), key=row.key, skeleton=self.skeleton(text)))
            elif made and made[-1].level == "部":
                made[-1] = replace(made[-1], children=(*made[-1].children, self._row(row)))
            else:
                made.append(self._row(row))
        looks = tuple(Look(c.form, c.merged) for c in table.columns)
        return Unit("表", cells=heads, children=tuple(made), looks=looks)

    def _row(self, row: Row) -> Unit:
        return Unit(
            "行",
            cells=tuple(self._cell(cell, self.words) for cell in row.cells),
            key=row.key,
            skeleton="\t".join(self._cell(cell, self.skeleton) for cell in row.cells),
        )

    def _cell(self, cell: TableCell, say: _Say) -> str:
        lines = []
        for line in cell:
            sign = line.scheme.label(line.number) if line.scheme is not None else ""
            mark = sign if sign in ("", _POINT) else self.labels.brackets(sign) + GAP
            lines.append(mark + say(line.text))
        return PARTED.join(lines)


_POINT = "・"
_LEVELS: tuple[Level, ...] = ("節", "小節")
