"""A Table of 法令標準XML -> rows of cells that know what they span."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.etree import _Element

from pipeline.importing.paper import BLANKS, Cell
from pipeline.labels.marks import GAP
from pipeline.late.dataclass import dataclass

_BLOCKS = ("Sentence", "Item", "Paragraph", "Article", "Remarks", "FigStruct", *(f"Subitem{n}" for n in range(1, 11)))
_MOST_SPANNED = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A row and the element it comes from."""

    cells: tuple[Cell, ...]
    element: _Element
    is_head: bool


def cell_words(element: _Element) -> str:
    """All words but readings; an ideographic space between Columns, as they are printed."""
    made = element.text or ""
    for child in element:
        if child.tag == "Column" and made.strip(BLANKS):
            made += GAP
        if child.tag != "Rt":
            made += cell_words(child)
        made += child.tail or ""
    return "".join(line.strip(" \t\r\n") for line in made.split("\n"))


def rows(table: _Element, words: Callable[[_Element], str]) -> Iterator[Row]:
    """The rows from top to bottom; a cell that reaches down goes on in the rows below. `words` reads words and tells what is left."""
    reaching: dict[int, tuple[int, int]] = {}  # column -> rows still to come, columns spanned
    for row in table:
        if row.tag not in ("TableRow", "TableHeaderRow"):
            continue
        cells: list[Cell] = []
        at = 0
        queue = [child for child in row if isinstance(child.tag, str)]
        while queue or at in reaching:
            if at in reaching:
                left, width = reaching.pop(at)
                if left > 1:
                    reaching[at] = (left - 1, width)
                cells += [Cell(("",), goes_on=True, columns=width), *[Cell()] * (width - 1)]
                at += width
                continue
            column = queue.pop(0)
            width, height = _span(column.get("colspan")), _span(column.get("rowspan"))
            cells += [Cell(_paras(column, words), columns=width), *[Cell()] * (width - 1)]
            if height > 1:
                reaching[at] = (height - 1, width)
            at += width
        yield Row(tuple(cells), row, row.tag == "TableHeaderRow")


def _paras(column: _Element, words: Callable[[_Element], str]) -> tuple[str, ...]:
    """The lines of a cell: a Sentence or an Item each, Columns by their line breaks."""
    parts = [child for child in column if isinstance(child.tag, str)]
    loose = any((words_ or "").strip(BLANKS) for words_ in (column.text, *(part.tail for part in parts)))
    if not parts or loose or any(p.tag not in _BLOCKS and p.tag != "Column" for p in parts):
        return (words(column),)
    made: list[str] = []
    for part in parts:
        said = words(part)
        if part.tag == "Column" and made and part.get("LineBreak") != "true":
            made[-1] += GAP + said
        else:
            label = next((cell_words(c) for c in part if str(c.tag).endswith("Title")), "")
            made.append(f"{label}{GAP}{said.removeprefix(label)}" if label and said.startswith(label) else said)
    return tuple(m for m in made if m) or ("",)


def _span(value: str | None) -> int:
    number = int(value) if value is not None and value.isdecimal() else 1
    return min(max(number, 1), _MOST_SPANNED)
