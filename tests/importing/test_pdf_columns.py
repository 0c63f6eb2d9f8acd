"""Lines of a page: columns are read as their 条 count, sentences in no sure order are refused; what stands at the right is apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.project.intake.printed.columns import UnorderedError, columns
from pipeline.project.intake.printed.lines import paragraphs, rows
from tests.examples import examples
from tests.importing.glyphs import EM, PITCH, WORDS, printed


def lines_of_article(number: int, length: int) -> list[str]:
    text = f"第{number}条\u3000" + (WORDS * 4)[:length] + "。"
    return [text[at : at + 20] for at in range(0, len(text), 20)]


@settings(max_examples=examples(25), deadline=None)
@given(
    lengths=st.lists(st.integers(20, 90), min_size=4, max_size=7),
    first=st.integers(1, 30),
    offset=st.floats(0, PITCH),
    gutter=st.floats(1.7, 6),
)
def test_two_columns_are_read_one_after_the_other(lengths: list[int], first: int, offset: float, gutter: float):
    """Whatever 条 they hold, and whether or not the lines of both stand level."""
    articles = [lines_of_article(n, length) for n, length in enumerate(lengths, first)]
    half = len(articles) // 2
    sides = [[line for article in part for line in article] for part in (articles[:half], articles[half:])]
    title = printed(["海山市及び川田町における事務の連携に関する協約書の案の全部"], 60, 60)
    page = [*title, *printed(sides[0], 60, 100), *printed(sides[1], 60 + EM * (20 + gutter), 100 + offset)]

    found = columns(page)

    assert found is not None
    assert "".join(line for side in sides for line in side) == "".join(row.text for row in rows(found.within))
    assert ["海山市及び川田町における事務の連携に関する協約書の案の全部"] == [row.text for row in rows(found.above)]
    assert len(page) == len(found.above) + len(found.within) + len(found.below)


def test_sentences_beside_each_other_that_nothing_orders_are_refused():
    """Two columns without 条, or an old and a new text: the words of one went between those of the other."""
    side = [f"{WORDS * 3}、{WORDS}。"[at : at + 20] for at in range(0, 180, 20)]

    with pytest.raises(UnorderedError, match="甲は圏域の発展のため"):
        columns([*printed(side, 60, 100), *printed(side, 300, 100)])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (["甲", "海山市", "海山市中央一丁目1番1号", "海山市長　海野一郎"], ["乙", "川田町", "川田町本町2番地", "川田町長　川田花子"]),
        (["甲", "海山県海山市中央一丁目1番1号", "海山市長職務代理者副市長海野一", "海山市長職務代理者副市長海野一"], ["乙", "海山県川田郡川田町本町二番地の三", "川田町長職務代理者副町長川田花子", "川田町長職務代理者副町長川田花子"]),
        (["分野", "医療", "産業", "観光", "防災"], ["取組", "救急医療を行う。", "企業を誘致する。", "計画を作る。", "訓練を行う。"]),
        (["（目的）", "", "（取組）", "", "（協議）"], lines_of_article(1, 30) + lines_of_article(2, 20) + lines_of_article(3, 4)),
    ],
    ids=["names", "names as long as each other", "a list", "captions at the side"],
)  # fmt: skip
def test_what_is_read_across_is_no_columns(left: list[str], right: list[str]):
    assert columns([*printed(left, 60, 100), *printed(right, 330, 100)]) is None


def test_lines_that_end_at_the_right_edge_are_one_each():
    """The day and the number of a notice below the title were joined: 令和7年4月1日県指令第120号."""
    day, number, text = (
        "令和七年四月一日",
        "県指令第一二〇号の二",
        "組合は、この規約の定めるところにより、次の事務を行うものとする",
    )
    right = 60 + EM * len(text)
    page = [
        *printed([day], right - EM * len(day), 60),
        *printed([number], right - EM * len(number), 60 + PITCH),
        *printed([text, "。"], 60, 60 + 2 * PITCH),
    ]

    assert [(day, 1), (number, 1), (text + "。", 2)] == paragraphs(rows(page), right)
