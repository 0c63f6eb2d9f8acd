"""A galley -> the tree of what it prints: headings govern what follows, merged cells are repeated, 目次 has no pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from pipeline.comparing.node import ACROSS, JOINED, PARTED, Node
from pipeline.comparing.reading import EVERYTHING, Reading
from pipeline.galley.blocks import (
    LEADER,
    Block,
    Cell,
    Drawing,
    Galley,
    Grid,
    Image,
    PageBreak,
    Para,
    Row,
    Run,
    leads,
    plain,
)  # fmt: skip
from pipeline.galley.footnotes import by_anchor, called
from pipeline.galley.outline import Outline
from pipeline.galley.styles import CONTENTS_STYLES

_LISTED = (*CONTENTS_STYLES, "目次見出し")
_HEADING_STYLES = ("本文見出し", "小見出し")


def of_galley(galley: Galley, name: str) -> Reading:
    """All that a paper prints."""
    notes = by_anchor(galley)
    blocks = [each for part in galley.parts for block in part.blocks for each in (block, *called(block, notes))]
    return Reading(Node("文書", children=nested(blocks)), EVERYTHING, name, galley.title)


def nested(blocks: Iterable[Block]) -> tuple[Node, ...]:
    """Blocks in the sections that headings open; deeper ones than files can tell stand beside each other, as there."""
    root: list[Node] = []
    open_: list[tuple[int, Para, list[Node]]] = []
    outline = Outline()

    def close(level: int) -> None:
        while open_ and open_[-1][0] >= level:
            _, para, below = open_.pop()
            (open_[-1][2] if open_ else root).append(_section(para, below))

    for block in blocks:
        level = outline.level(block) if isinstance(block, Para) else None
        if isinstance(block, Para) and level is not None:
            close(level)
            open_.append((level, block, []))
        elif not isinstance(block, PageBreak):
            (open_[-1][2] if open_ else root).append(_node(block))
    close(0)
    return tuple(root)


def _section(para: Para, below: Sequence[Node]) -> Node:
    return Node(
        "節",
        plain(para.label),
        plain(para.runs),
        look(para),
        str(para.heading),
        tuple(below),
        key=_key(para),
        source=para,
    )


def _key(para: Para) -> str:
    """The permanent name of a place; one that is only a position (#3) is none."""
    return para.anchor if para.anchor and "#" not in para.anchor else ""


def _node(block: Para | Grid | Drawing | Image) -> Node:
    match block:
        case Para():
            listed = block.style in _LISTED
            repeated = block.style.startswith(_HEADING_STYLES)  # a heading said once more where its matter goes on
            words = plain(_without_page(block.runs)) if listed else plain(block.runs)
            return Node(
                "文",
                plain(block.label),
                words,
                block.style if listed else look(block),
                key=_key(block),
                listed=listed or repeated,
                source=block,
            )
        case Grid():
            rows = (*_rows(block.head, "欄名"), *_rows(block.rows, "行"))
            return Node("表", look=block.style, children=tuple(rows), key=block.title, source=block)
        case Drawing():
            return _drawing(block)
        case Image(picture=picture, alt=alt):
            return Node(
                "図",
                look=f"図版 {picture.sha256[:16]} {block.share} {block.width_pt}",
                children=(Node("文", words=alt),),
                key=alt,
                source=block,
            )


def _without_page(runs: Iterable[Run]) -> Iterator[Run]:
    """An entry of 目次 up to the leader: the page behind it follows from where things stand."""
    for run in runs:
        if run.text == LEADER:
            return
        yield run


def look(para: Para) -> str:
    """The style of a paragraph, and the words in it that bear a mark."""
    marked = [
        f"{run.style}「{run.text}」" for run in para.runs if run.style is not None and run.text and not leads(run)
    ]
    readings = [f"ルビ「{run.text}」{run.ruby}" for run in para.runs if run.ruby]
    return "・".join((para.style, *marked, *readings))


def _drawing(drawing: Drawing) -> Node:
    bands = (*drawing.head, *drawing.bands)
    drawn = [
        (t.columns, t.rows, t.strokes, t.guides, t.tone and t.tone.value, repr(t.arrow), repr(t.bars), t.high)
        for band in bands
        for t in band.tiles
    ]
    sign = hashlib.sha256(repr((drawing.columns, drawn)).encode()).hexdigest()[:16]
    tiles = (
        Node("文", words=" ".join(plain(p.label) + plain(p.runs) for p in tile.paras))
        for band in bands
        for tile in band.tiles
    )
    return Node("図", look=sign, children=tuple(t for t in tiles if t.words), key=drawing.title, source=drawing)


def _rows(rows: Sequence[Row], kind: str) -> Iterator[Node]:
    """Rows whose every column has a cell; one that goes on from above bears the same words."""
    above: dict[int, tuple[Node, int, int]] = {}  # column -> cell, columns, rows still to come
    for row in rows:
        cells: list[Node] = []
        waiting = iter(row.cells)
        column = 0
        cell = next(waiting, None)
        while cell is not None or column in above:
            if column in above:
                node, wide, left = above.pop(column)
                if left > 1:
                    above[column] = (node, wide, left - 1)
                cells.append(Node("欄", words=node.words, form=_form(wide, joined=True), column=column))
                column += wide
            else:
                assert cell is not None
                cells.append(_cell(cell, column))
                if cell.rows > 1:
                    above[column] = (cells[-1], cell.columns, cell.rows - 1)
                column += cell.columns
                cell = next(waiting, None)
        yield Node("欄名" if kind == "欄名" else "行", children=tuple(cells), source=row)


def _form(columns: int, *, joined: bool) -> str:
    return (JOINED if joined else "") + (f"{ACROSS}{columns}" if columns > 1 else "")


def _cell(cell: Cell, column: int) -> Node:
    words = PARTED.join(plain(p.label) + plain(p.runs) for p in cell.paras)
    looks = PARTED.join(look(p) for p in cell.paras)
    return Node("欄", words=words, look=looks, form=_form(cell.columns, joined=False), column=column, source=cell)
