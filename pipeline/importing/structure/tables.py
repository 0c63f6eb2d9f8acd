"""Rows of a table -> a grid: heads of any depth, bands, cells that go on from the row above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.importing.paper import Cell, Line, Note
from pipeline.importing.structure.annex_head import is_form
from pipeline.importing.structure.draft import Annex, Clause, Draft, Grid
from pipeline.importing.structure.marks import fold
from pipeline.importing.structure.sentences import reads_as_heading
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, NUMERALS, whole_number

_SPANNED = "右の列は空いて印刷されます。元の表と見比べて、右の列にも要る文を原稿に書き足してください"
_CURE = "元の表と見比べて、原稿に書き足してください"


_FLAT = "元が表なら、頁をブラウザで保存した Webページ（.html）から取り込むか、欄の間をタブで区切り、表の1行を1行に書いて取り込んでください"
# Two rows of two cells; fewer lines are rather a list.
_LEAST_CELLS = 4
# A single row may be a list of names, and heads with one row below them a form.
_LEAST_ROWS = 2
_SENTENCE = regex("。$")
_NUMBER = regex(f"[0-9]+|[{KANJI_NUMERALS}]+")
_AMOUNT = regex(f"[0-9][0-9,]*(?:\\.[0-9]+)?|[{NUMERALS}]+")


def is_row(line: Line) -> bool:
    """Whether a line is a row of a table: two cells or more, or a row of a table whose borders are known."""
    return bool(line.table) or len(line.cells) > 1


def filled(line: Line) -> list[str]:
    """The words of the cells that hold any."""
    return [c.text for c in line.cells if c.text]


def make_grid(rows: list[Line], draft: Draft) -> Grid:
    """The grid of the rows of one table, the first of which is its head; a head has no name for columns that only a longer row has."""
    width = max(len(r.cells) for r in rows)
    depth = 0 if (bare := has_no_heads(rows)) else _head_rows(rows)
    heads, groups = _heads(rows[:depth] or [replace(rows[0], cells=())], width)
    if bare and any(c.text for c in rows[0].cells):
        message = f"表の初めの行を、欄名でなく表の項としました: 「{rows[0].cells[0].text[:20]}」"
        draft.guess(message, rows[0], "欄名なら、原稿の「欄名: なし」を消し、「列」に移してください")
    grid = Grid(heads, groups, [], rows[0], head_rows=rows[:depth])
    above: list[Cell] = []
    for row in rows[depth:]:
        if depth == 1 and [c.text for c in row.cells] == [c.text for c in rows[0].cells]:
            draft.notes.append(Note("頁ごとに繰り返された表の見出しを除きました", _CURE, row.span, row.text))
            continue
        band = _band(row, width)
        if band:
            grid.rows.append(band)
            above = []
            continue
        cells = [*row.cells, *[Cell()] * (width - len(row.cells))]
        _tell_spans(row, heads, draft)
        cells = _filled_down(cells, above, grid, is_known=bool(row.table))
        grid.rows.append([c.paras for c in cells])
        above = cells
    return grid


def _tell_spans(row: Line, heads: list[str], draft: Draft) -> None:
    """Tells a cell that reaches over several columns: a row of a source has one cell for each."""
    for n, cell in enumerate(row.cells):
        if cell.columns > 1 and cell.text:
            over = "」「".join(head for head in heads[n : n + cell.columns] if head)
            message = f"{cell.columns}列に渡る欄の文を、左の列に置きました: 「{cell.text[:20]}」{f'（列「{over}」）' if over else ''}"
            draft.notes.append(Note(message, _SPANNED, row.span))


def has_no_heads(rows: list[Line]) -> bool:
    """Whether the first row of a table names no columns: it says nothing, or what no name of a column says.

    Its first cell is the first of those that the cells below it go on counting, or one of its cells is a sentence as all
    below it are, or says the same of another number. A table whose own marks tell heads has them.
    """
    first = rows[0]
    if first.is_head or len(rows) < _LEAST_ROWS:
        return False
    if not any(c.text for c in first.cells):
        return True
    below = [row for row in rows[1:] if len(row.cells) == len(first.cells)]
    if len(below) != len(rows) - 1 or _levels(rows) > 1:
        return False
    columns = list(zip(*(r.cells for r in rows), strict=True))
    return _counts(columns[0]) or any(
        all(_SENTENCE.search(c.text) for c in column) or _says_the_same(column) for column in columns
    )


def _says_the_same(column: Sequence[Cell]) -> bool:
    """Whether cells differ in their numbers alone, and hold more than these: 8人, 4人; 100分の30, 100分の70; 4月1日, 6月30日."""
    said = {_AMOUNT.sub("0", fold(cell.text)) for cell in column}
    words = next(iter(said))
    return len(said) == 1 and "0" in words and words != "0"


def _counts(column: Sequence[Cell]) -> bool:
    """Whether cells are told apart by numbers from 1 on alone: 第1分団, 第2分団; 1, 2."""
    said = [fold(cell.text) for cell in column]
    numbers = [_NUMBER.findall(words) for words in said]
    if not all(len(each) == 1 for each in numbers) or len({_NUMBER.sub("", words) for words in said}) > 1:
        return False
    return [whole_number(each[0]) for each in numbers] == list(range(1, len(said) + 1))


def _band(row: Line, width: int) -> str:
    """The words of a row that runs over all columns."""
    words = filled(row)
    if len(words) != 1 or width < 2 or not row.cells[0].text:
        return ""
    spans = row.cells[0].columns >= width if row.table else True
    return words[0] if spans and len(row.cells[0].paras) == 1 else ""


def _head_rows(rows: list[Line]) -> int:
    """How many rows name the columns."""
    flagged = 0
    while flagged < len(rows) and rows[flagged].is_head:
        flagged += 1
    if flagged:
        return flagged if flagged < len(rows) else 1
    return _levels(rows)


_Span = tuple[int, int]  # first column, and how many


def _levels(rows: list[Line]) -> int:
    """How deep heads lie that stand below each other: below a name with room at its right stand the names of its columns."""
    width = len(rows[0].cells)
    open_spans = [s for s in _spans(rows[0], (0, width)) if s[1] > 1]
    if not open_spans or (open_spans[0][0] == 0 and not _knows_spans(rows[0])) or not any(rows[0].cells[0].paras):
        return 1
    depth = 1
    for row in rows[1:-1]:
        if len(row.cells) != width or not _names_below(row, open_spans):
            return 1
        open_spans = [s for span in open_spans for s in _spans(row, span) if s[1] > 1]
        depth += 1
        if not open_spans:
            return depth
    return 1


def _names_below(row: Line, spans: list[_Span]) -> bool:
    """Whether a row names columns below these heads, and nothing else."""
    below = {n for start, count in spans for n in range(start, start + count)}
    return all(row.cells[start].text for start, _ in spans) and not any(
        c.text for n, c in enumerate(row.cells) if n not in below
    )


def _spans(row: Line, within: _Span) -> list[_Span]:
    """The columns that each cell of a stretch reaches over: as told, or up to the next that holds words."""
    start, count = within
    cells = row.cells[start : start + count]
    known = _knows_spans(row)
    begins = [n for n, c in enumerate(cells) if n == 0 or (c.text or c.goes_on)]
    if known:
        begins, at = [], 0
        while at < len(cells):
            begins.append(at)
            at += max(1, cells[at].columns)
    elif not cells[0].text and len(cells) > 1 and 1 not in begins:
        begins.insert(1, 1)  # an empty corner reaches over nothing
    return [(start + a, b - a) for a, b in zip(begins, [*begins[1:], count], strict=True)]


def _knows_spans(row: Line) -> bool:
    return any(c.columns > 1 for c in row.cells)


def _heads(rows: list[Line], width: int) -> tuple[list[str], list[tuple[str, ...]]]:
    """Names of the columns, and those above each, topmost first."""
    full = [replace(row, cells=(*row.cells, *[Cell()] * (width - len(row.cells)))) for row in rows]
    heads, groups = [""] * width, [()] * width  # type: list[str], list[tuple[str, ...]]
    _name(full, (0, width), (), heads, groups)
    return heads, groups


def _name(
    rows: list[Line], within: _Span, above: tuple[str, ...], heads: list[str], groups: list[tuple[str, ...]]
) -> None:
    """Names the columns of a stretch from the rows of heads that are left; `above` stands over all of them."""
    first, *rest = rows
    for start, count in _spans(first, within):
        word = first.cells[start].text
        has_below = any(c.text for row in rest for c in row.cells[start : start + count])
        if has_below:
            _name(rest, (start, count), (*above, word) if word else above, heads, groups)
            continue
        heads[start] = word
        for n in range(start, start + count):
            groups[n] = above


def _filled_down(cells: list[Cell], above: list[Cell], grid: Grid, *, is_known: bool) -> list[Cell]:
    """The cells with the words of the row above where that one goes on: in plain text, the empty ones at the left."""
    made: list[Cell] = []
    for n, cell in enumerate(cells):
        leading = all(not c.text for c in cells[: n + 1])
        goes_on = cell.goes_on if is_known else leading and not cell.text
        if goes_on and above and above[n].text:
            made.append(replace(cell, paras=above[n].paras))
            grid.merged.add(n)
        else:
            made.append(cell)
    return made


def tell_flattened(draft: Draft, lines: Sequence[Line]) -> None:
    """Tells of lines in a plain text that may be the cells of a table, one below the other, as a page is copied; nobody can tell its rows."""
    if len({id(line.span.file) for line in lines}) != 1:
        return  # other files know their tables
    clauses = [*draft.body, *(c for each in draft.supplements for c in each.clauses)]
    for where, words in (*_behind(clauses), *_within(draft.annexes)):
        if len(words) >= _LEAST_CELLS and 2 * sum(map(reads_as_heading, words)) >= len(words):
            first = next((x for x in lines if x.span.start > where.span.start and x.bare == words[0]), where)
            if not any(note.span == first.span for note in draft.notes):  # it was told already why they stand there
                message = f"「{words[0][:20]}」から「{words[-1][:20]}」までの{len(words)}行を、表の欄でなく、一行ずつの文としました"
                draft.guess(message, first, _FLAT)


def _behind(clauses: Sequence[Clause]) -> Iterator[tuple[Line, list[str]]]:
    """The words without a label behind each unit that has no table."""
    for each in clauses:
        if not each.grids:
            yield each.line, each.after
        yield from _behind(each.children)


def _within(annexes: Sequence[Annex]) -> Iterator[tuple[Line, list[str]]]:
    """The words of each sheet and division that has no table; its heading may be the first cell."""
    for each in annexes:
        if not each.grids and not is_form(each.line.bare):
            below = [each.heading] if each.heading and each.heading not in each.line.bare else []
            yield each.line, [*below, *each.foreword]
            yield each.line, each.afterword
        yield from _within(each.children)
