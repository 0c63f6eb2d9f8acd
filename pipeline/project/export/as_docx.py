"""Template files -> templates for Word, compiled once a process. Imported where a DOCX is wanted: lxml is large."""

from __future__ import annotations

from functools import lru_cache

from pipeline.diagnostics import Problems
from pipeline.galley import Galley
from pipeline.project.export.template_files import TemplateFile
from pipeline.writers import docx


def write(galley: Galley, template: TemplateFile, contract: TemplateFile, problems: Problems) -> bytes | None:
    """The document; None after an error, which is in `problems`."""
    made = compiled(template, contract, problems)
    return docx.write(galley, made, problems) if made is not None else None


def compiled(template: TemplateFile, contract: TemplateFile, problems: Problems) -> docx.Template | None:
    """The template; None after an error, which is in `problems`."""
    made, found = _compile(template, contract)
    problems.extend(found)
    return made


@lru_cache(maxsize=32)
def _compile(template: TemplateFile, contract: TemplateFile) -> tuple[docx.Template | None, Problems]:
    found = Problems()
    terms = docx.read_contract(contract.path, found, contract.name)
    if terms is None:
        return None, found
    return docx.compile_template(template.path.read_bytes(), template.name, terms, found), found
