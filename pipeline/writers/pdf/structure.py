"""Elements of the layout and where they are marked on pages -> the structure tree, as ready objects."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.late.dataclass import dataclass
from pipeline.typeset.layout import INLINE_ROLES, Element, Role
from pipeline.writers.pdf.links import Link
from pipeline.writers.pdf.pdf_file import Shell
from pipeline.writers.pdf.strings import text_string

_TYPES = {role: role.value.encode() for role in Role}


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked-content sequence: page (from 0) and number on it."""

    page: int
    number: int


class Marks:
    """Which element each marked-content sequence belongs to.

    `of_element[k]` holds the sequences of element k, and its elements within a text where these begin.
    """

    def __init__(self, elements: Sequence[Element]) -> None:
        self._elements = elements
        self.of_element: list[list[Mark | int]] = [[] for _ in elements]
        self.on_page: list[list[int]] = []

    def begin_page(self) -> None:
        """The sequences that follow are on the next page."""
        self.on_page.append([])

    def next(self, element: int) -> int:
        """The number of a new sequence of this element."""
        owners = self.on_page[-1]
        if not self.of_element[element]:
            self._hang(element)
        self.of_element[element].append(Mark(len(self.on_page) - 1, len(owners)))
        owners.append(element)
        return len(owners) - 1

    def _hang(self, element: int) -> None:
        """An element within a text stands in its parent where it begins."""
        if not _is_inline(self._elements, element):
            return
        parent = self._elements[element].parent
        if not self.of_element[parent]:
            self._hang(parent)
        self.of_element[parent].append(element)


def _is_inline(elements: Sequence[Element], k: int) -> bool:
    """Whether an element stands where its words stand among those of its parent; an entry of 目次 is a reference of its own."""
    role = elements[k].role
    if role is Role.REFERENCE:
        return elements[elements[k].parent].role is not Role.CONTENTS_ITEM
    return role in INLINE_ROLES


def structure(shell: Shell, elements: Sequence[Element], marks: Marks, links: Sequence[Link]) -> int:
    """Writes the tree and the parent tree; the number of the root."""
    root = shell.reserve()
    first = root + 1
    numbers = [shell.reserve() for _ in elements]
    assert numbers[0] == first
    kids: list[list[bytes]] = [[] for _ in elements]
    for number, element in zip(numbers, elements, strict=True):
        if element.parent >= 0 and not _is_inline(elements, number - first):
            kids[element.parent].append(b"%d 0 R" % number)
    for link in links:
        kids[link.element].append(b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (shell.pages[link.page], link.number))
    named = {header for element in elements for header in element.headers}
    # A note has a name of its own (ISO 14289-1, 7.9).
    named.update([k for k, element in enumerate(elements) if element.role is Role.NOTE])
    for k, element in enumerate(elements):
        parent = root if element.parent < 0 else first + element.parent
        content = (
            b"/K %s" % kids[k][0]
            # pyHanko 0.38 takes a signature for a change of the tree unless its field is the value itself, not in a list.
            if element.role is Role.FORM
            else _content(marks.of_element[k], kids[k], shell.pages, first)
        )
        attributes = _attributes(element)
        if k in named:
            attributes += b"/ID" + _identity(k)
        shell.put(
            numbers[k], b"<</Type/StructElem/S/%s/P %d 0 R%s%s>>" % (_TYPES[element.role], parent, attributes, content)
        )
    rows = [
        shell.add(b"[%s]" % b" ".join([b"%d 0 R" % (first + owner) for owner in owners])) for owners in marks.on_page
    ]
    rows += [first + link.element for link in links]
    tree = shell.add(b"<</Nums[%s]>>" % b" ".join([b"%d %d 0 R" % entry for entry in enumerate(rows)]))
    shell.put(
        root,
        b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d%s>>"
        % (first, tree, len(rows), _identities(sorted(named), first)),
    )
    return root


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
