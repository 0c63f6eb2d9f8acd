"""Lines whose words stand in columns by blanks alone -> rows, only where a gutter parts every two columns on all lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.importing.paper import Cell, Line
from pipeline.importing.structure import marks
from pipeline.importing.structure.draft import Draft
from pipeline.late.regex import regex
from pipeline.notation.text.char_width import width_em

_GAP = regex("[ \u3000]{2,}")
_FIGURE = regex("[0-9０-９]")
_LEAST = 2
_FEWEST = 3
# A head that is spread out has one or two characters at a time, and may stand this far (in half widths) before its column.
_SPREAD, _LOOSE = 2, 4
# A stretch of words: where it begins and ends on its line, in half widths, and the words.
_Piece = tuple[int, int, str]


def with_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of a table that is set with blanks as rows."""
    made: list[Line] = []
    at = 0
    while at < len(lines):
        rows = _table(lines[at:])
        head = _spread_head(made[-1], lines[at:], rows) if rows and made else None
        if head is not None:
            made[-1] = head
        made += rows or [lines[at]]
        at += len(rows) or 1
    return made


def with_rows_of_figures(lines: Sequence[Line], draft: Draft) -> list[Line]:
    """The same among sentences, where names and items may stand in columns, too: figures tell a table. Both are told."""
    made: list[Line] = []
    at = 0
    while at < len(lines):
        if not looks_aligned(lines[at]) or marks.labels(lines[at].bare):
            made.append(lines[at])
            at += 1
            continue
        rows = _table(lines[at:])
        head = _spread_head(made[-1], lines[at:], rows) if rows and made else None
        if rows and _has_figures(rows, is_headed=head is None):
            draft.guess(f"空白で桁をそろえた{len(rows)}行を、表として読みました", lines[at])
            if head is not None:
                made[-1] = head
            made += rows
            at += len(rows)
            continue
        tell_uncertain(lines[at], draft)
        made.append(lines[at])
        at += 1
    return made


def tell_uncertain(line: Line, draft: Draft) -> None:
    """Tells of a line that may be a row of a table."""
    message = f"空白で並べた表と見られる行は、欄の区切りが定まらないので、文として置きました: 「{line.bare[:30]}」"
    draft.guess(message, line, "欄の間をタブで区切って取り込み直すか、原稿で表に直してください")


def _has_figures(rows: Sequence[Line], *, is_headed: bool) -> bool:
    """Whether rows of three columns or more have one that holds a figure in each row below its head."""
    body = rows[1:] if is_headed else rows
    if len(body) < _LEAST or len(rows[0].cells) < _FEWEST:
        return False
    return any(all(_FIGURE.search(row.cells[n].text) for row in body) for n in range(len(rows[0].cells)))


def looks_aligned(line: Line) -> bool:
    """Whether blanks part the words of a line as columns are parted."""
    return not line.cells and len(_GAP.split(line.text)) > 2


def has_gap(text: str) -> bool:
    """Whether blanks part words as columns are parted."""
    return _GAP.search(text) is not None


def _table(lines: Sequence[Line]) -> list[Line]:
    """The rows of the table that begins here; [] if none does."""
    return _by_gutters(lines) or _by_count(lines)


def _by_gutters(lines: Sequence[Line]) -> list[Line]:
    """Rows whose columns are parted by blanks that run through all lines."""
    held: list[list[_Piece]] = []
    for line in lines:
        pieces = _pieces(line)
        if len(pieces) < 2 or (held and not _fits([*held, pieces])):
            break
        held.append(pieces)
    if not _is_table(held):
        return []
    columns = _columns(held)
    return [replace(line, cells=_cells(pieces, columns)) for line, pieces in zip(lines, held, strict=False)]


def _by_count(lines: Sequence[Line]) -> list[Line]:
    """Rows of three columns or more that all hold as many pieces, though these do not stand one below the other."""
    held: list[list[_Piece]] = []
    for line in lines:
        pieces = _pieces(line)
        if len(pieces) < _FEWEST or (held and len(pieces) != len(held[0])):
            break
        held.append(pieces)
    if len(held) < _FEWEST or any(_is_labelled(p) for p in held):
        return []
    return [
        replace(line, cells=tuple(Cell((words,)) for _, _, words in pieces))
        for line, pieces in zip(lines, held, strict=False)
    ]


def _is_table(held: Sequence[Sequence[_Piece]]) -> bool:
    """Whether there are rows enough to tell; items whose text stands far off their label are none."""
    count = max(map(len, held), default=0)
    return len(held) >= _LEAST and not (count == 2 and (len(held) <= _LEAST or all(_is_labelled(p) for p in held)))


def _spread_head(above: Line, lines: Sequence[Line], rows: Sequence[Line]) -> Line | None:
    """The line above a table as its head, where its words are spread out (種　　類) and stand over the columns."""
    pieces = _pieces(above)
    starts = [start for start, _ in _columns([_pieces(x) for x in lines[: len(rows)]])]
    if len(pieces) <= len(starts) or any(len(words) > _SPREAD for _, _, words in pieces):
        return None
    cells = [""] * len(starts)
    for start, _, words in pieces:
        at = max((n for n, begin in enumerate(starts) if begin <= start + _LOOSE), default=0)
        cells[at] += f"\u3000{words}" if cells[at] else words
    return replace(above, cells=tuple(Cell((c,)) for c in cells)) if all(cells) else None


def _pieces(line: Line) -> list[_Piece]:
    """The words of a line, parted by two blanks or more."""
    if line.cells:
        return []
    start = round(2 * line.column_em)
    made: list[_Piece] = []
    at = 0
    for m in [*_GAP.finditer(line.text), None]:
        end = m.start() if m else len(line.text)
        words = line.text[at:end]
        if words:
            made.append((start + _width(line.text[:at]), start + _width(line.text[:end]), words))
        at = m.end() if m else end
    return made


def _width(text: str) -> int:
    return round(2 * width_em(text))


def _fits(held: Sequence[Sequence[_Piece]]) -> bool:
    """Whether the longest line tells the columns, and no line has two pieces in one of them."""
    columns = _columns(held)
    return len(columns) == max(map(len, held)) and all(len(set(_places(p, columns))) == len(p) for p in held)


def _places(pieces: Sequence[_Piece], columns: Sequence[tuple[int, int]]) -> list[int]:
    """The column of each piece."""
    return [next(n for n, (a, b) in enumerate(columns) if a <= start and end <= b) for start, end, _ in pieces]


def _columns(held: Sequence[Sequence[_Piece]]) -> list[tuple[int, int]]:
    """The stretches that words take up on any line, those that overlap as one."""
    made: list[tuple[int, int]] = []
    for start, end in sorted((s, e) for pieces in held for s, e, _ in pieces):
        if made and start < made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((start, end))
    return made


def _cells(pieces: Sequence[_Piece], columns: Sequence[tuple[int, int]]) -> tuple[Cell, ...]:
    found = {at: words for at, (_, _, words) in zip(_places(pieces, columns), pieces, strict=True)}
    return tuple(Cell((found.get(n, ""),)) for n in range(len(columns)))


def _is_labelled(pieces: Sequence[_Piece]) -> bool:
    """Whether the first piece is a label: what follows is the text of an item, however far it stands off."""
    return any(label.end >= len(pieces[0][2]) for label in marks.labels(pieces[0][2]))
