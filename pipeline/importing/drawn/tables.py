"""A plain text in which tables are drawn (罫線, +---+, Markdown) -> their rows and cells, told; what cannot be read stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf

from pipeline.diagnostics import Span
from pipeline.importing.drawn.lines import block_of, is_markdown
from pipeline.importing.drawn.rows import Rows, paras
from pipeline.importing.drawn.strokes import Piece, UnreadableError, parted
from pipeline.importing.paper import Line, Note
from pipeline.notation.text.char_width import width_em

_TOLD = "元の表と見比べて、原稿を確かめてください"
_SENTENCE_EM = 6.0


def with_tables(lines: Sequence[Line]) -> tuple[list[Line], list[Note]]:
    """The lines, those of a drawn table as its rows. What looks like one and cannot be read as one is told."""
    made: list[Line] = []
    notes: list[Note] = []
    for block, rows in _parted(lines):
        made += rows if isinstance(rows, list) else block
        if isinstance(rows, UnreadableError):
            notes.append(Note(f"線で書かれた表は、{rows}ので、行のまま読みました", _TOLD, block[0].span))
        elif rows is not block:
            notes.append(Note(_said(rows), _TOLD, block[0].span))
    return made, notes


def with_rows(text: str, lines: Sequence[Line]) -> str:
    """The text that these lines are read from, the rows of drawn tables as lines whose cells are parted by tabs."""
    made, at = [], 0
    for block, rows in _parted(lines):
        if isinstance(rows, list) and rows is not block:
            made += [text[at : block[0].span.start], "\n".join(row.text for row in rows)]
            at = block[-1].span.end
    return "".join([*made, text[at:]])


def _parted(lines: Sequence[Line]) -> Iterator[tuple[list[Line], list[Line] | UnreadableError]]:
    """Lines that draw a table, with its rows or why it has none; others with themselves."""
    at = tables = 0
    while at < len(lines):
        block = block_of(lines, at)
        if not block:
            plain = [lines[at]]
            yield plain, plain
            at += 1
            continue
        try:
            rows = _read(block, tables + 1)
        except UnreadableError as error:
            yield block, error
        else:
            tables += 1
            yield block, rows
        at += len(block)


def _said(rows: Sequence[Line]) -> str:
    if not rows[0].cells:
        return f"枠の線を除いて、中の文を読みました: 「{rows[0].text[:20]}」"
    return f"線で書かれた{len(rows)}行{len(rows[0].cells)}列の表として読みました"


def _read(block: Sequence[Line], number: int) -> list[Line]:
    """The rows of a table, or the lines within a frame. Raises UnreadableError."""
    found = parted(block)
    pieces = found.lines
    if not found.is_measured or is_markdown(block):
        pieces = _with_guessed_room(pieces)
    return _within_frame(block, pieces) if found.columns == 1 else Rows(block, pieces, found.columns).read(number)


def _with_guessed_room(pieces: Sequence[tuple[Piece, ...]]) -> tuple[tuple[Piece, ...], ...]:
    """Where lines of a cell end as they will: the longest of its column fills it, if that is long enough for a sentence."""
    most: dict[tuple[int, int], float] = {}
    for p in (p for each in pieces for p in each):
        most[p.column, p.columns] = max(most.get((p.column, p.columns), 0.0), width_em(p.said))
    rooms = {place: width if width >= _SENTENCE_EM else inf for place, width in most.items()}
    return tuple(tuple(replace(p, room_em=rooms[p.column, p.columns]) for p in each) for each in pieces)


def _within_frame(block: Sequence[Line], pieces: Sequence[tuple[Piece, ...]]) -> list[Line]:
    """The paragraphs within a frame. Raises UnreadableError where there are none."""
    start, end = block[0].span, block[-1].span
    span = Span(start.file, start.start, end.end)
    made = [Line(para, span) for para in paras([p for each in pieces for p in each]) if para]
    if not made:
        raise UnreadableError("中に文がない")
    return made
