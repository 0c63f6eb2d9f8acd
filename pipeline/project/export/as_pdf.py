"""Stylesheet files -> designs and fonts, read once a process. Imported where a PDF is wanted: reportlab is large."""

from __future__ import annotations

from functools import cache, lru_cache

from pipeline.diagnostics import Problems
from pipeline.galley import Galley
from pipeline.kinds.kind import PageSpan
from pipeline.notation.house_style import House
from pipeline.project.export import contents_pages
from pipeline.project.export.template_files import TemplateFile
from pipeline.typeset import Design
from pipeline.typeset import read as read_design
from pipeline.writers import pdf


def write(
    galley: Galley, sheet: TemplateFile, attachments: tuple[pdf.Attachment, ...], problems: Problems
) -> bytes | None:
    """The document; None after an error, which is in `problems`."""
    design, found = _read(sheet)
    problems.extend(found)
    return pdf.write(galley, design, _fonts(), problems, attachments) if design is not None else None


def paged(galley: Galley, sheet: TemplateFile, house: House, problems: Problems) -> Galley:
    """The galley with the pages that it names (目次). Raises Rejected."""
    return contents_pages.paged(galley, _design(sheet, problems), _fonts(), house, problems)


def spans(galley: Galley, sheet: TemplateFile, problems: Problems) -> list[PageSpan]:
    """The pages of every entry of the outline. Raises Rejected."""
    return contents_pages.spans(galley, _design(sheet, problems), _fonts(), problems)


def prepare_fonts() -> None:
    """Makes the fonts that were used so far ready for many documents."""
    _fonts().prepare()


def _design(sheet: TemplateFile, problems: Problems) -> Design:
    design, found = _read(sheet)
    problems.extend(found)
    problems.stop_if_errors()
    assert design is not None, "a stylesheet that cannot be read is an error"
    return design


@lru_cache(maxsize=32)
def _read(sheet: TemplateFile) -> tuple[Design | None, Problems]:
    found = Problems()
    return read_design(sheet.path, found, sheet.name), found


@cache
def _fonts() -> pdf.FontProvider:
    return pdf.FontProvider()
