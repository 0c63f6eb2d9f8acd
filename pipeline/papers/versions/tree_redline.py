"""Two trees in one -> a galley of both papers, each paragraph, run and row with its fate: for tracked changes.

Accepting every change gives the words of the new paper, rejecting every one those of the old. What moves is taken out at
its old place and put in at the new one. A table whose columns or merged cells change is replaced as a whole: there is no
tracked change for them. Where pages break and how sheets lie is that of the new paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace

from pipeline.comparing.long_diff import differing
from pipeline.comparing.merged import Merged
from pipeline.comparing.node import PARTED
from pipeline.comparing.notes import is_note
from pipeline.galley import Block, Cell, Drawing, Galley, Grid, PageBreak, Para, Part, Row, Run, plain
from pipeline.galley.blocks import Image
from pipeline.late.dataclass import dataclass
from pipeline.papers.redline import Fate

_COMES, _GOES = ("加", "移入"), ("削", "移出")
Styled = tuple[tuple[str, str | None], ...]  # stretches of a text and their character styles


@dataclass(frozen=True, slots=True)
class Marked:
    """Both papers in one, and the fates of its paragraphs, runs, rows and drawings by identity; none: it stays."""

    galley: Galley
    fates: dict[int, Fate]


def marked(tree: Merged, new: Galley, title: str) -> Marked:
    """Both papers in the pages of the new one."""
    marker = _Marker()
    blocks = list(marker.blocks(tree.below))
    parts = tuple(_parts(blocks, new))
    galley = replace(new, title=title, parts=parts)
    return Marked(galley, marker.fates)


@dataclass(slots=True)
class _Marker:
    """Makes the blocks and remembers their fates."""

    fates: dict[int, Fate] = field(default_factory=dict)

    def blocks(self, parts: Iterable[Merged], *, comes: bool = False) -> Iterator[tuple[Block, object]]:
        """Each block with the block of the new paper that it stands for (None: it goes).

        `comes`: they stand in a section that came from elsewhere; there it is all taken out, here all put in.
        """
        for part in parts:
            if is_note(part.node) or (comes and part.new is None):
                continue
            own = part if not comes or part.new is None else replace(part, fate="加", old=None)
            yield from self._own(own)
            if part.node.kind == "節":
                yield from self.blocks(part.below, comes=comes or part.fate in _COMES)

    def _own(self, part: Merged) -> Iterator[tuple[Block, object]]:
        old, new = (n.source if n is not None else None for n in (part.old, part.new))
        if part.fate in _GOES or new is None:
            assert isinstance(old, Para | Grid | Drawing | Image)
            yield self._whole(old, "削"), None
        elif part.fate in _COMES or old is None:
            assert isinstance(new, Para | Grid | Drawing | Image)
            yield self._whole(new, "加"), new
        elif isinstance(old, Para) and isinstance(new, Para):
            yield self._para(old, new), new
        elif isinstance(old, Grid) and isinstance(new, Grid) and (grid := self._grid(part, new)) is not None:
            yield grid, new
        elif part.old == part.new and isinstance(new, Drawing | Grid | Image):
            yield new, new
        else:
            assert isinstance(old, Grid | Drawing | Image)
            assert isinstance(new, Grid | Drawing | Image)
            yield self._whole(old, "削"), None
            yield self._whole(new, "加"), new

    def _whole(self, block: Para | Grid | Drawing | Image, fate: Fate) -> Block:
        """A block of which all comes or all goes."""
        match block:
            case Para():
                return self._one(block, fate)
            case Grid(head=head, rows=rows):
                first, others = ([self._row(row, fate) for row in side] for side in (head, rows))
                return replace(block, head=tuple(first), rows=tuple(others))
            case Drawing() | Image():
                copy = replace(block)
                self.fates[id(copy)] = fate
                return copy

    def _one(self, para: Para, fate: Fate) -> Para:
        runs = tuple(self._run(text, style, fate) for text, style in _styled(para))
        return self._held(
            Para(para.style, runs, heading=para.heading, outline=para.outline, anchor=_anchor(para, fate)), fate
        )

    def _row(self, row: Row, fate: Fate) -> Row:
        cells = (Cell(tuple(self._one(p, fate) for p in c.paras), c.columns, c.rows) for c in row.cells)
        made = Row(tuple(cells))
        self.fates[id(made)] = fate
        return made

    def _run(self, text: str, style: str | None, fate: Fate) -> Run:
        made = Run(text, style)
        self.fates[id(made)] = fate
        return made

    def _held(self, para: Para, fate: Fate) -> Para:
        self.fates[id(para)] = fate
        return para

    def _para(self, old: Para, new: Para) -> Para:
        if _text(old) == _text(new):
            return new
        (made,) = self._paras((old,), (new,))
        return _in_outline(self, made, new)

    def _paras(self, old: Sequence[Para], new: Sequence[Para]) -> tuple[Para, ...]:
        """The paragraphs of two cells as one: what comes and what goes, ends of paragraphs included."""
        before, after = PARTED.join(map(_text, old)), PARTED.join(map(_text, new))
        styles = _by_character(old), _by_character(new)
        paras: list[Para] = []
        runs: list[Run] = []
        at_old = at_new = 0
        counts = [0, 0]

        def put(text: str, character_styles: Sequence[str | None], fate: Fate) -> None:
            for n, piece in enumerate(text.split(PARTED)):
                if n:
                    end()
                    paras[-1:] = [self._held(paras[-1], fate)]
                    counts[0] += fate != "加"
                    counts[1] += fate != "削"
                begin = len(PARTED.join(text.split(PARTED)[:n])) + (1 if n else 0)
                runs.extend(
                    self._run(t, s, fate) for t, s in _stretches(piece, character_styles[begin : begin + len(piece)])
                )

        def end() -> None:
            paras.append(Para(_style(old, new, counts), tuple(runs)))
            runs.clear()

        for d in differing(before, after):
            put(after[at_new : d.b0], styles[1][at_new : d.b0], "同")
            put(before[d.a0 : d.a1], styles[0][d.a0 : d.a1], "削")
            put(after[d.b0 : d.b1], styles[1][d.b0 : d.b1], "加")
            at_old, at_new = d.a1, d.b1
        put(after[at_new:], styles[1][at_new:], "同")
        del at_old
        end()
        paras[-1:] = [self._held(paras[-1], "同")]
        return tuple(paras)

    def _grid(self, part: Merged, new: Grid) -> Grid | None:
        """The rows of both tables; None where a tracked change cannot tell what changes."""
        if part.old == part.new:
            return new
        if not all(map(_can_be_tracked, part.below)):
            return None
        head = tuple(self._both(row) for row in part.below if row.node.kind == "欄名")
        rows = tuple(self._both(row) for row in part.below if row.node.kind != "欄名")
        return replace(new, head=head, rows=rows)

    def _both(self, row: Merged) -> Row:
        old, new = (n.source if n is not None else None for n in (row.old, row.new))
        if row.fate in _GOES or new is None:
            assert isinstance(old, Row)
            return self._row(old, "削")
        assert isinstance(new, Row)
        if row.fate in _COMES or not isinstance(old, Row):
            return self._row(new, "加")
        cells = [
            b
            if [_text(p) for p in a.paras] == [_text(p) for p in b.paras]
            else replace(b, paras=self._paras(a.paras, b.paras))
            for a, b in zip(old.cells, new.cells, strict=True)
        ]
        made = Row(tuple(cells))
        self.fates[id(made)] = "同"
        return made


def _in_outline(marker: _Marker, made: Para, new: Para) -> Para:
    """The paragraph with what the new one is in the outline; its fate goes with it."""
    para = Para(new.style, made.runs, heading=new.heading, outline=new.outline, anchor=new.anchor)
    marker.fates[id(para)] = marker.fates[id(made)]
    return para


def _anchor(para: Para, fate: Fate) -> str | None:
    """A place that goes is named no more: the new paper may name another so."""
    return None if fate == "削" else para.anchor


def _can_be_tracked(row: Merged) -> bool:
    """A row with merged cells must stay as it is merged; one that comes or goes has none."""
    old, new = (n.source if n is not None else None for n in (row.old, row.new))
    if isinstance(old, Row) and isinstance(new, Row) and row.fate == "同":
        spans = [[(c.columns, c.rows) for c in side.cells] for side in (old, new)]
        return spans[0] == spans[1]
    own = new if isinstance(new, Row) else old
    return (
        isinstance(own, Row) and all(c.rows == 1 for c in own.cells) and not any(c.is_joined for c in row.node.children)
    )


def _text(para: Para) -> str:
    return plain(para.label) + plain(para.runs)


def _styled(para: Para) -> Styled:
    return tuple((run.text, run.style) for run in (*para.label, *para.runs) if run.text)


def _by_character(paras: Sequence[Para]) -> list[str | None]:
    """The style of every character of paragraphs, and of what parts them."""
    made: list[str | None] = []
    for n, para in enumerate(paras):
        made += [None] if n else []
        for text, style in _styled(para):
            made += [style] * len(text)
    return made


def _stretches(text: str, styles: Sequence[str | None]) -> Iterator[tuple[str, str | None]]:
    start = 0
    for n in range(1, len(text) + 1):
        if n == len(text) or styles[n] != styles[start]:
            yield text[start:n], styles[start]
            start = n


def _style(old: Sequence[Para], new: Sequence[Para], counts: Sequence[int]) -> str:
    """The style of the paragraph at hand: that of the new one where there is one."""
    return new[counts[1]].style if counts[1] < len(new) else old[min(counts[0], len(old) - 1)].style


def _parts(blocks: Sequence[tuple[Block, object]], new: Galley) -> Iterator[Part]:
    """The blocks on the pages of the new paper: each part and page begins where it began there."""
    begins: dict[int, tuple[int, PageBreak | None]] = {}
    for n, part in enumerate(new.parts):
        page: PageBreak | None = None
        for block in part.blocks:
            if isinstance(block, PageBreak):
                page = block
                continue
            begins[id(block)] = n, page
            page = None
    held: list[Block] = []
    current = 0
    for block, source in blocks:
        number, page = begins.get(id(source), (current, None)) if source is not None else (current, None)
        if number != current:
            if held:
                yield replace(new.parts[current], blocks=tuple(held))
            held, current = [], number
        held += [page] if page is not None else []
        held.append(block)
    if held:
        yield replace(new.parts[current], blocks=tuple(held))
