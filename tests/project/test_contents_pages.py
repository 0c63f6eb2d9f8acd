"""The pages of each entry of the outline: from its heading up to the next, whose page counts only if words stand above it."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.diagnostics import Problems
from pipeline.galley import Block, Galley, PageBreak, Part
from pipeline.galley.contents import with_pages
from pipeline.kinds.kind import PageSpan
from pipeline.project import compiling
from pipeline.project.export import contents_pages
from pipeline.project.plan import plan
from pipeline.project.session import Session
from pipeline.typeset.replay import Memory
from pipeline.writers import pdf
from tests.typeset.kit import design
from tests.workshop import ROOT
from tests.writers.pdf.kit import FONTS, para

# More than a page and less than two.
LONG = "連携して取り組むものとする。" * 130


def spans(*blocks: Block) -> list[PageSpan]:
    galley = Galley("題", "題", "甲", date(2019, 12, 25), (Part("本文", blocks),))
    return contents_pages.spans(galley, design(), FONTS, Problems())


def heading(words: str) -> Block:
    return para("条見出し", words, heading=1, outline=words)


def test_a_project_goes_on_to_the_page_on_which_the_next_begins_below_its_words():
    """P. 1～2 and P. 2: the second begins in the middle of the page where the first ends."""
    first, second = spans(heading("（一）"), para("条", LONG), heading("（二）"), para("条", "終わり。"))

    assert (first.first, first.last) == (1, 2)
    assert (second.first, second.last) == (2, 2)


def test_a_project_ends_before_the_page_that_the_next_begins():
    first, second = spans(
        heading("（一）"), para("条", "短い。"), PageBreak(), heading("（二）"), para("条", "終わり。")
    )

    assert (first.first, first.last) == (1, 1)
    assert (second.first, second.last) == (2, 2)


@pytest.mark.parametrize("name", ["aomori-shi/keikaku", "shiomi/keikaku"])
def test_a_layout_from_memory_is_the_layout_from_nothing(name: str):
    """The second layout of a document with 目次 takes over what the first one set: all but the lines that name pages."""
    session, problems = Session(ROOT), Problems()
    (assignment,) = plan(session, (name,), problems).assignments
    galley = compiling.set_galley(assignment.original, None, problems)
    sheet = session.templates.find("pdf", assignment.original.kind.template, "yaml")
    assert sheet is not None
    design = session.templates.design(sheet, problems)
    assert design is not None
    fonts, memory = session.templates.fonts, Memory(most_texts=10**6)
    pages = dict.fromkeys(pdf.laid_out(galley, design, fonts, memory).anchors, "123")
    paged = with_pages(galley, pages, assignment.original.profile.house)
    layout = pdf.laid_out(paged, design, fonts, memory)

    assert pdf.write(paged, design, fonts, problems) == pdf.write(paged, design, fonts, problems, layout=layout)
