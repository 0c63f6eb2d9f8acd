"""Bound tree -> galley: every label, bracket, space and width is decided here, once for all formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import assert_never, get_args

from pipeline.galley import footnotes
from pipeline.galley.blocks import CHAPTER_MARK, TITLE_MARK, Block, Galley, PageBreak, Para, Part, plain
from pipeline.galley.clauses import Clauses, Form
from pipeline.galley.prose import Prose
from pipeline.galley.shared import KnownBlocks
from pipeline.galley.words import Words
from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import House
from pipeline.pictures import Picture
from pipeline.tree import nodes
from pipeline.tree.opening import Opening
from pipeline.tree.refer import BoundDocument

# The head of a 別表 below another one.
_NEXT_SCHEDULE = "別表次見出し"
# The title and the day of a cover with a picture between them.
_TITLE_ABOVE_PICTURE, _DAY_BELOW_PICTURE = "表紙図題名", "表紙図日付"

# Blocks that print what they say, whatever stands around them.
_BY_THEMSELVES = (
    nodes.Title,
    nodes.PublicationLine,
    nodes.Preamble,
    nodes.DateLine,
    nodes.Chapter,
    nodes.Article,
    nodes.Supplement,
    nodes.Closing,
    nodes.Signature,
    nodes.Schedule,
)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What describes the file and is not part of its words; `openings` are those of the papers of a book.

    `number` is that with which its title begins, if it bears one (議案第12号); `running` the form of its running heads.
    """

    title: str
    subject: str
    author: str
    day: date | None
    sources_sha256: str
    openings: tuple[Opening, ...] = ()
    number: str = ""
    running: str = ""


def compose(
    bound: BoundDocument,
    house: House,
    particulars: Particulars,
    enclosed: Mapping[str, tuple[Part, ...]] | None = None,
    pictures: Mapping[str, Picture] | None = None,
    known: KnownBlocks | None = None,
) -> Galley:
    """The galley of a document in a house style.

    `enclosed` are the papers that stand in it, by their names, `pictures` those of its illustrations, by their files;
    `known` is what other documents of the same master print.
    """
    document = bound.document
    house = house.with_labels(document.labels)
    form = form_of(document)
    if known is not None:
        known.begin(form, house, bound.positions)
    composer = _Composer(Words(house, bound.positions), bound, form, pictures or {}, known)
    parts = []
    if document.cover is not None:
        parts.append(Part("表紙", composer.cover(document.cover)))
    schedules = [block for block in document.body if isinstance(block, nodes.Schedule)]
    last = max((n for n, block in enumerate(document.body) if isinstance(block, nodes.Schedule)), default=-1)
    front = [block for block in document.body[: last + 1] if not isinstance(block, nodes.Schedule)]
    behind = document.body[last + 1 :]
    parts += _main(front or behind, composer, enclosed or {})
    for landscape, group in groupby(schedules, key=lambda schedule: schedule.landscape):
        parts.append(Part("別表", tuple(_apart(composer.block(schedule) for schedule in group)), landscape))
    if front and behind:
        parts = _with_end(parts, tuple(b for block in behind for b in composer.block(block)))
    notes: tuple[Para, ...] = ()
    if composer.words.notes:
        parts[:], notes = footnotes.numbered(parts, composer.words.notes, house)
    fields = [("題名", particulars.title)]
    if document.cover is not None:
        fields.append(("締結日", plain(composer.words.runs(document.cover.date))))
    if particulars.running:
        fields.append(("柱", running_title(particulars.running, particulars.title)))
    return Galley(
        title=particulars.title,
        subject=particulars.subject,
        author=particulars.author,
        day=particulars.day,
        parts=tuple(parts),
        fields=tuple(fields),
        sources_sha256=particulars.sources_sha256,
        notes=notes,
        running=particulars.running,
    )


def running_title(form: str, title: str) -> str:
    """What a running head says on every page: the form less the chapter, which changes."""
    return form.replace(CHAPTER_MARK, "").replace(TITLE_MARK, title).strip()


def _below_picture(block: Block) -> Block:
    if isinstance(block, Para) and block.style == "表紙日付":
        return replace(block, style=_DAY_BELOW_PICTURE)
    return block


def _with_end(parts: list[Part], end: tuple[Block, ...]) -> list[Part]:
    """The parts with what stands behind the last 別表: on its sheet, unless that lies."""
    *before, last = parts
    if last.landscape:
        return [*parts, Part(last.name, end)]
    return [*before, replace(last, blocks=(*last.blocks, *end))]


