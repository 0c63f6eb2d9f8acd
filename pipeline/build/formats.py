"""A galley -> bytes of one format, through the template of its kind. Templates are compiled once a process."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from pipeline.build.layouts import template_path
from pipeline.build.originals import AREA_FILE, InputFile, Original
from pipeline.build.pages import paged
from pipeline.diagnostics import Place, Problems
from pipeline.galley import Galley
from pipeline.galley.contents import wanting
from pipeline.notation.house import House
from pipeline.revise.redline import RedLine
from pipeline.typeset import Design
from pipeline.typeset import read as read_design
from pipeline.writers import docx, pdf, text
from pipeline.writers.docx.redline import Reviser, Unmarked
from pipeline.writers.docx.redline import write as write_redline

# The template of a kind that has none of its own.
BASE = "base"


@dataclass(frozen=True, slots=True)
class _TemplateFile:
    """A template as it lies on disk: the key under which its compiled form is kept."""

    path: Path
    name: str
    sha256: str


def sources(original: Original) -> tuple[pdf.Attachment, ...]:
    """The files that a document was made from, to go with its PDF."""
    files = (original.path, original.path.with_name(AREA_FILE))
    return tuple(pdf.Attachment(f.name, f.read_bytes(), "application/yaml", f"原稿 {f.name}") for f in files)


@dataclass(slots=True)
class Printer:
    """Prints the documents of one kind; `attachments` go into the PDF, `used` are the templates that took part."""

    template: str
    root: Path
    attachments: tuple[pdf.Attachment, ...] = ()
    used: tuple[InputFile, ...] = field(default=())

    def print(self, galley: Galley, name: str, problems: Problems) -> bytes:
        """The document in the format `name` (docx, pdf, txt); b"" after an error, which is in `problems`."""
        match name:
            case "docx":
                return self._docx(galley, problems)
            case "pdf":
                return self._pdf(galley, problems)
            case _:
                return text.write(galley)

    def redline(
        self, title: str, lines: Sequence[RedLine], unmarked: Unmarked, reviser: Reviser, problems: Problems
    ) -> bytes:
        """The text with tracked changes (見え消し) as DOCX; b"" after an error, which is in `problems`."""
        compiled = self._compiled(problems)
        return write_redline(title, lines, unmarked, reviser, compiled, problems) if compiled is not None else b""

    def paged(self, galley: Galley, house: House, problems: Problems) -> Galley:
        """The galley with the pages that it names (目次), as its PDF has them. Raises Rejected."""
        if not wanting(galley):
            return galley
        sheet = self._file("pdf", "yaml", problems)
        design, found = _read_design(sheet) if sheet is not None else (None, Problems())
        problems.extend(found)
        problems.stop_if_errors()
        assert design is not None, "a stylesheet that cannot be read is an error"
        return paged(galley, design, _fonts(), house, problems)

    def _docx(self, galley: Galley, problems: Problems) -> bytes:
        compiled = self._compiled(problems)
        return docx.write(galley, compiled, problems) if compiled is not None else b""

    def _compiled(self, problems: Problems) -> docx.Template | None:
        contract, template = self._file("docx", "yaml", problems), self._file("docx", "docx", problems)
        if contract is None or template is None:
            return None
        compiled, found = _compile_docx(template, contract)
        problems.extend(found)
        return compiled

    def _pdf(self, galley: Galley, problems: Problems) -> bytes:
        sheet = self._file("pdf", "yaml", problems)
        if sheet is None:
            return b""
        design, found = _read_design(sheet)
        problems.extend(found)
        return pdf.write(galley, design, _fonts(), problems, self.attachments) if design is not None else b""

    def _file(self, folder: str, suffix: str, problems: Problems) -> _TemplateFile | None:
        """A file of this kind's templates, or of those that all kinds share; noted as used."""
        for stem in (self.template, BASE):
            path = template_path(f"{folder}/{stem}.{suffix}", self.root)
            if path is not None:
                file = _template_file(path, f"templates/{folder}/{stem}.{suffix}", *_version(path))
                used = InputFile(file.name, file.sha256)
                self.used = (*self.used, *(() if used in self.used else (used,)))
                return file
        name = f"templates/{folder}/{self.template}.{suffix}"
        problems.error("ひな形", f"ひな形 {name} がありません", "ひな形を置いてください", Place(name))
        return None


def _version(path: Path) -> tuple[int, int]:
    """Tells one state of a file from another without reading it."""
    state = path.stat()
    return state.st_mtime_ns, state.st_size


@lru_cache(maxsize=32)
def _template_file(path: Path, name: str, _modified_ns: int, _size: int) -> _TemplateFile:
    return _TemplateFile(path, name, hashlib.sha256(path.read_bytes()).hexdigest())


@lru_cache(maxsize=32)
def _read_design(sheet: _TemplateFile) -> tuple[Design | None, Problems]:
    found = Problems()
    return read_design(sheet.path, found, sheet.name), found


@cache
def _fonts() -> pdf.FontProvider:
    return pdf.FontProvider()


@lru_cache(maxsize=32)
def _compile_docx(template: _TemplateFile, contract: _TemplateFile) -> tuple[docx.Template | None, Problems]:
    found = Problems()
    terms = docx.read_contract(contract.path, found, contract.name)
    if terms is None:
        return None, found
    return docx.compile_template(template.path.read_bytes(), template.name, terms, found), found
