"""Elements of the layout and where they are marked on pages -> the structure tree, as ready objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.typeset.layout import INLINE_ROLES, Element, Role
from pipeline.typeset.lines.memo import Recent
from pipeline.writers.pdf.links import Link
from pipeline.writers.pdf.packing import Packed, packed
from pipeline.writers.pdf.pdf_file import Shell
from pipeline.writers.pdf.strings import text_string

_TYPES = {role: role.value.encode() for role in Role}


# Trees that are kept, of each of two generations: 20 KB for a paper of five pages.
KEPT_TREES = 4


class Mark(NamedTuple):
    """A marked-content sequence: page (from 0) and number on it."""

    page: int
    number: int


# The elements that own the marked content of a page, in its order; such of all pages.
Owners = tuple[tuple[int, ...], ...]


class _Asked(NamedTuple):
    """What a tree is written of, but for its elements: the number of its root, those of the pages, and what stands on them."""

    root: int
    pages: tuple[int, ...]
    owners: Owners
    links: tuple[Link, ...]


class Trees:
    """Writes structure trees and keeps them: partners of one master mostly have the same, whatever their words."""

    def __init__(self) -> None:
        self._kept: Recent[_Asked, tuple[tuple[Element, ...], Packed]] = Recent(KEPT_TREES)

    def structure(self, shell: Shell, elements: tuple[Element, ...], owners: Owners, links: Sequence[Link]) -> int:
        """Writes the tree and the parent tree; the number of the root."""
        asked = _Asked(shell.next, tuple(shell.pages), owners, tuple(links))
        kept = self._kept.get(asked)
        if kept is None or kept[0] != elements:
            kept = self._kept.keep(asked, (elements, packed(asked.root, _objects(asked, elements))))
        shell.add_packed(kept[1])
        return asked.root


def _sequences(elements: Sequence[Element], owners: Owners) -> list[list[Mark | int]]:
    """Of each element its sequences, and its elements within a text where these begin."""
    of_element: list[list[Mark | int]] = [[] for _ in elements]
    for page, on_page in enumerate(owners):
        for number, owner in enumerate(on_page):
            if not of_element[owner]:
                _hang(owner, elements, of_element)
            of_element[owner].append(Mark(page, number))
    return of_element


def _hang(element: int, elements: Sequence[Element], of_element: list[list[Mark | int]]) -> None:
    """An element within a text stands in its parent where it begins."""
    if not _is_inline(elements, element):
        return
    parent = elements[element].parent
    if not of_element[parent]:
        _hang(parent, elements, of_element)
    of_element[parent].append(element)


def _is_inline(elements: Sequence[Element], k: int) -> bool:
    """Whether an element stands where its words stand among those of its parent; an entry of 目次 is a reference of its own."""
    role = elements[k].role
    if role is Role.REFERENCE:
        return elements[elements[k].parent].role is not Role.CONTENTS_ITEM
    return role in INLINE_ROLES


def _objects(asked: _Asked, elements: Sequence[Element]) -> list[bytes]:
    """The root, the elements, the rows of the parent tree and itself, in the order of their numbers."""
    root, pages, owners, links = asked
    first = root + 1
    sequences = _sequences(elements, owners)
    kids: list[list[bytes]] = [[] for _ in elements]
    for k, element in enumerate(elements):
        if element.parent >= 0 and not _is_inline(elements, k):
            kids[element.parent].append(b"%d 0 R" % (first + k))
    for link in links:
        kids[link.element].append(b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (pages[link.page], link.number))
    named = {header for element in elements for header in element.headers}
    # A note has a name of its own (ISO 14289-1, 7.9).
    named.update([k for k, element in enumerate(elements) if element.role is Role.NOTE])
    made = []
    for k, element in enumerate(elements):
        parent = root if element.parent < 0 else first + element.parent
        content = (
            b"/K %s" % kids[k][0]
            # pyHanko 0.38 takes a signature for a change of the tree unless its field is the value itself, not in a list.
            if element.role is Role.FORM
            else _content(sequences[k], kids[k], pages, first)
        )
        attributes = _attributes(element)
        if k in named:
            attributes += b"/ID" + _identity(k)
        made.append(b"<</Type/StructElem/S/%s/P %d 0 R%s%s>>" % (_TYPES[element.role], parent, attributes, content))
    begin = first + len(elements)
    on_pages = [b"[%s]" % b" ".join([b"%d 0 R" % (first + owner) for owner in on_page]) for on_page in owners]
    rows = [*range(begin, begin + len(on_pages)), *[first + link.element for link in links]]
    table = b"<</Nums[%s]>>" % b" ".join([b"%d %d 0 R" % entry for entry in enumerate(rows)])
    whole = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d%s>>" % (
        *(first, begin + len(on_pages), len(rows)),
        _identities(sorted(named), first),
    )
    return [whole, *made, *on_pages, table]


def _identity(element: int) -> bytes:
    """The name of an element: as many digits for each, so that the order of names is that of numbers."""
    return b"(%08d)" % element


def _identities(named: Sequence[int], first: int) -> bytes:
    """The names by which cells call their heads, and whose they are."""
    if not named:
        return b""
    return b"/IDTree<</Names[%s]>>" % b"".join([b"%s%d 0 R" % (_identity(k), first + k) for k in named])


def _content(own: Sequence[Mark | int], kids: Sequence[bytes], pages: Sequence[int], first: int) -> bytes:
    if len(own) == 1 and not kids and isinstance(own[0], Mark):
        return b"/Pg %d 0 R/K %d" % (pages[own[0].page], own[0].number)
    parts = [
        b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[part.page], part.number)
        if isinstance(part, Mark)
        else b"%d 0 R" % (first + part)
        for part in own
    ]
    return b"/K[%s]" % b" ".join([*parts, *kids])


def _attributes(element: Element) -> bytes:
    if element.role is Role.PAPER:
        return b"/T%s" % text_string(element.title or "")
    if element.role is Role.FIGURE:
        box = b" ".join(b"%.2f" % edge for edge in element.box_pt or ())
        return b"/Alt%s/A<</O/Layout/Placement/Block/BBox[%s]>>" % (text_string(element.title or ""), box)
    parts = []
    if element.scope is not None:
        parts.append(b"/Scope/%s" % element.scope.value.encode())
    if element.columns > 1:
        parts.append(b"/ColSpan %d" % element.columns)
    if element.rows > 1:
        parts.append(b"/RowSpan %d" % element.rows)
    if element.headers:
        parts.append(b"/Headers[%s]" % b"".join(map(_identity, element.headers)))
    if element.title:
        parts.append(b"/Summary%s" % text_string(element.title))
    return b"/A<</O/Table%s>>" % b"".join(parts) if parts else b""
