"""Tables with their heads, spans and notes -> grids and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.galley.blocks import Block, Cell, Grid, Para, Row, Run, plain
from pipeline.galley.words import Words
from pipeline.labels.marks import GAP
from pipeline.tree import nodes

# What the text of a cell is set in, by what its column holds.
_FORMS: Mapping[nodes.ColumnForm, str] = {
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

    def notes(self, notes: nodes.Notes) -> Iterator[Para]:
        """備考　text; 備考 and 1　text, 2　text where there are several."""
        if len(notes.texts) == 1:
            yield Para("備考", self.words.runs(notes.texts[0]), (Run(notes.kind + GAP),))
            return
        yield Para("備考", (Run(notes.kind),))
        for n, text in enumerate(notes.texts, 1):
            yield Para("備考", self.words.runs(text), self.words.label(self.labels.remark_mark((n,))))

    def _head(self, columns: tuple[nodes.Column, ...]) -> Iterator[Row]:
        """One row, or two where columns stand below a common head."""
        if not any(column.group for column in columns):
            yield Row(tuple(self._head_cell(column.heading) for column in columns))
            return
        upper: list[Cell] = []
        lower: list[Cell] = []
        for at, column in enumerate(columns):
            if not column.group:
                upper.append(self._head_cell(column.heading, rows=2))
                continue
            lower.append(self._head_cell(column.heading))
            if at == 0 or columns[at - 1].group != column.group:
                upper.append(self._head_cell(column.group, columns=alike(columns, at)))
        yield Row(tuple(upper))
        yield Row(tuple(lower))

    def _head_cell(self, text: nodes.Inlines, columns: int = 1, rows: int = 1) -> Cell:
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
            return Para(_FORMS[form], runs)
        sign = line.scheme.label(line.number)
        if sign == _POINT:
            return Para("表箇条", runs, (Run(_POINT),))
        return Para(_NUMBERED[min(line.depth, len(_NUMBERED) - 1)], runs, self.words.scheme_label(sign))


def alike(columns: Sequence[nodes.Column], start: int) -> int:
    """How many columns from here on stand below the same head."""
    count = 1
    while start + count < len(columns) and columns[start + count].group == columns[start].group:
        count += 1
    return count


def spans(table: nodes.Table) -> list[list[int]]:
    """How many rows each cell spans; 0 where a cell from above goes on. Equal cells join only within equal ones at their left."""
    reach = [[1] * len(row.cells) for row in table.rows]
    merged = [at for at, column in enumerate(table.columns) if column.merged]
    for start in range(len(table.rows) - 1, 0, -1):
        row, before = table.rows[start], table.rows[start - 1]
        if row.kind != "行" or before.kind != "行":
            continue
        for column in merged:
            if not _says(row.cells[column]) or _says(row.cells[column]) != _says(before.cells[column]):
                break
            reach[start - 1][column] += reach[start][column]
            reach[start][column] = 0
    return reach


def _says(cell: nodes.TableCell) -> str:
    return "\n".join(nodes.text_of(line.text) for line in cell)
