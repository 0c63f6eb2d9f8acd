"""Blocks of a galley -> elements of a page: headings, paragraphs, nested lists, tables whose heads are told."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import assert_never
from urllib.parse import quote

from pipeline.galley import Block, Cell, Drawing, Grid, Image, PageBreak, Para, Row, plain
from pipeline.galley.footnotes import Notes, called
from pipeline.galley.outline import Outline
from pipeline.galley.styles import ABOVE_TABLE, BELOW_TABLE, COMPARISON_STYLE, HEAD_STYLES
from pipeline.galley.tables.column_widths import numbers_em
from pipeline.galley.tables.placed_rows import placed_rows
from pipeline.late.regex import regex
from pipeline.notation.text.char_width import width_em
from pipeline.typeset import Design
from pipeline.writers.html.document.drawing import figure
from pipeline.writers.html.document.rules import hang_em
from pipeline.writers.html.document.words import attributes, inline, mark_id, stretches, styled, words_of

# Styles whose paragraphs are items of a list, and how deep: 号 1, 号細分 2, 箇条2 2.
_ITEM = regex(r"(?:表(?:項目)?)?(?:番号)?(?:箇条|項目箇条)(?P<depth>\d?)|号(?P<below>細分)?(?P<more>\d?)")
# The width of the text on paper, of which that of a picture is a part.
_MEASURE_PT = 444.0
# On paper a table has so many em of its usual type; a wider one is set smaller (document.css). Figures of browsers are up to so much
# wider than half an em, a cell has so much at both sides, and words keep so much. On a screen that has room, words of a table
# that needs more than the column of the text get so much.
_SHEET_EM, _PROPORTIONAL, _BESIDE_EM, _WORDS_EM = 45.0, 1.15, 0.7, 4.0
_COLUMN_EM, _WIDE_WORDS_EM = 52.0, 16.0
_TITLE = frozenset({"表の題"})
# What is no longer than this stays in one line where there is room; what is longer keeps a few characters a line there.
_SHORT_EM = 5.0


class Blocks:
    """Writes the blocks of one document; `anchors` are all places that words may lead to.

    `notes` follow the blocks with their marks: a page of the web has no foot.
    """

    def __init__(self, anchors: frozenset[str], notes: Notes, design: Design) -> None:
        self.anchors, self.notes, self.design = anchors, notes, design
        self.seen: set[str] = set()
        # Decides the levels of headings, as in Word and in PDFs; a paper of a book begins anew.
        self.outline = Outline()

    def all(self, blocks: Iterable[Block]) -> str:
        """The blocks one after another; items that follow each other are one list."""
        return "\n".join(piece for piece in self._pieces(blocks, lambda _: "") if piece)

    def with_notes(self, blocks: Iterable[Block]) -> str:
        """The blocks of a part, behind each of them the notes that it calls."""
        return "\n".join(piece for piece in self._pieces(blocks, self._notes_of) if piece)

    def _pieces(self, blocks: Iterable[Block], below: Callable[[Block], str]) -> Iterator[str]:
        for listed, group in groupby(blocks, lambda b: isinstance(b, Para) and item_depth(b) is not None):
            if listed:
                yield self._list([b for b in group if isinstance(b, Para)], below)
                continue
            run = list(group)
            for block, wish in zip(run, _wishes(run), strict=True):
                yield self._block(block, wish)
                yield below(block)

    def _notes_of(self, block: Block) -> str:
        """The notes that the marks in a block call; each leads back to its mark."""
        made = []
        for note in called(block, self.notes):
            back = f'<a href="#{quote(mark_id(note.anchor or ""))}" role="doc-backlink">{inline(note.label, frozenset())}</a>'
            words = f'<span class="label">{back}</span>{inline(note.runs, self.anchors)}'
            made.append(f'<p{self._attributes(note)} role="doc-footnote">{words}</p>')
        return "".join(made)

    def _block(self, block: Block, wish: float) -> str:
        match block:
            case Para():
                return self._para(block, wish)
            case Grid():
                return self._grid(block, wish)
            case Drawing():
                return figure(block, self.all)
            case Image():
                return _image(block)
            case PageBreak():
                return ""
            case _:
                assert_never(block)

    def _para(self, para: Para, wish: float) -> str:
        words = words_of(para, self.anchors)
        level = self.outline.level(para)
        if level is not None:
            return f"<h{level}{self._attributes(para)}>{words}</h{level}>"
        return f"<p{self._attributes(para, wish)}>{words}</p>"

    def _attributes(self, para: Para, wish: float = 0.0) -> str:
        """Those of a paragraph that is as wide as its wish, where this is wider than the text."""
        style = self.design.texts.get(para.style)
        hang = None if style is None else hang_em(para, style)
        classes, lengths = _wide(wish)
        return attributes(para, self.seen, classes, (*lengths, *([] if hang is None else [f"--label:{hang:.3g}em"])))

    def _list(self, items: Sequence[Para], below: Callable[[Block], str]) -> str:
        """Items with those below them: a deeper item belongs to the last one above it."""
        made: list[str] = []
        at = 0
        own = min(item_depth(p) or 1 for p in items)
        while at < len(items):
            end = at + 1
            while end < len(items) and (item_depth(items[end]) or 1) > own:
                end += 1
            words = self._item(items[at]) + below(items[at])
            if (item_depth(items[at]) or 1) > own:  # a list that begins below its own level
                words, start = "", at
            else:
                start = at + 1
            inner = self._list(items[start:end], below) if start < end else ""
            made.append(f"<li>{words}{inner}</li>")
            at = end
        return f"<ul>{''.join(made)}</ul>"

    def _item(self, para: Para) -> str:
        return f"<p{self._attributes(para)}>{words_of(para, self.anchors)}</p>"

    def _grid(self, grid: Grid, wish: float) -> str:
        title = escape(grid.title)
        columns = "".join(f'<col style="width:{100 * s / sum(grid.shares):.2f}%">' for s in grid.shares)
        group = f"<colgroup>{columns}</colgroup>" if columns else ""
        head = "".join(self._row(row, head=True, keyed=False) for row in grid.head)
        keyed = grid.style != COMPARISON_STYLE
        body = "".join(self._row(row, head=False, keyed=keyed) for row in grid.rows)
        least = _least_em(grid, _WORDS_EM)
        size = f' style="--em:{least:.1f}"' if least > _SHEET_EM else ""
        table = f'<table class="{grid.style}" aria-label="{title}"{size}>{group}'
        table += f"<thead>{head}</thead>" if head else ""
        wide, lengths = _wide(wish)
        return (
            f'<div class="{" ".join(("scroll", *wide))}"{styled(lengths)} role="region" tabindex="0" aria-label="{title}（表）">'
            f"{table}<tbody>{body}</tbody></table></div>"
        )

    def _row(self, row: Row, *, head: bool, keyed: bool) -> str:
        cells = [self._cell(cell, _scope(cell, head=head, first=keyed and n == 0)) for n, cell in enumerate(row.cells)]
        return f"<tr>{''.join(cells)}</tr>"

    def _cell(self, cell: Cell, scope: str | None) -> str:
        spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        short = all(width_em(plain(p.label) + plain(p.runs)) <= _SHORT_EM for p in cell.paras)
        spans += ' class="short"' if short else ' class="long"' if cell.columns == 1 else ""
        words = self.all(cell.paras)
        if scope is None or not any(plain(p.label) + plain(p.runs) for p in cell.paras):
            return f"<td{spans}>{words}</td>"
        return f'<th scope="{scope}"{spans}>{words}</th>'


def _wishes(blocks: Sequence[Block]) -> list[float]:
    """How wide each block would be, in em of a table: a table, and the lines right above and below that belong to it."""
    wishes = [_least_em(block, _WIDE_WORDS_EM) if isinstance(block, Grid) else 0.0 for block in blocks]
    for at in range(len(blocks) - 2, -1, -1):
        # What stands above the title of a table belongs to a heading.
        if _is_of(blocks[at], ABOVE_TABLE) and not _is_of(blocks[at + 1], _TITLE):
            wishes[at] = wishes[at + 1]
    for at in range(1, len(blocks)):
        if _is_of(blocks[at], BELOW_TABLE):
            wishes[at] = wishes[at - 1]
    return wishes


def _is_of(block: Block, styles: frozenset[str]) -> bool:
    return isinstance(block, Para) and block.style in styles


def _wide(wish: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Classes and lengths of an element that is as wide as a table that is wider than the text; none for any other."""
    return (("wide",), (f"--wish:{wish:.1f}",)) if wish > _COLUMN_EM else ((), ())


