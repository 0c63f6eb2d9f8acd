"""The template of papers for a council: what the program writes, with every style of letters, clauses and plain documents."""

from __future__ import annotations

from pipeline.diagnostics import Problems
from pipeline.galley.styles import (
    CLAUSE_PARAGRAPH_STYLES,
    CLAUSE_TABLE_STYLES,
    LETTER_PARAGRAPH_STYLES,
    PARAGRAPH_STYLES,
    PROSE_PARAGRAPH_STYLES,
    PROSE_TABLE_STYLES,
    TABLE_STYLES,
)
from pipeline.writers.docx import compile_template, read_contract
from pipeline.writers.docx.shipped.council import new_council_template
from tests.writers.docx.kit import ROOT, unzipped

TEMPLATES = ROOT / "templates/docx"


def test_the_committed_template_is_what_the_program_writes():
    """Parts, not bytes: another zlib packs the same parts otherwise."""
    assert unzipped(new_council_template()) == unzipped((TEMPLATES / "council.docx").read_bytes())


def test_it_defines_every_style_that_a_paper_or_its_enclosures_use():
    problems = Problems()
    terms = read_contract(TEMPLATES / "council.yaml", problems)
    assert terms is not None
    made = compile_template(new_council_template(), "council.docx", terms, problems)

    assert not problems.errors
    assert made is not None
    paragraphs = (*PARAGRAPH_STYLES, *CLAUSE_PARAGRAPH_STYLES, *PROSE_PARAGRAPH_STYLES, *LETTER_PARAGRAPH_STYLES)
    assert set() == {*paragraphs} - set(made.styles.paragraphs)
    assert set() == {*TABLE_STYLES, *CLAUSE_TABLE_STYLES, *PROSE_TABLE_STYLES} - set(made.styles.tables)