def _main(body: Iterable[nodes.Block], composer: _Composer, enclosed: Mapping[str, tuple[Part, ...]]) -> Iterator[Part]:
    """The body without its 別表, and in it what is enclosed."""
    main: list[Block] = []
    open_ = True
    for block in body:
        if isinstance(block, nodes.Enclosure):
            if main:
                yield from _sheets(tuple(main))
            yield from enclosed[block.name]
            main, open_ = [], False
        else:
            main += composer.block(block)
    if main or open_:
        yield from _sheets(tuple(main))


def _apart(schedules: Iterable[tuple[Block, ...]]) -> Iterator[Block]:
    """別表 one behind another: each that does not begin a page stands off from what is above it."""
    for n, (head, *rest) in enumerate(schedules):
        yield replace(head, style=_NEXT_SCHEDULE) if n and isinstance(head, Para) else head
        yield from rest


def form_of(document: nodes.Document) -> Form:
    """How a paper is made up. A cover bears the highest heading; without one the title is."""
    used = {block.level for block in document.body if isinstance(block, nodes.Chapter)}
    return Form(
        1 if document.cover is None else 2,
        tuple(level for level in get_args(nodes.ChapterLevel) if level in used),
        document.captions_behind,
        document.numbered_firsts,
        "題名" if any(isinstance(block, nodes.Article | nodes.Schedule) for block in document.body) else "文書題名",
    )


def _sheets(blocks: tuple[Block, ...]) -> Iterator[Part]:
    """The body, parted where its sheets turn."""
    landscape, begin = False, 0
    for at, block in enumerate(blocks):
        if isinstance(block, PageBreak) and block.landscape != landscape:
            if at > begin:
                yield Part("本文", blocks[begin:at], landscape)
            landscape, begin = block.landscape, at + 1
    yield Part("本文", blocks[begin:], landscape)


class _Composer:
    """Hands each node of one document to the room that sets it."""

    def __init__(
        self,
        words: Words,
        bound: BoundDocument,
        form: Form,
        pictures: Mapping[str, Picture],
        known: KnownBlocks | None,
    ) -> None:
        self.words, self.known = words, known
        document = bound.document
        self.clauses = Clauses(words, form, document.body)
        self.prose = Prose(words, document.body, bound.cited_headings, pictures, covered=document.cover is not None)

    def cover(self, cover: nodes.Cover) -> tuple[Block, ...]:
        """表紙; a picture stands below its title."""
        title, *others = self.clauses.cover(cover)
        if cover.picture is None:
            return (title, *others)
        assert isinstance(title, Para)
        picture = self.prose.block(cover.picture)
        below = [_below_picture(block) for block in others]
        return (replace(title, style=_TITLE_ABOVE_PICTURE), *picture, *below)

    def block(self, block: nodes.Block) -> tuple[Block, ...]:
        """What a block of the body prints."""
        known = self.known
        # What lists others (目次), or stands among headings, prints what they say.
        if known is None or not isinstance(block, _BY_THEMSELVES):
            return self._printed(block)
        printed = known.get(block)
        if printed is None:
            notes = len(self.words.notes)
            printed = self._printed(block)
            if len(self.words.notes) == notes:  # the mark of a note counts those before it
                known.keep(block, printed)
        return printed

    def _printed(self, block: nodes.Block) -> tuple[Block, ...]:
        match block:
            case (
                nodes.Title()
                | nodes.PublicationLine()
                | nodes.Preamble()
                | nodes.DateLine()
                | nodes.Marker()
                | nodes.ChapterContents()
                | nodes.Chapter()
                | nodes.Article()
                | nodes.Supplement()
                | nodes.Closing()
                | nodes.Signature()
                | nodes.Schedule()
            ):
                return self.clauses.block(block)
            case (
                nodes.Heading()
                | nodes.Passage()
                | nodes.Bullet()
                | nodes.CellTable()
                | nodes.Figure()
                | nodes.Chart()
                | nodes.PageBreak()
                | nodes.Contents()
                | nodes.Illustration()
                | nodes.ContentsLine()
                | nodes.ContentsTitle()
                | nodes.Enclosure()
            ):
                return self.prose.block(block)
            case _:
                assert_never(block)