def _least_em(grid: Grid, words_em: float) -> float:
    """What a table needs in which no number is parted and words have so much, in em of its type."""
    count = sum(cell.columns for cell in (grid.head or grid.rows)[0].cells)
    rows = [*placed_rows(grid.head, count), *placed_rows(grid.rows, count)]
    cells = [(p.column, p.cell) for row in rows for p in row if not p.above]
    words = [0.0] * count
    for column, cell in cells:
        if cell.columns == 1:
            words[column] = max(words[column], *(width_em(plain(p.label) + plain(p.runs)) for p in cell.paras), 0.0)
    numbers = numbers_em(cells, count, _stretch_em)
    return sum(max(_PROPORTIONAL * n, min(w, words_em)) + _BESIDE_EM for n, w in zip(numbers, words, strict=True))


def _stretch_em(para: Para) -> float:
    words = plain(para.label) + plain(para.runs)
    return max([width_em(words[start:end]) for start, end in stretches(words)], default=0.0)


def _image(image: Image) -> str:
    """The picture in the page itself: nothing is fetched, and a drawn one runs nothing."""
    kind = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}[image.picture.form]
    width, _ = image.size_pt(_MEASURE_PT)
    style = f"width:{100 * width / _MEASURE_PT:.1f}%"
    data = b64encode(image.picture.data).decode("ascii")
    alt = escape(image.alt)
    return f'<figure><img src="data:{kind};base64,{data}" alt="{alt}" style="{style}"></figure>'


def item_depth(para: Para) -> int | None:
    """How deep in a list an item stands, from 1; None for what is no item."""
    if para.heading is not None:
        return None
    found = _ITEM.fullmatch(para.style)
    if found is None:
        return None
    if found["depth"] is not None:
        return int(found["depth"] or 1)
    return (2 if found["below"] else 1) + int(found["more"] or 1) - 1


def _scope(cell: Cell, *, head: bool, first: bool) -> str | None:
    if head:
        return "colgroup" if cell.columns > 1 else "col"
    if first or all(p.style in HEAD_STYLES for p in cell.paras):
        return "rowgroup" if cell.rows > 1 else "row"
    return None
