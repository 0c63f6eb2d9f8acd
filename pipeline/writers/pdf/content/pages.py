"""Laid-out page -> content operators, and what a document shows of each face."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pipeline.pictures import Picture
from pipeline.typeset.layout import ARTIFACT, Element, Page, Role
from pipeline.typeset.lines.classes import Units
from pipeline.writers.pdf.content.lines import LineWriter
from pipeline.writers.pdf.content.strokes import drawn, number, pictured, underlines
from pipeline.writers.pdf.fonts.faces import Copy, Face

_TYPES = {role: role.value for role in Role}


class UsedFace(NamedTuple):
    """A face under its resource name, the units that pages show of it, and the codes of the copies among them."""

    name: str
    face: Face
    units: set[str]
    codes: dict[Copy, int]


class WrittenPage(NamedTuple):
    """Operators of a page in which the copies have no codes yet."""

    operators: str
    copies: list[int]


class ContentWriter:
    """Writes the pages of one document and remembers which units of which face it used."""

    def __init__(self, lines: LineWriter, elements: tuple[Element, ...]) -> None:
        self._lines, self._elements = lines, elements
        self._shown: dict[Face, list[Units]] = {face: [] for face in lines.names}
        self._pages: list[WrittenPage] = []
        # The pictures of files, each with its resource name.
        self.pictures: dict[Picture, str] = {}

    def used(self) -> list[UsedFace]:
        """Of each face what the pages show, and the codes of its copies."""
        copies: dict[Face, list[Copy]] = {face: [] for face in self._shown}
        for place in {place for page in self._pages for place in page.copies}:
            face, copy = self._lines.copies[place]
            copies[face].append(copy)
        names, found = self._lines.names, []
        for face, parts in self._shown.items():
            if parts:
                units = _all_units(parts)
                found.append(UsedFace(names[face], face, units, face.copy_codes(units, copies[face])))
        return found

    def coded(self, used: Sequence[UsedFace]) -> Iterator[str]:
        """The operators of each page with the codes that the document has given to copies."""
        places = {place for page in self._pages for place in page.copies}
        given = {entry.face: entry.codes for entry in used}
        codes = {place: f"{given[face][copy]:04x}" for place in places for face, copy in (self._lines.copies[place],)}
        for page in self._pages:
            yield page.operators % tuple([codes[place] for place in page.copies]) if page.copies else page.operators

    def page(self, page: Page, mark: Callable[[int], int]) -> None:
        """Writes a page; `mark` gives the next marked-content number to an element."""
        copies: list[int] = []
        out = drawn(page.fills, page.rules)
        for picture in page.pictures:
            out += [self._begin(picture.element, mark), *pictured(picture), "EMC"]
        for image in page.images:
            left, bottom, right, top = image.box_pt
            out += [self._begin(image.element, mark), self._image(image.picture, left, bottom, right, top), "EMC"]
        out.append("BT")
        for text in page.texts:
            shown = self._lines.shown(text)
            for face, parts in shown.units:
                self._shown[face] += parts
            at = f"1 0 0 1 {number(text.x_pt)} {number(text.y_pt)} Tm\n"
            for piece in shown.pieces:
                inline = piece.inline
                owner = text.element if inline is None or not text.inlines else text.inlines[inline].words
                out.append(f"{self._begin(owner, mark)}\n{at}{piece.operators}\nEMC")
                copies += piece.copies
                at = ""
            for x, y, piece in shown.readings:
                inline = piece.inline
                owner = text.element if inline is None or not text.inlines else text.inlines[inline].reading
                place = f"1 0 0 1 {number(text.x_pt + x)} {number(text.y_pt + y)} Tm"
                out.append(f"{self._begin(owner, mark)}\n{place}\n{piece.operators}\nEMC")
                copies += piece.copies
        out += ["ET", *underlines(page.texts), ""]
        self._pages.append(WrittenPage("\n".join(out), copies))

    def _image(self, picture: Picture, left: float, bottom: float, right: float, top: float) -> str:
        name = self.pictures.setdefault(picture, f"P{len(self.pictures) + 1}")
        width, height = right - left, top - bottom
        if picture.group is not None:  # a form is as large as its shapes say
            width, height = width / picture.width_px, height / picture.height_px
        return f"q {number(width, 6)} 0 0 {number(height, 6)} {number(left)} {number(bottom)} cm /{name} Do Q"

    def _begin(self, element: int, mark: Callable[[int], int]) -> str:
        if element == ARTIFACT:
            return "/Artifact<</Type/Pagination>>BDC"
        return f"/{_TYPES[self._elements[element].role]}<</MCID {mark(element)}>>BDC"


def _all_units(parts: list[Units]) -> set[str]:
    """Most parts are strings, each of whose characters is a unit."""
    try:
        return set("".join(parts))  # type: ignore[arg-type]  # what is not a string is dealt with below
    except TypeError:
        simple = set("".join([part for part in parts if isinstance(part, str)]))
        return simple.union(*[part for part in parts if not isinstance(part, str)])
