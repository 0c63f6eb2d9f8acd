"""How the texts of plain documents cite their headings: numbers computed, what both share unsaid."""

from __future__ import annotations

import pytest

from pipeline.diagnostics import Problems
from pipeline.notation.house_style import House
from pipeline.tree.nodes import Passage, Reference, text_of
from pipeline.tree.number import number
from pipeline.tree.refer import BoundDocument, refer
from pipeline.wording import Scope, compose_tree

CHAPTERS = """\
@見出し1 Ⅰ | | 経緯
@見出し2 1 | | 背景
@見出し1 Ⅰ | 概要 | ビジョンの概要
@見出し2 1 | | 目的
@見出し3 (1) | | 人口
{}
@見出し3 (1) | | 産業
@見出し4 | | 基本方向
@見出し2 1 | | 期間
@見出し1 第1章 | | 推進体制
@見出し2 第1 | | 会議
@見出し3 《》 | | 活動方向
"""


def bound(wording: str) -> tuple[BoundDocument, Problems]:
    problems = Problems()
    model = {
        "c": lambda key: (Reference(key),),
        "f": lambda key: (Reference(key, "絶対"),),
    }
    tree = compose_tree("k", wording, model, Scope({}, House()), problems)
    return refer(number(tree, problems), problems), problems


def cited(key: str, form: str = "c", wording: str = CHAPTERS) -> str:
    """The words of a citation that stands under Ⅱ 1 (1)."""
    document, problems = bound(wording.format(f'@段落 {{{{ {form}("{key}") }}}}'))
    assert [] == problems.found
    [words] = [text_of(b.text) for b in document.document.body if isinstance(b, Passage)]
    return words


@pytest.mark.parametrize(
    ("key", "words", "in_full"),
    [
        ("背景", "Ⅰの1", "Ⅰの1"),
        ("概要", "Ⅱ", "Ⅱ"),
        ("目的", "1", "Ⅱの1"),
        ("期間", "2", "Ⅱの2"),
        ("人口", "(1)", "Ⅱの1(1)"),
        ("産業", "(2)", "Ⅱの1(2)"),
        ("推進体制", "第3章", "第3章"),
        ("会議", "第3章第1", "第3章第1"),
        ("産業/基本方向", "(2)の「基本方向」", "Ⅱの1(2)の「基本方向」"),
        ("活動方向", "第3章第1の《活動方向》", "第3章第1の《活動方向》"),
    ],
)
def test_a_heading_is_cited_by_its_numbers_from_where_they_part(key: str, words: str, in_full: str):
    """公用文: 第2の1(1) from elsewhere, (1) from within the same 1; a heading without a number by its words."""
    assert words == cited(key)
    assert in_full == cited(key, "f")


def test_a_chapter_more_moves_every_citation():
    moved = CHAPTERS.replace("@見出し1 Ⅰ |", "@見出し1 Ⅰ | | はじめに\n@見出し1 Ⅰ |", 1)

    assert ["Ⅱの1", "第4章第1"] == [cited(key, wording=moved) for key in ("背景", "会議")]


@pytest.mark.parametrize(("sign", "words"), [("㋐", "Ⅰの1㋑"), ("⑴", "Ⅰの1⑵"), ("❶", "Ⅰの1❷"), ("ⅰ", "Ⅰの1のⅱ")])
def test_enclosed_signs_stand_behind_a_number_as_circled_ones_do(sign: str, words: str):
    """1の㋑ stood beside 1②."""
    deep = f"@見出し1 Ⅰ | | 章\n@見出し2 1 | | 節\n@見出し3 {sign} | | 甲\n@見出し3 {sign} | | 乙\n@見出し1 Ⅰ | | 次\n{{}}\n"

    assert words == cited("乙", wording=deep)


def test_stops_behind_a_number_are_no_part_of_it():
    """I. and 1. (sample 004)."""
    assert "Iの2" == cited(
        "乙", wording="@見出し1 I. | | 章\n@見出し2 1. | | 甲\n@見出し2 1. | | 乙\n@見出し1 I. | | 次\n{}\n"
    )


def test_chapters_that_are_not_numbered_are_named_from_outside_alone():
    wording = "@見出し1 | | 方針\n@見出し2 1 | | 体制\n@見出し1 | | 調査\n@見出し2 1 | | 対象\n{}\n"

    assert ["「方針」の1", "1"] == [cited(key, "f", wording) for key in ("体制", "対象")]


def test_a_heading_that_is_cited_is_a_place_to_go_to():
    document, _ = bound(CHAPTERS.format('@段落 {{ c("会議") }}'))

    assert {("推進体制", "会議")} == document.cited_headings


@pytest.mark.parametrize(
    ("key", "message", "cure"),
    [
        ("会義", "「会義」という見出し又はキーはありません", "「会議」の書き誤りではありませんか"),
        ("1/目的", "「1/目的」という見出し又はキーはありません", "「目的」の書き誤りではありませんか"),
    ],
)
def test_a_heading_that_is_not_there_is_refused(key: str, message: str, cure: str):
    _, problems = bound(CHAPTERS.format(f'@段落 {{{{ c("{key}") }}}}'))

    assert [(message, cure)] == [(e.message, e.cure) for e in problems.errors]


def test_a_heading_without_a_number_that_cites_another_cannot_be_cited():
    """Its words are known only after its own citation is bound."""
    wording = '@見出し1 Ⅰ | | 章\n@見出し1 | 補足 | {{ c("章") }}の補足\n@見出し2 1 | | 甲\n@見出し1 Ⅰ | | 次\n@段落 {{ c("補足") }}'
    _, problems = bound(wording)

    assert ["番号のない見出し「補足」は、その語に引用があるので引用できません"] == [e.message for e in problems.errors]


def test_headings_of_one_name_must_be_told_apart():
    wording = "@見出し1 Ⅰ | | 章\n@見出し2 1 | | 課題\n@見出し1 Ⅰ | | 次\n@見出し2 1 | | 課題\n{}\n"
    _, problems = bound(wording.format('@段落 {{ c("課題") }}'))

    assert ["「課題」に当たるものが2つあります"] == [e.message for e in problems.errors]
    assert "Ⅰの1" == cited("章/課題", wording=wording)
