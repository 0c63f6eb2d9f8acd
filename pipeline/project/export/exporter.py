"""A galley -> bytes of one format, through the template of its kind.

What a format needs is imported when it is first printed: a worker that prints no PDF does not carry what draws one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, assert_never, get_args

from pipeline.diagnostics import Place, Problems
from pipeline.galley import Galley
from pipeline.galley.contents import wanting
from pipeline.kinds.kind import PageSpan
from pipeline.notation.house_style import House
from pipeline.project.export import template_files
from pipeline.project.export.template_files import TemplateFile
from pipeline.project.load import AREA_FILE, InputFile, SourceDocument
from pipeline.writers import text

if TYPE_CHECKING:
    from pipeline.papers.redline import RedLine
    from pipeline.writers.docx.redline import Reviser, Unmarked
    from pipeline.writers.pdf import Attachment

# What a document is printed as; the ending of its file. A new one is a name here and its writer in Exporter.print.
Format = Literal["docx", "pdf", "txt"]
FORMATS: tuple[Format, ...] = get_args(Format)


def complete(made: Iterable[Mapping[str, bytes | None]], problems: Problems) -> dict[str, bytes]:
    """All files of one document by their names, no two of one name. Raises Rejected if any could not be printed."""
    problems.stop_if_errors()
    files: dict[str, bytes] = {}
    for name, data in (item for some in made for item in some.items()):
        if data is None:
            raise AssertionError(f"{name} was not printed, and nothing says why")
        if name in files:
            raise AssertionError(f"two files of one document are called {name}")
        files[name] = data
    return files


def sources(original: SourceDocument) -> tuple[Attachment, ...]:
    """The files that a document was made from, to go with its PDF."""
    from pipeline.writers.pdf import Attachment  # noqa: PLC0415

    files = (original.path, original.path.with_name(AREA_FILE))
    return tuple(Attachment(f.name, f.read_bytes(), "application/yaml", f"原稿 {f.name}") for f in files)


@dataclass(slots=True)
class Exporter:
    """Prints the documents of one kind; `attachments` go into the PDF, `used` are the templates that took part."""

    template: str
    root: Path
    attachments: tuple[Attachment, ...] = ()
    used: tuple[InputFile, ...] = field(default=())

    def print(self, galley: Galley, format_: Format, problems: Problems) -> bytes | None:
        """The document in a format; None after an error, which is in `problems`."""
        match format_:
            case "docx":
                return self._docx(galley, problems)
            case "pdf":
                return self._pdf(galley, problems)
            case "txt":
                return text.write(galley)
            case _:
                assert_never(format_)

    def redline(
        self, title: str, lines: Sequence[RedLine], unmarked: Unmarked, reviser: Reviser, problems: Problems
    ) -> bytes | None:
        """The text with tracked changes (見え消し) as DOCX; None after an error, which is in `problems`."""
        from pipeline.project.export import as_docx  # noqa: PLC0415
        from pipeline.writers.docx import redline  # noqa: PLC0415

        contract, template = self._file("docx", "yaml", problems), self._file("docx", "docx", problems)
        if contract is None or template is None:
            return None
        compiled = as_docx.compiled(template, contract, problems)
        return redline.write(title, lines, unmarked, reviser, compiled, problems) if compiled is not None else None

    def paged(self, galley: Galley, house: House, problems: Problems) -> Galley:
        """The galley with the pages that it names (目次), as its PDF has them. Raises Rejected."""
        if not wanting(galley):
            return galley
        from pipeline.project.export import as_pdf  # noqa: PLC0415

        return as_pdf.paged(galley, self._sheet(problems), house, problems)

    def spans(self, galley: Galley, problems: Problems) -> list[PageSpan]:
        """The pages of every entry of the outline, as the PDF has them. Raises Rejected."""
        from pipeline.project.export import as_pdf  # noqa: PLC0415

        return as_pdf.spans(galley, self._sheet(problems), problems)

    def _sheet(self, problems: Problems) -> TemplateFile:
        sheet = self._file("pdf", "yaml", problems)
        problems.stop_if_errors()
        assert sheet is not None, "a stylesheet that is not there is an error"
        return sheet

    def _docx(self, galley: Galley, problems: Problems) -> bytes | None:
        from pipeline.project.export import as_docx  # noqa: PLC0415

        contract, template = self._file("docx", "yaml", problems), self._file("docx", "docx", problems)
        return None if contract is None or template is None else as_docx.write(galley, template, contract, problems)

    def _pdf(self, galley: Galley, problems: Problems) -> bytes | None:
        from pipeline.project.export import as_pdf  # noqa: PLC0415

        sheet = self._file("pdf", "yaml", problems)
        return None if sheet is None else as_pdf.write(galley, sheet, self.attachments, problems)

    def _file(self, folder: str, suffix: str, problems: Problems) -> TemplateFile | None:
        """A file of this kind's templates, or of those that all kinds share; noted as used."""
        file = template_files.find(folder, self.template, suffix, self.root)
        if file is None:
            name = f"templates/{folder}/{self.template}.{suffix}"
            problems.error("ひな形", f"ひな形 {name} がありません", "ひな形を置いてください", Place(name))
            return None
        used = InputFile(file.name, file.sha256)
        self.used = (*self.used, *(() if used in self.used else (used,)))
        return file


def prepare_fonts() -> None:
    """Makes the fonts that were used so far ready for many documents; none were if nothing was printed as PDF."""
    if "pipeline.project.export.as_pdf" in sys.modules:
        from pipeline.project.export import as_pdf  # noqa: PLC0415

        as_pdf.prepare_fonts()
