"""Which of the lines above the first 条 is the title, with the mark and the sort that a 例規集 prints around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import SourceFile, Span
from pipeline.importing.paper import Line
from pipeline.importing.structure.draft import Draft
from pipeline.importing.structure.head import read_head

NAMES = st.sampled_from(["東谷市及び西原町", "○○市及び△△町", "〇〇市と西原町", "●●市及び○○町"])
PREAMBLE = "東谷市（以下「甲」という。）及び西原町（以下「乙」という。）は、次のとおり連携協約を締結する。"


def head_of(*lines: str) -> Draft:
    draft = Draft()
    read_head([Line(text, Span(SourceFile("paper.txt", text), 0, len(text))) for text in (*lines, PREAMBLE)], draft)
    return draft


@given(
    NAMES,
    st.sampled_from(["", "○", "◎"]),
    st.sampled_from(["", "連携協約", "協約", "規約", "告示第55号"]),
    st.booleans(),
)
def test_the_title_is_the_line_that_names_the_paper(names: str, mark: str, sort: str, dated: bool):
    """○○市 keeps its circles, a mark is none of the title, and what sort the paper is of stands below it."""
    title = f"{names}における連携中枢都市圏の形成に係る連携協約"

    draft = head_of(mark + title, *["平成27年4月5日"] * dated, *[sort] * bool(sort))

    assert (title, mark) == (draft.title, draft.sign)
    assert [] == draft.above_title
    assert sort in ["", *draft.below_title]


@pytest.mark.parametrize("sort", ["連携協約書", "協定書"])
def test_a_cover_names_the_paper_more_fully_than_its_first_page(sort: str):
    """Names of the parties between the two make a cover, whose title may say more."""
    draft = head_of("東谷市及び西原町における連携協約書", "平成27年4月5日", "東谷市", "西原町", sort)

    assert (True, sort) == (draft.has_cover, draft.name)
