"""The lines of a paper, or a web page -> the tree that it is compared by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.comparing.node import ACROSS, JOINED, PARTED, Node
from pipeline.comparing.reading import EVERYTHING, LINES, Reading, Telling, of_text
from pipeline.importing.paper import Line, Paper
from pipeline.late.regex import regex

if TYPE_CHECKING:
    from lxml.etree import _Element

# What leads to a page at the end of an entry of 目次.
_LEADER = regex("[ \u3000…‥・.．･]*[0-9０-９ⅰ-ⅻivx]+(?:頁|ページ)?[ \u3000]*$")
# Styles that our web pages give to entries of 目次.
_LISTED = ("目次",)


def of_paper(paper: Paper, name: str) -> Reading:
    """A Word document: sections by its headings, tables, drawings of ours."""
    blocks: list[tuple[int, Node]] = []
    for number, group in groupby(paper.lines, key=lambda line: line.table):
        lines = list(group)
        if not number:
            blocks += ((line.heading, _paragraph(line)) for line in lines)
        elif lines[0].drawn:
            words = tuple(Node("文", words=c.text) for line in lines for c in line.cells if c.text)
            blocks.append((0, Node("図", children=words)))
        else:
            blocks.append((0, Node("表", children=tuple(_rows(lines)))))
    return _reading(blocks, name, {"体裁", "番号", "脚注"})


def _reading(blocks: list[tuple[int, Node]], name: str, untold: set[Telling]) -> Reading:
    tells: frozenset[Telling] = EVERYTHING - untold
    if not any(level for level, _ in blocks):
        tells -= {"節"}
    title = next((node.words for _, node in blocks if node.kind == "文"), "")
    return Reading(Node("文書", children=tuple(_nested(blocks))), tells, name, title)


def of_plain_text(text: str, name: str) -> Reading:
    """Plain text: lines, and rows whose cells are parted by tabs."""
    root = of_text(text)
    return Reading(root, LINES, name, next((n.words for n in root.children if n.kind == "文"), ""))


def _paragraph(line: Line) -> Node:
    """A line; one of 目次 without its leader and page."""
    text = line.text.replace("\t", "\u3000")
    if line.listed:
        return Node("文", words=_LEADER.sub("", text), listed=True)
    return Node("文", words=text)


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


def of_web_page(data: bytes, name: str) -> Reading | None:
    """A web page; None if it holds no words."""
    from lxml import html  # noqa: PLC0415 - loaded where a web page is read

    root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    body = next(iter(root.iter("main")), None)
    body = body if body is not None else root.find("body")
    blocks = list(_elements(body)) if body is not None else []
    return _reading(blocks, name, {"体裁", "番号"}) if blocks else None


def _elements(parent: _Element) -> Iterator[tuple[int, Node]]:
    for element in parent:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in ("script", "style", "head", "template", "nav"):
            continue
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal():
            yield int(tag[1]), Node("文", words=_said(element))
        elif tag == "table":
            yield 0, Node("表", children=tuple(_table_rows(element)))
        elif element.get("role") == "figure":
            tiles = (_said_all(e) for e in element.iter("div") if "words" in (e.get("class") or "").split())
            yield 0, Node("図", children=tuple(Node("文", words=w) for w in tiles if w))
        elif tag == "p" or not _has_blocks(element):
            words = _said(element)
            listed = (element.get("class") or "").startswith(_LISTED)
            if words:
                yield 0, Node("文", words=_without_page(element) if listed else words, listed=listed)
        else:
            yield from _elements(element)


def _has_blocks(element: _Element) -> bool:
    return any(
        e.tag in ("p", "table", "ul", "ol", "div", "section", "li", "h1", "h2", "h3", "h4", "h5", "h6")
        for e in element
        if isinstance(e.tag, str)
    )


def _said(element: _Element) -> str:
    """The words of an element; readings over words are no words of their own."""
    made: list[str] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("rt", "rp", "svg"):
            made.append("\n" if child.tag == "br" else _said(child))
        made.append(child.tail or "")
    return "".join(made).strip("\n") if element.tag in ("span", "a", "b", "i", "ruby") else "".join(made).strip(" \n")


def _said_all(element: _Element) -> str:
    return " ".join(filter(None, (_said(p) for p in element.iter("p")))) or _said(element)


def _without_page(element: _Element) -> str:
    """An entry of 目次 up to its leader."""
    made: list[str] = []
    for child in element.iter():
        if child.get("class") == "leader":
            break
        made.append(child.text or "")
    return "".join(made).strip()


def _table_rows(table: _Element) -> Iterator[Node]:
    above: dict[int, tuple[str, int, int]] = {}
    for row in table.iter("tr"):
        cells: list[Node] = []
        column = 0
        own = [c for c in row if c.tag in ("td", "th")]
        while own or column in above:
            if column in above:
                words, wide, left = above.pop(column)
                if left > 1:
                    above[column] = (words, wide, left - 1)
                form = JOINED + (f"{ACROSS}{wide}" if wide > 1 else "")
            else:
                cell = own.pop(0)
                wide, tall = (max(1, _whole(cell.get(k))) for k in ("colspan", "rowspan"))
                words = PARTED.join(filter(None, (_said(p) for p in cell.iter("p")))) or _said(cell)
                form = f"{ACROSS}{wide}" if wide > 1 else ""
                if tall > 1:
                    above[column] = (words, wide, tall - 1)
            cells.append(Node("欄", words=words, form=form, column=column))
            column += wide
        is_head = next(row.iterancestors("thead"), None) is not None
        yield Node("欄名" if is_head else "行", children=tuple(cells))


def _whole(said: str | None) -> int:
    return min(int(said), 1000) if said is not None and said.isdecimal() else 1
