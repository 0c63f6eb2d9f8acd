"""Kind and format -> the template that prints it, compiled once for each of its contents; and the fonts.

What a format needs is imported when it is first asked for: a worker that prints no PDF does not carry what draws one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.diagnostics import Problems
from pipeline.galley import Block, Galley
from pipeline.galley.contents import names_page
from pipeline.late.dataclass import dataclass
from pipeline.source.files import Files
from pipeline.source.resources import template_path
from pipeline.typeset.lines.memo import Recent
from pipeline.writers.text import KnownLines

if TYPE_CHECKING:
    from pipeline.typeset import Design
    from pipeline.writers.docx import Template
    from pipeline.writers.pdf import FontProvider

# The template of a kind that has none of its own.
BASE = "base"
# Blocks of which is known whether they name a page, in each of two generations.
_MOST_BLOCKS = 1000


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template as it lies on disk: the key under which its compiled form is kept."""

    path: Path
    name: str
    sha256: str


class Templates:
    """The templates of one folder in their compiled forms, and the fonts of the machine: one for a process."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self._compiled: dict[tuple[TemplateFile, TemplateFile], tuple[Template | None, Problems]] = {}
        self._designs: dict[TemplateFile, tuple[Design | None, Problems]] = {}
        self._fonts: FontProvider | None = None
        self.lines = KnownLines()
        self._pages_named: Recent[int, tuple[Block, bool]] = Recent(_MOST_BLOCKS)

    def find(self, folder: str, template: str, suffix: str) -> TemplateFile | None:
        """templates/<folder>/<template>.<suffix>, or the one that all kinds share; None if there is neither."""
        for stem in (template, BASE):
            path = template_path(f"{folder}/{stem}.{suffix}", self.files)
            if path is not None:
                return TemplateFile(path, f"templates/{folder}/{stem}.{suffix}", self.files.read(path).sha256)
        return None

    def word(self, template: TemplateFile, contract: TemplateFile, problems: Problems) -> Template | None:
        """The template for Word; None after an error, which is in `problems`."""
        made, found = self._compiled.get((template, contract)) or self._compile(template, contract)
        problems.extend(found)
        return made

    def design(self, sheet: TemplateFile, problems: Problems) -> Design | None:
        """The design of pages; None after an error, which is in `problems`."""
        made, found = self._designs.get(sheet) or self._read(sheet)
        problems.extend(found)
        return made

    @property
    def fonts(self) -> FontProvider:
        """The fonts, opened as they are asked for."""
        from pipeline.writers.pdf import FontProvider  # noqa: PLC0415

        if self._fonts is None:
            self._fonts = FontProvider()
        return self._fonts

    @property
    def fonts_used(self) -> tuple[Path, ...]:
        """The files of the fonts that were opened so far."""
        return tuple(sorted(self._fonts.used)) if self._fonts is not None else ()

    def names_pages(self, galley: Galley) -> bool:
        """Whether some run of a galley names a page; asked of a block that many documents print once."""
        return any(self._names_page(block) for part in galley.parts for block in part.blocks)

    def _names_page(self, block: Block) -> bool:
        known = self._pages_named.get(id(block))
        return (known or self._pages_named.keep(id(block), (block, names_page(block))))[1]

    def prepare_fonts(self) -> None:
        """Makes the fonts used so far ready for many documents of the sources that were read; none were if none was a PDF."""
        if self._fonts is not None:
            self._fonts.prepare(frozenset().union(*self.files.texts(".yaml")))

    def _compile(self, template: TemplateFile, contract: TemplateFile) -> tuple[Template | None, Problems]:
        from pipeline.writers import docx  # noqa: PLC0415

        found = Problems()
        terms = docx.read_contract(contract.path, found, contract.name, self.files)
        made = None
        if terms is not None:
            made = docx.compile_template(self.files.read(template.path).data, template.name, terms, found)
        self._compiled[template, contract] = made, found
        return made, found

    def _read(self, sheet: TemplateFile) -> tuple[Design | None, Problems]:
        from pipeline.typeset import read  # noqa: PLC0415

        found = Problems()
        design = read(sheet.path, found, sheet.name, self.files)
        self._designs[sheet] = design, found
        return design, found
