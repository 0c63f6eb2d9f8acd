"""Parts of a source of clauses -> what the wording prints: tables line by line, schedules with their blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.shared.clauses import totals
from pipeline.kinds.shared.clauses.cells import CellBody, CellLine
from pipeline.kinds.shared.clauses.schedules import Measure, Schedule, Section
from pipeline.kinds.shared.clauses.tables import Leaf, Row, Table, TableBody
from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import House
from pipeline.tree.nodes import Inlines, Reference

Words = Written | str | None


@dataclass(frozen=True, slots=True)
class InCell:
    """A paragraph of a cell that has several; `at` counts the cells from 1."""

    wording_names: ClassVar[Mapping[str, str]] = {"何列目": "at", "行": "line"}

    at: int
    line: CellLine


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row: `kind` is 行, 計 or 帯; a cell of several paragraphs is empty in `cells` and stands in `more`."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "種類": "kind", "キー": "key", "各欄": "cells", "欄の続き": "more", "帯": "band",
    }  # fmt: skip

    kind: str
    key: Words
    cells: tuple[Words, ...]
    more: tuple[InCell, ...] = ()
    band: Words = None


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table with its columns, rows and what is noted below it."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "題": "title", "各列": "columns", "各行": "rows", "備考": "remarks", "注": "notes",
        "後書き": "afterword",
    }  # fmt: skip

    title: Words
    columns: tuple[Leaf, ...]
    rows: tuple[PrintedRow, ...]
    remarks: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()
    afterword: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A 別表 or a division of it: its heading, and its blocks in the order in which they stand."""

    wording_names: ClassVar[Mapping[str, str]] = {
        "キー": "key", "見出し": "heading", "記号": "scheme", "段": "level", "前書き": "introduction", "施策": "measures",
        "各表": "tables", "項目": "sections", "後書き": "afterword", "備考": "remarks", "注": "notes", "関係条": "relates_to", "向き": "lies",
        "呼び名": "label", "つなぎ": "joint", "見出しの位置": "heading_place",
        "削除": "is_deleted",
    }  # fmt: skip

    key: Words
    heading: Words
    scheme: str
    level: int
    introduction: tuple[Written, ...]
    measures: tuple[Measure, ...]
    tables: tuple[PrintedTable, ...]
    sections: tuple[PrintedSection, ...]
    afterword: tuple[Written, ...]
    remarks: tuple[Written, ...]
    notes: tuple[Written, ...]
    relates_to: tuple[Inlines, ...] = ()
    lies: str = ""
    label: Words = None
    joint: str = ""
    heading_place: str = ""
    is_deleted: bool = False


class Printer:
    """Prints the tables of one paper; problems with their totals go to `problems`."""

    def __init__(self, house: House, problems: Problems) -> None:
        self.house, self.problems = house, problems

    def tables(self, tables: list[Table]) -> tuple[PrintedTable, ...]:
        """Tables with their titles, remarks and notes."""
        return tuple(
            replace(
                self._table(table, table.title),
                remarks=tuple(table.remarks or ()),
                notes=tuple(table.notes or ()),
                afterword=tuple(table.afterword or ()),
            )
            for table in tables
        )

    def schedule(self, schedule: Schedule) -> PrintedSection:
        """A 別表 with all that stands below it."""
        ladder = tuple("" if sign == "なし" else sign for sign in schedule.ladder)
        return PrintedSection(
            schedule.key,
            schedule.heading,
            "",
            0,
            tuple(schedule.introduction or ()),
            tuple(schedule.measures),
            self._content(schedule),
            tuple(self._section(section, 1, ladder) for section in schedule.sections),
            tuple(schedule.afterword or ()),
            tuple(schedule.remarks or ()),
            tuple(schedule.notes or ()),
            tuple(_cited(key) for key in schedule.relates_to or ()),
            schedule.landscape,
            schedule.label,
            schedule.joint,
            "関係の後" if schedule.deleted else schedule.heading_place,
            schedule.deleted,
        )

    def _section(self, section: Section, level: int, ladder: tuple[str, ...]) -> PrintedSection:
        return PrintedSection(
            section.key,
            section.heading,
            ladder[min(level, len(ladder)) - 1],
            level,
            tuple(section.introduction or ()),
            tuple(section.measures),
            self._content(section),
            tuple(self._section(below, level + 1, ladder) for below in section.sections),
            tuple(section.afterword or ()),
            tuple(section.remarks or ()),
            tuple(section.notes or ()),
        )

    def _content(self, content: Schedule | Section) -> tuple[PrintedTable, ...]:
        own = (self._table(content, None),) if content.has_own_table else ()
        return (*own, *self.tables(content.tables))

    def _table(self, table: TableBody, title: Words) -> PrintedTable:
        totals.check(table, self.problems)
        rows = [*_rows(table)]
        if table.total is not None:
            if table.total.counted:
                rows.append(PrintedRow("計", "", totals.added_up(table, self.house, self.problems)))
            else:
                rows.append(_row("計", table.total, table.cells(table.total)))
        return PrintedTable(title, table.leaves, tuple(rows))


def _rows(table: TableBody) -> Iterator[PrintedRow]:
    for row in table.rows:
        if row.band is not None:
            yield PrintedRow("帯", row.key, (), band=row.band)
        else:
            yield _row("行", row, table.cells(row))


def _row(kind: str, row: Row, cells: tuple[CellBody, ...]) -> PrintedRow:
    plain = tuple((cell.texts[0] if cell.texts else None) if cell.is_plain else None for cell in cells)
    more = (InCell(at, line) for at, cell in enumerate(cells, 1) if not cell.is_plain for line in cell.lines)
    return PrintedRow(kind, row.key, plain, tuple(more))


def _cited(key: Written) -> Inlines:
    return (Reference(key.text, form="絶対", origin=key.origin()),)
