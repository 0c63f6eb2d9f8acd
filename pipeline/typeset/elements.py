"""Blocks, as they are placed -> the structure tree that a screen reader follows. Order is that of the galley."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.galley import Cell, Grid, Para, Run
from pipeline.typeset.collect import is_inline
from pipeline.typeset.design import TextStyle
from pipeline.typeset.layout import Element, InlineOwner, Role, Scope

HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4, Role.HEADING_5, Role.HEADING_6)
ROOT = 0


class Owners(NamedTuple):
    """The elements that a paragraph's label and text belong to, and those of what is marked within the text."""

    label: int
    text: int
    inlines: tuple[InlineOwner, ...] = ()


class _OpenList(NamedTuple):
    element: int
    body: int


class Elements:
    """The tree under construction."""

    def __init__(self) -> None:
        self.made: list[Element] = [Element(Role.DOCUMENT, -1)]
        self._lists: list[_OpenList] = []
        self._heading = 0

    def paragraph(self, para: Para, style: TextStyle) -> Owners:
        """A heading, an item of a list (号) or a plain paragraph."""
        if style.items and para.label:
            label, body = self._item(style.items)
            return Owners(label, body, self._inlines(body, para.runs))
        self._lists.clear()
        element = self._add(Element(self._role(para), ROOT))
        return Owners(element, element, self._inlines(element, para.runs))

    def table(self, grid: Grid) -> int:
        """The table; its rows and cells follow."""
        self._lists.clear()
        return self._add(Element(Role.TABLE, ROOT, title=grid.title))

    def figure(self, words: str) -> int:
        """A figure, or the part of one on a page; `words` is what it says. `drawn` tells where it stands."""
        self._lists.clear()
        return self._add(Element(Role.FIGURE, ROOT, title=words))

    def drawn(self, figure: int, box_pt: tuple[float, float, float, float]) -> None:
        """Where a figure stands on its page."""
        self.made[figure] = self.made[figure]._replace(box_pt=box_pt)

    def words(self, figure: int, para: Para) -> Owners:
        """The next paragraph in a figure."""
        return self._cell_owners(self._add(Element(Role.PARAGRAPH, figure)), para)

    def row(self, table: int) -> int:
        """The next row of a table."""
        return self._add(Element(Role.ROW, table))

    def cell(self, row: int, cell: Cell, scope: Scope | None) -> tuple[Owners, ...]:
        """The next cell of a row; an owner for each of its paragraphs."""
        role = Role.CELL if scope is None else Role.HEAD_CELL
        element = self._add(Element(role, row, scope, cell.columns, cell.rows))
        if len(cell.paras) == 1:
            return (self._cell_owners(element, cell.paras[0]),)
        return tuple([self._cell_owners(self._add(Element(Role.PARAGRAPH, element)), para) for para in cell.paras])

    def _cell_owners(self, element: int, para: Para) -> Owners:
        return Owners(element, element, self._inlines(element, para.runs))

    def _inlines(self, owner: int, runs: tuple[Run, ...]) -> tuple[InlineOwner, ...]:
        """Elements of links and readings: Link, or Ruby with RB and RT, or both."""
        owners = []
        for run in filter(is_inline, runs):
            words = owner if run.target is None else self._add(Element(Role.LINK, owner))
            reading = words
            if run.ruby is not None:
                ruby = self._add(Element(Role.RUBY, words))
                words, reading = self._add(Element(Role.RUBY_BASE, ruby)), self._add(Element(Role.RUBY_TEXT, ruby))
            owners.append(InlineOwner(words, reading))
        return tuple(owners)

    def _add(self, element: Element) -> int:
        self.made.append(element)
        return len(self.made) - 1

    def _role(self, para: Para) -> Role:
        if para.heading is None:
            return Role.PARAGRAPH
        # A level must not be skipped (ISO 14289-1, 7.4.2).
        self._heading = min(para.heading, self._heading + 1, len(HEADINGS))
        return HEADINGS[self._heading - 1]

    def _item(self, depth: int) -> tuple[int, int]:
        """An item at this depth: in the open list, in a new one, or in a list within the item above."""
        del self._lists[depth:]
        if len(self._lists) < depth:
            parent = self._lists[-1].body if self._lists else ROOT
            self._lists.append(_OpenList(self._add(Element(Role.LIST, parent)), ROOT))
        level = len(self._lists) - 1
        item = self._add(Element(Role.ITEM, self._lists[level].element))
        label = self._add(Element(Role.LABEL, item))
        body = self._add(Element(Role.ITEM_BODY, item))
        self._lists[level] = _OpenList(self._lists[level].element, body)
        return label, body
