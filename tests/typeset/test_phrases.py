"""Titles break between phrases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.typeset.styling.stylesheet import Align
from tests.typeset.kit import set_text, style, texts, words

SIZE = 10.0
TITLE = style("題名")
FULL = style("題名", phrases=False)


def lines(text: str, characters: int, wanted=TITLE) -> list[str]:
    return [words(line) for line in set_text(text, characters * SIZE, wanted).lines]


def test_the_shipped_title_is_centred_and_breaks_between_phrases():
    assert (Align.CENTRED, True) == (TITLE.align, TITLE.phrases)


@pytest.mark.parametrize(
    ("text", "characters", "broken"),
    [
        ("形成に係る連携協約の一部を変更する連携協約", 11, ["形成に係る連携協約の", "一部を変更する連携協約"]),
        ("圏域の形成に係る協約", 7, ["圏域の形成に", "係る協約"]),
        ("保健、医療及び福祉の連携", 8, ["保健、医療及び", "福祉の連携"]),
        # Hiragana within a word is no end of a phrase.
        ("市町村の取り組みの計画", 7, ["市町村の", "取り組みの計画"]),
        # No phrase ends near: the line is filled.
        ("連携中枢都市圏形成協約書案", 8, ["連携中枢都市圏形", "成協約書案"]),
        # It ends too early: half of the line would stay empty.
        ("市の連携中枢都市圏形成協約書", 8, ["市の連携中枢都市", "圏形成協約書"]),
        ("短い題名", 8, ["短い題名"]),
    ],
)
def test_a_line_ends_with_a_phrase(text: str, characters: int, broken: list[str]):
    assert broken == lines(text, characters)


@given(texts, st.integers(1, 30))
def test_nothing_is_lost_and_no_line_is_longer_than_one_that_is_filled(text: str, characters: int):
    broken = lines(text, characters)

    assert text == "".join(broken)
    if broken:
        assert lines(text, characters, FULL)[0].startswith(broken[0])


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        # In the middle of トランスフォー|メーション and 改|訂版 each line would be full.
        (
            "第3次星見高原圏域広域連携によるデジタル・トランスフォーメーション及びコミュニティー再生総合推進計画（後期・改訂版）",
            ["第3次星見高原圏域広域連携による", "デジタル・トランスフォーメーション及び", "コミュニティー再生総合推進計画（後期・改訂版）"],
        ),
        ("「県・市町村連携推進会議」の推進体制及び年間スケジュールのイメージ", ["「県・市町村連携推進会議」の推進体制及び", "年間スケジュールのイメージ"]),
        ("平成30年度当初予算の概要（買い物支援推進事業、移住促進）", ["平成30年度当初予算の概要", "（買い物支援推進事業、移住促進）"]),
    ],
)  # fmt: skip
def test_a_heading_breaks_between_phrases_in_lines_that_match(text: str, broken: list[str]):
    wanted = style("文書題名")

    assert broken == [words(line) for line in set_text(text, 27 * wanted.size_pt, wanted).lines]


def test_the_title_on_a_cover_breaks_behind_a_blank():
    """「～水と緑がつなぐ　学びと／出会いのまち」 parted a phrase, and the lines did not match."""
    wanted, text = style("表紙題名"), "第3次篠辻市総合計画　～水と緑がつなぐ　学びと出会いのまち　しのつじ～"

    found = [words(line) for line in set_text(text, 24.6 * wanted.size_pt, wanted).lines]
    assert ["第3次篠辻市総合計画　～水と緑がつなぐ　", "学びと出会いのまち　しのつじ～"] == found


@pytest.mark.parametrize("name", ["表紙題名", "文書題名", "標語"])
def test_a_title_that_fills_its_lines_has_one_more_rather_than_a_parted_word(name: str):
    """「…及び椿浦市まち・ひ／と・しごと創生総合戦略」, for both lines were full; 「（令和／8年度～」 on the last page."""
    wanted = style(name)
    parts = ["椿浦市第3次総合計画後期基本計画及び", "椿浦市まち・ひと・しごと創生総合戦略", "（令和8年度～令和12年度）"]

    found = [words(line) for line in set_text("".join(parts), 24.6 * wanted.size_pt, wanted).lines]
    assert parts == found


@pytest.mark.parametrize("characters", [24, 28, 32, 36])
@pytest.mark.parametrize("name", ["表紙題名", "文書題名"])
def test_a_dash_behind_a_blank_begins_the_line_of_what_it_encloses(name: str, characters: int):
    """「…後期基本計画　～／人がつながり、…」 left the dash of a subtitle alone behind the title."""
    wanted, text = style(name), "第3次篠辻市総合計画後期基本計画　～人がつながり、ともに未来をひらいていくまち～"

    found = [words(line) for line in set_text(text, characters * wanted.size_pt, wanted).lines]
    assert ["第3次篠辻市総合計画後期基本計画　", "～人がつながり、ともに未来をひらいていくまち～"] == found


@pytest.mark.parametrize("name", ["題名", "件名"])
@pytest.mark.parametrize("last", ["条例", "計画", "要綱", "規則"])
def test_the_last_word_of_a_title_does_not_stand_alone(name: str, last: str):
    """「…の設置、管理及び処分に関する／条例」."""
    wanted = style(name)
    text = f"篠辻市公共施設等総合管理基金の設置、管理及び処分に関する{last}"

    found = [words(line) for line in set_text(text, (len(text) - 1.6) * wanted.size_pt, wanted).lines]
    assert 2 == len(found)
    assert found[0].endswith(("、", "の", "及び"))
    assert len(found[1]) >= len(text) / 5


@given(texts, st.integers(3, 30), st.sampled_from(["文書題名", "本文見出し1", "本文見出し4"]))
def test_a_heading_has_no_more_lines_than_it_fills_and_a_title_one_at_most_and_none_is_opened(
    text: str, characters: int, name: str
):
    wanted = style(name)
    width = characters * wanted.size_pt
    full = set_text(text, width, replace(wanted, phrases=False, optimal=False, lone=True)).lines
    broken = set_text(text, width, wanted).lines

    assert text == "".join(map(words, broken))
    assert len(full) <= len(broken) <= len(full) + (name == "文書題名" and len(full) > 1)
    if len(broken) > 1:
        assert all(line.spacing_mem == 0 for line in broken)


def test_two_lines_of_a_head_that_are_as_unlike_part_where_scripts_change():
    """「オンライ／ン申請件数」 was as balanced as 「オンライン／申請件数」."""
    head = replace(style("表見出し"), phrases=False)
    em = head.size_pt

    assert ["オンライン", "申請件数"] == [words(line) for line in set_text("オンライン申請件数", 5 * em, head).lines]


@pytest.mark.parametrize(
    ("text", "characters", "broken"),
    [
        ("分担金及び負担金", 4, ["分担金", "及び", "負担金"]),
        ("分担金及び負担金", 5, ["分担金及び", "負担金"]),
        ("国庫支出金（千円）", 5, ["国庫支出金", "（千円）"]),
    ],
)
def test_a_head_takes_one_line_more_rather_than_part_a_word(text: str, characters: int, broken: list[str]):
    """「分担金及／び負担金」 in a table of a budget."""
    head = replace(style("表見出し"), phrases=False)

    assert broken == [words(line) for line in set_text(text, characters * head.size_pt, head).lines]


@pytest.mark.parametrize("name", ["図版題", "表の題"])
def test_the_title_of_a_picture_or_a_table_breaks_between_phrases(name: str):
    """「…どこで折れる／かを確かめる」 below a picture."""
    title = style(name)
    text = "図4　小さな写真の題は、写真の幅よりずっと長く、どこで折れるかを確かめるための長い題である"
    broken = [words(line) for line in set_text(text, 36 * title.size_pt, title).lines]

    assert text == "".join(broken)
    assert 2 == len(broken)
    assert broken[0][-1] in "、はをの"
