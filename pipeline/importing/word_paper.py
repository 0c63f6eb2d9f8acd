"""A Word document -> its lines as it reads with every tracked change accepted; numbers that Word counts are computed.

Whatever had to be worked out (automatic numbers, words of text boxes) is told as a guess; nothing is left out silently.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import docx
from lxml import etree

from pipeline.importing.plain_paper import Paper
from pipeline.importing.word_numbers import WordNumbers

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BLANKS = " 　\t"
# Word's own wrappers around blocks: content controls, custom XML, tracked insertions of whole blocks.
_WRAPPERS = (
    f"{_W}sdt",
    f"{_W}sdtContent",
    f"{_W}customXml",
    f"{_W}ins",
    f"{_W}moveTo",
    f"{_MC}AlternateContent",
    f"{_MC}Choice",
)
_GONE = (f"{_W}del", f"{_W}moveFrom", f"{_W}rt")


def read_docx(data: bytes) -> Paper:
    """The lines of a Word document. Raises ValueError for another file."""
    try:
        document: Document = docx.Document(io.BytesIO(data))
        parts = {str(part.partname): part.blob for part in document.part.package.iter_parts()}
    except Exception as error:  # python-docx says of a broken package whatever comes to it
        raise ValueError("no Word document") from error
    body = document.element.find(f"{_W}body")
    if body is None:
        raise ValueError("a document without a body")
    reader = _Reader(_root(parts.get("/word/numbering.xml")), _root(parts.get("/word/styles.xml")))
    if next(body.iter(f"{_W}del"), None) is not None:
        reader.notes.append("変更履歴があります。承諾した後の文として読みました")
    reader.blocks(body)
    return Paper(tuple(line for line in reader.lines if line.strip(_BLANKS)), tuple(reader.notes))


class _Reader:
    """Walks one document from top to bottom."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        self.numbers = WordNumbers(numbering, styles)
        self.lines: list[str] = []
        self.notes: list[str] = []

    def blocks(self, parent: _Element) -> None:
        for element in parent:
            if element.tag == f"{_W}p":
                words = self._paragraph(element)
                self.lines += words.split("\n")
                self._boxes(element, words)
            elif element.tag == f"{_W}tbl":
                self.lines += self._rows(element)
            elif element.tag in _WRAPPERS:
                self.blocks(element)

    def _paragraph(self, paragraph: _Element) -> str:
        """The words with the number that Word puts in front of them."""
        words = _words(paragraph)
        if _is_taken_out(paragraph) and not words.strip(_BLANKS):
            return ""
        label = self.numbers.label(paragraph)
        if label is None or not words.strip(_BLANKS):
            return words
        if label.words is None:
            self.notes.append(f"Wordの自動番号（{label.form}）は読めません。番号を書き足してください: 「{words[:20]}」")
            return words
        if not label.words:
            return words
        mark = re.sub("[.．、]$", "", label.words)
        as_is = "" if mark == label.words else f"（Wordでは「{label.words}」）"
        self.notes.append(f"Wordの自動番号を数えて「{mark}」としました{as_is}: 「{words[:20]}」")
        return f"{mark}　{words.lstrip(_BLANKS)}"

    def _boxes(self, element: _Element, words: str) -> None:
        """What text boxes that hang on a paragraph say, behind it; their copy for older programs is not read again."""
        for box in element.iter(f"{_W}txbxContent"):
            if next(box.iterancestors(f"{_MC}Fallback"), None) is not None:
                continue
            if next(box.iterancestors(f"{_W}txbxContent"), None) is not None:
                continue  # a box in a box comes with the paragraph that it hangs on
            at = len(self.lines)
            self.blocks(box)
            said = "".join(self.lines[at:])
            if said.strip(_BLANKS):
                where = f"「{words[:20]}」の後" if words.strip(_BLANKS) else "その位置"
                self.notes.append(f"テキストボックスの文を、{where}に置きました: 「{said[:20]}」")

    def _rows(self, table: _Element) -> Iterator[str]:
        """Rows with tabs between the cells; a cell that goes on from the row above says what that one says."""
        above: dict[int, str] = {}
        for row in table.iterchildren(f"{_W}tr"):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                continue
            cells: list[str] = []
            column = 0
            for cell in row.iter(f"{_W}tc"):
                if next(cell.iterancestors(f"{_W}tbl"), None) is not table:
                    continue
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
                above[column] = above.get(column, "") if goes_on else self._cell(cell)
                cells.append(above[column])
                column += _span(cell)
            yield "\t".join(cells)

    def _cell(self, cell: _Element) -> str:
        said: list[str] = []
        for paragraph in cell.iter(f"{_W}p"):
            if next(paragraph.iterancestors(f"{_W}tc", f"{_W}txbxContent"), None) is cell:
                said.append(self._paragraph(paragraph))
                self._boxes_in_cell(paragraph, said)
        inner = "".join(_words(p) for t in cell.iter(f"{_W}tbl") for p in t.iter(f"{_W}p"))
        if inner:
            self.notes.append(f"表の中の表の文を、その欄につなげました: 「{inner[:20]}」")
        return re.sub("[\t\n]", "", "".join((*said, inner)))

    def _boxes_in_cell(self, paragraph: _Element, said: list[str]) -> None:
        at = len(self.lines)
        self._boxes(paragraph, said[-1])
        said += self.lines[at:]
        del self.lines[at:]


def _root(blob: bytes | None) -> _Element | None:
    """A part as XML; raises ValueError."""
    if not blob:
        return None
    try:
        return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ValueError("a part that is no XML") from error


def _span(cell: _Element) -> int:
    found = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = found.get(f"{_W}val", "1") if found is not None else "1"
    return int(value) if value.isdecimal() else 1


def _is_taken_out(paragraph: _Element) -> bool:
    """Whether a tracked change takes the end of the paragraph away."""
    return paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None


def _words(paragraph: _Element) -> str:
    """The words, those put in by a tracked change included; those of text boxes stand elsewhere."""
    made = []
    for node in paragraph.iter(f"{_W}t", f"{_W}br", f"{_W}cr", f"{_W}tab", f"{_W}noBreakHyphen"):
        if next(node.iterancestors(f"{_W}p"), None) is not paragraph:
            continue
        if any(above.tag in _GONE for above in node.iterancestors()):
            continue
        if node.tag == f"{_W}t":
            made.append(str(node.text or ""))
        elif node.tag == f"{_W}tab":
            made.append("　" if next(node.iterancestors(f"{_W}tabs"), None) is None else "")
        else:
            made.append("-" if node.tag == f"{_W}noBreakHyphen" else "\n")
    return "".join(made)
