"""The template of kinds that have none of their own: what the program writes, with every style of plain documents."""

from __future__ import annotations

import pytest

from pipeline.diagnostics import Problems, Rejected
from pipeline.galley import Grid
from pipeline.galley.styles import PARTS, PROSE_PARAGRAPH_STYLES, PROSE_TABLE_STYLES, TABLE_STYLES
from pipeline.writers.docx import Template, compile_template, read_contract, write
from pipeline.writers.docx.template_base import new_base_template
from tests.writers.docx.kit import ROOT, agreement, para, read_back, row, shipped, unzipped, written


def base() -> Template:
    problems = Problems()
    contract = read_contract(ROOT / "templates/docx/base.yaml", problems, "base.yaml")
    assert contract is not None, problems.found
    made = compile_template(new_base_template(), "base.docx", contract, problems)
    assert [] == problems.found
    assert made is not None
    return made


def test_the_committed_template_is_what_the_program_writes():
    """Parts, not bytes: another zlib packs the same parts otherwise."""
    assert unzipped(new_base_template()) == unzipped((ROOT / "templates/docx/base.docx").read_bytes())


def test_it_defines_every_style_of_plain_documents():
    styles = base().styles

    assert set(PROSE_PARAGRAPH_STYLES) <= set(styles.paragraphs)
    assert {*TABLE_STYLES, *PROSE_TABLE_STYLES} <= set(styles.tables)
    assert base().contract.slots == PARTS


@pytest.mark.parametrize("style", PROSE_PARAGRAPH_STYLES)
def test_a_paragraph_of_every_style_is_written(style: str):
    made = written(agreement(para(style, "言葉", "1　")), base())

    assert "1　言葉" in read_back(made)


def test_a_template_without_a_style_that_the_document_uses_is_refused():
    """The template of agreements has no 本文見出し1."""
    problems = Problems()
    galley = agreement(para("本文見出し1", "概要"), Grid("分野表", (), (row("観光", "宣伝"),), "分野"))

    with pytest.raises(Rejected):
        write(galley, shipped(), problems)
    assert ["段落スタイル「本文見出し1」", "表スタイル「分野表」"] == [
        d.message.removeprefix("文書が使う").removesuffix("が、ひな形にありません") for d in problems.errors
    ]
