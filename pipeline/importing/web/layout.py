"""What only lays out a page -> plain elements: tables whose words are then read one behind the other, line ends of <pre>."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.importing.paper import characters
from pipeline.importing.structure import marks
from pipeline.importing.structure.head import is_title
from pipeline.importing.web.page import elements

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"})
# A cell that holds a 条 and so many lines besides is the paper itself; 第1条 alone names a row.
_LEAST_LINES, _LEAST_SENTENCES = 3, 2


def with_line_ends(body: _Element) -> None:
    """Puts <br> for the line ends within <pre>, which a browser shows as they stand in the file."""
    for pre in list(body.iter("pre")):
        for element in list(pre.iter()):
            if (
                element is not pre
                and (tail := element.tail)
                and "\n" in tail
                and (above := element.getparent()) is not None
            ):
                first, *rest = tail.split("\n")
                element.tail = first
                _insert(above, above.index(element) + 1, rest)
            if isinstance(element.tag, str) and element.text and "\n" in element.text:
                first, *rest = element.text.split("\n")
                element.text = first
                _insert(element, 0, rest)


def _insert(above: _Element, at: int, lines: list[str]) -> None:
    for n, words in enumerate(lines):
        end = above.makeelement("br")
        end.tail = words
        above.insert(at + n, end)


def unlaid(body: _Element) -> list[str]:
    """Takes away every table whose cells hold the paper as a whole; how each of these begins.

    The outermost come first: a table within such a cell is a table of the paper, unless it holds 条 of its own.
    """
    made: list[str] = []
    for table in list(body.iter("table")):
        cells = list(_cells(table))
        if not _is_layout(cells):
            continue
        made.append(next((line for cell in cells for line in _lines(cell)), ""))
        for part in [table, *_own(table)]:
            part.tag = "div"
    return made


def with_links_as_lines(body: _Element) -> None:
    """Makes plain elements of tables that hold links alone: menus, and ways to the pages before and behind."""
    for table in list(body.iter("table")):
        linked = ["".join(map(str, a.itertext())) for a in table.iter("a") if a.get("href") is not None]
        if linked and characters(linked) == characters(map(str, table.itertext())):
            for part in [table, *_own(table)]:
                part.tag = "div"


def _is_layout(cells: list[_Element]) -> bool:
    """Whether 条 stand in one cell of each row alone, with more than their numbers: cells side by side are compared by readers."""
    holding = [cell for cell in cells if _holds_articles(list(_lines(cell)))]
    rows = [cell.getparent() for cell in holding]
    return bool(holding) and all(rows.count(row) == 1 for row in rows)


def _holds_articles(lines: list[str]) -> bool:
    """Whether a cell holds the 条 of a paper, or its title and sentences below it."""
    title = next((n for n, line in enumerate(lines) if is_title(line)), len(lines))
    has_paragraphs = sum(line.endswith("。") for line in lines[title:]) >= _LEAST_SENTENCES
    return len(lines) >= _LEAST_LINES and (has_paragraphs or any(marks.article(line) is not None for line in lines))


def _lines(cell: _Element) -> Iterator[str]:
    return (each.words for _, node in elements(cell) for each in node.walk() if each.words and not each.is_joined)


def _cells(table: _Element) -> Iterator[_Element]:
    return (part for part in _own(table) if part.tag in ("td", "th"))


def _own(table: _Element) -> Iterator[_Element]:
    """The parts of a table, those of tables in its cells left out."""
    for part in table.iter(*_PARTS):
        if part is not table and next(part.iterancestors("table"), None) is table and part.tag != "table":
            yield part
