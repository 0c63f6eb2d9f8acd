"""Plain text of an existing agreement -> its lines with their numbers; words are never corrected."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.diagnostics import SourceFile, Span
from pipeline.importing.drawn.tables import with_rows, with_tables
from pipeline.importing.paper import BLANKS, Cell, Line, Note, Paper
from pipeline.late.regex import regex

_CUT = "元の文と見比べ、二つの行であれば原稿で分けてください"


def read_lines(text: str, name: str) -> Paper:
    """Plain text; a cell that a page broke apart goes on with the row above it, and drawn tables are rows, which is told."""
    lines, notes = _read(text, name)
    lines, drawn = with_tables(lines)
    return Paper(tuple(lines), (*notes, *drawn))


def text_with_rows(text: str, name: str) -> str:
    """The text, with the rows of drawn tables as lines whose cells are parted by tabs."""
    return with_rows(text, _read(text, name)[0])


def _read(text: str, name: str) -> tuple[list[Line], list[Note]]:
    file = SourceFile(name, text)
    lines: list[Line] = []
    notes: list[Note] = []
    at = 0
    for raw in re.split("(?<=\n)", text):
        start, at = at, at + len(raw)
        held = raw.rstrip(BLANKS.replace("\t", ""))
        if not held.strip(BLANKS):
            continue
        lead = len(held) - len(held.lstrip(" 　\xa0\u200b\ufeff\v\f"))
        line = _line(held[lead:], Span(file, start + lead, start + len(held)))
        if lines and _is_cut(lines[-1], line):
            notes.append(
                Note(
                    f"頁で割れた行を、上の行につなぎました: 「{''.join(c.text for c in line.cells)[:20]}」",
                    _CUT,
                    line.span,
                )
            )
            lines[-1] = _joined(lines[-1], line)
        else:
            lines.append(line)
    return lines, notes


def _line(text: str, span: Span) -> Line:
    if "\t" not in text:
        return Line(text.strip(BLANKS), span)
    return Line(text, span, tuple(Cell((c.strip(BLANKS),)) for c in text.split("\t")))


def _is_cut(above: Line, line: Line) -> bool:
    """Whether a row goes on in the middle of a sentence that the row above began.

    A first cell left empty may as well say that the one above holds for this row too.
    """
    if not line.cells or len(line.cells) != len(above.cells) or line.cells[0].text:
        return False
    pairs = [(a.text, b.text) for a, b in zip(above.cells, line.cells, strict=True) if a.text and b.text]
    if any(_FIGURE.match(a) and _FIGURE.match(b) for a, b in pairs):
        return False
    return any(not a.endswith(_ENDS) and (_ends(b) or a.endswith(_GOES_ON)) for a, b in pairs)


_ENDS = ("。", "）", ")", "」")
_GOES_ON = ("、", "，", "・", "及び", "並びに", "又は")
# A value that is whole: figures that stand below each other are those of two rows.
_FIGURE = regex(r"[△▲－ー―+-]?[0-9０-９][0-9０-９,，.．]*[^0-9０-９。]{0,4}$|[－ー―-]$")


def _ends(text: str) -> bool:
    """Whether words end a sentence, or close a bracket that they do not open."""
    folded = text.replace("(", "（").replace(")", "）")
    return text.endswith("。") or any(
        folded.endswith(close) and folded.count(close) > folded.count(begin) for begin, close in ("（）", "「」")
    )


def _joined(above: Line, line: Line) -> Line:
    cells = tuple(Cell((a.text + b.text,)) for a, b in zip(above.cells, line.cells, strict=True))
    return replace(above, text="\t".join(c.text for c in cells), cells=cells)
