"""A file that a clerk names -> the lines of the paper in it, whatever kind of file it is."""

from __future__ import annotations

from pathlib import Path

from pipeline.diagnostics import Problems
from pipeline.importing.files import is_pdf, read_paper
from pipeline.importing.paper import Paper
from pipeline.importing.web.paper import is_web_page, read_web


def read_any(path: Path, problems: Problems) -> Paper | None:
    """The paper that is to become a source; None after an error, which names the way out."""
    if is_pdf(path):
        from pipeline.project.intake.printed import read_pdf  # noqa: PLC0415 - PDFium is loaded where a PDF is read

        return read_pdf(path, problems)
    return read_web(path, problems) if is_web_page(path) else read_paper(path, problems)
