"""Laid-out page -> content operators, and what a document shows of each face."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.pictures import Picture
from pipeline.typeset.layout import ARTIFACT, Element, Page, PlacedImage, Role
from pipeline.typeset.lines.classes import Units
from pipeline.typeset.lines.memo import Recent
from pipeline.writers.pdf.content.lines import LineWriter
from pipeline.writers.pdf.content.strokes import drawn, number, pictured, underlines
from pipeline.writers.pdf.fonts.faces import Copy, Face

_TYPES = {role: role.value for role in Role}
# Pages that are kept, of each of two generations: some 10 KB each.
KEPT_PAGES = 48


class UsedFace(NamedTuple):
    """A face under its resource name, the units that pages show of it, and the codes of the copies among them."""

    name: str
    face: Face
    units: set[str]
    codes: dict[Copy, int]


class WrittenPage(NamedTuple):
    """Operators of a page in which the copies have no codes yet, the units of each face, and what owns its sequences.

    `owners[n]` is the element that marked content n belongs to.
    """

    operators: str
    copies: tuple[int, ...]
    units: tuple[tuple[Face, frozenset[str]], ...]
    owners: tuple[int, ...]


class _Kept(NamedTuple):
    """A page that was written, and the roles of the owners of its sequences."""

    page: Page
    roles: tuple[Role, ...]
    written: WrittenPage


class PageWriter:
    """Writes pages by lines that are kept, and keeps those pages; it may serve many documents."""

    def __init__(self, lines: LineWriter) -> None:
        self.lines = lines
        # By the identities of their texts, which they keep.
        self._kept: Recent[tuple[int, ...], _Kept] = Recent(KEPT_PAGES)

    def written(self, page: Page, elements: Sequence[Element]) -> WrittenPage:
        """A page without pictures of files, whose names the document gives."""
        key = tuple([id(text.text) for text in page.texts])
        known = self._kept.get(key)
        if known is not None and known.page == page:
            roles = known.roles
            if roles == tuple([elements[owner].role for owner in known.written.owners]):
                return known.written
        written = self.write(page, elements, [])
        self._kept.keep(key, _Kept(page, tuple([elements[owner].role for owner in written.owners]), written))
        return written

    def write(self, page: Page, elements: Sequence[Element], images: Sequence[str]) -> WrittenPage:
        """A page whose pictures of files are drawn by these operators."""
        owners: list[int] = []
        copies: list[int] = []
        shown_of: dict[Face, list[Units]] = {}

        def begin(element: int) -> str:
            if element == ARTIFACT:
                return "/Artifact<</Type/Pagination>>BDC"
            owners.append(element)
            return f"/{_TYPES[elements[element].role]}<</MCID {len(owners) - 1}>>BDC"

        out = drawn(page.fills, page.rules)
        for picture in page.pictures:
            out += [begin(picture.element), *pictured(picture), "EMC"]
        for image, operators in zip(page.images, images, strict=True):
            out += [begin(image.element), operators, "EMC"]
        out.append("BT")
        for text in page.texts:
            shown = self.lines.shown(text)
            for face, parts in shown.units:
                shown_of.setdefault(face, []).extend(parts)
            at = f"1 0 0 1 {number(text.x_pt)} {number(text.y_pt)} Tm\n"
            for piece in shown.pieces:
                inline = piece.inline
                owner = text.element if inline is None or not text.inlines else text.inlines[inline].words
                out.append(f"{begin(owner)}\n{at}{piece.operators}\nEMC")
                copies += piece.copies
                at = ""
            for x, y, piece in shown.readings:
                inline = piece.inline
                owner = text.element if inline is None or not text.inlines else text.inlines[inline].reading
                place = f"1 0 0 1 {number(text.x_pt + x)} {number(text.y_pt + y)} Tm"
                out.append(f"{begin(owner)}\n{place}\n{piece.operators}\nEMC")
                copies += piece.copies
        out += ["ET", *underlines(page.texts), ""]
        units = tuple([(face, _all_units(parts)) for face, parts in shown_of.items()])
        return WrittenPage("\n".join(out), tuple(copies), units, tuple(owners))


class ContentWriter:
    """Writes the pages of one document and remembers which units of which face it used."""

    def __init__(self, writer: PageWriter, elements: Sequence[Element]) -> None:
        self._writer, self._elements = writer, elements
        self._pages: list[WrittenPage] = []
        # The pictures of files, each with its resource name.
        self.pictures: dict[Picture, str] = {}

    @property
    def owners(self) -> tuple[tuple[int, ...], ...]:
        """Of each page the elements that its marked content belongs to."""
        return tuple([page.owners for page in self._pages])

    def used(self) -> list[UsedFace]:
        """Of each face what the pages show, and the codes of its copies."""
        lines = self._writer.lines
        copies: dict[Face, list[Copy]] = {}
        for place in set().union(*[page.copies for page in self._pages]):
            face, copy = lines.copies[place]
            copies.setdefault(face, []).append(copy)
        units: dict[Face, list[frozenset[str]]] = {}
        for page in self._pages:
            for face, some in page.units:
                units.setdefault(face, []).append(some)
        found = []
        for face, name in lines.names.items():  # in their order, whichever was shown first
            if face in units:
                every = set().union(*units[face])
                found.append(UsedFace(name, face, every, face.copy_codes(every, copies.get(face, ()))))
        return found

    def coded(self, used: Sequence[UsedFace]) -> Iterator[str]:
        """The operators of each page with the codes that the document has given to copies."""
        copies = self._writer.lines.copies
        given = {entry.face: entry.codes for entry in used}
        places = set().union(*[page.copies for page in self._pages])
        codes = {place: f"{given[face][copy]:04x}" for place in places for face, copy in (copies[place],)}
        for page in self._pages:
            if page.copies:
                yield page.operators % tuple(map(codes.__getitem__, page.copies))
            else:
                yield page.operators

    def page(self, page: Page) -> None:
        """Writes a page."""
        if page.images:
            images = list(map(self._image, page.images))
            self._pages.append(self._writer.write(page, self._elements, images))
        else:
            self._pages.append(self._writer.written(page, self._elements))

    def _image(self, image: PlacedImage) -> str:
        picture, (left, bottom, right, top) = image.picture, image.box_pt
        name = self.pictures.setdefault(picture, f"P{len(self.pictures) + 1}")
        width, height = right - left, top - bottom
        if picture.group is not None:  # a form is as large as its shapes say
            width, height = width / picture.width_px, height / picture.height_px
        return f"q {number(width, 6)} 0 0 {number(height, 6)} {number(left)} {number(bottom)} cm /{name} Do Q"


def _all_units(parts: list[Units]) -> frozenset[str]:
    """Most parts are strings, each of whose characters is a unit."""
    try:
        return frozenset("".join(parts))  # type: ignore[arg-type]  # what is not a string is dealt with below
    except TypeError:
        simple = frozenset("".join([part for part in parts if isinstance(part, str)]))
        return simple.union(*[part for part in parts if not isinstance(part, str)])
