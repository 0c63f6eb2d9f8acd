"""Blocks, as they are placed -> the structure tree that a screen reader follows. Order is that of the galley."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.galley import Cell, Grid, Para
from pipeline.typeset.design import TextStyle
from pipeline.typeset.layout import Element, Role, Scope

HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4, Role.HEADING_5, Role.HEADING_6)
ROOT = 0


class Owners(NamedTuple):
    """The elements that a paragraph's label and text belong to."""

    label: int
    text: int


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
            return self._item(style.items)
        self._lists.clear()
        element = self._add(Element(self._role(para), ROOT))
        return Owners(element, element)

    def table(self, grid: Grid) -> int:
        """The table; its rows and cells follow."""
        self._lists.clear()
        return self._add(Element(Role.TABLE, ROOT, title=grid.title))

    def row(self, table: int) -> int:
        """The next row of a table."""
        return self._add(Element(Role.ROW, table))

    def cell(self, row: int, cell: Cell, scope: Scope | None) -> tuple[int, ...]:
        """The next cell of a row; an owner for each of its paragraphs."""
        role = Role.CELL if scope is None else Role.HEAD_CELL
        element = self._add(Element(role, row, scope, cell.columns, cell.rows))
        if len(cell.paras) == 1:
            return (element,)
        return tuple(self._add(Element(Role.PARAGRAPH, element)) for _ in cell.paras)

    def _add(self, element: Element) -> int:
        self.made.append(element)
        return len(self.made) - 1

    def _role(self, para: Para) -> Role:
        if para.heading is None:
            return Role.PARAGRAPH
        # A level must not be skipped (ISO 14289-1, 7.4.2).
        self._heading = min(para.heading, self._heading + 1, len(HEADINGS))
        return HEADINGS[self._heading - 1]

    def _item(self, depth: int) -> Owners:
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
        return Owners(label, body)
