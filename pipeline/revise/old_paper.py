"""An existing agreement in DOCX or plain text -> its lines, rows of tables with tabs; words are never corrected.

Numbers that Word counts by itself are no words of the file: lines that would have one are noted, not guessed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

_BLANKS = " 　\t"


@dataclass(frozen=True, slots=True)
class Paper:
    """The lines of a paper from top to bottom, blank ones left out, and what was noticed while reading."""

    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()


def read_docx(data: bytes) -> Paper:
    """A Word document as it reads with every tracked change accepted. Raises ValueError or KeyError for another file."""
    document: Document = docx.Document(io.BytesIO(data))
    lines: list[str] = []
    notes: list[str] = []
    for element in document.element.body.iterchildren():
        if element.tag.endswith("}p"):
            paragraph = Paragraph(element, document)
            text = _text(paragraph)
            if element.find("./{*}pPr/{*}numPr") is not None and text.strip(_BLANKS):
                notes.append(f"Wordが自動で付けた番号は読めません。番号を確かめてください: 「{text[:20]}」")
            lines += text.split("\n")
        elif element.tag.endswith("}tbl"):
            lines += _rows(Table(element, document))
    if next(document.element.body.iter("{*}del"), None) is not None:
        notes.append("変更履歴があります。承諾した後の文として読みました")
    return Paper(tuple(line for line in lines if line.strip(_BLANKS)), tuple(notes))


def read_lines(text: str) -> Paper:
    """Plain text; a row whose first cell is empty goes on with the row above it."""
    lines: list[str] = []
    notes: list[str] = []
    for line in text.splitlines():
        if not line.strip(_BLANKS):
            continue
        cells = line.split("\t")
        above = lines[-1].split("\t") if lines else []
        if len(cells) > 1 and len(above) == len(cells) and not cells[0]:
            lines[-1] = "\t".join(a + b for a, b in zip(above, cells, strict=True))
            notes.append(f"頁で割れた行をつなぎました: 「{above[0][:20]}」")
        else:
            lines.append(line)
    return Paper(tuple(lines), tuple(notes))


def _text(paragraph: Paragraph) -> str:
    """The words, those put in by a tracked change included."""
    made = []
    for node in paragraph._p.iter():  # noqa: SLF001 - python-docx leaves out the runs of a w:ins
        name = str(node.tag).rpartition("}")[2]
        if name == "t" and not any(str(a.tag).endswith(("}del", "}rt")) for a in node.iterancestors()):
            made.append(str(node.text or ""))
        elif name in ("br", "cr"):
            made.append("\n")
        elif name == "tab" and next(node.iterancestors("{*}tabs"), None) is None:
            made.append("　")
    return "".join(made)


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells: list[str] = []
        seen: list[_Cell] = []
        for cell in row.cells:
            if any(cell._tc is other._tc for other in seen):  # noqa: SLF001 - a cell over several columns comes once for each
                continue
            seen.append(cell)
            cells.append(re.sub("[\t\n]", "", "".join(_text(p) for p in cell.paragraphs)))
        yield "\t".join(cells)
