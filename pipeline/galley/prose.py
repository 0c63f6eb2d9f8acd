"""Nodes of plain documents -> galley blocks: headings, paragraphs, lists, tables, figures, contents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from pipeline.galley import blocks, figures
from pipeline.galley.blocks import Block, Grid, Para, Run, plain
from pipeline.galley.charts import chart
from pipeline.galley.contents import contents
from pipeline.galley.words import Words
from pipeline.tree import nodes
from pipeline.tree.headings import headings

# What the roles of nodes are called among the styles.
_PASSAGES: Mapping[nodes.PassageRole, str] = {"段落": "本文段落", "添え書き": "添え書き", "標語": "標語"}
_CELLS: Mapping[nodes.CellRole, str] = {
    "見出し": "表見出し",
    "項目": "表項目",
    "均等": "表均等",
    "本文": "表本文",
    "中央": "表中央",
    "数値": "表数値",
}
# Styles of headings and items end here; what lies deeper looks like the last.
_LAST_HEADING, _LAST_ITEM = 4, 2
# 注 of a plain document, and the item whose sign carries its own space.
_NOTE, _DOT = "※", "・"


class Prose:
    """Sets the nodes of one plain document."""

    def __init__(self, words: Words, body: tuple[nodes.Block, ...]) -> None:
        self.words = words
        self.body = body
        self.linked = any(isinstance(block, nodes.Contents) for block in body)
        # A title is a heading above all others.
        self.above = sum(isinstance(block, nodes.Title) for block in body[:1])
        self.anchors = {id(heading): "/".join(path) for path, heading in headings(body)}

    def block(self, block: nodes.ProseBlock) -> tuple[Block, ...]:
        """What a node prints."""
        match block:
            case nodes.Heading():
                return (self._heading(block),)
            case nodes.Passage(role=role, text=text):
                return (Para(_PASSAGES[role], self.words.runs(text)),)
            case nodes.Bullet():
                return (self._bullet(block),)
            case nodes.CellTable():
                return (self._table(block),)
            case nodes.Figure():
                return figures.figure(block, self.words)
            case nodes.Chart():
                return (chart(block, self.words),)
            case nodes.PageBreak():
                return (blocks.PageBreak(),)
            case nodes.Contents():
                return contents(block, self.body, self.words)
            case _:
                assert_never(block)

    def _heading(self, heading: nodes.Heading) -> Para:
        label, runs = self._labelled(heading.scheme, heading.number, heading.text)
        style = "小見出し" if heading.scheme.encloses else f"本文見出し{min(heading.level, _LAST_HEADING)}"
        if heading.continued:
            return Para(style, runs, label)
        anchor = self.anchors[id(heading)] if self.linked else None
        return Para(style, runs, label, heading.level + self.above, plain((*label, *runs)), anchor)

    def _labelled(
        self, scheme: nodes.Scheme, number: int | None, text: nodes.Inlines
    ) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        """The label and the words; signs that enclose are part of the words."""
        runs = self.words.runs(text)
        if scheme.encloses:
            return (), (Run(scheme.before), *runs, Run(scheme.after))
        label = scheme.label(number)
        return (self.words.scheme_label(label) if label else ()), runs

    def _bullet(self, bullet: nodes.Bullet) -> Para:
        label = (Run(_DOT),) if bullet.sign == _DOT else self.words.label(bullet.sign)
        style = "注" if bullet.sign == _NOTE else f"箇条{min(bullet.level, _LAST_ITEM)}"
        return Para(style, self.words.runs(bullet.text), label)

    def _table(self, table: nodes.CellTable) -> Grid:
        title = plain(self.words.runs(table.title))
        return Grid(table.style, tuple(map(self._row, table.head)), tuple(map(self._row, table.rows)), title)

    def _row(self, row: nodes.CellRow) -> blocks.Row:
        return blocks.Row(
            tuple(blocks.Cell(tuple(map(self._cell_text, c.texts)), c.columns, c.rows) for c in row.cells)
        )

    def _cell_text(self, text: nodes.CellText) -> Para:
        label, runs = self._labelled(text.scheme, text.number, text.text)
        return Para(_CELLS[text.role], runs, label)
