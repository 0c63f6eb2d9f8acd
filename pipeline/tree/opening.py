"""Where a paper begins among the papers of a book (冊子), and how the pages from there on are numbered."""

from __future__ import annotations

from pipeline.late.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Numbering:
    """How pages of a book are numbered: `prefix` stands before the number (48－), `restarts` begins at 1, `roman` is i, ii."""

    prefix: str = ""
    restarts: bool = False
    roman: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a paper in a book.

    `title` is what bookmarks and running heads call it, `anchor` the place to which the list of the book leads, `level`
    its depth in the outline (1 = highest). `above` are the headings of the list under which it is the first.
    """

    title: str
    anchor: str
    level: int
    numbering: Numbering
    above: tuple[tuple[int, str], ...] = ()
