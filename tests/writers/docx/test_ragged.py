"""Lines before a long address are not opened to the full measure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from pipeline.galley import Cell, Grid, Para, Row, Run
from tests.writers.docx.invariants import faults
from tests.writers.docx.kit import W, agreement, base, document_root, para, row, unzipped, written

ADDRESS = "https://example.lg.jp/oku/life/2026/index.html"


def aligned(text: str, style: str) -> str | None:
    """How the paragraph with this text is aligned besides its style."""
    inside = style == "表本文"
    block = (
        Grid("役割分担表", (), (row(text, "協力する。", style=style),), "表")
        if inside
        else para(style, text, "2　", "甲")
    )
    data = written(agreement(block))
    assert [] == faults(data)
    [found] = [p for p in document_root(data).iter(W + "p") if text in "".join(t.text or "" for t in p.iter(W + "t"))]
    align = found.find(f"{W}pPr/{W}jc")
    return None if align is None else align.get(W + "val")


@pytest.mark.parametrize("style", ["項", "表本文"])
def test_a_paragraph_with_an_address_is_ragged(style: str):
    """「Web　サ　イ　ト　「　OKU-TSUGARU」 filled a line before an address that had no room on it."""
    assert "left" == aligned(f"ウェブサイト（{ADDRESS}）で公表する。", style)
    assert aligned("広報誌とWebで公表する。", style) is None


def test_words_with_one_long_reading_are_not_opened_before():
    """「本　計　画　は、」 filled a line before 市町村地域福祉計画, which one reading holds together."""
    words = Run("市町村地域福祉計画", ruby="しちょうそんちいきふくしけいかく")
    for runs, wanted in (((words,), "left"), ((replace(words, text="蓬田", ruby="よもぎた"),), None)):
        [made] = [
            p
            for p in document_root(written(agreement(Para("項", (Run("本協約は、"), *runs))))).iter(W + "p")
            if "本協約は、" in "".join(t.text or "" for t in p.iter(W + "t"))
        ]
        align = made.find(f"{W}pPr/{W}jc")
        assert wanted == (None if align is None else align.get(W + "val"))


def test_words_of_styles_that_are_not_justified_stay_as_they_are():
    assert aligned(ADDRESS, "題名") is None


@pytest.mark.parametrize(("columns", "wanted"), [(2, None), (8, "left")])
def test_a_cell_of_a_few_characters_is_not_opened(columns: int, wanted: str | None):
    """「こ　ど　も　未／来課」."""
    words = "企画政策部総合政策課及び移住定住促進室"
    grid = Grid("一覧表", (), (row(*[words] * columns, style="表本文"),), "表")
    root = document_root(written(agreement(replace(grid, style="別表の表"))))
    found = [p for p in root.iter(W + "p") if words in "".join(t.text or "" for t in p.iter(W + "t"))]

    aligned = [p.find(f"{W}pPr/{W}jc") for p in found]
    assert [wanted] * columns == [None if jc is None else jc.get(W + "val") for jc in aligned]


@pytest.mark.parametrize(("words", "flush"), [("速報値", False), ("住民基本台帳人口移動報告" * 3, True)])
def test_a_long_note_in_a_cell_of_a_few_characters_goes_on_below_its_sign(words: str, flush: bool):
    """Its lines were of one character each, beside the blank of the sign."""
    noted = Cell((para("表項目", "転出超過数"), para("表番号箇条", words, "※　")))
    years = row(*["1,234,567"] * 7, style="表数値").cells
    paper = agreement(Grid("一覧表", (), (Row((noted, *years)),), "表"))
    [indent] = [
        p.find(f"{W}pPr/{W}ind")
        for p in document_root(written(paper, base())).iter(W + "p")
        if words in "".join(t.text or "" for t in p.iter(W + "t"))
    ]

    assert flush == (indent is not None and "0" == indent.get(W + "left") == indent.get(W + "firstLine"))


@pytest.mark.parametrize(("words", "wanted"), [(f"推計は{ADDRESS}による。", "left"), ("平成20年条例第12号。", None)])
def test_a_note_with_an_address_is_ragged(words: str, wanted: str | None):
    """「『 日 本 の 地 域 別」 filled a line of a note before an address."""
    mark = Run("※1", "脚注番号", target="注1")
    note = Para("脚注", (Run(words),), (Run("※1　"),), anchor="注1")
    paper = replace(agreement(Para("本文段落", (Run("推計"), mark))), notes=(note,))
    data = written(paper, base())
    [found] = [
        p
        for p in etree.fromstring(unzipped(data)["word/footnotes.xml"]).iter(W + "p")
        if words in "".join(t.text or "" for t in p.iter(W + "t"))
    ]
    align = found.find(f"{W}pPr/{W}jc")

    assert [] == faults(data)
    assert wanted == (None if align is None else align.get(W + "val"))
