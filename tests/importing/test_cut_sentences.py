"""A sentence that the end of a line cut is one sentence again, wherever it was cut, and that is told."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.importing.structure import marks
from pipeline.importing.structure.read import begins_part, read
from tests.importing.agreements import sentences
from tests.importing.test_word import paper, paragraph

TITLE = "災害時の協力に関する協定書"


def texts(*lines: str) -> str:
    return "".join(map(paragraph, lines))


@given(sentences, sentences, st.data())
def test_a_sentence_cut_anywhere_behind_its_subject_is_whole(said: str, more: str, data: st.DataObject):
    """Lines of a narrow column are short: 「…防災に取」 stood as a text, and its rest behind it as another."""
    at = data.draw(st.integers(said.index("は、") + 2, len(said) - 1))
    above, below = said[:at], said[at:]
    assume(not (marks.labels(below) or marks.chapter(below) or begins_part(below)))

    draft = read(paper(texts(TITLE, f"第１条　{above}", below, f"第２条　{more}")).paper)

    assert [said, more] == [c.text for article in draft.body for c in article.children]
    assert [[], []] == [c.after for article in draft.body for c in article.children]
    assert any("途中で改行された文をつなぎました" in n.message for n in draft.notes)


@pytest.mark.parametrize("above", ["委員は、下記の者", "目的", "役割：甲は、次に掲げる者"])
def test_what_names_a_list_or_a_text_is_not_joined(above: str):
    draft = read(paper(texts(TITLE, f"第１条　{above}", "北浜市", "第２条　甲は、協力する。")).paper)

    assert above == draft.body[0].children[0].text


@given(st.sampled_from(["観光の振興", "救急医療"]), st.sampled_from(["（関係市町村の区域に限る。）", "（「隊」を除く。以下同じ。）"]),
       st.sampled_from(["", "。", "に関すること。"]), st.data())  # fmt: skip
def test_an_item_whose_bracket_stands_open_goes_on(head: str, within: str, end: str, data: st.DataObject):
    """「（区域を超えるものに限」 became a heading, and 「る。）。」 the text below it."""
    said = head + within + end
    at = data.draw(st.integers(len(head) + 1, len(head + within) - 1))
    assume(not marks.labels(said[at:]))

    draft = read(paper(texts(TITLE, "第１条　次のとおりとする。", f"(1)　{said[:at]}", said[at:], "(2)　その他")).paper)

    items = draft.body[0].children[0].children
    assert [(said, None), ("その他", None)] == [(item.text, item.caption) for item in items]
    assert any("途中で改行された文をつなぎました" in n.message for n in draft.notes)
