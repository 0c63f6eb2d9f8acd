"""A galley -> bytes of one format, through the template of its kind.

What a format needs is imported when it is first printed: a worker that prints no PDF does not carry what draws one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Literal, assert_never, get_args

from pipeline.diagnostics import Place, Problems
from pipeline.galley import Galley, Part
from pipeline.galley.book import inserted_places
from pipeline.galley.compiled import Compiled
from pipeline.kinds.kind import PageSpan
from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import House
from pipeline.project.export.templates import TemplateFile, Templates
from pipeline.project.load import AREA_FILE, InputFile, SourceDocument
from pipeline.source.files import Files
from pipeline.writers import text

if TYPE_CHECKING:
    from pipeline.papers.redline import Fate, RedLine
    from pipeline.typeset import Design, Layout
    from pipeline.writers.docx.redline import Reviser, Unmarked
    from pipeline.writers.pdf import Attachment

# What a document is printed as; the ending of its file. A new one is a name here and its writer in Exporter.print.
Format = Literal["docx", "pdf", "txt", "html", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)
# What is made where nobody says otherwise: the papers of an office. Web pages and workbooks are made when asked for.
USUAL: tuple[Format, ...] = ("docx", "pdf", "txt")


def complete(made: Iterable[Mapping[str, bytes | None]], problems: Problems) -> dict[str, bytes]:
    """All files of one document by their names, no two of one name. Raises Rejected if any could not be printed."""
    printed = [item for some in made for item in some.items()]  # whoever hands on a generator prints here
    problems.stop_if_errors()
    files: dict[str, bytes] = {}
    for name, data in printed:
        if data is None:
            raise AssertionError(f"{name} was not printed, and nothing says why")
        if name in files:
            raise AssertionError(f"two files of one document are called {name}")
        files[name] = data
    return files


def sources(original: SourceDocument, files: Files) -> tuple[Attachment, ...]:
    """The files that a document was made from, to go with its PDF; with a book go those of its papers."""
    from pipeline.writers.pdf import Attachment  # noqa: PLC0415

    folder, root = original.path.parent, files.root
    bound = (root / i.name for i in original.inputs if original.galleys)
    own = (p for p in bound if p.parent == folder and p.suffix == original.path.suffix)
    paths = dict.fromkeys((original.path, original.path.with_name(AREA_FILE), *own))
    return tuple(Attachment(p.name, files.read(p).data, "application/yaml", f"原稿 {p.name}") for p in paths)


@dataclass(slots=True)
class Exporter:
    """Prints the documents of one kind; `attachments` go into the PDF, `used` are the templates that took part."""

    template: str
    templates: Templates
    attachments: tuple[Attachment, ...] = ()
    used: tuple[InputFile, ...] = field(default=())
    # Parts whose pages were needed before they were printed, and those pages.
    _laid_out: tuple[tuple[Part, ...], Layout] | None = None

    def document(self, compiled: Compiled, format_: Format, problems: Problems) -> bytes | None:
        """A document of the sources in a format; None after an error, which is in `problems`."""
        return self.print(compiled.galley, format_, problems)

    def print(self, galley: Galley, format_: Format, problems: Problems) -> bytes | None:
        """A paper that is no document of the sources (変更協約書) in a format; None after an error."""
        match format_:
            case "docx":
                return self._docx(galley, problems)
            case "pdf":
                return self._pdf(galley, problems)
            case "txt":
                return text.write(galley, self.templates.lines)
            case "html":
                return self._html(galley, problems)
            case "xlsx":
                from pipeline.writers import xlsx  # noqa: PLC0415

                return xlsx.write(galley, problems)
            case _:
                assert_never(format_)

    def redline(
        self, title: str, lines: Sequence[RedLine], unmarked: Unmarked, reviser: Reviser, problems: Problems
    ) -> bytes | None:
        """The text with tracked changes (見え消し) as DOCX; None after an error, which is in `problems`."""
        from pipeline.writers.docx import redline  # noqa: PLC0415

        contract, template = self._file("docx", "yaml", problems), self._file("docx", "docx", problems)
        if contract is None or template is None:
            return None
        compiled = self.templates.word(template, contract, problems)
        return redline.write(title, lines, unmarked, reviser, compiled, problems) if compiled is not None else None

    def marked(self, galley: Galley, fates: Mapping[int, Fate], reviser: Reviser, problems: Problems) -> bytes | None:
        """A paper of any kind with tracked changes as DOCX; None after an error, which is in `problems`."""
        from pipeline.writers.docx import redline  # noqa: PLC0415

        contract, template = self._file("docx", "yaml", problems), self._file("docx", "docx", problems)
        if contract is None or template is None:
            return None
        compiled = self.templates.word(template, contract, problems)
        return redline.write_marked(galley, fates, reviser, compiled, problems) if compiled is not None else None

    def paged(self, galley: Galley, house: House, problems: Problems) -> Galley:
        """The galley with the pages that it names (目次) and the notes counted on them, as its PDF has them. Raises Rejected."""
        if not self.templates.names_pages(galley) and not (galley.notes and house.footnotes_by_page):
            return galley
        from pipeline.project.export import contents_pages  # noqa: PLC0415

        settled, layout = contents_pages.paged(galley, self._design(problems), self.templates.fonts, house, problems)
        self._laid_out = (settled.parts, layout) if layout is not None else None
        return settled

    def spans(self, galley: Galley, problems: Problems) -> list[PageSpan]:
        """The pages of every entry of the outline, as the PDF has them. Raises Rejected."""
        from pipeline.project.export import contents_pages  # noqa: PLC0415

        return contents_pages.spans(galley, self._design(problems), self.templates.fonts, problems)

    def count(self, galley: Galley, problems: Problems) -> int:
        """How many pages the PDF has. Raises Rejected."""
        from pipeline.project.export import contents_pages  # noqa: PLC0415

        known = self._known_layout(galley)
        return len(
            (known or contents_pages.laid_out(galley, self._design(problems), self.templates.fonts, problems)).pages
        )

    def pages(self, galley: Galley, problems: Problems) -> tuple[Layout, bytes]:
        """The laid-out pages and the PDF of them, for those who show pages. Raises Rejected."""
        from pipeline.writers import pdf  # noqa: PLC0415

        known = self._known_layout(galley)
        layout, data = pdf.drawn(galley, self._design(problems), self.templates.fonts, problems, layout=known)
        return layout, _with_inserted(galley, layout, data)

    def _known_layout(self, galley: Galley) -> Layout | None:
        return self._laid_out[1] if self._laid_out is not None and self._laid_out[0] is galley.parts else None

    def _design(self, problems: Problems) -> Design:
        design = self._read_design(problems)
        problems.stop_if_errors()
        assert design is not None, "a stylesheet that is not there or cannot be read is an error"
        return design

    def _read_design(self, problems: Problems) -> Design | None:
        """The stylesheet of this kind; None after an error, which is in `problems`."""
        sheet = self._file("pdf", "yaml", problems)
        return self.templates.design(sheet, problems) if sheet is not None else None

    def _docx(self, galley: Galley, problems: Problems) -> bytes | None:
        from pipeline.writers import docx  # noqa: PLC0415

        contract, template = self._file("docx", "yaml", problems), self._file("docx", "docx", problems)
        if contract is None or template is None:
            return None
        compiled = self.templates.word(template, contract, problems)
        return docx.write(galley, compiled, problems) if compiled is not None else None

    def _pdf(self, galley: Galley, problems: Problems) -> bytes | None:
        from pipeline.writers import pdf  # noqa: PLC0415

        design = self._read_design(problems)
        if design is None:
            return None
        known = self._known_layout(galley)
        layout, data = pdf.drawn(galley, design, self.templates.fonts, problems, self.attachments, known)
        return _with_inserted(galley, layout, data)

    def _html(self, galley: Galley, problems: Problems) -> bytes | None:
        from pipeline.writers.html import document  # noqa: PLC0415

        design = self._read_design(problems)
        return document.write(galley, design) if design is not None else None

    def _file(self, folder: str, suffix: str, problems: Problems) -> TemplateFile | None:
        """A file of this kind's templates, or of those that all kinds share; noted as used."""
        file = self.templates.find(folder, self.template, suffix)
        if file is None:
            name = f"templates/{folder}/{self.template}.{suffix}"
            problems.error("ひな形", f"ひな形 {name} がありません", "ひな形を置いてください", Place(name))
            return None
        used = InputFile(file.name, file.sha256)
        self.used = (*self.used, *(() if used in self.used else (used,)))
        return file


def _with_inserted(galley: Galley, layout: Layout, data: bytes) -> bytes:
    """The PDF with the papers of others in their places."""
    places = inserted_places(galley)
    if not places:
        return data
    from pipeline.writers.binding.bind import Place as Spot  # noqa: PLC0415
    from pipeline.writers.binding.bind import bind  # noqa: PLC0415

    spots = [Spot(layout.anchors[anchor].page, opening, paper) for anchor, opening, paper in places]
    return bind(data, sorted(spots, key=lambda spot: -spot.sheet))
