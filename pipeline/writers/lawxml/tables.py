"""Tables with their heads, spans and notes -> TableStruct with Remarks."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.galley.clauses.tables import head_rows, spans
from pipeline.labels.marks import GAP
from pipeline.tree import nodes
from pipeline.writers.lawxml.elements import Element, numbered
from pipeline.writers.lawxml.sentences import Piece, Sentences, has_gap

_POINT = "・"


class Tables:
    """Makes the tables of one document."""

    def __init__(self, sentences: Sentences) -> None:
        self.sentences, self.words = sentences, sentences.words

    def struct(
        self,
        table: nodes.Table,
        lead: nodes.Inlines = (),
        before: tuple[Element, ...] = (),
        after: tuple[Element, ...] = (),
    ) -> Element:
        """The table. `lead` stands above it where it has no title of its own, `before` and `after` are Remarks around it."""
        title = self.sentences.mixed(table.title or lead)
        rows = (*self._head(table.columns), *self._rows(table))
        made = (
            *((self.sentences.titled("TableStructTitle", *title),) if title else ()),
            *before,
            Element("Table", rows, self.sentences.direction),
            *(self.remarks(notes) for notes in table.notes),
            *after,
        )
        return Element("TableStruct", made)

    def remarks(self, notes: nodes.Notes) -> Element:
        """備考: one text, or numbered ones."""
        head = Element("RemarksLabel", (notes.kind,))
        if len(notes.texts) == 1:
            return Element("Remarks", (head, *self.sentences.sentences(notes.texts[0])))
        items = (
            numbered(
                "Item",
                str(n),
                Element("ItemTitle", (self.words.house.text(self.words.labels.remark_mark((n,))),)),
                Element("ItemSentence", self.sentences.flow(text)),
            )
            for n, text in enumerate(notes.texts, 1)
        )
        return Element("Remarks", (head, *items))

    def _head(self, columns: tuple[nodes.Column, ...]) -> Iterator[Element]:
        """TableHeaderRow; its columns cannot span, so heads of several columns stand in ordinary rows."""
        levels = head_rows(columns)
        if len(levels) == 1:
            heads = (self.sentences.mixed(head.text) for head in levels[0])
            yield Element("TableHeaderRow", tuple(Element("TableHeaderColumn", head) for head in heads))
            return
        for level in levels:
            made = (self._cell((nodes.CellLine(head.text),), head.columns, head.rows) for head in level)
            yield Element("TableRow", tuple(made))

    def _rows(self, table: nodes.Table) -> Iterator[Element]:
        reach = spans(table)
        for at, row in enumerate(table.rows):
            if row.kind == "帯":
                yield Element("TableRow", (self._cell(row.cells[0], columns=len(table.columns)),))
                continue
            if not any(reach[at]):  # it says all that the row above says, and the schema knows no row without cells
                continue
            cells = zip(row.cells, reach[at], strict=True)
            made = (self._cell(cell, rows=sum(map(any, reach[at : at + rows]))) for cell, rows in cells if rows)
            yield Element("TableRow", tuple(made))

    def _cell(self, cell: nodes.TableCell, columns: int = 1, rows: int = 1) -> Element:
        reach = (("rowspan", rows), ("colspan", columns))
        attributes = tuple((name, str(value)) for name, value in reach if value > 1)
        return Element("TableColumn", self._lines(cell), attributes)

    def _lines(self, cell: nodes.TableCell) -> tuple[Element, ...]:
        """Numbered lines as Items, plain ones as Sentences; where both stand together the schema has Columns alone."""
        labels = [self._label(line) for line in cell]
        if all(labels) and not any(line.depth for line in cell):
            return tuple(self._item(line, label) for line, label in zip(cell, labels, strict=True) if label)
        lines = [self._line(line, label) for line, label in zip(cell, labels, strict=True)]
        if any(labels) or any(has_gap(line) for line in lines):
            return self.sentences.columns(lines)
        return tuple(self.sentences.sentence(line, n) for n, line in enumerate(lines or [()], 1))

    def _label(self, line: nodes.CellLine) -> str | None:
        """What counts a line; a point counts nothing and stands in the text."""
        sign = line.scheme.label(line.number) if line.scheme is not None else ""
        return self.words.house.text(self.words.labels.brackets(sign)) if sign not in ("", _POINT) else None

    def _item(self, line: nodes.CellLine, label: str) -> Element:
        text = Element("ItemSentence", self.sentences.flow(line.text))
        return numbered("Item", str(line.number), Element("ItemTitle", (label,)), text)

    def _line(self, line: nodes.CellLine, label: str | None) -> tuple[Piece, ...]:
        pieces = self.sentences.pieces(line.text)
        if label is not None:
            return (Piece(label + GAP), *pieces)
        return (Piece(_POINT), *pieces) if line.scheme is not None and line.scheme.label(line.number) else pieces
