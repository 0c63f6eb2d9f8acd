"""Tables with their heads, spans and notes -> grids and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.galley.blocks import Block, Cell, Grid, Para, Row, Run, plain
from pipeline.galley.words import Words
from pipeline.labels.marks import GAP
from pipeline.late.dataclass import dataclass
from pipeline.tree import nodes

# What the text of a cell is set in, by what its column holds.
FORM_STYLES: Mapping[nodes.ColumnForm, str] = {
    "文": "表本文", "金額": "表数値", "数": "表数値", "割合": "表数値", "印": "表中央",
}  # fmt: skip
_POINT = "・"
# What a number of a cell is set in, by its depth.
_NUMBERED = ("表番号箇条", "表番号箇条2")


class Tables:
    """Sets the tables of one paper."""

    def __init__(self, words: Words) -> None:
        self.words, self.labels = words, words.labels

    def table(self, table: nodes.Table, above: str) -> Iterator[Block]:
        """The table with its title and notes. `above` says to those who cannot see it what it is about."""
        title = self.words.runs(table.title)
        if title:
            yield Para("表題", title)
        shares = tuple(column.share for column in table.columns)
        yield Grid(
            table.style,
            tuple(self._head(table.columns)),
            tuple(self._rows(table)),
            plain(title) or above or "表",
            shares if all(shares) else (),
        )
        for notes in table.notes:
            yield from self.notes(notes)
        for text in table.after:
            yield Para("後文", self.words.runs(text))

    def notes(self, notes: nodes.Notes) -> Iterator[Para]:
        """備考　text; 備考 and 1　text, 2　text where there are several."""
        if len(notes.texts) == 1:
            yield Para("備考", self.words.runs(notes.texts[0]), (Run(notes.kind + GAP),))
            return
        yield Para("備考", (Run(notes.kind),))
        for n, text in enumerate(notes.texts, 1):
            yield Para("備考", self.words.runs(text), self.words.label(self.labels.remark_mark((n,))))

    def _head(self, columns: tuple[nodes.Column, ...]) -> Iterator[Row]:
        """A row for each level of heads; none where no column has a name."""
        for level in head_rows(columns):
            yield Row(tuple(self._head_cell(head.text, head.columns, head.rows) for head in level))

    def _head_cell(self, text: nodes.Inlines, columns: int, rows: int) -> Cell:
        return Cell((Para("表見出し", self.words.runs(text)),), columns, rows)

    def _rows(self, table: nodes.Table) -> Iterator[Row]:
        reach = spans(table)
        for at, row in enumerate(table.rows):
            if row.kind == "帯":
                words = self.words.runs(row.cells[0][0].text)
                yield Row((Cell((Para("表小見出し", words),), len(table.columns)),))
                continue
            cells = []
            for column, (cell, rows) in enumerate(zip(row.cells, reach[at], strict=True)):
                if rows:
                    form = table.columns[column].form
                    cells.append(Cell(tuple(self._line(line, form) for line in cell), 1, rows))
            yield Row(tuple(cells))

    def _line(self, line: nodes.CellLine, form: nodes.ColumnForm) -> Para:
        runs = self.words.runs(line.text)
        if line.scheme is None:
            return Para(FORM_STYLES[form], runs)
        sign = line.scheme.label(line.number)
        if sign == _POINT:
            return Para("表箇条", runs, (Run(_POINT),))
        return Para(_NUMBERED[min(line.depth, len(_NUMBERED) - 1)], runs, self.words.scheme_label(sign))


@dataclass(frozen=True, slots=True)
class Head:
    """A head of a table: its words, its first column, and how many columns and rows it spans."""

    text: nodes.Inlines
    column: int
    columns: int
    rows: int


def head_rows(columns: Sequence[nodes.Column]) -> list[list[Head]]:
    """The heads level by level: a common head above those of its columns, a lower one as deep as the others beside it.

    None where no column has a name.
    """
    if not any(nodes.text_of(column.heading) or column.groups for column in columns):
        return []
    depth = max(len(column.groups) for column in columns) + 1
    made: list[list[Head]] = [[] for _ in range(depth)]
    for at, column in enumerate(columns):
        for level, group in enumerate(column.groups):
            if at == 0 or columns[at - 1].groups[: level + 1] != column.groups[: level + 1]:
                made[level].append(Head(group, at, _alike(columns, at, level), 1))
        level = len(column.groups)
        made[level].append(Head(column.heading, at, 1, depth - level))
    return made


def head_rows_of(columns: Iterable[Sequence[str]]) -> list[list[Head]]:
    """The same of columns by the words of their heads, the topmost first."""
    said = ([(nodes.Text(words),) for words in levels] for levels in columns)
    return head_rows([nodes.Column(nodes.text_of(own), own, groups=tuple(above)) for *above, own in said])


def _alike(columns: Sequence[nodes.Column], start: int, level: int) -> int:
    """How many columns from here on stand below the same heads down to this level."""
    own = columns[start].groups[: level + 1]
    count = 1
    while start + count < len(columns) and columns[start + count].groups[: level + 1] == own:
        count += 1
    return count


def spans(table: nodes.Table) -> list[list[int]]:
    """How many rows each cell spans; 0 where a cell from above goes on. Equal cells join only within equal ones at their left."""
    said = [tuple(map(_says, row.cells)) if row.kind == "行" else None for row in table.rows]
    reach = spans_of(said, [at for at, column in enumerate(table.columns) if column.merged])
    return [own if row.kind == "行" else [1] * len(row.cells) for own, row in zip(reach, table.rows, strict=True)]


def spans_of(rows: Sequence[Sequence[str] | None], merged: Sequence[int]) -> list[list[int]]:
    """The same of rows by their words; None is a row across all columns, over which nothing goes on."""
    reach = [[1] * len(row or ("",)) for row in rows]
    for start in range(len(rows) - 1, 0, -1):
        row, before = rows[start], rows[start - 1]
        if row is None or before is None:
            continue
        for column in merged:
            if not row[column] or row[column] != before[column]:
                break
            reach[start - 1][column] += reach[start][column]
            reach[start][column] = 0
    return reach


def _says(cell: nodes.TableCell) -> str:
    return "\n".join(nodes.text_of(line.text) for line in cell)
