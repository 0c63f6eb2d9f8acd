"""Galley -> .docx through a template that clerks own in Word: page, furniture and styles are theirs, words the galley's."""

from pipeline.writers.docx.parts.ooxml import bookmark_name
from pipeline.writers.docx.shipped.agreement import new_template
from pipeline.writers.docx.shipped.base import new_base_template
from pipeline.writers.docx.shipped.council import new_council_template
from pipeline.writers.docx.template.compiled import Template, compile_template, tell_newer_styles, template_check
from pipeline.writers.docx.template.contract import Contract, read_contract
from pipeline.writers.docx.template.repair import Repaired, repair_template
from pipeline.writers.docx.write import write

__all__ = [
    "Contract",
    "Repaired",
    "Template",
    "bookmark_name",
    "compile_template",
    "new_base_template",
    "new_council_template",
    "new_template",
    "read_contract",
    "repair_template",
    "tell_newer_styles",
    "template_check",
    "write",
]
