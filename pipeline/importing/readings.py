"""The lines of a paper, or a web page -> the tree that it is compared by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from pipeline.comparing.node import ACROSS, JOINED, PARTED, Node
from pipeline.comparing.reading import EVERYTHING, LINES, Reading, Telling, of_text
from pipeline.diagnostics import Problems
from pipeline.importing.paper import Line, Paper
from pipeline.importing.plain_paper import read_lines, text_with_rows
from pipeline.importing.structure.read import begins_part
from pipeline.importing.web.page import read_page
from pipeline.importing.wrapped import unwrapped_text
from pipeline.notation.text.contents_line import Entries, without_page

# What the reader of Word files calls them.
_FURNITURE = ("ヘッダー", "フッター")


def of_paper(paper: Paper, name: str) -> Reading:
    """A Word document: sections by its headings, tables, drawings of ours."""
    blocks: list[tuple[int, Node]] = []
    entries = Entries()
    for number, group in groupby(paper.lines, key=lambda line: line.table):
        lines = list(group)
        if not number:
            blocks += ((line.heading, _paragraph(line, entries)) for line in lines)
        elif lines[0].drawn:
            words = tuple(Node("文", words=c.text) for line in lines for c in line.cells if c.text)
            blocks.append((0, Node("図", children=words)))
        else:
            blocks.append((0, Node("表", children=tuple(_rows(lines)))))
    untold: set[Telling] = {"体裁", "番号", "脚注", "図版"}
    if not any(line.is_head for line in paper.lines):  # Word repeats such rows on every page: few know it
        untold.add("欄名")
    notes = tuple(n.words for n in paper.notes if n.span.file.cell == "脚注" and n.words)
    if paper.pictures is None:  # a law, which has no pages
        return replace(_reading(blocks, name, untold), notes=notes)
    around = tuple(dict.fromkeys(n.words for n in paper.notes if n.span.file.cell in _FURNITURE and n.words))
    return replace(
        _reading(blocks, name, untold), notes=notes, pictures=paper.pictures, furniture=around, images=paper.images
    )


def _reading(blocks: list[tuple[int, Node]], name: str, untold: set[Telling]) -> Reading:
    tells: frozenset[Telling] = EVERYTHING - untold
    if not any(level for level, _ in blocks):
        tells -= {"節"}
    title = next((node.words for _, node in blocks if node.kind == "文"), "")
    return Reading(Node("文書", children=tuple(_nested(blocks))), tells, name, title)


def of_plain_text(text: str, name: str) -> Reading:
    """Plain text: lines, and rows whose cells are parted by tabs or by drawn strokes; lines that were cut are whole again."""
    text = text_with_rows(text, name)
    return of_lines_as_they_stand(unwrapped_text(text, read_lines(text, name).lines, begins_part), name)


def of_lines_as_they_stand(text: str, name: str) -> Reading:
    """The same without joining any."""
    root = of_text(text)
    return Reading(root, LINES, name, next((n.words for n in root.children if n.kind == "文"), ""), text)


def _paragraph(line: Line, entries: Entries) -> Node:
    """A line; one of 目次 without its leader and page."""
    text = (line.shown or line.text).replace("\t", "\u3000")
    if line.listed:
        return Node("文", words=without_page(text), listed=True)
    words = entries.words(text)
    return Node("文", words=text if words is None else words, listed=words is not None)


def _rows(lines: Iterable[Line]) -> Iterator[Node]:
    """Rows of a table; a cell that goes on from above bears its words. Cells behind one that spans are left out."""
    above: dict[int, str] = {}
    for line in lines:
        cells: list[Node] = []
        column = 0
        while column < len(line.cells):
            cell = line.cells[column]
            form = (JOINED if cell.goes_on else "") + (f"{ACROSS}{cell.columns}" if cell.columns > 1 else "")
            words = above.get(column, "") if cell.goes_on else PARTED.join(p for p in cell.paras if p)
            above[column] = words
            cells.append(Node("欄", words=words, form=form, column=column))
            column += cell.columns
        yield Node("欄名" if line.is_head else "行", children=tuple(cells))


def _nested(blocks: Iterable[tuple[int, Node]]) -> Iterator[Node]:
    """Blocks in the sections that headings open."""
    waiting = list(blocks)
    at = 0
    while at < len(waiting):
        level, node = waiting[at]
        at += 1
        if not level:
            yield node
            continue
        end = at
        while end < len(waiting) and not 0 < waiting[end][0] <= level:
            end += 1
        yield Node("節", words=node.words, form=str(level), children=tuple(_nested(waiting[at:end])))
        at = end


def of_web_page(data: bytes, name: str, problems: Problems) -> Reading | None:
    """A web page; None after an error."""
    page = read_page(data, name, problems)
    if page is None:
        return None
    return replace(_reading(page.blocks, name, {"体裁", "番号", "図版"}), pictures=page.pictures)
