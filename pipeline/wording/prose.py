"""Marks of plain documents -> nodes.

@見出し2 (1) | キー | 文 | 最初の番号? | 目次の文?   a heading of level 2, numbered (1), (2) …; ○ and 《》 do not count
@続き見出し2 (1) | 文                     the heading above once more
@段落 文   @添え書き 文   @標語 文   @議案番号 文   @件名 文   @発信 文   @宛名 文   @中見出し 文   @別紙見出し 文   @表題 文   @図題 文
@箇条1 ・ | 文   @注 文
@表組 体裁 | 題, then @見出し行 and @組行 キー, each with its cells:
  @欄 役 横2 縦3 | 文 | 番号? | 何番目?      a cell, numbered a, b … in its table, or by the number given
  @欄続き 役 | 文 | 番号? | 何番目?          a further paragraph of the same cell
  @図 形 | 題, then @箱1 行 | 行 …, @箱2 … below it, and @矢印1 下 | 文 behind a box from which an arrow leads to the next
  @図表 形 | 題 | 目盛 …, then @図表行 文 | 文 …, each with its @棒 0 1/2 3 | 文 …: a bar from 0 to 1/2 of the scale, tone 3
  @目次 深さ | 題   @改頁 横?
  @図版 ファイル | 代替文字 | 幅 | 題 | 出典 | 権利
  @綴目次 題, and @綴目次行 深さ | 番号 | 件名 | 頁   a list of the papers of a book
  @目次 深さ | 題   @改頁 横?   @別紙 名      another paper, by the name under which it was asked for
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar, get_args

from pipeline.late.regex import regex
from pipeline.notation.numbers.scheme import scheme
from pipeline.tree.nodes import (
    ArrowPoints,
    Bar,
    Box,
    Bullet,
    Cell,
    CellRole,
    CellRow,
    CellTable,
    CellText,
    Chart,
    ChartRow,
    ChartShape,
    Contents,
    ContentsLine,
    ContentsTitle,
    Enclosure,
    Figure,
    FigureShape,
    Heading,
    Illustration,
    Inlines,
    PageBreak,
    Passage,
    PassageRole,
    ProseBlock,
    text_of,
)
from pipeline.wording.cursor import Cursor, key_of, origin_of
from pipeline.wording.ledger import WordingError

T = TypeVar("T", bound=str)

_LEVELLED = regex(r"(見出し|続き見出し|箇条)([1-9])")
_CELL = regex(r"(\S+?)(?: 横(?P<columns>[0-9]+))?(?: 縦(?P<rows>[0-9]+))?")
_PASSAGE_ROLES: Mapping[str, PassageRole] = {role: role for role in get_args(PassageRole)}
_CELL_ROLES: Mapping[str, CellRole] = {role: role for role in get_args(CellRole)}
_WAYS: Mapping[str, ArrowPoints] = {way: way for way in get_args(ArrowPoints)}
_CHARTS: Mapping[str, ChartShape] = {shape: shape for shape in get_args(ChartShape)}
_SHAPES: Mapping[str, FigureShape] = {shape: shape for shape in get_args(FigureShape)}


def read(cursor: Cursor) -> ProseBlock | None:
    """The node that begins at the front; None if the mark there is none of these."""
    name = cursor.name
    if name in _PASSAGE_ROLES:
        return Passage(_PASSAGE_ROLES[name], cursor.one(name))
    match name:
        case "注":
            return Bullet("※", cursor.one(name))
        case "表組":
            return _table(cursor)
        case "図":
            return _figure(cursor)
        case "図表":
            return _chart(cursor)
        case "目次":
            form, title = cursor.take(name).fields
            depth, _, joint = text_of(form).partition(" ")
            return Contents(title, int(depth), joint or None)
        case "綴目次":
            return ContentsTitle(cursor.one(name))
        case "綴目次行":
            level_of, label, words, page = cursor.take(name).fields
            return ContentsLine(int(text_of(level_of)), label, words, page)
        case "別紙":
            return Enclosure(text_of(cursor.one(name)))
        case "図版":
            return illustration(cursor, name)
        case "改頁":
            return PageBreak(_orientation(cursor))
    levelled = _LEVELLED.fullmatch(name)
    if levelled is None:
        return None
    fields, level = cursor.take(name).fields, int(levelled[2])
    match levelled[1]:
        case "箇条":
            sign, text = fields
            return Bullet(text_of(sign), text, level)
        case "続き見出し":
            numbering, text = fields
            return Heading("", level, scheme(text_of(numbering)), text, continued=True)
        case _:
            return _heading(level, *fields)


def illustration(cursor: Cursor, name: str) -> Illustration:
    """A picture of a file, under this mark."""
    file, alt, width, title, source, rights = cursor.take(name).fields
    return Illustration(text_of(file), alt, text_of(width), title, source, rights)


def _orientation(cursor: Cursor) -> bool:
    """Whether the sheets behind a @改頁 lie."""
    words = [text_of(field) for field in cursor.take("改頁").fields]
    if words not in ([], [""], ["横"]):
        raise WordingError(f"@改頁 {words} is not understood")
    return words == ["横"]


def _heading(
    level: int, numbering: Inlines, key: Inlines, text: Inlines, first: Inlines = (), listed: Inlines = ()
) -> Heading:
    start = int(text_of(first)) if first else None
    return Heading(
        key_of(key, text_of(text)),
        level,
        scheme(text_of(numbering)),
        text,
        start,
        listed=listed,
        origin=origin_of(key or text),
    )


def _table(cursor: Cursor) -> CellTable:
    style, title = cursor.take("表組").fields
    head, rows = [], []
    for _ in cursor.each("見出し行"):
        cursor.take("見出し行")
        head.append(CellRow(_cells(cursor)))
    for _ in cursor.each("組行"):
        key = (*cursor.take("組行").fields, ())[0]
        cells = _cells(cursor)
        words = cells[0].texts[0].text if cells else ()
        rows.append(CellRow(cells, key_of(key, text_of(words)), origin_of(words)))
    return CellTable(text_of(style), title, tuple(head), tuple(rows))


def _cells(cursor: Cursor) -> tuple[Cell, ...]:
    made = []
    for _ in cursor.each("欄"):
        first, columns, rows = _cell_text(cursor, "欄")
        more = tuple(_cell_text(cursor, "欄続き")[0] for _ in cursor.each("欄続き"))
        made.append(Cell((first, *more), columns, rows))
    return tuple(made)


def _cell_text(cursor: Cursor, mark: str) -> tuple[CellText, int, int]:
    """A paragraph of a cell, and how many columns and rows it says that the cell spans."""
    fields = cursor.take(mark).fields
    form, text, *how = fields
    said = _CELL.fullmatch(text_of(form))
    if said is None or len(how) > 2:
        raise WordingError(f"@{mark} {text_of(form)} is not understood")
    numbering, number = (*how, (), ())[:2]
    given = int(text_of(number)) if number else None
    made = CellText(_chosen(said[1], _CELL_ROLES), text, scheme(text_of(numbering)), given)
    return made, int(said["columns"] or 1), int(said["rows"] or 1)


def _figure(cursor: Cursor) -> Figure:
    shape, title = cursor.take("図").fields
    return Figure(_chosen(text_of(shape), _SHAPES), title, _boxes(cursor, 1))


def _boxes(cursor: Cursor, level: int) -> tuple[Box, ...]:
    made = []
    for _ in cursor.each(f"箱{level}"):
        lines, boxes = cursor.take(f"箱{level}").fields, _boxes(cursor, level + 1)
        points: ArrowPoints | None = None
        text: Inlines = ()
        for _ in cursor.each(f"矢印{level}"):
            way, text = (*cursor.take(f"矢印{level}").fields, ())[:2]
            points = _chosen(text_of(way), _WAYS)
        made.append(Box(lines, boxes, points, text))
    return tuple(made)


def _chart(cursor: Cursor) -> Chart:
    shape, title, *scale = cursor.take("図表").fields
    rows = []
    for _ in cursor.each("図表行"):
        texts = cursor.take("図表行").fields
        bars = []
        for _ in cursor.each("棒"):
            form, *words = cursor.take("棒").fields
            start, end, tone = text_of(form).split(" ")
            bars.append(Bar(Fraction(start), Fraction(end), int(tone), tuple(words)))
        rows.append(ChartRow(texts, tuple(bars)))
    return Chart(_chosen(text_of(shape), _CHARTS), title, tuple(scale), tuple(rows))


def _chosen(word: str, known: Mapping[str, T]) -> T:
    if word not in known:
        raise WordingError(f"{word} is none of {', '.join(known)}")
    return known[word]
