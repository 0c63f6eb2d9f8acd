"""A book with empty sheets, and the papers of others that belong there -> the book with their pages, tags, links, bookmarks.

The sheets hold nothing but the numbers of the pages, as the book prints them: these are drawn over the pages that come in.
The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from pipeline.galley.blocks import Inserted
from pipeline.late.dataclass import dataclass
from pipeline.writers.binding.destinations import Entry, bookmarks, settle_links
from pipeline.writers.binding.examine import box, inherited, opened, turn
from pipeline.writers.binding.tags import Grafter, TagsError, strip

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_FIGURE = b"/Figure<</MCID 0>>BDC\n"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paper goes: its first sheet (from 0), which of the papers of the book it is (from 0), and what it is."""

    sheet: int
    opening: int
    paper: Inserted


def bind(book: bytes, places: Sequence[Place]) -> bytes:
    """The book with the papers in their places."""
    made = pikepdf.open(BytesIO(book))
    binder = _Binder(made)
    for place in places:
        binder.insert(place)
    binder.retarget()
    out = BytesIO()
    made.save(
        out,
        min_version="1.7",
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return out.getvalue()


class _Binder:
    def __init__(self, book: pikepdf.Pdf) -> None:
        self._book = book
        self._grafter = Grafter(book)
        self._moved: dict[tuple[int, int], Any] = {}  # sheets, and the pages that came in their places

    def insert(self, place: Place) -> None:
        """Puts the pages of a paper in the place of its sheets."""
        paper = place.paper
        pdf = opened(paper.data)
        tagged = "/StructTreeRoot" in pdf.Root and not paper.texts
        entries = bookmarks(pdf)
        led = settle_links(pdf)
        tagged = tagged and self._is_prepared(pdf)
        if not tagged:
            strip(pdf)
        for each in pdf.pages:
            _complete(each.obj)
        sheets = [self._book.pages[place.sheet + n].obj for n in range(len(paper.sizes_pt))]
        for n, own in enumerate(pdf.pages):
            self._book.pages.insert(place.sheet + len(sheets) + n, own)
        pages = [self._book.pages[place.sheet + len(sheets) + n].obj for n in range(len(sheets))]
        for link in led:
            pages[link.page]["/Annots"][link.annotation]["/Dest"] = Array([pages[link.to], *link.view])
        for sheet, page in zip(sheets, pages, strict=True):
            self._moved[sheet.objgen] = page
            self._cover(page, sheet, _FIGURE if paper.texts else b"", stamped=paper.stamped)
        del self._book.pages[place.sheet : place.sheet + len(sheets)]
        if tagged:
            self._grafter.hang(pdf, place.opening, str(pdf.Root.get("/Lang", "")))
        elif paper.texts:
            self._grafter.figures(pages, place.opening, paper.texts)
        self._extend_outline(sheets[0], pages, entries)

    def retarget(self) -> None:
        """Lets bookmarks and links of the book lead to the pages that came in."""
        root: Any = self._book.Root
        waiting = [root["/Outlines"]] if "/Outlines" in root else []
        while waiting:
            item = waiting.pop()
            if "/Dest" in item:
                self._point(item["/Dest"])
            waiting += [item[key] for key in ("/First", "/Next") if key in item]
        named = root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
        for n in range(1, len(named), 2):
            self._point(named[n])

    def _point(self, target: Any) -> None:  # noqa: ANN401 - objects of pikepdf have no types
        page = self._moved.get(target[0].objgen) if isinstance(target, Array) and len(target) else None
        if page is not None:
            target[0] = page

    def _is_prepared(self, pdf: pikepdf.Pdf) -> bool:
        try:
            self._grafter.prepare(pdf)
        except (TagsError, pikepdf.PdfError, KeyError, TypeError, ValueError, AttributeError):
            return False
        return True

    def _cover(self, page: Any, sheet: Any, opening: bytes, *, stamped: bool) -> None:  # noqa: ANN401
        """Draws what stands on the sheet over the page, whose own drawing leaves nothing behind."""
        x0, y0, x1, y1 = box(page)
        closing = b"\nEMC" if opening else b""
        own = b"\n".join(_streams(page.get("/Contents")))
        content = b"q\n" + opening + own + closing + b"\nQ" * (1 + _open(page))
        if stamped:
            name = _free(page["/Resources"])
            form = self._book.make_stream(b"\n".join(_streams(sheet["/Contents"])))
            form["/Type"], form["/Subtype"] = Name("/XObject"), Name("/Form")
            form["/BBox"], form["/Resources"] = sheet["/MediaBox"], sheet["/Resources"]
            unit = float(page.get("/UserUnit", 1))
            matrix = _matrix(turn(page), (x0, y0, x1, y1), unit)
            content += b"\nq %s cm /%s Do Q" % (b" ".join(b"%.6g" % n for n in matrix), name.encode())
            resources = _copy(page["/Resources"])
            drawings = _copy(resources.get("/XObject"))
            drawings[f"/{name}"] = form
            resources["/XObject"], page["/Resources"] = drawings, resources
        page["/Contents"] = self._book.make_stream(content)
        page["/Tabs"] = Name("/S")

    def _extend_outline(self, sheet: Any, pages: list[Any], entries: tuple[Entry, ...]) -> None:  # noqa: ANN401
        """The bookmarks of a paper below that of the book which leads to it."""
        root: Any = self._book.Root
        item = _leading_to(root.get("/Outlines"), sheet.objgen)
        if item is None or not entries or "/First" in item:
            return
        kids: list[tuple[int, Any]] = [(-1, item)]
        for entry in entries:
            while kids[-1][0] >= entry.depth:
                kids.pop()
            above = kids[-1][1]
            page = pages[entry.page]
            top = entry.top_pt if entry.top_pt is not None else box(page)[3]
            made = self._book.make_indirect(
                Dictionary(
                    Title=pikepdf.String(entry.title),
                    Parent=above,
                    Dest=Array([page, Name("/XYZ"), 0, round(top), None]),
                )
            )
            _append(above, made)
            kids.append((entry.depth, made))
        _count(root["/Outlines"])


def _complete(page: Any) -> None:  # noqa: ANN401
    """Writes on a page what it has from the nodes above it."""
    for key in _INHERITED:
        value = inherited(page, key)
        if value is not None:
            page[key] = value
    if "/Resources" not in page:
        page["/Resources"] = Dictionary()


def _copy(entries: Any) -> Any:  # noqa: ANN401
    """A dictionary of its own with the same entries."""
    made = Dictionary()
    for key, value in entries.items() if entries is not None else ():
        made[key] = value
    return made


def _streams(contents: Any) -> list[bytes]:  # noqa: ANN401
    parts = contents if isinstance(contents, Array) else [] if contents is None else [contents]
    return [part.read_bytes() for part in parts]


def _open(page: Any) -> int:  # noqa: ANN401
    """How many states of drawing the content of a page leaves open."""
    depth = 0
    commands: Any = pikepdf.parse_content_stream(pikepdf.Page(page), operators="q Q")
    for _, operator in commands:
        depth += {"q": 1, "Q": -1}.get(str(operator), 0)
    return max(0, depth)


def _free(resources: Any) -> str:  # noqa: ANN401
    """A name that no drawing of a page has."""
    taken, n = set(resources.get("/XObject", {}).keys()), 1
    while f"/Sheet{n}" in taken:
        n += 1
    return f"Sheet{n}"


def _matrix(turned: int, edges: tuple[float, float, float, float], unit: float) -> tuple[float, ...]:
    """From the page as it is shown, in points from its lower left corner, to its own space."""
    x0, y0, x1, y1 = edges
    one = 1 / unit
    match turned:
        case 90:
            return 0, one, -one, 0, x1, y0
        case 180:
            return -one, 0, 0, -one, x1, y1
        case 270:
            return 0, -one, one, 0, x0, y1
        case _:
            return one, 0, 0, one, x0, y0


def _leading_to(outline: Any, page: tuple[int, int]) -> Any:  # noqa: ANN401
    """The deepest bookmark that leads to a page, the last of them; None if none does."""
    found, waiting = None, [outline] if outline is not None else []
    while waiting:
        item = waiting.pop()
        if "/Dest" in item and item["/Dest"][0].objgen == page:
            found = item
        waiting += [item[key] for key in ("/Next", "/First") if key in item]
    return found


def _append(above: Any, made: Any) -> None:  # noqa: ANN401
    if "/First" not in above:
        above["/First"] = made
    else:
        above["/Last"]["/Next"], made["/Prev"] = made, above["/Last"]
    above["/Last"] = made


def _count(item: Any) -> int:  # noqa: ANN401
    """Sets how many bookmarks stand below each, all of them open; the number below this one."""
    total, kid = 0, item.get("/First")
    while kid is not None:
        total += 1 + _count(kid)
        kid = kid.get("/Next")
    if total:
        item["/Count"] = total
    return total
