"""Elements of the layout and where they are marked on pages -> the structure tree, as ready objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.typeset.layout import Element, Role
from pipeline.writers.pdf.shell import Shell

_TYPES = {role: role.value.encode() for role in Role}
_NO_ATTRIBUTES = Element(Role.PARAGRAPH, 0)[2:]


class Mark(NamedTuple):
    """A marked-content sequence: page (from 0) and number on it."""

    page: int
    number: int


class Marks:
    """Which element each marked-content sequence belongs to."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self.of_element: list[list[Mark]] = [[] for _ in elements]
        self.on_page: list[list[int]] = []

    def begin_page(self) -> None:
        """The sequences that follow are on the next page."""
        self.on_page.append([])

    def next(self, element: int) -> int:
        """The number of a new sequence of this element."""
        owners = self.on_page[-1]
        self.of_element[element].append(Mark(len(self.on_page) - 1, len(owners)))
        owners.append(element)
        return len(owners) - 1


def structure(shell: Shell, elements: Sequence[Element], marks: Marks) -> int:
    """Writes the tree and the parent tree; the number of the root."""
    root = shell.reserve()
    first = root + 1
    numbers = [shell.reserve() for _ in elements]
    assert numbers[0] == first
    kids: list[list[int]] = [[] for _ in elements]
    for number, element in zip(numbers, elements, strict=True):
        if element.parent >= 0:
            kids[element.parent].append(number)
    for k, element in enumerate(elements):
        parent = root if element.parent < 0 else first + element.parent
        content = _content(marks.of_element[k], kids[k], shell.pages)
        attributes = b"" if element[2:] == _NO_ATTRIBUTES else _attributes(element)
        shell.put(
            numbers[k], b"<</Type/StructElem/S/%s/P %d 0 R%s%s>>" % (_TYPES[element.role], parent, attributes, content)
        )
    rows = [
        shell.add(b"[%s]" % b" ".join([b"%d 0 R" % (first + owner) for owner in owners])) for owners in marks.on_page
    ]
    tree = shell.add(b"<</Nums[%s]>>" % b" ".join([b"%d %d 0 R" % entry for entry in enumerate(rows)]))
    shell.put(
        root,
        b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>" % (first, tree, len(rows)),
    )
    return root


def text_string(words: str) -> bytes:
    """A text string object in UTF-16."""
    return b"<feff%s>" % words.encode("utf-16-be").hex().encode()


def _content(marks: Sequence[Mark], kids: Sequence[int], pages: Sequence[int]) -> bytes:
    if len(marks) == 1 and not kids:
        return b"/Pg %d 0 R/K %d" % (pages[marks[0].page], marks[0].number)
    parts = [b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[mark.page], mark.number) for mark in marks]
    parts += [b"%d 0 R" % kid for kid in kids]
    return b"/K[%s]" % b" ".join(parts)


def _attributes(element: Element) -> bytes:
    parts = []
    if element.scope is not None:
        parts.append(b"/Scope/%s" % element.scope.value.encode())
    if element.columns > 1:
        parts.append(b"/ColSpan %d" % element.columns)
    if element.rows > 1:
        parts.append(b"/RowSpan %d" % element.rows)
    if element.title:
        parts.append(b"/Summary%s" % text_string(element.title))
    return b"/A<</O/Table%s>>" % b"".join(parts) if parts else b""
