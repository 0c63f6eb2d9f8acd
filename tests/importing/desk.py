"""Papers for tests: read from the files beside, set in Word, imported and built as a clerk does it."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import docx.document
from click.testing import CliRunner, Result
from docx import Document

from pipeline.cli.commands.papers.build import build
from pipeline.cli.commands.sources.import_ import import_

PAPERS = Path(__file__).parent / "papers"


def letters(text: str) -> str:
    """The words of a text: widths folded, blanks left out."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def in_word(text: str) -> bytes:
    """A plain text as a Word document: lines as paragraphs, rows as tables whose empty cells at the left are merged."""
    document = Document()
    for is_row, lines in groupby((x for x in text.splitlines() if x.strip()), lambda x: "\t" in x):
        if is_row:
            _table(document, [line.split("\t") for line in lines])
        else:
            for line in lines:
                document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document: docx.document.Document, rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    table = document.add_table(len(rows), width)
    for n, row in enumerate(rows):
        cells = [*row, *[""] * (width - len(row))]
        if n and not cells[0] and any(cells):
            table.cell(n - 1, 0).merge(table.cell(n, 0))
        if cells[0] and not any(cells[1:]):
            table.cell(n, 0).merge(table.cell(n, width - 1))
        for column, words in enumerate(cells):
            if words:
                table.cell(n, column).paragraphs[0].add_run(words)


def imported(*arguments: str) -> Result:
    """What `renkei import` says."""
    return CliRunner().invoke(import_, arguments, catch_exceptions=False)


def built(area: str, root: Path, formats: str = "txt") -> str:
    """What the only document of an area says, built by `renkei build`."""
    done = CliRunner().invoke(build, (area, "--format", formats), catch_exceptions=False)
    assert 0 == done.exit_code, done.stderr
    made = sorted((root / "build" / area).glob("*.txt"))
    assert 1 == len(made)
    return made[0].read_text(encoding="utf-8")


def told(result: Result) -> Iterator[str]:
    """The messages of a command, without places and cures."""
    yield from (line.partition(": ")[2] for line in result.stderr.splitlines() if line.startswith(("注意[", "エラー[")))
