"""Runs: citations as fields, readings over words, underlines, names spread over a fixed width."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from lxml import etree

from pipeline.diagnostics import Problems, Rejected
from pipeline.galley import Galley, Para, Part, Run
from pipeline.writers.docx import Template, bookmark_name, new_template, write
from tests.writers.docx.kit import (
    STYLES,
    W,
    agreement,
    changed,
    compiled,
    contract_with,
    document_root,
    fields_of,
    galley_lines,
    para,
    read_back,
    shipped,
    style_id,
    written,
)


def with_fields() -> Template:
    """The shipped template under a contract that wants citations as fields."""
    return compiled(new_template(), contract_with("引用: 文字", "引用: フィールド"))


def citing(*runs: Run) -> Galley:
    """An agreement whose second article cites."""
    body = (para("条", "目的とする。", "第1条　", "目的"), Para("条", runs, (Run("第2条　"),), anchor="取組"))
    schedule = (para("別表見出し", "別表（第1条関係）", anchor="別表"),)
    return replace(agreement(), parts=(Part("本文", body), Part("別表", schedule)))


def bookmarked(data: bytes, anchor: str) -> str:
    """The words between the ends of a bookmark."""
    (start,) = [b for b in document_root(data).iter(W + "bookmarkStart") if b.get(W + "name") == bookmark_name(anchor)]
    words = []
    for element in start.itersiblings():
        if element.tag == W + "bookmarkEnd":
            break
        words += [t.text or "" for t in element.iter(W + "t")]
    return "".join(words)


def test_a_citation_that_repeats_a_label_is_a_field_with_the_printed_words() -> None:
    galley = citing(
        Run("甲は、"), Run("第1条", target="目的"), Run("及び"), Run("別表", target="別表"), Run("による。")
    )
    data = written(galley, with_fields())
    assert fields_of(data) == [
        (f"REF {bookmark_name('目的')} \\h", "第1条"),
        (f"REF {bookmark_name('別表')} \\h", "別表"),
    ]
    assert galley_lines(galley) == read_back(data)
    assert docx.Document(io.BytesIO(data)).paragraphs[1].text == "第2条　甲は、第1条及び別表による。"


def test_a_citation_in_the_heading_of_a_schedule_is_a_field_and_no_part_of_its_bookmark() -> None:
    heading = Para("別表見出し", (Run("別表"), Run("（"), Run("第1条", target="目的"), Run("関係）")), anchor="別表")
    galley = replace(
        citing(Run("別表", target="別表")),
        parts=(*citing(Run("別表", target="別表")).parts[:1], Part("別表", (heading,))),
    )
    data = written(galley, with_fields())

    assert [(f"REF {bookmark_name(a)} \\h", words) for a, words in (("別表", "別表"), ("目的", "第1条"))] == fields_of(
        data
    )
    assert "別表" == bookmarked(data, "別表")
    assert "別表（第1条関係）" == read_back(data)[-1]


@pytest.mark.parametrize(("anchor", "words"), [("目的", "第1条"), ("取組", "第2条"), ("別表", "別表")])
def test_the_bookmark_of_a_field_holds_the_words_that_the_field_shows(anchor: str, words: str) -> None:
    """After F9 Word prints what the bookmark holds: neither the space of the label nor （第1条関係）."""
    assert words == bookmarked(written(citing(Run("a")), with_fields()), anchor)


@pytest.mark.parametrize("text", ["前条", "第1条第2項", "第1条　", ""])
def test_other_words_than_the_label_stay_plain(text: str) -> None:
    assert fields_of(written(citing(Run("a"), Run(text, target="目的"), Run("b")), with_fields())) == []


def test_citations_are_plain_words_unless_the_contract_wants_fields() -> None:
    assert fields_of(written(citing(Run("第1条", target="目的")))) == []


def test_a_citation_of_a_place_outside_the_document_stays_plain() -> None:
    assert fields_of(written(citing(Run("第1条", target="なし")), with_fields())) == []


def test_readings_stand_over_their_words_at_half_the_size() -> None:
    galley = agreement(Para("条", (Run("甲は、"), Run("蓬田村", ruby="よもぎたむら"), Run("とする。"))))
    data = written(galley)
    (ruby,) = document_root(data).iter(W + "ruby")
    values = {str(e.tag).removeprefix(W): e.get(W + "val") for e in ruby[0]}
    assert values == {
        "rubyAlign": "distributeSpace",
        "hps": "12",
        "hpsRaise": "22",
        "hpsBaseText": "24",
        "lid": "ja-JP",
    }
    assert ["".join(str(t) for t in part.itertext()) for part in list(ruby)[1:]] == ["よもぎたむら", "蓬田村"]
    assert galley_lines(galley) == read_back(data)


@pytest.mark.parametrize(("style", "line"), [("条", "440"), ("表本文", None), ("表数値", "285")])
def test_lines_with_readings_have_room_and_stay_one_row_of_the_grid(style: str, line: str | None) -> None:
    """条: the grid (22 pt). 表本文 (9.5 pt): its 14.5 pt hold one and a half sizes; 表数値 is cut to 12 pt here."""
    low = changed(
        STYLES,
        lambda xml: xml.replace(
            'w:line="290" w:lineRule="exact"/><w:jc w:val="right"/>',
            'w:line="240" w:lineRule="exact"/><w:jc w:val="right"/>',
        ),
    )
    data = written(agreement(Para(style, (Run("蓬田村", ruby="よもぎたむら"),))), compiled(low))
    found = [
        p.find(f"{W}pPr/{W}spacing") for p in document_root(data).iter(W + "p") if p.find(f".//{W}ruby") is not None
    ]
    assert [line] == [None if s is None else s.get(W + "line") for s in found]


def test_readings_are_checked_for_characters_that_xml_cannot_hold() -> None:
    problems = Problems()
    with pytest.raises(Rejected):
        write(agreement(Para("条", (Run("村", ruby="a\x01"),))), shipped(), problems)
    assert [(p.code, str(p.place)) for p in problems.errors] == [("文字", "文書: ルビ")]


def test_underlined_words_bear_the_style_that_the_clerk_defines() -> None:
    data = written(agreement(Para("条", (Run("下線を"), Run("引く語", "下線"), Run("。")))))
    (run,) = [r for r in document_root(data).iter(W + "r") if r.find(f"{W}rPr/{W}rStyle") is not None]
    assert "".join(str(t) for t in run.itertext()) == "引く語"
    assert f'w:val="{style_id("下線")}"' in etree.tostring(run, encoding="unicode")
    assert document_root(data).find(f".//{W}u") is None


def test_a_name_is_spread_in_the_size_of_its_own_style() -> None:
    """氏名: 7 characters of 16 pt = 2240 twips."""
    large = changed(
        STYLES,
        lambda xml: xml.replace(
            '<w:name w:val="氏名"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>',
            '<w:name w:val="氏名"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr><w:sz w:val="32"/></w:rPr>',
        ),
    )
    data = written(agreement(para("記名者", "久慈修一", run_style="氏名")), compiled(large))
    assert {e.get(W + "val") for e in document_root(data).iter(W + "fitText")} == {"2240"}
