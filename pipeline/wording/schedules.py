"""Marks of tables and 別表 -> nodes.

@別表 キー | 見出し | 横? | 呼び名? | つなぎ | 見出しの位置 | 条 …, then its blocks: @前書き 文, tables, @項目 段 | 記号 | キー | 見出し with blocks of its own
@表 段 役割? | 題, then @列 形 | 結合? | 幅 | 名 | 群 …, and rows: @行 種類 | キー | 欄 …, @帯 キー | 文;
  @欄内 列 | 記号 | 番号 | 段 | 文      a paragraph of the cell of that column in the row above
@項目終わり 段      what follows is no part of the last @項目 of this level
@備考 段 | 文 …   @注 段 | 文 …   @表後 段 | 文 …   words that go on below a table
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from pipeline.labels.marks import DELETED
from pipeline.notation.numbers.scheme import scheme
from pipeline.tree.nodes import (
    CellLine,
    Column,
    ColumnForm,
    HeadingPlace,
    Inlines,
    Lead,
    NoteKind,
    Notes,
    Reference,
    Row,
    RowKind,
    Schedule,
    ScheduleBlock,
    Section,
    Table,
    TableCell,
    cell,
    text_of,
)
from pipeline.wording.cursor import Cursor, key_of, origin_of
from pipeline.wording.ledger import WordingError

_FORMS: Mapping[str, ColumnForm] = {form: form for form in get_args(ColumnForm)}
_ROWS: Mapping[str, RowKind] = {kind: kind for kind in get_args(RowKind)}
_PLACES: Mapping[str, HeadingPlace] = {place: place for place in get_args(HeadingPlace)}
_NOTES: Mapping[str, NoteKind] = {kind: kind for kind in get_args(NoteKind)}


def schedule(cursor: Cursor) -> Schedule:
    """The 別表 at the front."""
    key, heading, lies, label, joint, place, *relates_to = cursor.take("別表").fields
    references = tuple(i for field in relates_to for i in field if isinstance(i, Reference))
    origin = origin_of(heading) or origin_of(label) or (references[0].origin if references else None)
    return Schedule(
        # 削除 tells no 別表 from another.
        key_of(key, (text_of(heading) if text_of(heading) != DELETED else "") or text_of(label)),
        references,
        _blocks(cursor, 1),
        heading=heading,
        landscape=text_of(lies) != "",
        label=label,
        joint=text_of(joint),
        heading_place=_PLACES[text_of(place)],
        origin=origin,
    )


def _blocks(cursor: Cursor, level: int) -> tuple[ScheduleBlock, ...]:
    made: list[ScheduleBlock] = []
    while True:
        match cursor.name:
            case "前書き":
                made.append(Lead(cursor.one("前書き")))
            case "表":
                made.append(table(cursor))
            case "項目" if cursor.first == str(level):
                _, sign, key, heading = cursor.take("項目").fields
                inner = _blocks(cursor, level + 1)
                made.append(
                    Section(
                        key_of(key, text_of(heading)),
                        heading,
                        inner,
                        scheme=scheme(text_of(sign)),
                        origin=origin_of(heading),
                    )
                )
            case "項目終わり" if cursor.first == str(level):
                cursor.take("項目終わり")
            case "備考" | "注":
                made += notes(cursor, 0)
            case _:
                return tuple(made)


def notes(cursor: Cursor, depth: int) -> tuple[Notes, ...]:
    """備考 and 注 of one depth that stand at the front."""
    made = []
    while cursor.name in _NOTES and cursor.first == str(depth):
        kind = _NOTES[cursor.name]
        made.append(Notes(kind, cursor.take(kind).fields[1:]))
    return tuple(made)


def tables(cursor: Cursor, depth: int) -> tuple[Table, ...]:
    """Tables of one depth that stand at the front."""
    made = []
    while cursor.name == "表" and cursor.first.partition(" ")[0] == str(depth):
        made.append(table(cursor))
    return tuple(made)


def table(cursor: Cursor) -> Table:
    """The table at the front."""
    form, *title = cursor.take("表").fields
    depth, _, style = text_of(form).partition(" ")
    columns = tuple(_column(*cursor.take("列").fields) for _ in cursor.each("列"))
    rows: list[Row] = []
    while cursor.name in ("行", "帯"):
        rows.append(_band(cursor) if cursor.name == "帯" else _row(cursor, len(columns)))
    return Table(
        columns,
        tuple(rows),
        title[0] if title else (),
        notes(cursor, int(depth)),
        "役割分担表" if style else "別表の表",
        cursor.take("表後").fields[1:] if cursor.name == "表後" and cursor.first == depth else (),
    )


def _column(form: Inlines, merged: Inlines, share: Inlines, name: Inlines, *groups: Inlines) -> Column:
    return Column(text_of(name), name, _FORMS[text_of(form)], text_of(merged) != "", int(text_of(share)), groups)


def _band(cursor: Cursor) -> Row:
    key, text = cursor.take("帯").fields
    return Row(key_of(key, text_of(text)), (cell(text),), "帯", origin_of(text))


def _row(cursor: Cursor, count: int) -> Row:
    kind, key, *fields = cursor.take("行").fields
    if len(fields) != count:
        raise WordingError(f"@行 has {len(fields)} cells, @列 stands {count} times")
    lines: list[list[CellLine]] = [[CellLine(field)] if field else [] for field in fields]
    for _ in cursor.each("欄内"):
        at, sign, number, depth, text = cursor.take("欄内").fields
        numbering = scheme(text_of(sign)) if sign and text_of(sign) else None
        lines[int(text_of(at)) - 1].append(CellLine(text, numbering, int(text_of(number)), int(text_of(depth))))
    cells: tuple[TableCell, ...] = tuple(tuple(each) or cell(()) for each in lines)
    first = next((line.text for each in cells for line in each if line.text), ())
    words = text_of(cells[0][0].text) if cells else ""
    return Row(key_of(key, words or text_of(first)), cells, _ROWS[text_of(kind)], origin_of(first))
