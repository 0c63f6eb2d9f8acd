"""A title that Word would part within a word is narrower, so that its lines end between phrases."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Para, Run
from pipeline.notation.text.char_width import width_em
from pipeline.writers.docx.body.filled.titles import AS_IT_IS, narrowed, of_heading
from pipeline.writers.docx.template.stylesheet import Indent
from tests.writers.docx.invariants import faults
from tests.writers.docx.kit import W, agreement, base, document_root, para, written


def filled(words: str, width: float) -> list[str]:
    """The words in lines that take as much as they hold; enough for words without western ones."""
    lines = [""]
    for char in words:
        if lines[-1] and width_em(lines[-1] + char) > width and char not in "）」、":
            lines.append("（" * lines[-1].endswith("（"))
            lines[-2] = lines[-2].removesuffix("（")
        lines[-1] += char
    return lines


@pytest.mark.parametrize(
    ("parts", "room"),
    [
        (["第３期椿浦広域連携中枢都市圏ビジョンの概要について", "（令和８年３月改訂版）"], 27.75),
        (
            [
                "椿浦市第３次総合計画後期基本計画及び",
                "椿浦市まち・ひと・しごと創生総合戦略",
                "（令和８年度～令和１２年度）",
            ],
            24.6,
        ),
    ],
)
def test_lines_of_a_title_end_between_phrases(parts: list[str], room: float):
    """「（令／和8年3月改訂版）」 and 「令和12年／度）」 on the cover of a Word file."""
    words = "".join(parts)

    assert parts != filled(words, room)
    assert parts == filled(words, room - narrowed(words, room).em)


def test_a_first_line_is_narrower_by_itself_where_all_cannot_be():
    """「居場所づく／り及び」 and 「（令／和8年度」 on the cover of a Word file; the shift of half a character is not seen."""
    parts = [
        "第三次椿浦市こども・若者・子育て家庭の",
        "居場所づくり及び切れ目のない支援の推進に",
        "関する総合計画（後期、改訂の版）",
    ]
    words = "".join(parts)
    found = narrowed(words, 24.6)

    assert 0 < abs(found.first_em) <= 2
    first = filled(words, 24.6 - found.em - found.first_em)[0]
    assert parts[0] == first
    assert parts[1:] == filled(words.removeprefix(first), 24.6 - found.em)


def test_a_title_that_must_be_parted_within_words_is_so_as_seldom_as_can_be():
    words = "基本方針を支えるこども・若者地域福祉における切れ目のない椿浦市に関する前期居場所づくり協議会"

    assert [
        "基本方針を支えるこども・若者地域福祉にお",
        "ける切れ目のない椿浦市に関する前期居場所",
        "づくり協議会",
    ] == filled(words, 20)
    assert [
        "基本方針を支えるこども・若者地域",
        "福祉における切れ目のない椿浦市に",
        "関する前期居場所づくり協議会",
    ] == filled(words, 20 - narrowed(words, 20).em)


def test_lines_end_alike_where_another_font_has_wider_letters():
    """「持続可能／な地域社会」: the letters of LibreOffice's font took a character more than those of the template's."""
    words = "ABC市における公共交通の再構築と持続可能な地域社会の形成に関する基本的な方針"
    room = 27.75 - narrowed(words, 27.75).em

    wide = 0.18 * len("ABC")
    assert ["ABC市における公共交通の再構築と持続可能な"] * 2 == [filled(words, room - w)[0] for w in (0, wide)]


@pytest.mark.parametrize("words", ["青森市総合計画", "青森圏域における連携中枢都市圏形成に係る連携協約書の概要"])
def test_a_title_that_is_parted_well_or_not_at_all_is_as_wide_as_the_sheet(words: str):
    assert AS_IT_IS == narrowed(words, 18)


@given(st.text("総合計画のま（）・令和12年度　A", max_size=70), st.floats(8, 40))
def test_no_title_is_narrower_than_half_the_sheet(words: str, room: float):
    assert 0 <= narrowed(words, room).em <= room / 2


def test_the_indents_of_a_narrower_title_are_alike_at_both_sides():
    words = "第３期椿浦広域連携中枢都市圏ビジョンの概要について（令和８年３月改訂版）"
    data = written(agreement(para("文書題名", words), para("本文段落", words)), base())
    indents = [
        p.find(f"{W}pPr/{W}ind")
        for p in document_root(data).iter(W + "p")
        if words == "".join(t.text or "" for t in p.iter(W + "t"))
    ]

    assert [] == faults(data)
    assert 2 == len(indents)
    assert indents[1] is None
    assert indents[0] is not None
    assert indents[0].get(W + "left") == indents[0].get(W + "right")


def test_a_heading_at_the_left_ends_its_lines_between_phrases():
    """「…二行になるかもしれな／い見出し」 in a Word file; what hangs behind its number stays there."""
    words = "項の名前は少し長い名前であり目次の中で二行になるかもしれない見出しの名前である"
    long_label = Para("本文見出し3", (Run(words),), (Run("第１２３節　"),))
    heading = replace(long_label, label=(Run("1　"),))
    right = re.search('w:right="([0-9]+)"', of_heading(heading, Indent(480, 480), 37.0, 240))

    assert right is not None
    assert filled(words, 35.0) != filled(words, 35.0 - int(right[1]) / 240)
    assert filled(words, 35.0 - int(right[1]) / 240)[0][-1] in "はでにの"
    assert "" == of_heading(long_label, Indent(480, 480), 37.0, 240)
    assert "" == of_heading(replace(heading, runs=(Run("短い見出し"),)), Indent(480, 480), 37.0, 240)
