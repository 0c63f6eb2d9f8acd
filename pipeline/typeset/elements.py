"""Blocks, as they are placed -> the structure tree that a screen reader follows. Order is that of the galley."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pipeline.galley import Cell, Grid, Para, Run, leads
from pipeline.galley.outline import Outline
from pipeline.galley.styles import CONTENTS_STYLES, MARK_STYLE
from pipeline.late.dataclass import dataclass
from pipeline.typeset.layout import ARTIFACT, Element, InlineOwner, Role, Scope
from pipeline.typeset.lines.collect import is_inline
from pipeline.typeset.styling.design import TextStyle

HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4, Role.HEADING_5, Role.HEADING_6)
ROOT = 0
_CONTENTS_DEPTH = {style: depth for depth, style in enumerate(CONTENTS_STYLES, 1)}


@dataclass(frozen=True, slots=True)
class Owners:
    """The elements that a paragraph's label and text belong to, and those of what is marked within the text."""

    label: int
    text: int
    inlines: tuple[InlineOwner, ...] = ()


class _OpenList(NamedTuple):
    """A list to which items may come, and what holds the lists within its last item."""

    element: int
    body: int


class Open(NamedTuple):
    """What decides which elements the next block makes: the open lists, the outline so far."""

    lists: tuple[_OpenList, ...]
    kind: Role
    outline: tuple[int, ...]
    level: int | None


