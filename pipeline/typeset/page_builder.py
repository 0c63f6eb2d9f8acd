"""The page under construction: where the next line goes, what was placed, when a new sheet begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.galley import Part, Run
from pipeline.galley.blocks import CHAPTER_MARK, TITLE_MARK, Inserted
from pipeline.tree.opening import Numbering, Opening
from pipeline.typeset.elements import Elements
from pipeline.typeset.foot import ABOVE_PT, BELOW_PT, RULE, RULE_PT, Foot
from pipeline.typeset.layout import (
    ARTIFACT,
    Bookmark,
    Fill,
    InlineOwner,
    Page,
    Picture,
    Place,
    PlacedBox,
    PlacedImage,
    Rule,
    SetText,
    Text,
    numbered,
)
from pipeline.typeset.lines.paragraph import Measure, Setter
from pipeline.typeset.styling.design import PAGE_NUMBER_STYLE, RUNNING_STYLE, Box, Design, GridStyle, Sheet, TextStyle
from pipeline.typeset.styling.stylesheet import PAGE_NUMBER_MARK

# The em box of Japanese fonts: 0.88 above the baseline, 0.12 below (OpenType BASE, "ideo").
ASCENT_EM = 0.88
# Rounding of heights must not push a line off the page, in pt.
SLACK_PT = 0.01


# The part whose pages are numbered in every document.
BODY = "本文"
# What stands between the pieces of a running head.
_BLANK = "　"
_PLAIN = Numbering()

# An element, and the owners of what is marked within its text.
Owner = tuple[int, tuple[InlineOwner, ...]]


# What stands on a page.
Body = tuple[tuple[Text, ...], tuple[Rule, ...], tuple[Fill, ...], tuple[Picture, ...]]


class Change(NamedTuple):
    """From page `page` of a stretch on spaces are `tight`, or the part `lift` of that page stays free at its foot.

    A stretch is what stands between two page breaks of the author's.
    """

    page: int
    tight: bool
    lift: float


_AS_IT_IS = Change(0, False, 0.0)


class _Marks(NamedTuple):
    texts: list[Text]
    rules: list[Rule]
    fills: list[Fill]
    pictures: list[Picture]
    images: list[PlacedImage]
    boxes: list[PlacedBox]


class Sheets:
    """Pages of one document. `y_pt` is where the next block begins; `foot` are the notes at the foot of pages."""

    def __init__(
        self,
        design: Design,
        setter: Setter,
        title: str = "",
        foot: Foot | None = None,
        running: str = "",
        changes: Mapping[int, Change] | None = None,
    ) -> None:
        self.design, self._setter, self._title = design, setter, title
        self._running = running
        self.sheet, self.foot = design.upright, foot or Foot(design, setter, {})
        self.pages: list[Page] = []
        self.bookmarks: list[Bookmark] = []
        self.anchors: dict[str, Place] = {}
        self._part, self._number = "", 0
        # Whether the page is the first of its part, which bears no running head.
        self._first = True
        self._open: _Marks | None = None
        self.y_pt = 0.0
        # Of each finished page what stood on it before its furniture: number and running head.
        self._bodies: list[tuple[int, int, int, int]] = []
        # Where each stretch of pages begins, what changes on the one at hand, and how much stayed free of each page, as a part of it.
        self.stretches: list[int] = []
        self._changes, self._change, self._tight = changes or {}, _AS_IT_IS, False
        self.free: list[float] = []
        self._inserted = ""
        # In a book: how its pages are numbered, and how deep in the outline the paper stands.
        self._numbering: Numbering | None = None
        # How deep in the outline the paper stands, and how many entries stand before its own.
        self._depth = self._before = 0

    @property
    def frame(self) -> Box:
        """Where text goes on the sheet."""
        return self.sheet.frame

    @property
    def at_top(self) -> bool:
        """Nothing stands on the page yet."""
        return self.y_pt >= self.frame.top_pt - SLACK_PT

    @property
    def left_pt(self) -> float:
        """Height that is left on the page."""
        return self.y_pt - self.bottom_pt + SLACK_PT

    @property
    def bottom_pt(self) -> float:
        """Where text ends: at the edge of the frame, or above the notes that stand at the foot of the page."""
        lift = self._change.lift * self.frame.height_pt if len(self.pages) == self._changed else 0.0
        return self.frame.bottom_pt + self.foot.height_pt + lift

    def space(self, space_pt: float, style: TextStyle | GridStyle) -> float:
        """A space before or after something of this style, on these pages."""
        return space_pt * style.least_space if self._tight else space_pt

    def begin_stretch(self) -> None:
        """The page at hand was begun by the author."""
        self._change, self._tight = self._changes.get(len(self.stretches), _AS_IT_IS), False
        self.stretches.append(len(self.pages))

    def change_spaces(self) -> None:
        """From the next block on, spaces are those of the page at hand."""
        self._tight = self._change.tight and len(self.pages) >= self._changed

    @property
    def _changed(self) -> int:
        """The page at which the change of the stretch begins."""
        return self.stretches[-1] + self._change.page

    def begin_part(self, part: Part) -> None:
        """The pages that follow belong to another part."""
        self.finish()
        first = self.design.parts[part.name].first_number
        goes_on = part.name == self._part  # the same part on a sheet that lies otherwise
        self._part, self.sheet = part.name, self.design.turned if part.landscape else self.design.upright
        if part.inserted is not None:
            self.sheet = _bare(part.inserted.sizes_pt[0])
        if part.opens is not None:
            self._open_paper(part.opens)
        elif first is not None and not goes_on and self._numbering is None:
            self._number = first - 1
        self._first = not goes_on or part.opens is not None
        self.new_page()
        self.begin_stretch()
        if part.opens is not None:
            self._enter(part.opens)

    def insert(self, paper: Inserted) -> None:
        """Leaves room for pages of somebody else, which are as large as they are."""
        for n, size in enumerate(paper.sizes_pt):
            if n:
                self._close()
                self.sheet = _bare(size)
                self.new_page()
            self._inserted = f"{paper.sha256}/{n}"
        self._close()
        self._inserted = ""

    def _open_paper(self, opening: Opening) -> None:
        """The pages that follow belong to a paper of a book: its title runs over them, its numbers stand on them."""
        self._numbering, self._title = opening.numbering, opening.title
        if opening.numbering.restarts:
            self._number = 0

    def _enter(self, opening: Opening) -> None:
        """Entries of the outline for what begins on this page, and the place to which the list of the book leads."""
        self._depth = 0
        for level, title in (*opening.above, (opening.level, opening.title)):
            self.bookmark(level, title)
        self.anchor(opening.anchor)
        self._depth, self._before = opening.level, len(self.bookmarks)

    def end_chapters(self) -> None:
        """What stands from this page on belongs to no chapter."""
        self._before = len(self.bookmarks)

    def finish(self) -> None:
        """Finishes the page at hand, and those that notes take which are longer than it."""
        while self.foot.waits:
            self.new_page(alone=True)
        self._close()

    def new_page(self, *, alone: bool = False) -> None:
        """Finishes the page and begins the next; `alone`: for nothing but what is left of notes."""
        self._close()
        if self._numbering is not None or self.design.parts[self._part].page_number is not None:
            self._number += 1
        self._open = _Marks([], [], [], [], [], [])
        self.y_pt = self.frame.top_pt
        if self.foot.waits:
            self.foot.begin_page(self.frame.height_pt, alone=alone)

    def _close(self) -> None:
        """Finishes the page, if one is open."""
        if self._open is None:
            return
        self._bodies.append(self.counts())
        self.free.append((self.y_pt - self.frame.bottom_pt - self.foot.height_pt) / self.frame.height_pt)
        self._place_notes()
        numbering = self._numbering or _PLAIN
        form = self._form()
        if form is not None:
            self._place_number(form.replace(PAGE_NUMBER_MARK, numbered(self._number, numbering)))
        running = self.design.parts[self._part].running
        if self._running and self.design.parts[self._part].page_number is not None:
            running = self._running
        if running is not None and not self._first:
            self._place_running(running)
        self._first = False
        number = None if form is None else self._number
        width, height = self.sheet.width_pt, self.sheet.height_pt
        texts, rules, fills, pictures, images, boxes = self._open
        drawn = tuple(rules), tuple(fills), tuple(pictures), tuple(images)
        own = numbering, self._inserted, tuple(boxes)
        self.pages.append(Page(self._part, number, width, height, tuple(texts), *drawn, *own))
        self._open = None

    def _form(self) -> str | None:
        """How the number of the page is printed: in a book every page bears one, with its prefix it stands alone."""
        form = self.design.parts[self._part].page_number
        if self._numbering is None:
            return form
        if self._numbering.prefix:
            return PAGE_NUMBER_MARK
        return form or self.design.parts[BODY].page_number or PAGE_NUMBER_MARK

    def put(self, owner: Owner, x_pt: float, top_pt: float, text: SetText, first: int, last: int) -> None:
        """Lines `first` up to `last`, the first of them with its line box under `top_pt`."""
        if first < last:
            element, inlines = owner
            y = top_pt - _baseline_pt(text.style)
            self._marks.texts.append(Text(element, x_pt, y, text, first, last, inlines))

    def call(self, anchor: str, elements: Elements, owner: int) -> None:
        """The note whose mark was just placed in the words of `owner`."""
        self.foot.take(anchor, elements.note(owner), self.left_pt, self.frame.width_pt, begun=not self.at_top)

    def put_all(self, body: Body) -> None:
        """Places what was placed before, on a page of another document, at the same place."""
        marks = self._marks
        marks.texts.extend(body[0])
        marks.rules.extend(body[1])
        marks.fills.extend(body[2])
        marks.pictures.extend(body[3])

    def counts(self) -> tuple[int, int, int, int]:
        """How many texts, rules, fills and pictures stand on the open page."""
        texts, rules, fills, pictures, *_ = self._marks
        return len(texts), len(rules), len(fills), len(pictures)

    def bodies(self, first: int, begun: tuple[int, int, int, int]) -> list[Body]:
        """What was placed since so much stood on the page `first`, page by page, without furniture."""
        made: list[Body] = []
        t0, r0, f0, p0 = begun
        for n in range(first, len(self.pages)):
            page, (t, r, f, p) = self.pages[n], self._bodies[n]
            made.append((page.texts[t0:t], page.rules[r0:r], page.fills[f0:f], page.pictures[p0:p]))
            t0 = r0 = f0 = p0 = 0
        texts, rules, fills, pictures, *_ = self._marks
        made.append((tuple(texts[t0:]), tuple(rules[r0:]), tuple(fills[f0:]), tuple(pictures[p0:])))
        return made

    def rule(self, rule: Rule) -> None:
        """Draws a line."""
        self._marks.rules.append(rule)

    def fill(self, fill: Fill) -> None:
        """Shades a rectangle."""
        self._marks.fills.append(fill)

    def picture(self, picture: Picture) -> None:
        """Draws a figure, or a part of one."""
        self._marks.pictures.append(picture)

    def image(self, image: PlacedImage) -> None:
        """Prints a picture of a file."""
        self._marks.images.append(image)

    def box(self, box: PlacedBox) -> None:
        """A box for an electronic signature, whose frame is drawn."""
        self._marks.boxes.append(box)

    def bookmark(self, level: int, title: str) -> None:
        """An entry of the outline that leads to the next line; a paper of a book is not called twice in a row."""
        if self._depth and title == self._title:
            return
        self.bookmarks.append(Bookmark(self._depth + level, title, len(self.pages), self.y_pt))

    def anchor(self, name: str) -> None:
        """A place that links lead to: the next line."""
        self.anchor_at(name, self.y_pt)

    def anchor_at(self, name: str, y_pt: float) -> None:
        """A place further up or down on this page."""
        self.anchors[name] = Place(len(self.pages), y_pt)

    @property
    def _marks(self) -> _Marks:
        assert self._open is not None, "a part must begin before anything is placed"
        return self._open

    def _place_notes(self) -> None:
        """The notes of the page at hand, under their rule."""
        frame, y = self.frame, self.bottom_pt - ABOVE_PT
        pieces = self.foot.finish_page()
        if not pieces:
            return
        self.rule(Rule(frame.left_pt, y, frame.left_pt + RULE * frame.width_pt, y, RULE_PT))
        y -= BELOW_PT
        for owners, ready, first, last in pieces:
            if first == 0 and ready.anchor is not None:
                self.anchor_at(ready.anchor, y)
            if first == 0 and ready.label is not None:
                self.put((owners.label, ()), frame.left_pt + ready.style.start_pt, y, ready.label, 0, 1)
            self.put((owners.text, owners.inlines), frame.left_pt, y, ready.text, first, last)
            y -= (last - first) * ready.style.leading_pt

    def _place_number(self, words: str) -> None:
        style = self.design.texts[PAGE_NUMBER_STYLE]
        text = self._setter.set((Run(words),), style, Measure(0, 0, self.frame.width_pt))
        self.put(
            (ARTIFACT, ()), self.frame.left_pt, self.design.page_number_pt + style.leading_pt, text, 0, len(text.lines)
        )

    def _place_running(self, form: str) -> None:
        """The running head: the title, and the first chapter that begins on the page, or the one that it is in; on lines of their own if one is too short."""
        style, page = self.design.texts[RUNNING_STYLE], len(self.pages)
        below = [b for b in self.bookmarks[self._before :] if b.level > self._depth + 1]
        highest = min([b.level for b in below], default=1)
        chapters = [b for b in below if b.level == highest and b.page <= page]
        chapter = next((b.title for b in chapters if b.page == page), chapters[-1].title if chapters else "")
        pieces = [piece.replace(TITLE_MARK, self._title).replace(CHAPTER_MARK, chapter) for piece in form.split(_BLANK)]
        head = self._running_head(_BLANK.join(pieces).strip(), style)
        lines = [head] if len(head.lines) < 2 else [self._running_head(piece, style) for piece in pieces if piece]
        # What runs over grows upwards, away from the text.
        more = (sum(len(text.lines) for text in lines) - 1) * style.leading_pt
        top = min(self.sheet.height_pt - self.design.running_pt + more, self.sheet.height_pt - style.leading_pt)
        for text in lines:
            if text.lines:
                self.put((ARTIFACT, ()), self.frame.left_pt, top, text, 0, len(text.lines))
            top -= len(text.lines) * style.leading_pt

    def _running_head(self, words: str, style: TextStyle) -> SetText:
        return self._setter.set((Run(words),), style, Measure(0, 0, self.frame.width_pt - style.right_pt))


def _bare(size_pt: tuple[float, float]) -> Sheet:
    """A sheet of which the number of its page may be anywhere."""
    width, height = size_pt
    return Sheet(width, height, Box(0.0, 0.0, width, height))


def _baseline_pt(style: TextStyle) -> float:
    """From the top of a line box to its baseline: the em box stands in the middle."""
    return (style.leading_pt - style.size_pt) / 2 + ASCENT_EM * style.size_pt
