"""The pages of each entry of the outline: from its heading up to the next, whose page counts only if words stand above it."""

from __future__ import annotations

from datetime import date

from pipeline.diagnostics import Problems
from pipeline.galley import Block, Galley, PageBreak, Part
from pipeline.kinds.kind import PageSpan
from pipeline.project.export import contents_pages
from tests.typeset.kit import design
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