class Elements:
    """The tree under construction."""

    def __init__(self) -> None:
        self.made: list[Element] = [Element(Role.DOCUMENT, -1)]
        self._lists: list[_OpenList] = []
        self._kind = Role.LIST
        self._outline = Outline()
        # Of the paragraph before: its level in the outline.
        self.level: int | None = None
        # What holds paragraphs, tables and figures: the document, or the paper of a book.
        self._root = ROOT

    def begin_paper(self, title: str) -> None:
        """What follows belongs to another paper of a book; its headings begin with the highest."""
        self._lists.clear()
        self._outline = Outline()
        self._root = self._add(Element(Role.PAPER, ROOT, title=title))

    def paragraph(self, para: Para, style: TextStyle) -> Owners:
        """A heading, an item of a list (号), an entry of 目次 or a plain paragraph."""
        if style.items and para.label:
            label, body = self._item(style.items)
            return Owners(label, body, self._inlines(body, para.runs))
        depth = _CONTENTS_DEPTH.get(para.style)
        if depth is not None:
            return self._entry(para, depth)
        self._lists.clear()
        element = self._add(Element(self._role(para), self._root))
        return Owners(element, element, self._inlines(element, para.runs))

    def table(self, grid: Grid) -> int:
        """The table; its rows and cells follow."""
        self._lists.clear()
        return self._add(Element(Role.TABLE, self._root, title=grid.title))

    def figure(self, words: str) -> int:
        """A figure, or the part of one on a page; `words` is what it says. `drawn` tells where it stands."""
        self._lists.clear()
        return self._add(Element(Role.FIGURE, self._root, title=words))

    def drawn(self, figure: int, box_pt: tuple[float, float, float, float]) -> None:
        """Where a figure stands on its page."""
        self.made[figure] = replace(self.made[figure], box_pt=box_pt)

    def words(self, figure: int, para: Para) -> Owners:
        """The next paragraph in a figure."""
        return self._cell_owners(self._add(Element(Role.PARAGRAPH, figure)), para)

    def note(self, owner: int) -> Owners:
        """A note whose mark stands in the words of `owner`: it follows them, within an item of a list inside the item."""
        within = owner if self.made[owner].role is Role.ITEM_BODY else ROOT
        note = self._add(Element(Role.NOTE, within))
        return Owners(self._add(Element(Role.LABEL, note)), self._add(Element(Role.PARAGRAPH, note)))

    def box(self, spoken: str) -> int:
        """A box for an electronic signature, behind the lines beside it."""
        return self._add(Element(Role.FORM, self._root, title=spoken))

    def row(self, table: int) -> int:
        """The next row of a table."""
        return self._add(Element(Role.ROW, table))

    @property
    def open(self) -> Open:
        """As the next block finds the tree."""
        return Open(tuple(self._lists), self._kind, tuple(self._outline.open), self.level)

    def resume(self, made: tuple[Element, ...], then: Open) -> None:
        """Adds what a block made in another document that had come to the same point, and goes on as that did."""
        self.made += made
        self._lists, self._kind, self.level = list(then.lists), then.kind, then.level
        self._outline.open = list(then.outline)

    @property
    def next(self) -> int:
        """What the next element will be known by."""
        return len(self.made)

    def cell(self, row: int, cell: Cell, scope: Scope | None, headers: tuple[int, ...] = ()) -> tuple[Owners, ...]:
        """The next cell of a row; an owner for each of its paragraphs. Paragraphs with labels are a list."""
        role = Role.CELL if scope is None else Role.HEAD_CELL
        element = self._add(Element(role, row, scope, cell.columns, cell.rows, headers=headers))
        if len(cell.paras) == 1:
            return (self._cell_owners(element, cell.paras[0]),)
        if sum([bool(para.label) for para in cell.paras]) > 1:
            return tuple(self._cell_list(element, cell.paras))
        return tuple([self._cell_owners(self._add(Element(Role.PARAGRAPH, element)), para) for para in cell.paras])

    def _cell_owners(self, element: int, para: Para) -> Owners:
        return Owners(element, element, self._inlines(element, para.runs))

    def _cell_list(self, cell: int, paras: tuple[Para, ...]) -> Iterator[Owners]:
        """What stands between items without a label parts them into two lists."""
        items: int | None = None
        for para in paras:
            if not para.label:
                items = None
                yield self._cell_owners(self._add(Element(Role.PARAGRAPH, cell)), para)
                continue
            if items is None:
                items = self._add(Element(Role.LIST, cell))
            label, body = self._labelled(items)
            yield Owners(label, body, self._inlines(body, para.runs))

    def _inlines(self, owner: int, runs: tuple[Run, ...], link: int | None = None) -> tuple[InlineOwner, ...]:
        """Elements of links and readings: Link (a new one each, if not given), or Ruby with RB and RT, or both.

        Dots that lead the eye are none.
        """
        owners = []
        for run in filter(is_inline, runs):
            if leads(run):
                owners.append(InlineOwner(ARTIFACT, ARTIFACT))
                continue
            words = owner
            if run.target is not None:
                citing = self._add(Element(Role.REFERENCE, owner)) if run.style == MARK_STYLE else owner
                words = self._add(Element(Role.LINK, citing)) if link is None else link
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
        self.level = self._outline.level(para)
        return Role.PARAGRAPH if self.level is None else HEADINGS[self.level - 1]

    def _item(self, depth: int) -> tuple[int, int]:
        """An item at this depth: in the open list, in a new one, or in a list within the item above."""
        listed = self._list(Role.LIST, depth)
        label, body = self._labelled(listed)
        self._lists[-1] = _OpenList(listed, body)
        return label, body

    def _labelled(self, listed: int) -> tuple[int, int]:
        """The next item of a list: its label and its body."""
        item = self._add(Element(Role.ITEM, listed))
        return self._add(Element(Role.LABEL, item)), self._add(Element(Role.ITEM_BODY, item))

    def _entry(self, para: Para, depth: int) -> Owners:
        """An entry of 目次: its label, and one link of its words and its page. What is below an entry is listed in it."""
        contents = self._list(Role.CONTENTS, depth)
        entry = self._add(Element(Role.CONTENTS_ITEM, contents))
        self._lists[-1] = _OpenList(contents, entry)
        label = self._add(Element(Role.LABEL, entry)) if para.label else ARTIFACT
        reference = self._add(Element(Role.REFERENCE, entry))
        linked = any(run.target is not None for run in para.runs)
        link = self._add(Element(Role.LINK, reference)) if linked else None
        return Owners(label, reference, self._inlines(reference, para.runs, link))

    def _list(self, kind: Role, depth: int) -> int:
        """The open list of this kind at this depth, or a new one; its place is the last of `_lists`."""
        if self._kind is not kind:
            self._kind = kind
            self._lists.clear()
        del self._lists[depth:]
        if len(self._lists) < depth:
            parent = self._lists[-1].body if self._lists else self._root
            self._lists.append(_OpenList(self._add(Element(kind, parent)), ROOT))
        return self._lists[-1].element
