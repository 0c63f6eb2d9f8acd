"""Laid-out page -> content operators, and what a document shows of each face."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.pictures import Picture
from pipeline.typeset.layout import ARTIFACT, Element, Page, PlacedImage, Role
from pipeline.typeset.lines.memo import Recent
from pipeline.writers.pdf.content.lines import LineWriter
from pipeline.writers.pdf.content.strokes import drawn, number, pictured, underlines
from pipeline.writers.pdf.fonts.faces import Copy, Face

_TYPES = {role: role.value for role in Role}
# Pages that are kept, of each of two generations: some 10 KB each.
KEPT_PAGES = 48
# Sets of copies that are kept likewise: partners of one master mostly ask for the same.
KEPT_COPIES = 8


class UsedFace(NamedTuple):
    """A face under its resource name, the units that pages show of it, and the codes of the copies among them."""

    name: str
    face: Face
    units: frozenset[str]
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
        # By the identity of a page and the codes of its copies.
        self._coded: Recent[tuple[int, tuple[int, ...]], tuple[WrittenPage, str]] = Recent(KEPT_PAGES)
        self._copies: Recent[frozenset[int], dict[Face, list[Copy]]] = Recent(KEPT_COPIES)

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

    def copies(self, places: frozenset[int]) -> dict[Face, list[Copy]]:
        """Of each face the copies at these places, in their order."""
        kept = self._copies.get(places)
        if kept is None:
            kept = self._copies.keep(places, {})
            for face, copy in sorted([self.lines.copies[place] for place in places], key=_copy):
                kept.setdefault(face, []).append(copy)
        return kept

    def coded(self, page: WrittenPage, codes: Mapping[int, int]) -> str:
        """The operators of a page with these codes of its copies; the very same as long as they are the same."""
        own = tuple(map(codes.__getitem__, page.copies))
        known = self._coded.get((id(page), own))
        if known is None:
            known = self._coded.keep((id(page), own), (page, page.operators % tuple([f"{code:04x}" for code in own])))
        return known[1]

    def write(self, page: Page, elements: Sequence[Element], images: Sequence[str]) -> WrittenPage:
        """A page whose pictures of files are drawn by these operators."""
        owners: list[int] = []
        copies: list[int] = []
        shown_of: dict[Face, set[str]] = {}

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
            for face, some in shown.units:
                shown_of.setdefault(face, set()).update(some)
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
        units = tuple([(face, frozenset(every)) for face, every in shown_of.items()])
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
        copies = self._writer.copies(self._places())
        units: dict[Face, list[frozenset[str]]] = {}
        for page in self._pages:
            for face, some in page.units:
                units.setdefault(face, []).append(some)
        found = []
        nothing: frozenset[str] = frozenset()
        for face, name in self._writer.lines.names.items():  # in their order, whichever was shown first
            if face in units:
                every = nothing.union(*units[face])
                found.append(UsedFace(name, face, every, face.copy_codes(every, copies.get(face, ()))))
        return found

    def _places(self) -> frozenset[int]:
        """The copies that the pages ask for."""
        nothing: frozenset[int] = frozenset()
        return nothing.union(*[page.copies for page in self._pages])

    def coded(self, used: Sequence[UsedFace]) -> Iterator[str]:
        """The operators of each page with the codes that the document has given to copies."""
        copies = self._writer.lines.copies
        given = {entry.face: entry.codes for entry in used}
        codes = {place: given[face][copy] for place in self._places() for face, copy in (copies[place],)}
        for page in self._pages:
            yield self._writer.coded(page, codes) if page.copies else page.operators

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


def _copy(placed: tuple[Face, Copy]) -> Copy:
    return placed[1]
