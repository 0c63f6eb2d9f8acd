"""Citations: read, written and found, of this document and of others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.notation import citation
from pipeline.notation.citation import Citation, Relative
from pipeline.notation.problem import NotationError
from tests.notation.strategies import citations, property_test, widths

LAW = "地方自治法（昭和22年法律第67号）"


def shown(text: str) -> list[str]:
    """Each find as its words, with * if it belongs to another law."""
    return [text[found.start : found.end] + "*" * found.external for found in citation.find(text)]


@property_test
@given(citations(), st.sampled_from(["arabic", "kanji"]), widths)
def test_a_citation_is_read_back_from_its_words(cited, style, width):
    assert cited == citation.parse(citation.format(cited, style, width))


@property_test
@given(citations(), st.sampled_from(["arabic", "kanji"]))
def test_a_citation_is_found_in_running_text_with_its_place(cited, style):
    words = citation.format(cited, style)
    law = "構想推進要綱" if cited.part else ""

    (found,) = citation.find(f"　{law}{words}に規定する。")

    assert cited == found.citation
    assert (1 + len(law), 1 + len(law) + len(words)) == (found.start, found.end)
    assert bool(law) == found.external


def test_labels_of_the_levels():
    assert "第3条の2" == citation.article_label((3, 2))
    assert "第2項" == citation.paragraph_label(2)
    assert "第2号の3" == citation.item_label((2, 3))
    assert ["別表", "別表第2"] == [citation.schedule_label(()), citation.schedule_label((2,))]


@pytest.mark.parametrize(
    "text",
    ["", "第条の2", "第0条", "第〇条", "第23条1項", "第1項第3条", "第3条の規定", "第3条第2", "第2五条", "3条", "第1章第3条",
     "第3条の", "第 3 0 条", "第3条第0項", "附則附則", "イ"],
)  # fmt: skip
def test_what_is_no_citation_is_refused(text):
    with pytest.raises(NotationError):
        citation.parse(text)


@pytest.mark.parametrize("cited", [Citation(), Citation(article=(0,)), Citation(article=(3,), paragraph=0)])
def test_a_citation_of_nothing_cannot_be_written(cited):
    with pytest.raises(NotationError):
        citation.format(cited)


def test_a_law_before_the_citation_is_skipped():
    assert Citation(article=(252, 2), paragraph=1) == citation.parse("地方自治法第２５２条の２第１項")


@pytest.mark.parametrize(
    ("words", "relative", "cited"),
    [
        ("前条", Relative("前", "条"), None),
        ("次条第2項", Relative("次", "条"), Citation(paragraph=2)),
        ("前項第3号イ", Relative("前", "項"), Citation(item=(3,), sub=("イ",))),
        ("次項", Relative("次", "項"), None),
        ("前号", Relative("前", "号"), None),
        ("前二項", Relative("前", "項", 2), None),
        ("前2項", Relative("前", "項", 2), None),
        ("前３条", Relative("前", "条", 3), None),
        ("前各項", Relative("前各", "項"), None),
        ("前各号", Relative("前各", "号"), None),
        ("本条", Relative("本", "条"), None),
        ("この条", Relative("この", "条"), None),
        ("同条第4項", Relative("同", "条"), Citation(paragraph=4)),
        ("同項第2号", Relative("同", "項"), Citation(item=(2,))),
    ],
)
def test_a_relative_citation_is_found_with_what_stands_below_it(words, relative, cited):
    (found,) = citation.find(f"甲及び乙は、{words}の規定により")

    assert (relative, cited) == (found.relative, found.citation)
    assert (6, 6 + len(words)) == (found.start, found.end)
    assert not found.external


@pytest.mark.parametrize(
    "text",
    ["別表記", "条件", "前条例", "この条例", "本条約", "第1項目", "前項目", "事項", "要項", "第3条約", "第3条件", "目次項", "以前条",
     "法律第67号", "総行市第200号", "第2号議案", "第1号被保険者", "第5号車", "第31次", "第1回", "第3章", "第1款第2項", "前1条", "附則",
     "第1 県民参加", "国道347号", "第0条"],
)  # fmt: skip
def test_words_that_merely_hold_the_signs_are_no_citations(text):
    assert [] == shown(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LAW}第252条の2第1項の規定", ["第252条の2第1項*"]),
        ("地方自治法（昭和22年法律第67号。以下「法」という。）第3条、法第4条", ["第3条*", "第4条*"]),
        (f"{LAW}第252条の2第1項及び第4項", ["第252条の2第1項*", "第4項*"]),
        (f"{LAW}第3条（第5項を除く。）、第4条又は第5条", ["第3条*", "第5項", "第4条*", "第5条*"]),
        (f"{LAW}第3条の規定により、同条第2項", ["第3条*", "同条第2項*"]),
        ("民法第143条、同法第3条及び前条", ["第143条*", "第3条*", "前条"]),
        ("連携中枢都市圏構想推進要綱第3(1)", ["第3(1)*"]),
        ("青森市条例第5条、施行規則第2条、財務規程第7条", ["第5条*", "第2条*", "第7条*"]),
        ("「青森市行政組織規則」第3条", ["第3条*"]),
        ("（連携協約第5条）", ["第5条*"]),
        ("青森市条例別表第1", ["別表第1*"]),
        ("令和6年条例第9号附則第7項、昭和22年法律第67号第3条", ["附則第7項*", "第3条*"]),
        ("令和2年青森市告示第12号の2別表第1及び第4条", ["別表第1*", "第4条*"]),
        ("この連携協約第3条、本協約第4条、この条例第5条", ["第3条", "第4条", "第5条"]),
        ("この方法第3条", ["第3条"]),
        ("地方自治法の規定及び第3条", ["第3条"]),
        ("別表（第3条関係）", ["別表", "第3条"]),
        ("地方自治法第3条。\n第4条", ["第3条*", "第4条"]),
    ],
)
def test_a_citation_of_another_law_is_told_from_ones_own(text, expected):
    """The law directly before, 及び after such a citation, 同条 of one (samples 000 and 001)."""
    assert expected == shown(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第３条の２第１項第２号", ["第３条の２第１項第２号"]),
        ("第 3 条の 2", ["第 3 条の 2"]),
        ("第二百五十二条の二第一項", ["第二百五十二条の二第一項"]),
        ("第三条の一部、第3条の2人、第三条の十分の一", ["第三条", "第3条", "第三条"]),
        ("第2項及び第3項", ["第2項", "第3項"]),
        ("別表第2第3号、別表第2の3の項、別表第1号", ["別表第2第3号", "別表第2", "別表第1号"]),
        ("附則第2項、附則第3条第1項", ["附則第2項", "附則第3条第1項"]),
        ("第3号イベント", ["第3号"]),
        ("第5条　第3項の規定", ["第5条", "第3項"]),
    ],
)
def test_an_absolute_citation_is_found_whole(text, expected):
    assert expected == shown(text)


def test_a_range_is_one_find_with_both_ends():
    text = "第3条から第5条まで、第2項から前項まで、第1条～第4条"

    first, second, third = citation.find(text)

    assert [text[found.start : found.end] for found in (first, second, third)] == [
        "第3条から第5条まで",
        "第2項から前項まで",
        "第1条～第4条",
    ]
    assert Citation(article=(3,)) == first.citation
    assert first.until is not None
    assert second.until is not None
    assert (Citation(article=(5,)), 5, 8) == (first.until.citation, first.until.start, first.until.end)
    assert Relative("前", "項") == second.until.relative


def test_what_is_joined_shares_the_levels_above():
    """第4条第2項及び第3項 means 第4条第3項."""
    assert [False, True] == [found.joined for found in citation.find("第4条第2項及び第3項")]
    assert [False, False] == [found.joined for found in citation.find("第4条第2項の者及び第3項")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("前条第1項各号（第2号を除く。）の事項", ["前条第1項", "第2号+"]),
        ("第3条第1項各号(第2号及び第4号を除く。)の事項", ["第3条第1項", "第2号+", "第4号+"]),
        ("第3条各項（第2項を除く。）の規定", ["第3条", "第2項+"]),
        ("地方自治法第252条の2第1項各号（第2号を除く。）の事項", ["第252条の2第1項*", "第2号+*"]),
        ("第3条第2項（第4項において準用する場合を含む。）の規定", ["第3条第2項", "第4項"]),
        ("前条第1項各号（附則第2項を除く。）の事項", ["前条第1項", "附則第2項"]),
    ],
)
def test_what_a_bracket_leaves_out_of_each_item_stands_where_they_do(text: str, expected: list[str]):
    """（第2号を除く。） was looked for in the 条 that says so, and refused; + is joined, * another law's."""
    found = [f"{text[f.start : f.end]}{'+' * f.joined}{'*' * f.external}" for f in citation.find(text)]

    assert expected == found
